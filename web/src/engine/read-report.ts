// The report's JSON as an object with nothing missing. In layers and tensors, of which a model has thousands, the JSON leaves out what is as
// usual (docs/report.schema.json); here it is filled in.

import type {Layer, Optimizer, Report, Stats, Tensor} from './report.js';

type WrittenStats = Partial<Stats>;
type WrittenTensor = Omit<Partial<Tensor>, 'stats' | 'storage'> &
  Pick<Tensor, 'path' | 'dtype' | 'shape' | 'parameters' | 'bytes'> & {readonly storage: Partial<Tensor['storage']>; readonly stats?: WrittenStats | null};
type WrittenLayer = Omit<Partial<Layer>, 'tensors'> & Pick<Layer, 'path' | 'state'> & {readonly tensors?: readonly WrittenTensor[]};
type WrittenOptimizer = Omit<Optimizer, 'tensors'> & {readonly tensors: readonly WrittenTensor[]};
type WrittenReport = Omit<Report, 'layers' | 'optimizer'> & {readonly layers: readonly WrittenLayer[]; readonly optimizer: WrittenOptimizer | null};

/** A path begins at its layer's; with a slash in front it begins at the root. */
function wholePath(path: string, owner: string): string {
  if (owner === '') return path;
  return path.startsWith('/') ? path.slice(1) : `${owner}/${path}`;
}

function wholeStats(written: WrittenStats, parameters: number): Stats {
  return {count: parameters, nan: 0, positive_infinity: 0, negative_infinity: 0, zeros: 0, finite: null, histogram: null, ...written};
}

function wholeTensor({path, storage, stats, ...written}: WrittenTensor, owner: string): Tensor {
  return {
    role: null,
    state: 'intact',
    ...written,
    path: wholePath(path, owner),
    storage: {kind: 'contiguous', size_bytes: written.bytes, ...storage},
    stats: stats === undefined || stats === null ? null : wholeStats(stats, written.parameters),
  };
}

function wholeLayer({tensors = [], ...written}: WrittenLayer): Layer {
  const {path} = written;
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    class: null,
    class_known_from: null,
    ...written,
    tensors: tensors.map((tensor) => wholeTensor(tensor, path)),
  };
}

export function readReport(json: string): Report {
  const {layers, optimizer, ...rest} = JSON.parse(json) as WrittenReport;
  return {
    ...rest,
    layers: layers.map(wholeLayer),
    optimizer: optimizer === null ? null : {...optimizer, tensors: optimizer.tensors.map((tensor) => wholeTensor(tensor, optimizer.path))},
  };
}
