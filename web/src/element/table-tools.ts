// Above the layer table: a search field, and the states to choose from.

import {html, nothing, type TemplateResult} from 'lit';

import type {Layer} from '../engine/report.js';
import {count, spaced} from './format.js';
import {strings} from './strings.js';
import {statesOf, type Choice} from './table-rows.js';

export function tableTools(layers: readonly Layer[], choice: Choice, shown: number, choose: (choice: Choice) => void): TemplateResult {
  const words = strings.table;
  const states = statesOf(layers);
  const chosen = choice.text !== '' || choice.state !== null;
  return html`<div class="tools">
    <label class="find">
      <span class="hidden-text">${words.filter}</span>
      <input
        type="search"
        .value=${choice.text}
        placeholder=${words.filterPlaceholder}
        @input=${(event: Event) => choose({...choice, text: (event.target as HTMLInputElement).value})}
      />
    </label>
    ${states.size < 2
      ? nothing
      : html`<div class="choices" role="group" aria-label=${words.columns.state}>
          ${[null, ...states.keys()].map(
            (state) => html`<button type="button" aria-pressed=${choice.state === state} @click=${() => choose({...choice, state})}>
              ${spaced(state === null ? words.all : words.states[state])}<span>${count(state === null ? layers.length : (states.get(state) ?? 0))}</span>
            </button>`,
          )}
        </div>`}
    <span class="hidden-text" role="status">${chosen ? words.shown(count(shown), count(layers.length)) : ''}</span>
  </div>`;
}
