// One row of the layer table: a layer, a tensor, the line of its values, or all of them opened.

import {html, nothing, type TemplateResult} from 'lit';

import type {Layer, Tensor} from '../../engine/report.js';
import {setStyle} from '../set-style.js';
import {valuesCell} from '../values/summary.js';
import {layerCells, tensorCells, type RowLook} from './cells.js';
import type {Row} from './rows.js';

export interface RowPlace extends RowLook {
  readonly index: number;
  /** Its distance from the first row, in pixels. */
  readonly top: number;
  /** The names of the files, where they are several. */
  readonly files: readonly string[];
}

export interface RowActs {
  press(): void;
  focus(): void;
}

export function layerRow({open}: Row, layer: Layer, place: RowPlace, acts: RowActs): TemplateResult {
  return html`<div
    role="row"
    class="layer ${open === null ? '' : 'expandable'}"
    aria-level="1"
    aria-expanded=${open === null ? nothing : String(open)}
    aria-rowindex=${place.index + 2}
    tabindex=${place.active ? 0 : -1}
    @click=${acts.press}
    @focus=${acts.focus}
    ${at(place.top)}
  >
    ${layerCells(layer, place)}
  </div>`;
}

export function tensorRow({kind, open}: Row, layer: Layer, tensor: Tensor, place: RowPlace, acts: RowActs): TemplateResult {
  return html`<div
    role="row"
    class="tensor ${kind === 'tensor' ? '' : `of-${kind}`} ${open === null && kind !== 'values' ? '' : 'expandable'}"
    aria-level=${kind === 'detail' ? 3 : 2}
    aria-expanded=${open === null ? nothing : String(open)}
    aria-rowindex=${place.index + 2}
    tabindex=${place.active ? 0 : -1}
    @click=${acts.press}
    @focus=${acts.focus}
    ${at(place.top)}
  >
    ${kind === 'tensor' ? tensorCells(layer, tensor, place.files, place) : values(kind, tensor)}
  </div>`;
}

function values(kind: Row['kind'], {path, stats}: Tensor): TemplateResult | typeof nothing {
  if (stats === null) return nothing;
  if (kind === 'values') return html`${valuesCell(stats)}`;
  return html`<div role="gridcell" class="detail"><weigh-bridge-values .stats=${stats} name=${path}></weigh-bridge-values></div>`;
}

const at = (top: number) => setStyle('transform', `translateY(${top}px)`);
