// The report's JSON as an object with nothing missing. In layers and tensors, of which a model has thousands, the JSON leaves out what is as
// usual (docs/report.schema.json); here it is filled in.

import {usual} from '../gen/report.js';
import type {WrittenLayer, WrittenReport, WrittenStats, WrittenTensor} from '../gen/report.js';
import type {Layer, Report, Stats, Tensor} from './report.js';

/** A path begins at its layer's; with a slash in front it begins at the root. */
function wholePath(path: string, owner: string): string {
  if (owner === '') return path;
  return path.startsWith('/') ? path.slice(1) : `${owner}/${path}`;
}

function wholeStats(written: WrittenStats, parameters: number): Stats {
  return {count: parameters, ...usual.stats, ...written};
}

function wholeTensor({path, storage, stats, ...written}: WrittenTensor, owner: string): Tensor {
  return {
    ...usual.tensor,
    ...written,
    path: wholePath(path, owner),
    storage: {...usual.storage, size_bytes: written.bytes, ...storage},
    stats: stats === undefined ? usual.tensor.stats : wholeStats(stats, written.parameters),
  };
}

function wholeLayer({tensors = usual.layer.tensors, ...written}: WrittenLayer): Layer {
  const {path} = written;
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    ...usual.layer,
    ...written,
    tensors: tensors.map((tensor) => wholeTensor(tensor, path)),
  };
}

/** A list of layers, as the report has them. */
export function readLayers(json: string): Layer[] {
  return (JSON.parse(json) as WrittenLayer[]).map(wholeLayer);
}

export function readReport(json: string): Report {
  const {layers, optimizer, ...rest} = JSON.parse(json) as WrittenReport;
  return {
    ...rest,
    layers: layers.map(wholeLayer),
    optimizer: optimizer === null ? null : {...optimizer, tensors: optimizer.tensors.map((tensor) => wholeTensor(tensor, optimizer.path))},
  };
}
