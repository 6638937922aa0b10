// The optimizer's tensors as one layer, for the layers' own table: it too may have thousands.

import type {Layer, Optimizer} from '../../engine/report.js';
import {strings} from '../strings.js';

const knownRows = new WeakMap<Optimizer, readonly Layer[]>();

/** The same list for the same optimizer. */
export function optimizerAsLayer(optimizer: Optimizer): readonly Layer[] {
  let rows = knownRows.get(optimizer);
  if (rows === undefined) {
    const name = optimizer.name === null || optimizer.name === '' ? strings.optimizer.unnamed : optimizer.name;
    rows = [{path: optimizer.path, name, class: strings.optimizer.title, class_known_from: null, state: 'filled', tensors: optimizer.tensors}];
    knownRows.set(optimizer, rows);
  }
  return rows;
}
