// The first screen: is it loaded, why, what to do; and the ticket with the numbers.

import {css, html, nothing, type TemplateResult} from 'lit';

import type {ReportHead, VerdictState} from '../../engine/report.js';
import {count, counted, size, sizeShort, writerName} from '../format.js';
import {sign, truck} from '../icons.js';
import {leadingFinding} from '../weighings/leading-finding.js';
import {prose} from '../prose.js';
import {strings} from '../strings.js';
import {bytesOf} from '../table/rows.js';

export const verdictStyles = css`
  .verdict {
    border: 1px solid var(--wb-line);
    border-top: 6px solid var(--tone);
    border-radius: 10px;
    background: var(--wb-card);
  }
  .upper {
    display: grid;
    grid-template-columns: minmax(0, 1fr) clamp(7rem, 24%, 12rem);
    gap: 1.1rem 2rem;
    padding: clamp(1rem, 3.5cqi, 2rem);
  }
  .upper .truck {
    width: 100%;
    align-self: start;
    color: var(--tone);
  }
  .upper .rest {
    grid-column: 1 / -1;
    min-width: 0;
  }
  .name-line {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 0.75rem;
    align-items: center;
    margin-bottom: 0.9rem;
    font-size: 0.9375rem;
  }
  /* A line of its own, so that a second word moves nothing. */
  .in-a-word {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    flex-basis: 100%;
    min-width: 0;
  }
  .in-a-word > * {
    min-width: 0;
    white-space: normal;
  }
  .name-line .file {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .headline {
    font: 600 clamp(1.45rem, 1.1rem + 1.8cqi, 2.1rem) / 1.22 var(--wb-serif);
    text-wrap: balance;
    color: var(--wb-ink);
    outline: none; /* the focus is put here for screen readers; there is nothing to operate */
  }
  .because {
    margin-top: 0.75rem;
    max-width: 68ch;
    font-size: 1.0625rem;
    line-height: 1.55;
  }
  .rest > div + div {
    margin-top: 1rem;
  }
  .rest .label {
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--wb-muted);
  }
  .rest p {
    max-width: 70ch;
  }
  weigh-bridge-fixes {
    margin-top: 0.75rem;
  }
  .ticket {
    position: relative;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr));
    gap: 0.9rem clamp(1.25rem, 3cqi, 2rem);
    padding: 1.25rem clamp(1rem, 3.5cqi, 2rem) 1.4rem;
    border-top: 2px dashed var(--wb-line);
  }
  .ticket::before,
  .ticket::after {
    content: '';
    position: absolute;
    top: -10px;
    width: 10px;
    height: 18px;
    border: 1px solid var(--wb-line);
    background: var(--wb-paper);
  }
  .ticket::before {
    left: -1px;
    border-left-color: var(--wb-paper);
    border-radius: 0 9px 9px 0;
  }
  .ticket::after {
    right: -1px;
    border-right-color: var(--wb-paper);
    border-radius: 9px 0 0 9px;
  }
  .ticket div {
    min-width: 0;
  }
  .ticket dt {
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--wb-muted);
  }
  .ticket dd {
    font-family: var(--wb-mono);
    font-size: 1.0625rem;
    font-variant-numeric: tabular-nums;
  }
  .ticket dd small {
    display: block;
    font: 0.8125rem/1.4 var(--wb-sans);
    color: var(--wb-muted);
  }
  .ticket .net dd {
    color: var(--tone);
    font-weight: 700;
  }
  /* The truck beside the name alone: the words below need the width. */
  @container (max-width: 40rem) {
    .upper {
      position: relative;
      grid-template-columns: minmax(0, 1fr);
    }
    .upper .truck {
      position: absolute;
      top: 1rem;
      inset-inline-end: 1rem;
      width: 6rem;
    }
    .name-line {
      min-height: 3.25rem;
      padding-inline-end: 6.75rem;
    }
  }
  @container (max-width: 30rem) {
    .upper .truck {
      width: 4.75rem;
    }
    .name-line {
      min-height: 2.4rem;
      padding-inline-end: 5.5rem;
    }
  }
  @container (max-width: 17.5rem) {
    .upper .truck {
      width: 3.5rem;
    }
    .name-line {
      padding-inline-end: 4.25rem;
    }
  }
`;

