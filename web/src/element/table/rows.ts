// The layer table's rows as a flat list: layers, below an opened layer its tensors, below a tensor a line of its values or, opened,
// all of them. Pure functions.

import type {Layer, LayerState, Tensor} from '../../engine/report.js';

/** `open` is null where there is nothing to open. */
export type Row =
  | {readonly kind: 'layer'; readonly layer: number; readonly key: string; readonly open: boolean | null}
  | {readonly kind: 'tensor' | 'values' | 'detail'; readonly layer: number; readonly tensor: number; readonly key: string; readonly open: boolean | null};

export interface Choice {
  readonly text: string;
  readonly state: LayerState | null;
}

/** Browsers clip elements beyond some 17 million pixels; this many rows stay below that. */
export const mostRows = 250_000;

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

/** `open` holds the keys of opened layers ("3") and tensors ("3.0"); `order` the places of all layers as they are to be listed. */
export function rowsOf(
  layers: readonly Layer[],
  open: ReadonlySet<string>,
  choice: Choice,
  order: readonly number[] | null = null,
): {rows: Row[]; shown: number; cut: boolean} {
  const rows: Row[] = [];
  let shown = 0;
  for (let place = 0; place < layers.length; place += 1) {
    const index = order?.[place] ?? place;
    const layer = layers[index];
    if (layer === undefined || !matches(layer, choice)) continue;
    shown += 1;
    if (rows.length >= mostRows) continue;
    const key = `${index}`;
    const opened = open.has(key);
    rows.push({kind: 'layer', layer: index, key, open: layer.tensors.length > 0 ? opened : null});
    if (opened) for (const [tensor, {stats}] of layer.tensors.entries()) addTensor(rows, open, index, tensor, stats !== null);
  }
  const cut = rows.length > mostRows || shown > rows.length;
  return {rows: cut ? rows.slice(0, mostRows) : rows, shown, cut};
}

function addTensor(rows: Row[], open: ReadonlySet<string>, layer: number, tensor: number, known: boolean): void {
  const key = `${layer}.${tensor}`;
  const opened = known && open.has(key);
  rows.push({kind: 'tensor', layer, tensor, key, open: known ? opened : null});
  if (known) rows.push({kind: opened ? 'detail' : 'values', layer, tensor, key: `${key}v`, open: null});
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
