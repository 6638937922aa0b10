// The strip while the values are read, at the lower edge of the window so that nothing moves when it comes and goes; and what is left of
// it afterwards, under the verdict.

import {css, html, nothing, type TemplateResult} from 'lit';

import {sizeShort} from './format.js';
import {strings} from './strings.js';
import type {Weighing} from './weighing.js';

export const scanStyles = css`
  .scan {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    margin-top: 1rem;
    font-size: 0.9375rem;
  }
  .result {
    display: flex;
    flex-direction: column;
  }
  .scan.running {
    order: 1; /* last to the eye, which is where it can stick; first after the verdict for keyboard and screen reader */
    position: sticky;
    z-index: 1;
    bottom: 0.5rem;
    padding: 0.6rem 1rem;
    border: 1px solid var(--wb-strong-line);
    border-radius: 8px;
    background: var(--wb-card);
  }
  .scan progress {
    flex: 1 1 10rem;
    height: 0.6rem;
    accent-color: var(--wb-stripe);
  }
`;

/** Nothing for a scan that is over before a bar would be of use. */
export function scanStrip({scan, head}: Weighing, stop: () => void, again: () => void): TemplateResult | typeof nothing {
  const words = strings.scan;
  const running = scan.state === 'running' && scan.ofBytes > 0;
  const cut = head?.scan.state === 'cancelled' || scan.state === 'failed';
  if (!running && !cut) return nothing;
  const said = running ? words.running(sizeShort(scan.bytes), sizeShort(scan.ofBytes)) : scan.state === 'failed' ? words.failed : words.stopped;
  // One button for both: who has pressed it keeps the focus.
  return html`<div class=${running ? 'scan running' : 'scan'}>
    <span id="scan">${said}</span>
    ${running ? html`<progress aria-labelledby="scan" max=${scan.ofBytes} .value=${scan.bytes}></progress>` : nothing}
    <button class="button" type="button" @click=${running ? stop : again}>${running ? words.stop : words.again}</button>
  </div>`;
}