/** "Keras weights, v3 layout · Keras 3.6.0 – 3.14.1 · 12,552 bytes" */
function kind(head: ReportHead): string {
  const what = (head.layout === null ? undefined : strings.layout[head.layout]) ?? strings.container[head.container] ?? head.container;
  const inArchive = head.container === 'keras-zip' && head.layout !== null ? ` in a .keras archive` : '';
  return [what + inArchive, writerName(head.writer), size(head.file.size_bytes)].filter((part) => part !== null).join(' · ');
}

function entry(name: string, value: string, note: string, kind = ''): TemplateResult {
  return html`<div class=${kind}>
    <dt>${name}</dt>
    <dd>${value}<small>${note}</small></dd>
  </div>`;
}

/** Gross, tare, net: only where they add up, which they do not in a compressed or a cut file. */
function ticket(head: ReportHead): TemplateResult | typeof nothing {
  if (head.layout === null || head.layout === 'hdf5-other') return nothing;
  const words = strings.ticket;
  const {totals} = head;
  const gross = head.file.size_bytes;
  const optimizer = bytesOf(head.optimizer?.tensors ?? []);
  const tare = gross - totals.bytes - optimizer;
  const grossShown = tare >= 0 && head.verdict.state !== 'damaged';
  const bytes = gross < 100_000 ? size : sizeShort;
  return html`<dl class="ticket" aria-label=${words.label}>
    ${grossShown
      ? html`${entry(words.gross, bytes(gross), words.grossNote)} ${entry(words.tare, bytes(tare), words.tareNote)}
        ${optimizer > 0 ? entry(words.optimizer, bytes(optimizer), words.optimizerNote) : nothing}`
      : nothing}
    ${entry(words.net, bytes(totals.bytes), words.netNote, 'net')}
    ${entry(words.parameters, count(totals.parameters), words.parametersNote(counted(totals.tensors, 'tensor')))}
    ${entry(words.layers, count(totals.layers), words.layersNote(count(totals.layers_with_weights), count(totals.layers_lacking_weights)))}
  </dl>`;
}

/** Said beside the state as soon as it is known: a loaded file of random numbers is not what people mean by loaded. */
function neverTrained(state: VerdictState, {findings}: ReportHead): TemplateResult | typeof nothing {
  if (state !== 'filled' || !findings.some(({id}) => id === 'never-trained')) return nothing;
  return html`<span class="also chip-like partly-empty">${sign('partly-empty')}${strings.verdict.neverTrained}</span>`;
}

/**
 * The verdict as the structure alone has it, which stays; `strip` is what the values add. Unless they turn the verdict itself
 * over. `choice`: where the reader says which Keras he has. `flat`: without the parts that need a script; the fixes then stand with their findings alone.
 */
export function verdictCard(name: string, structure: ReportHead, newest: ReportHead, strip: unknown, choice: unknown = nothing, flat = false): TemplateResult {
  const head = structure.verdict.state === newest.verdict.state ? structure : newest;
  const {state, headline, why, next} = head.verdict;
  const leading = leadingFinding(head);
  return html`<section class="verdict ${state}" part="verdict" aria-labelledby="headline">
    <div class="upper">
      <div>
        <p class="name-line">
          <span class="in-a-word"><span class="chip">${sign(state)}${strings.verdict.states[state]}</span>${neverTrained(state, newest)}</span>
          <span class="file" dir="auto">${name}</span>
          <span class="muted">${kind(head)}</span>
        </p>
        <h2 class="headline" id="headline" tabindex="-1">${prose(headline)}</h2>
        ${why === '' ? nothing : html`<p class="because">${prose(why)}</p>`}
      </div>
      ${truck(state)}
      <div class="rest">
        ${next === '' && leading === null
          ? nothing
          : html`<div>
              <p class="label">${strings.verdict.next}</p>
              ${next === '' ? nothing : html`<p>${prose(next)}</p>`}
              ${leading === null || flat
                ? nothing
                : html`<weigh-bridge-fixes .fixes=${leading.fixes}></weigh-bridge-fixes>`}
            </div>`}
        ${choice}
      </div>
    </div>
    ${strip} ${ticket(head)}
  </section>`;
}
