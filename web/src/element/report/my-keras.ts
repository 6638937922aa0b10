// "My Keras": where the reader says once which Keras he has.

import {css, html, nothing, type TemplateResult} from 'lit';

import type {KerasLine} from '../../engine/protocol.js';
import type {ReportHead} from '../../engine/report.js';
import {strings} from '../strings.js';

export const myKerasStyles = css`
  .my-keras {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 0.6rem;
    align-items: center;
    margin-top: 1rem;
  }
  .my-keras label {
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--wb-muted);
  }
  .my-keras select {
    max-width: 100%;
    min-height: 2rem;
    padding: 0.2rem 0.5rem;
    border: 1px solid var(--wb-strong-line);
    border-radius: 6px;
    background: var(--wb-card);
    color: var(--wb-ink);
    font: inherit;
    font-size: 0.9375rem;
  }
  .my-keras .refused {
    flex-basis: 100%;
    font-size: 0.9375rem;
  }
`;

export interface MyKerasChoice {
  /** As it was said; "" for the newest. */
  readonly said: string;
  readonly lines: readonly KerasLine[];
  readonly head: ReportHead;
  /** A sentence, where what was said is no version. */
  readonly refused: string;
  choose(said: string): void;
}

type Group = keyof typeof strings.myKeras.groups;

function groupOf({said}: KerasLine): Group {
  if (said.startsWith('tf.keras')) return 'tf.keras';
  if (said.startsWith('tf_keras')) return 'tf_keras';
  return said.startsWith('3.') ? 'keras3' : 'keras';
}

function option({said, name, known}: KerasLine, chosen: string): TemplateResult {
  return html`<option value=${said} ?selected=${said === chosen}>${name}${known ? nothing : ` (${strings.myKeras.nightly})`}</option>`;
}

/** A version that is no line of its own, such as 3.10.0 out of an address, is there too while it is the one. */
function ownOption({said, lines, refused}: MyKerasChoice): TemplateResult | typeof nothing {
  if (said === '' || refused !== '' || lines.some((line) => line.said === said)) return nothing;
  return html`<option value=${said} selected>${said}</option>`;
}

export function myKerasChoice(about: MyKerasChoice): TemplateResult {
  const words = strings.myKeras;
  const groups = Object.entries(words.groups) as [Group, string][];
  const hear = (event: Event) => about.choose((event.target as HTMLSelectElement).value);
  return html`<div class="my-keras">
    <label for="my-keras">${words.label}</label>
    <select id="my-keras" @change=${hear}>
      <option value="" ?selected=${about.said === '' || about.refused !== ''}>${words.newest}</option>
      ${ownOption(about)}
      ${groups.map(
        ([group, label]) => html`<optgroup label=${label}>${about.lines.filter((line) => groupOf(line) === group).map((line) => option(line, about.said))}</optgroup>`,
      )}
    </select>
    ${about.refused === '' ? nothing : html`<p class="refused" role="alert">${about.refused}</p>`}
  </div>`;
}
