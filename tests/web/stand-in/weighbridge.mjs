// A stand-in for the engine, with the faults the real one must not have: the page has to survive them all.
// What it does hangs on the file's name. It has the real module's shape (wasm/weighbridge.d.ts).

function tensor(path, role, shape, offset) {
  const parameters = shape.reduce((product, side) => product * side, 1);
  return {
    path, role, dtype: 'float32', shape, parameters, bytes: 4 * parameters,
    storage: {kind: 'contiguous', offset, size_bytes: 4 * parameters}, state: 'intact', stats: null,
  };
}

function layer(index, empty) {
  const path = `layers/dense_${index}`;
  const tensors = empty ? [] : [tensor(`${path}/vars/0`, 'kernel', [16, 8], 4096 + index * 576), tensor(`${path}/vars/1`, 'bias', [8], 4608 + index * 576)];
  return {path, name: `dense_${index}`, class: 'Dense', class_known_from: 'path', state: empty ? 'empty' : 'filled', tensors};
}

const kFix = 'model(tf.zeros((1, 20)))\nmodel.save_weights("m.weights.h5")';

function report(name, size) {
  const count = Number(/layers-(\d+)/.exec(name)?.[1] ?? 2);
  const empty = name.includes('empty');
  const layers = Array.from({length: count}, (_, index) => layer(index, empty));
  const total = empty ? 0 : count;
  return {
    schema: 'weighbridge/report@1',
    tool: {version: '0.0.0'},
    file: {name, size_bytes: size},
    container: 'hdf5',
    layout: 'keras-v3-weights',
    writer: {package: 'keras', from: '3.6.0', to: '3.14.1', backend: null, evidence: ['`name` attributes, new in Keras 3.6']},
    verdict: {
      state: empty ? 'empty' : 'filled',
      headline: empty ? 'The file is empty: none of its layers has weights.' : 'The file is loaded.',
      why: empty ? 'The model had never been built when it was saved.' : 'Every layer has its weights.',
      next: empty ? 'Call the model once on data, then save again.' : 'Nothing needs to be done.',
    },
    totals: {layers: count, layers_with_weights: total, layers_lacking_weights: count - total, tensors: 2 * total, parameters: 136 * total, bytes: 544 * total},
    layers,
    optimizer: null,
    findings: empty
      ? [{
          id: 'never-built', severity: 'error', confidence: 'certain', title: 'the model was never built', where: null,
          evidence: [
            {kind: 'at', path: 'layers/dense/vars', what: 'group without datasets'},
            {kind: 'absent', path: 'layers/dense/vars/0', what: 'the kernel'},
            {kind: 'attribute', path: 'layers/dense', name: 'name', value: 'dense'},
            {kind: 'bytes', offset: 0, hex: '89 48 44 46', what: 'the signature of HDF5'},
            {kind: 'measurement', what: 'tensors', value: 0, unit: 'tensors'},
            {kind: 'excerpt', what: 'first line', text: '<!doctype html>'},
            {kind: 'pair', what: 'size', expected: '100', found: '50'},
            {kind: 'list', what: 'layers without weights:', items: ['dense', 'dense_1']},
            {kind: 'of-the-future', colour: 'green'},
          ],
          why: 'Keras makes weights only when the model is built.',
          fixes: [
            {title: 'Call it first', for: {package: 'keras', from: '3.0.0', to: null}, code: kFix},
            {title: 'Call it first', for: {package: 'tf.keras', from: '2.12', to: '2.15'}, code: kFix},
          ],
        }]
      : [],
    not_run: [],
    loaders: empty
      ? [
          {package: 'keras', from: '3.0.0', to: '3.15.1', call: 'model.load_weights(path)', outcome: 'raises', error: "ValueError: Layer 'dense' expected 2 variables, but received 0 variables during loading.", because: 'never-built', remedy: null},
          {package: 'tf.keras', from: '2.12.0', to: '2.15.1', call: 'model.load_weights(path)', outcome: 'silent', error: null, because: 'never-built', remedy: 'Check `model.weights` afterwards.'},
        ]
      : [{package: 'keras', from: '3.0.0', to: null, call: 'model.load_weights(path)', outcome: 'loads', error: null, because: null, remedy: null}],
    scan: {state: 'skipped', bytes: 0, tensors: 0},
  };
}

export default async function createWeighbridge({locateFile, readAt}) {
  const answer = await fetch(locateFile('weighbridge.wasm', ''));
  await WebAssembly.instantiate(await answer.arrayBuffer(), {});
  return {
    version: () => '0.0.0',
    heapBytes: () => 8 << 20,
    weigh(name, source, size) {
      if (name.includes('trap')) throw new WebAssembly.RuntimeError('unreachable');
      if (name.includes('memory')) throw new WebAssembly.RuntimeError('Aborted(OOM). Build with -sASSERTIONS for more info.');
      if (name.includes('hang')) for (;;);
      const head = new Uint8Array(Math.min(size, 4096));
      if (head.length > 0 && readAt(source, 0, head) !== 0) return JSON.stringify({error: {code: 'io', message: 'could not read'}});
      if (name.includes('refuse')) return JSON.stringify({error: {code: 'limit', message: 'too much of it'}});
      return JSON.stringify(report(name, size));
    },
  };
}
