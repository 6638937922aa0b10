import {css} from 'lit';

export const tableStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem 1rem;
    margin-bottom: 0.75rem;
  }
  .find {
    flex: 1 1 12rem;
    max-width: 22rem;
  }
  input {
    width: 100%;
    min-height: 2.25rem;
    padding: 0.3rem 0.7rem;
    border: 1px solid var(--wb-strong-line);
    border-radius: 6px;
    background: var(--wb-card);
    color: var(--wb-ink);
    font: inherit;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    align-items: center;
  }
  .choices button {
    min-height: 1.9rem;
    padding: 0.1rem 0.7rem;
    border: 1px solid var(--wb-line);
    border-radius: 999px;
    background: none;
    font-size: 0.875rem;
  }
  .choices button span {
    color: var(--wb-muted);
    font-variant-numeric: tabular-nums;
  }
  .choices button[aria-pressed='true'] {
    border-color: var(--wb-ink);
    background: var(--wb-ink);
    color: var(--wb-card);
  }
  .choices button[aria-pressed='true'] span {
    color: inherit;
  }
  [role='treegrid'] {
    border: 1px solid var(--wb-line);
    border-radius: 8px;
    overflow: hidden;
    font-size: 0.9375rem;
  }
  .scroller {
    overflow: auto;
    overscroll-behavior-y: auto;
    outline: none;
  }
  .rows {
    position: relative;
    contain: strict;
  }
  [role='row'] {
    display: grid;
    grid-template-columns: 8.75rem minmax(8rem, 1.7fr) minmax(6rem, 1fr) 7.5rem 7rem 5.5rem;
    gap: 0 0.75rem;
    align-items: center;
    padding: 0 0.9rem 0 0.4rem;
  }
  .rows [role='row'] {
    position: absolute;
    inset-inline: 0;
    top: 0;
    height: var(--row);
    border-bottom: 1px solid var(--wb-line);
    background: var(--wb-card);
  }
  .rows [role='row']:hover {
    background: color-mix(in srgb, var(--wb-ink) 4%, var(--wb-card));
  }
  .rows [role='row']:focus-visible {
    outline-offset: -2px;
    z-index: 1;
  }
  .head {
    padding-block: 0.45rem;
    border-bottom: 1px solid var(--wb-line);
    background: var(--wb-sunk);
    color: var(--wb-muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .head .state {
    padding-inline-start: 1.35rem;
  }
  [role='gridcell'] {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .state {
    display: flex;
    align-items: center;
    gap: 0.2rem;
  }
  .turn {
    display: inline-flex;
    width: 1.1rem;
    flex: none;
    color: var(--wb-muted);
  }
  .turn svg {
    width: 1rem;
    height: 1rem;
    transition: transform 120ms;
  }
  [aria-expanded='true'] .turn svg {
    transform: rotate(90deg);
  }
  .expandable {
    cursor: pointer;
  }
  .tensors,
  .parameters,
  .size {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .name code {
    color: var(--wb-muted);
    font-size: 0.8125rem;
    overflow-wrap: normal;
  }
  .rows .tensor {
    background: var(--wb-sunk);
    font-size: 0.875rem;
  }
  .tensor .name {
    padding-inline-start: 1rem;
  }
  .tensor .tensors {
    text-align: start;
    font-size: 0.8125rem;
  }
  .size {
    position: relative;
    align-self: stretch;
    display: flex;
    align-items: center;
    justify-content: end;
  }
  .size .bar {
    position: absolute;
    inset: auto 0 4px;
    height: 3px;
    transform: scaleX(var(--part));
    transform-origin: 100% 50%;
    border-radius: 2px;
    background: var(--wb-stripe);
  }
  .sort {
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    white-space: nowrap;
  }
  .sort:hover {
    color: var(--wb-ink);
  }
  .head :is(.tensors, .parameters, .size) {
    display: block;
  }
  .order {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    font-size: 0.875rem;
    color: var(--wb-muted);
  }
  .order select {
    min-height: 2rem;
    border: 1px solid var(--wb-strong-line);
    border-radius: 6px;
    background: var(--wb-card);
    color: var(--wb-ink);
    font: inherit;
  }
  .mark {
    display: inline-block;
    min-width: 1.5em;
    margin-inline-start: 0.35em;
    padding: 0 0.4em;
    border-radius: 999px;
    background: color-mix(in srgb, var(--tone) 14%, transparent);
    color: var(--tone);
    font-size: 0.8125rem;
    font-weight: 700;
    text-align: center;
    text-decoration: none;
  }
  .mark.error {
    --tone: var(--wb-empty);
  }
  .mark.warning {
    --tone: var(--wb-partly);
  }
  .mark.note {
    --tone: var(--wb-not-weights);
  }
  .role {
    font-weight: 600;
  }
  .rows :is(.of-values, .of-detail) {
    grid-template-columns: 1fr;
  }
  .rows .of-detail {
    height: var(--detail);
    padding: 0;
    align-items: stretch;
  }
  .values {
    padding-inline-start: 1.75rem;
  }
  .container {
    --tone: var(--wb-not-weights);
  }
  .missing,
  .unreadable {
    --tone: var(--wb-damaged);
  }

  /* On paper every row is there, one below the other. */
  .unrolled .scroller {
    overflow: visible;
  }
  .unrolled .rows {
    contain: none;
  }
  @media print {
    .tools {
      display: none;
    }
    .rows [role='row'] {
      break-inside: avoid;
    }
  }
`;
