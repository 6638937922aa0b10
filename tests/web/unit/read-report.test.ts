// What the report's JSON leaves out is filled in.

import {expect, it} from 'vitest';

import {readReport} from '../../../web/src/engine/read-report.js';

const written = {
  schema: 'weighbridge/report@2',
  layers: [
    {
      path: 'layers/dense_1',
      class: 'Dense',
      class_known_from: 'path',
      state: 'filled',
      tensors: [
        {path: 'vars/0', role: 'kernel', dtype: 'float32', shape: [2, 3], parameters: 6, bytes: 24, storage: {offset: 9}, stats: {zeros: 1, finite: {min: 0, max: 1, mean: 0.5, standard_deviation: 0.1}}},
        {path: '/elsewhere/x', dtype: 'float16', shape: [4], parameters: 4, bytes: 8, storage: {kind: 'chunked', size_bytes: 5, filters: ['gzip']}, state: 'cut'},
      ],
    },
    {path: '', name: 'top', state: 'container'},
  ],
  optimizer: {path: 'optimizer', name: null, iterations: 3, tensors: [{path: 'vars/0', dtype: 'int64', shape: [], parameters: 1, bytes: 8, storage: {offset: 1}}]},
};

it('names, paths, states, storage and counts are as usual where the JSON does not say', () => {
  const {layers, optimizer} = readReport(JSON.stringify(written));
  expect(layers).toEqual([
    {
      path: 'layers/dense_1', name: 'dense_1', class: 'Dense', class_known_from: 'path', state: 'filled',
      tensors: [
        {
          path: 'layers/dense_1/vars/0', role: 'kernel', dtype: 'float32', shape: [2, 3], parameters: 6, bytes: 24, state: 'intact',
          storage: {kind: 'contiguous', offset: 9, size_bytes: 24},
          stats: {count: 6, nan: 0, positive_infinity: 0, negative_infinity: 0, zeros: 1, finite: {min: 0, max: 1, mean: 0.5, standard_deviation: 0.1}, histogram: null},
        },
        {path: 'elsewhere/x', role: null, dtype: 'float16', shape: [4], parameters: 4, bytes: 8, state: 'cut', storage: {kind: 'chunked', size_bytes: 5, filters: ['gzip']}, stats: null},
      ],
    },
    {path: '', name: 'top', class: null, class_known_from: null, state: 'container', tensors: []},
  ]);
  expect(optimizer?.tensors[0]?.path).toBe('optimizer/vars/0');
});
