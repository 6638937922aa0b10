// The cells of one row of the layer table.

import {html, nothing, type TemplateResult} from 'lit';

import type {Layer, Storage, Tensor} from '../../engine/report.js';
import {count, shape, sizeShort, spaced} from '../format.js';
import {chevron, sign} from '../icons.js';
import type {Mention} from '../weighings/mentions.js';
import {placeLink} from '../place-link.js';
import {setStyle} from '../set-style.js';
import {strings} from '../strings.js';
import {bytesOf, parametersOf} from './rows.js';

/** The findings that speak of a row: one sign in the colour of the worst, leading to it. In reach of Tab only from the row with the focus. */
function mark(mentions: readonly Mention[], active: boolean): TemplateResult | typeof nothing {
  const [worst] = mentions; // the report lists the worst first
  if (worst === undefined) return nothing;
  const label = strings.table.mentioned(mentions.length, worst.finding.title.replaceAll('`', ''));
  return placeLink(worst.place, spaced(mentions.length > 1 ? `! ${mentions.length}` : '!'), {label, tab: active ? 0 : -1, kind: `mark ${worst.finding.severity}`});
}

/** Its size beside the largest layer's. */
function sizeCell(bytes: number, most: number): TemplateResult {
  return html`<span role="gridcell" class="size">${sizeShort(bytes)}<span class="bar" ${setStyle('--part', String(most > 0 ? bytes / most : 0))}></span></span>`;
}

export interface RowLook {
  readonly mentions: readonly Mention[];
  readonly active: boolean;
  /** The size of the largest layer. */
  readonly most: number;
}

export function layerCells(layer: Layer, {mentions, active, most}: RowLook): TemplateResult {
  const words = strings.table;
  const tensors = layer.tensors.length;
  return html`<span role="gridcell" class="state">
      <span class="turn">${tensors > 0 ? chevron : nothing}</span>
      <span class="chip ${layer.state}">${sign(layer.state)}${words.states[layer.state]}</span>
    </span>
    <span role="gridcell" class="name">
      <strong>${spaced(layer.name)}</strong>${layer.path === layer.name || layer.path === '' ? nothing : html`<code>${layer.path}</code>`}
      ${mark(mentions, active)}
    </span>
    <span role="gridcell" class="class">
      ${layer.class === null ? html`<span class="muted">${words.unknownClass}</span>` : layer.class}
    </span>
    <span role="gridcell" class="tensors">${count(tensors)}</span>
    <span role="gridcell" class="parameters">${tensors > 0 ? count(parametersOf(layer.tensors)) : '–'}</span>
    ${tensors > 0 ? sizeCell(bytesOf(layer.tensors), most) : html`<span role="gridcell" class="size">–</span>`}`;
}

/** `files`: their names, where the report is of several. */
export function storage(stored: Storage, files: readonly string[] = []): string {
  const place = typeof stored.offset === 'number' ? ` at ${count(stored.offset)}` : '';
  const filters = stored.filters !== undefined && stored.filters.length > 0 ? `, ${stored.filters.join(', ')}` : '';
  const file = files.length > 1 ? ` in ${files[stored.file ?? 0] ?? '?'}` : '';
  return `${stored.kind}${place}${file}${filters}`;
}

/** What is left of a tensor's path below its layer. */
export function innerPath(layer: Layer, tensor: Tensor): string {
  return layer.path !== '' && tensor.path.startsWith(`${layer.path}/`) ? tensor.path.slice(layer.path.length + 1) : tensor.path;
}

export function tensorCells(layer: Layer, tensor: Tensor, files: readonly string[], {mentions, active, most}: RowLook): TemplateResult {
  const problem = tensor.stats_problem === undefined ? '' : `; ${strings.table.notRead(tensor.stats_problem)}`;
  const stored = `${storage(tensor.storage, files)}${problem}`;
  const inner = innerPath(layer, tensor);
  return html`<span role="gridcell" class="state">
      <span class="turn">${tensor.stats === null ? nothing : chevron}</span>
      ${tensor.state === 'intact' ? nothing : html`<span class="chip damaged">${sign('missing')}${strings.table.tensorStates[tensor.state]}</span>`}
    </span>
    <span role="gridcell" class="name">${tensor.role === null ? nothing : html`<span class="role">${spaced(tensor.role)}</span>`}<code>${inner}</code> ${mark(mentions, active)}</span>
    <span role="gridcell" class="class">${spaced(shape(tensor.shape))}<span class="muted">${tensor.dtype}</span></span>
    <span role="gridcell" class="tensors" title=${stored}><span class="stored muted">${stored}</span></span>
    <span role="gridcell" class="parameters">${tensor.shape === null ? '–' : count(tensor.parameters)}</span>
    ${tensor.shape === null ? html`<span role="gridcell" class="size">–</span>` : sizeCell(tensor.bytes, most)}`;
}
