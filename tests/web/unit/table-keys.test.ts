import {describe, expect, it} from 'vitest';

import {stepFor} from '../../../web/src/element/table/keys.js';
import type {Row} from '../../../web/src/element/table/rows.js';

// Two layers; the first is open and has two tensors.
const rows: Row[] = [
  {kind: 'layer', layer: 0, key: '0', open: true},
  {kind: 'tensor', layer: 0, tensor: 0, key: '0.0', open: null},
  {kind: 'tensor', layer: 0, tensor: 1, key: '0.1', open: null},
  {kind: 'layer', layer: 1, key: '1', open: false},
];
const step = (key: string, index: number) => stepFor(key, rows, index, 2);

// The same, the values known: those of the first tensor in a line, the second opened.
const known: Row[] = [
  {kind: 'layer', layer: 0, key: '0', open: true},
  {kind: 'tensor', layer: 0, tensor: 0, key: '0.0', open: false},
  {kind: 'values', layer: 0, tensor: 0, key: '0.0v', open: null},
  {kind: 'tensor', layer: 0, tensor: 1, key: '0.1', open: true},
  {kind: 'detail', layer: 0, tensor: 1, key: '0.1v', open: null},
];

describe('stepFor', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 3, 3],
    ['ArrowUp', 0, 0],
    ['ArrowUp', 3, 2],
    ['PageDown', 0, 2],
    ['PageDown', 2, 3],
    ['PageUp', 3, 1],
    ['PageUp', 1, 0],
    ['Home', 3, 0],
    ['End', 0, 3],
    ['ArrowRight', 0, 1], // an open layer: to its first tensor
    ['ArrowLeft', 1, 0],
    ['ArrowLeft', 2, 0], // from any tensor to its layer
  ])('%s on row %d goes to row %d', (key, from, to) => expect(step(key, from)).toEqual({kind: 'move', to}));

  it('opens, closes and turns layers', () => {
    expect(step('ArrowRight', 3)).toEqual({kind: 'toggle', open: true});
    expect(step('ArrowLeft', 0)).toEqual({kind: 'toggle', open: false});
    expect(step('Enter', 0)).toEqual({kind: 'toggle', open: undefined});
    expect(step(' ', 3)).toEqual({kind: 'toggle', open: undefined});
  });

  it('opens and closes tensors whose values are known, and finds back from them', () => {
    expect(stepFor('ArrowRight', known, 1, 2)).toEqual({kind: 'toggle', open: true});
    expect(stepFor('ArrowRight', known, 3, 2)).toEqual({kind: 'move', to: 4});
    expect(stepFor('ArrowLeft', known, 3, 2)).toEqual({kind: 'toggle', open: false});
    expect(stepFor('ArrowLeft', known, 4, 2)).toEqual({kind: 'move', to: 3});
    expect(stepFor('ArrowLeft', known, 2, 2)).toEqual({kind: 'move', to: 1});
    expect(stepFor('ArrowLeft', known, 1, 2)).toEqual({kind: 'move', to: 0});
  });

  it('leaves other keys to the browser, and all of them where there is no row', () => {
    expect(step('Tab', 0)).toBeNull();
    expect(stepFor('ArrowDown', [], 0, 2)).toBeNull();
  });
});
