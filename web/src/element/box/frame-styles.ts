import {css} from 'lit';

export const frameStyles = css`
  :host {
    color: var(--wb-ink);
    font: 1rem/1.5 var(--wb-sans);
  }
  /* What is narrow is the column that the box stands in, not the window. Asked for its own width, by a row or a table, it takes this much at least. */
  .frame {
    container-type: inline-size;
    contain-intrinsic-inline-size: min(20rem, 90vw);
  }
  .frame > * + * {
    margin-top: 1rem;
  }
  .notice:empty {
    display: none;
  }
  .notice {
    padding: 0.6rem 1rem;
    border-inline-start: 4px solid var(--wb-stripe);
    background: var(--wb-card);
  }
  .pending,
  .failure {
    padding: clamp(1rem, 3.5cqi, 2rem);
    border: 1px solid var(--wb-line);
    border-radius: 10px;
    background: var(--wb-card);
  }
  .failure {
    border-top: 6px solid var(--tone);
  }
  .pending {
    display: flex;
    flex-wrap: wrap;
    gap: 1rem 2rem;
    align-items: center;
  }
  .pending .truck {
    width: 8rem;
    animation: settle 1.6s ease-in-out infinite alternate;
  }
  .pending h2 {
    font: 600 1.2rem/1.3 var(--wb-serif);
    overflow-wrap: anywhere;
  }
  .pending p {
    min-height: 1.5em;
  }
  .pending .button,
  .failure .button {
    margin-top: 0.75rem;
  }
  .failure details {
    margin-top: 0.75rem;
    font-size: 0.9375rem;
  }
  .failure pre {
    margin-top: 0.25rem;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font: 0.8125rem/1.5 var(--wb-mono);
  }
  @keyframes settle {
    from {
      transform: translateY(-2px);
    }
    to {
      transform: translateY(1px);
    }
  }
`;
