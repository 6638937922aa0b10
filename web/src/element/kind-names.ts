// What a file is, in words: by the ids of the report, all of them.

import type {Report, VerdictState} from '../engine/report.js';

export const containers: Readonly<Record<Report['container'], string>> = {
  hdf5: 'HDF5',
  'keras-zip': 'Keras archive (zip)',
  zip: 'zip archive',
  empty: 'empty file',
  zeros: 'only zero bytes',
  'git-lfs-pointer': 'Git LFS pointer',
  html: 'HTML page',
  xml: 'XML',
  json: 'JSON',
  text: 'text',
  pickle: 'Python pickle',
  'torch-zip': 'PyTorch file',
  npz: 'NumPy archive',
  npy: 'NumPy array',
  safetensors: 'safetensors',
  gguf: 'GGUF',
  onnx: 'ONNX',
  tflite: 'TensorFlow Lite',
  'tf-checkpoint-index': 'TensorFlow checkpoint index',
  'tf-checkpoint-data': 'TensorFlow checkpoint data',
  'tf-savedmodel': 'TensorFlow SavedModel',
  orbax: 'Orbax checkpoint',
  gzip: 'gzip',
  bzip2: 'bzip2',
  xz: 'xz',
  '7z': '7-Zip',
  rar: 'RAR',
  tar: 'tar',
  unknown: 'unknown kind of file',
};

export const layouts: Readonly<Record<NonNullable<Report['layout']>, string>> = {
  'keras-v3-weights': 'Keras weights, v3 layout',
  'keras-legacy-weights': 'Keras weights, legacy layout',
  'keras-legacy-model': 'whole Keras model, legacy layout',
  'keras-0': 'Keras 0 weights',
  'keras-lora-adapter': 'LoRA adapter',
  'hdf5-other': 'HDF5, not of Keras',
};

/** Of a shared report, whose own headline may name things. */
export const headlines = {
  filled: 'The file is loaded: its layers have their weights.',
  'partly-empty': 'Some layers have no weights.',
  empty: 'The file is empty: no layer has weights.',
  damaged: 'The file is damaged.',
  'not-weights': 'This is not a weight file.',
} satisfies Record<VerdictState, string>;
