// The layer table's rows as a flat list: layers, below an opened layer its tensors, below a tensor its values. Pure functions.

import type {Layer, LayerState, Tensor} from '../engine/report.js';

export type Row =
  | {readonly kind: 'layer'; readonly layer: number; readonly key: string}
  | {readonly kind: 'tensor' | 'values'; readonly layer: number; readonly tensor: number; readonly key: string};

export interface Choice {
  readonly text: string;
  readonly state: LayerState | null;
}

/** Browsers clip elements beyond some 17 million pixels; this many rows stay below that. */
export const kMostRows = 250_000;

export function matches(layer: Layer, choice: Choice): boolean {
  if (choice.state !== null && layer.state !== choice.state) return false;
  const wanted = choice.text.trim().toLowerCase();
  if (wanted === '') return true;
  return (
    layer.name.toLowerCase().includes(wanted) ||
    layer.path.toLowerCase().includes(wanted) ||
    (layer.class ?? '').toLowerCase().includes(wanted)
  );
}

export function rowsOf(layers: readonly Layer[], open: ReadonlySet<number>, choice: Choice): {rows: Row[]; shown: number; cut: boolean} {
  const rows: Row[] = [];
  let shown = 0;
  for (const [index, layer] of layers.entries()) {
    if (!matches(layer, choice)) continue;
    shown += 1;
    if (rows.length >= kMostRows) continue;
    rows.push({kind: 'layer', layer: index, key: `${index}`});
    if (!open.has(index)) continue;
    for (const [tensor, {stats}] of layer.tensors.entries()) {
      rows.push({kind: 'tensor', layer: index, tensor, key: `${index}.${tensor}`});
      if (stats !== null) rows.push({kind: 'values', layer: index, tensor, key: `${index}.${tensor}v`});
    }
  }
  const cut = rows.length > kMostRows || shown > rows.length;
  return {rows: cut ? rows.slice(0, kMostRows) : rows, shown, cut};
}

/** How many layers are in each state, in the order in which the states first appear. */
export function statesOf(layers: readonly Layer[]): Map<LayerState, number> {
  const states = new Map<LayerState, number>();
  for (const {state} of layers) states.set(state, (states.get(state) ?? 0) + 1);
  return states;
}

export function parametersOf(tensors: readonly Tensor[]): number {
  return tensors.reduce((sum, tensor) => sum + tensor.parameters, 0);
}

export function bytesOf(tensors: readonly Tensor[]): number {
  return tensors.reduce((sum, tensor) => sum + tensor.bytes, 0);
}
