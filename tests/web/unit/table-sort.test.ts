import {describe, expect, it} from 'vitest';

import {nextSort, orderOf, type Column} from '../../../web/src/element/table/sort.js';
import type {Layer, Tensor} from '../../../web/src/engine/report.js';

const tensor = (bytes: number): Tensor => ({path: 't', role: null, dtype: 'float32', shape: [bytes / 4], parameters: bytes / 4, bytes, storage: {kind: 'contiguous', size_bytes: 8}, state: 'intact', stats: null});
const layer = (name: string, kind: string | null, bytes: number[]): Layer => ({path: name, name, class: kind, class_known_from: null, state: bytes.length > 0 ? 'filled' : 'empty', tensors: bytes.map(tensor)});
const layers = [layer('dense_10', 'Dense', [8]), layer('dense_2', null, [400, 4]), layer('conv', 'Conv2D', []), layer('dense_1', 'Dense', [8])];

describe('orderOf', () => {
  const order = (by: Column, down = false) => orderOf(layers, {by, down});
  it('keeps the file’s own order unless told otherwise', () => expect(orderOf(layers, null)).toBeNull());
  it('counts numbers in names as numbers', () => expect(order('name')).toEqual([2, 3, 1, 0]));
  it('sorts by size and by count, equal ones as in the file', () => {
    expect(order('size', true)).toEqual([1, 0, 3, 2]);
    expect(order('parameters')).toEqual([2, 0, 3, 1]);
    expect(order('tensors', true)).toEqual([1, 0, 3, 2]);
  });
  it('puts classes that are not known last', () => expect(order('class')).toEqual([2, 0, 3, 1]));
});

describe('nextSort', () => {
  it('goes from largest to smallest to the file’s order, and with words from A', () => {
    expect(nextSort(null, 'size')).toEqual({by: 'size', down: true});
    expect(nextSort({by: 'size', down: true}, 'size')).toEqual({by: 'size', down: false});
    expect(nextSort({by: 'size', down: false}, 'size')).toBeNull();
    expect(nextSort({by: 'size', down: true}, 'name')).toEqual({by: 'name', down: false});
  });
});
