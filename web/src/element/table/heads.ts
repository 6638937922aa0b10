// The heads of the layer table's columns: a press sorts by them.

import {html, type TemplateResult} from 'lit';

import {strings} from '../strings.js';
import type {Column, Sort} from './sort.js';

export function columnHeads(sortable: boolean, sort: Sort | null, sortBy: (column: Column) => void): TemplateResult[] {
  return (Object.entries(strings.table.columns) as [Column, string][]).map(([column, title]) => {
    const sorted = sort?.by === column ? sort : null;
    return html`<span role="columnheader" class=${column} aria-sort=${sorted === null ? 'none' : sorted.down ? 'descending' : 'ascending'}>
      ${sortable
        ? html`<button type="button" class="sort" @click=${() => sortBy(column)}>
            ${title}<span aria-hidden="true">${sorted === null ? '' : sorted.down ? ' ↓' : ' ↑'}</span>
          </button>`
        : title}
    </span>`;
  });
}
