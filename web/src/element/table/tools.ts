// Above the layer table: a search field, the states to choose from, and, where there are no column heads, the order.

import {html, nothing, type TemplateResult} from 'lit';

import type {Layer} from '../../engine/report.js';
import {count, spaced} from '../format.js';
import {strings} from '../strings.js';
import {statesOf, type Choice} from './rows.js';
import type {Column, Sort} from './sort.js';

export interface Tools {
  readonly layers: readonly Layer[];
  readonly choice: Choice;
  readonly shown: number;
  choose(choice: Choice): void;
  /** Null where the column heads do it. */
  readonly order: {readonly sort: Sort | null; sortBy(column: Column | null): void} | null;
}

function orderChoice({sort, sortBy}: NonNullable<Tools['order']>): TemplateResult {
  const words = strings.table;
  const columns = Object.entries(words.columns) as [Column, string][];
  return html`<label class="order">
    ${words.sortBy}
    <select @change=${(event: Event) => sortBy(((event.target as HTMLSelectElement).value || null) as Column | null)}>
      <option value="" ?selected=${sort === null}>${words.fileOrder}</option>
      ${columns.map(([column, title]) => html`<option value=${column} ?selected=${sort?.by === column}>${title}</option>`)}
    </select>
  </label>`;
}

export function tableTools({layers, choice, shown, choose, order}: Tools): TemplateResult {
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
    ${order === null ? nothing : orderChoice(order)}
    <span class="hidden-text" role="status">${chosen ? words.shown(count(shown), count(layers.length)) : ''}</span>
  </div>`;
}
