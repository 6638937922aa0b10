// The layer table where it has little room: two lines a row, name and state above, class and size below.

import {css} from 'lit';

export const narrowStyles = css`
  .narrow .head {
    display: none;
  }
  .narrow [role='row'] {
    grid-template-columns: auto minmax(0, 1fr) auto;
    grid-template-rows: 1fr 1fr;
    gap: 0 0.6rem;
    padding: 0.4rem 0.75rem 0.4rem 0.3rem;
  }
  .narrow .state {
    grid-area: 1 / 3;
    justify-self: end;
  }
  .narrow .turn {
    position: absolute;
    inset-inline-start: 0.3rem;
  }
  .narrow .name {
    grid-area: 1 / 1 / auto / 3;
    padding-inline-start: 1.35rem;
  }
  .narrow .layer .name code {
    display: none;
  }
  .narrow .class {
    grid-area: 2 / 1 / auto / 3;
    padding-inline-start: 1.35rem;
    color: var(--wb-muted);
    font-size: 0.875rem;
  }
  .narrow .parameters {
    grid-area: 2 / 3;
    font-size: 0.875rem;
    color: var(--wb-muted);
  }
  .narrow .tensors {
    display: none;
  }
  .narrow .size {
    position: static;
    grid-area: 2 / 3;
    width: 0;
    font-size: 0;
  }
  .narrow .size .bar {
    inset: auto 0.75rem 3px 0.75rem;
  }
  .narrow .tensor .name {
    grid-area: 1 / 1 / auto / 4;
    text-align: start;
    padding-inline-start: 1.35rem;
  }
  .narrow .rows :is(.of-values, .of-detail) {
    grid-template-columns: 1fr;
    grid-template-rows: 1fr;
  }
  .narrow .rows .of-detail {
    padding: 0;
  }
  .narrow .values {
    padding-inline-start: 1.35rem;
    gap: 0 0.7rem;
    font-size: 0.75rem;
    line-height: 1.3;
  }
  .narrow .histogram {
    display: none;
  }
`;
