// The lower part of the verdict's card, which is kept for what the values say: how far they are read, then what they add. It is as
// high from the start as it will be, so that nothing below moves when they arrive.

import {css, html, nothing, type TemplateResult} from 'lit';

import type {Finding, ReportHead} from '../../engine/report.js';
import {counted, sizeShort} from '../format.js';
import {sign} from '../icons.js';
import {placesOf} from '../weighings/mentions.js';
import {placeLink} from '../place-link.js';
import {prose} from '../prose.js';
import {strings} from '../strings.js';
import {valuesPending, type Weighing} from '../weighings/weighing.js';

export const scanStyles = css`
  .of-values {
    min-height: 6.4rem;
    padding: 0.9rem clamp(1rem, 3.5cqi, 2rem);
    border-top: 1px solid var(--wb-line);
    font-size: 0.9375rem;
  }
  .of-values p {
    max-width: 75ch;
  }
  .of-values .told {
    margin-top: 0.25rem;
  }
  .of-values .label {
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--wb-muted);
  }
  .of-values .warning {
    --tone: var(--wb-partly);
  }
  .of-values .error {
    --tone: var(--wb-empty);
  }
  .of-values .note {
    --tone: var(--wb-not-weights);
  }
  .of-values .chip {
    margin-inline-end: 0.4rem;
    /* Its words are wider than a phone where letters have twice their size. */
    white-space: normal;
  }
  .scan {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    margin-top: 0.25rem;
  }
  .scan progress {
    flex: 1 1 10rem;
    height: 0.6rem;
    accent-color: var(--wb-stripe);
  }
  .scan .button {
    min-height: 1.9rem;
    padding-block: 0.1rem;
  }
  @container (max-width: 40rem) {
    .of-values {
      min-height: 9.6rem;
    }
  }
`;

/** The findings that only the values could make. */
export function addedByValues(structure: ReportHead, head: ReportHead): {readonly finding: Finding; readonly place: string}[] {
  if (structure === head) return [];
  const before = new Set(placesOf(structure.findings));
  const places = placesOf(head.findings);
  return head.findings.map((finding, index) => ({finding, place: places[index] ?? ''})).filter(({place}) => !before.has(place));
}

/** While they are read, and when they were not all read. One button for both: who has pressed it keeps the focus. */
function scanLine({scan}: Weighing, running: boolean, stop: () => void, again: () => void): TemplateResult {
  const words = strings.scan;
  const said = running ? words.running(sizeShort(scan.bytes), sizeShort(scan.ofBytes)) : scan.state === 'failed' ? words.failed : words.stopped;
  return html`<div class="scan">
    <span id="scan">${said}</span>
    ${running ? html`<progress aria-labelledby="scan" max=${scan.ofBytes} .value=${scan.bytes}></progress>` : nothing}
    <button class="button" type="button" @click=${running ? stop : again}>${running ? words.stop : words.again}</button>
  </div>`;
}

function outcome(structure: ReportHead, head: ReportHead): TemplateResult {
  const words = strings.scan;
  const added = addedByValues(structure, head);
  const [worst] = added;
  // Of a scan that could not read them all, which and why.
  const reason = head.scan.reason === undefined ? nothing : html`<p class="told">${prose(head.scan.reason)}</p>`;
  const read = words.read(counted(head.scan.tensors, 'tensor'));
  if (worst === undefined) return html`<p class="told">${head.scan.tensors > 0 ? `${read} ${words.nothing}` : nothing}</p>${reason}`;
  const {severity, title} = worst.finding;
  return html`<p class="told">
      <span class="chip ${severity}">${sign(severity === 'note' ? 'undetermined' : 'partly-empty')}${strings.findings.severity[severity]}</span>
      <strong>${prose(title)}.</strong> ${placeLink(worst.place, words.how)}
    </p>
    ${added.length === 1 ? nothing : html`<p class="told">${words.more}: ${added.slice(1, 4).map(({finding, place}, index) => html`${index > 0 ? ', ' : ''}${placeLink(place, prose(finding.title))}`)}${added.length > 4 ? words.andMore(added.length - 4) : ''}</p>`} ${reason}`;
}

/** Nothing where there is not a value to read. */
export function valuesStrip(weighing: Weighing, stop: () => void, again: () => void): TemplateResult | typeof nothing {
  const {head, structure, scan, hasValues} = weighing;
  if (head === null || structure === null || !hasValues) return nothing;
  const pending = valuesPending(weighing);
  const running = scan.state === 'running' && scan.ofBytes > 0;
  // Once more asked for, it stays in sight until the first progress: who has pressed its button keeps the focus.
  const cut = scan.state === 'failed' || head.scan.state === 'cancelled';
  return html`<div class="of-values">
    <p class="label">${strings.scan.title}</p>
    ${running || cut ? scanLine(weighing, running, stop, again) : nothing} ${pending && !running && !cut ? html`<p class="told">${strings.scan.pending}</p>` : nothing}
    ${!pending && !(cut && addedByValues(structure, head).length === 0) ? outcome(structure, head) : nothing}
  </div>`;
}
