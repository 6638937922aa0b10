// The strip under the verdict while the values are read, and what is left of it afterwards.

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
  .scan progress {
    flex: 1 1 10rem;
    height: 0.6rem;
    accent-color: var(--wb-stripe);
  }
`;

/** Nothing for a scan that is over before a bar would be of use. */
export function scanStrip({scan, head}: Weighing, stop: () => void, again: () => void): TemplateResult | typeof nothing {
  const words = strings.scan;
  if (scan.state === 'running' && scan.ofBytes > 0) {
    return html`<div class="scan">
      <label for="scan">${words.running(sizeShort(scan.bytes), sizeShort(scan.ofBytes))}</label>
      <progress id="scan" max=${scan.ofBytes} .value=${scan.bytes}></progress>
      <button class="button" type="button" @click=${stop}>${words.stop}</button>
    </div>`;
  }
  const cut = head?.scan.state === 'cancelled' || scan.state === 'failed';
  if (scan.state !== 'running' && scan.state !== 'waiting' && cut) {
    return html`<div class="scan">
      <span>${scan.state === 'failed' ? words.failed : words.stopped}</span>
      <button class="button" type="button" @click=${again}>${words.again}</button>
    </div>`;
  }
  return nothing;
}
