// The cells of one row of the layer table.

import {html, nothing, type TemplateResult} from 'lit';

import type {Layer, Storage, Tensor} from '../engine/report.js';
import {count, shape, sizeShort, spaced} from './format.js';
import {chevron, sign} from './icons.js';
import {strings} from './strings.js';
import {bytesOf, parametersOf} from './table-rows.js';

export function layerCells(layer: Layer): TemplateResult {
  const words = strings.table;
  const tensors = layer.tensors.length;
  return html`<span role="gridcell" class="state">
      <span class="turn">${tensors > 0 ? chevron : nothing}</span>
      <span class="chip ${layer.state}">${sign(layer.state)}${words.states[layer.state]}</span>
    </span>
    <span role="gridcell" class="name">
      <strong>${spaced(layer.name)}</strong>${layer.path === layer.name || layer.path === '' ? nothing : html`<code>${layer.path}</code>`}
    </span>
    <span role="gridcell" class="class">
      ${layer.class === null ? html`<span class="muted">${words.unknownClass}</span>` : layer.class}
    </span>
    <span role="gridcell" class="tensors">${count(tensors)}</span>
    <span role="gridcell" class="parameters">${tensors > 0 ? count(parametersOf(layer.tensors)) : '–'}</span>
    <span role="gridcell" class="size">${tensors > 0 ? sizeShort(bytesOf(layer.tensors)) : '–'}</span>`;
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

export function tensorCells(layer: Layer, tensor: Tensor, files: readonly string[]): TemplateResult {
  const stored = storage(tensor.storage, files);
  const inner = innerPath(layer, tensor);
  return html`<span role="gridcell" class="state">
      ${tensor.state === 'intact' ? nothing : html`<span class="chip damaged">${sign('missing')}${strings.table.tensorStates[tensor.state]}</span>`}
    </span>
    <span role="gridcell" class="name">${tensor.role === null ? nothing : html`<span class="role">${spaced(tensor.role)}</span>`}<code>${inner}</code></span>
    <span role="gridcell" class="class">${spaced(shape(tensor.shape))}<span class="muted">${tensor.dtype}</span></span>
    <span role="gridcell" class="tensors" title=${stored}><span class="stored muted">${stored}</span></span>
    <span role="gridcell" class="parameters">${count(tensor.parameters)}</span>
    <span role="gridcell" class="size">${sizeShort(tensor.bytes)}</span>`;
}
