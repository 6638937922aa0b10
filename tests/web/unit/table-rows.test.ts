import {describe, expect, it} from 'vitest';

import {mostRows, rowsOf, statesOf} from '../../../web/src/element/table/rows.js';
import type {Layer, LayerState, Tensor} from '../../../web/src/engine/report.js';

const tensor = {path: 't', role: 'kernel', dtype: 'float32', shape: [2], parameters: 2, bytes: 8, storage: {kind: 'contiguous', size_bytes: 8}, state: 'intact', stats: null} satisfies Tensor;
const layer = (name: string, state: LayerState, tensors: number, kind: string | null = 'Dense'): Layer => ({
  path: `layers/${name}`, name, class: kind, class_known_from: null, state, tensors: Array<Tensor>(tensors).fill(tensor),
});
const all = {text: '', state: null};
const layers = [layer('dense', 'filled', 2), layer('head', 'empty', 0), layer('norm', 'filled', 1, null)];

describe('rowsOf', () => {
  it('lists layers, and the tensors of opened ones below them', () => {
    expect(rowsOf(layers, new Set(), all).rows.map((row) => row.key)).toEqual(['0', '1', '2']);
    expect(rowsOf(layers, new Set(['0', '2']), all).rows.map((row) => row.key)).toEqual(['0', '0.0', '0.1', '1', '2', '2.0']);
  });

  it('puts the values below their tensor once they are known', () => {
    const known = {...tensor, stats: {count: 2, nan: 0, positive_infinity: 0, negative_infinity: 0, zeros: 0, finite: null, histogram: null}};
    const opened = [{...layer('dense', 'filled', 0), tensors: [known, tensor, known]}];
    expect(rowsOf(opened, new Set(['0']), all).rows.map((row) => row.key)).toEqual(['0', '0.0', '0.0v', '0.1', '0.2', '0.2v']);
  });

  it('puts an opened tensor’s values in place of their line', () => {
    const known = {...tensor, stats: {count: 2, nan: 0, positive_infinity: 0, negative_infinity: 0, zeros: 0, finite: null, histogram: null}};
    const opened = [{...layer('dense', 'filled', 0), tensors: [known, known]}];
    const {rows} = rowsOf(opened, new Set(['0', '0.1']), all);
    expect(rows.map(({kind, open}) => [kind, open])).toEqual([['layer', true], ['tensor', false], ['values', null], ['tensor', true], ['detail', null]]);
  });

  it('keeps to an order that is given', () => {
    expect(rowsOf(layers, new Set(['2']), all, [2, 0, 1]).rows.map((row) => row.key)).toEqual(['2', '2.0', '0', '1']);
  });

  it('finds by name, path and class, in any case', () => {
    const found = (text: string) => rowsOf(layers, new Set(), {text, state: null}).rows.map((row) => row.layer);
    expect(found('HEAD')).toEqual([1]);
    expect(found('layers/n')).toEqual([2]);
    expect(found('dense')).toEqual([0, 1]); // the second by its class
    expect(found('nothing')).toEqual([]);
  });

  it('keeps to a state', () => {
    const {rows, shown} = rowsOf(layers, new Set(['0', '1']), {text: '', state: 'empty'});
    expect(rows.map((row) => row.key)).toEqual(['1']);
    expect(shown).toBe(1);
  });

  it('stops at what a browser can scroll, and says so', () => {
    const many = Array<Layer>(mostRows + 5).fill(layer('x', 'filled', 0));
    const {rows, shown, cut} = rowsOf(many, new Set(), all);
    expect(rows).toHaveLength(mostRows);
    expect(shown).toBe(mostRows + 5);
    expect(cut).toBe(true);
    expect(rowsOf(many.slice(0, mostRows), new Set(), all).cut).toBe(false);
    expect(rowsOf(many.slice(0, 10), new Set(), all).cut).toBe(false);
  });

  it('cuts within an opened layer too', () => {
    const {rows, cut} = rowsOf([layer('big', 'filled', mostRows + 1)], new Set(['0']), all);
    expect(rows).toHaveLength(mostRows);
    expect(cut).toBe(true);
  });
});

describe('statesOf', () => {
  it('counts each state', () => expect([...statesOf(layers)]).toEqual([['filled', 2], ['empty', 1]]));
});
