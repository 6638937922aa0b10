// In which order the layers are listed. Pure.

import type {Layer} from '../../engine/report.js';
import {bytesOf, parametersOf} from './rows.js';

export type Column = 'state' | 'name' | 'class' | 'tensors' | 'parameters' | 'size';

export interface Sort {
  readonly by: Column;
  readonly down: boolean;
}

const numericColumns: Partial<Record<Column, (layer: Layer) => number>> = {
  tensors: ({tensors}) => tensors.length,
  parameters: ({tensors}) => parametersOf(tensors),
  size: ({tensors}) => bytesOf(tensors),
};
const textColumns: Partial<Record<Column, (layer: Layer) => string>> = {
  state: ({state}) => state,
  name: ({name}) => name,
  class: (layer) => layer.class ?? '\uffff', // the unknown ones last
};
/** dense_2 before dense_10. */
const collator = new Intl.Collator('en', {numeric: true});

/** The places of the layers as they are to be listed; null for the file's own order. Equal ones keep that. */
export function orderOf(layers: readonly Layer[], sort: Sort | null): readonly number[] | null {
  if (sort === null) return null;
  const places = layers.map((_, place) => place);
  const sign = sort.down ? -1 : 1;
  const number = numericColumns[sort.by];
  if (number !== undefined) {
    const values = layers.map(number);
    return places.sort((a, b) => sign * ((values[a] ?? 0) - (values[b] ?? 0)) || a - b);
  }
  const text = textColumns[sort.by] ?? (({name}: Layer) => name);
  const values = layers.map(text);
  return places.sort((a, b) => sign * collator.compare(values[a] ?? '', values[b] ?? '') || a - b);
}

/** What a press on a column's head does: numbers from the largest, words from A, then the other way, then the file's own order. */
export function nextSort(sort: Sort | null, by: Column): Sort | null {
  const first = numericColumns[by] !== undefined;
  if (sort?.by !== by) return {by, down: first};
  return sort.down === first ? {by, down: !first} : null;
}
