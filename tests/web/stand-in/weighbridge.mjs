// A stand-in for the engine, with the faults the real one must not have: the page has to survive them all.
// What it does hangs on the file's name. It has the real module's shape (wasm/weighbridge.d.ts).

function tensor(path, role, shape, offset) {
  const parameters = shape.reduce((product, side) => product * side, 1);
  return {
    path, role, dtype: 'float32', shape, parameters, bytes: 4 * parameters,
    storage: {kind: 'contiguous', offset, size_bytes: 4 * parameters},
  };
}

function layer(index, empty) {
  const path = `layers/dense_${index}`;
  const tensors = empty ? [] : [tensor('vars/0', 'kernel', [16, 8], 4096 + index * 576), tensor('vars/1', 'bias', [8], 4608 + index * 576)];
  return {path, name: `dense_${index}`, class: 'Dense', class_known_from: 'path', state: empty ? 'empty' : 'filled', tensors};
}

const fix = 'model(tf.zeros((1, 20)))\nmodel.save_weights("m.weights.h5")';

function report(name, size) {
  const count = Number(/layers-(\d+)/.exec(name)?.[1] ?? 2);
  const empty = name.includes('empty');
  const layers = Array.from({length: count}, (_, index) => layer(index, empty));
  const total = empty ? 0 : count;
  return {
    schema: 'weighbridge/report@2',
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
      because: empty ? 'never-built' : null,
    },
    totals: {layers: count, layers_with_weights: total, layers_lacking_weights: count - total, tensors: 2 * total, parameters: 136 * total, bytes: 544 * total},
    layers,
    optimizer: null,
    findings: empty
      ? [{
          id: 'never-built', severity: 'error', confidence: 'certain', title: 'the model was never built', where: null, layers: ['layers/dense_0', 'layers/dense_1'],
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
            {title: 'Call it first', for: {package: 'keras', from: '3.0.0', to: null}, fits_writer: true, code: fix},
            {title: 'Call it first', for: {package: 'tf.keras', from: '2.12', to: '2.15'}, fits_writer: false, code: fix},
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

function statsOf(index) {
  const nan = index === 1 ? 3 : 0;
  return {
    count: 128, nan, positive_infinity: 0, negative_infinity: 0, zeros: index === 2 ? 128 : 0,
    finite: {min: -0.31, max: 0.298, mean: 0.00123, standard_deviation: 0.0871},
    histogram: {from: -0.31, bin_width: 0.0095, counts: Array.from({length: 64}, (_, bin) => Math.round(40 * Math.exp(-(((bin - 32) / 14) ** 2))))},
  };
}

const mark = 'here are the layers';

export default async function createWeighbridge({instantiateWasm, readAt}) {
  instantiateWasm({}, ({exports}) => exports);
  let whole = false;
  const memory = new Uint8Array(16 << 20);

  class Session {
    fed = 0;
    finished = false;
    constructor(filesJson, inspectionsJson) {
      const [{path: name, id: source, size}] = JSON.parse(filesJson);
      [this.said] = JSON.parse(inspectionsJson || '[]');
      this.damaged = this.said !== undefined && this.said.answer !== 'opens';
      if (name.includes('rest') && !whole) throw Object.assign(new Error('too early'), {name: 'RestNeeded'});
      if (name.includes('trap')) throw new WebAssembly.RuntimeError('unreachable');
      if (name.includes('memory')) throw new WebAssembly.RuntimeError('Aborted(OOM). Build with -sASSERTIONS for more info.');
      if (name.includes('hang')) for (;;);
      const head = new Uint8Array(Math.min(size, 4096));
      if (head.length > 0 && readAt(source, 0, head) !== 0) this.error = {code: 'io', message: 'could not read'};
      if (name.includes('refuse')) this.error = {code: 'limit', message: 'too much of it'};
      this.name = name;
      this.size = size;
    }
    report() {
      if (this.error) return JSON.stringify({error: this.error});
      const out = report(this.name, this.size);
      if (this.said) out.inspection = this.said;
      if (this.damaged) out.verdict = {...out.verdict, state: 'damaged', headline: `The file is damaged: HDF5 ${this.said.answer}.`};
      if (this.finished) {
        const known = this.fed === this.pieceCount();
        out.scan = {state: known ? 'done' : 'cancelled', bytes: this.fed, tensors: this.fed};
        let index = 0;
        if (known) for (const layer of out.layers) for (const tensor of layer.tensors) tensor.stats = statsOf(index++);
        if (this.name.includes('nan')) {
          out.findings = [{id: 'nan-weights', severity: 'error', confidence: 'certain', title: 'Some weights are NaN', where: null, layers: [],
            evidence: [{kind: 'measurement', what: 'NaN', value: 3, unit: 'values'}], why: 'They poison every prediction.', fixes: []}];
        }
      }
      return JSON.stringify(out);
    }
    reportBefore() {
      const whole = JSON.parse(this.report());
      if (whole.error) return JSON.stringify(whole);
      this.layers = whole.layers;
      this.count = whole.layers.length;
      [this.before, this.after] = JSON.stringify({...whole, layers: [mark]}).split(JSON.stringify(mark));
      return this.before;
    }
    layerCount() {
      return this.count ?? 0;
    }
    nextLayers() {
      return JSON.stringify(this.layers.splice(0, 100)).slice(1, -1);
    }
    reportAfter() {
      return this.after;
    }
    wantsInspection() {
      return !this.error && this.said === undefined && this.name.includes('asked');
    }
    takeInspections(inspectionsJson) {
      [this.said] = JSON.parse(inspectionsJson);
      return this.said.answer === 'opens';
    }
    inspection() {
      return JSON.stringify(this.said ?? null);
    }
    speakOf() {}
    markdown() {
      return this.error ? '' : `### ${this.name}\n`;
    }
    explainMessage(text) {
      return explain(text, `in ${this.name} the layer is empty`);
    }
    wrongVerdictLink() {
      return this.name.includes('reported') ? `https://reports.example/new?title=Wrong&body=${this.finished ? 'with%20values' : 'structure'}` : '';
    }
    pieceFile() {
      return 0;
    }
    // Two thousand pieces take the browser a second or two to read; one is over at once. Endless is a minute or two.
    pieceCount() {
      return this.error || this.damaged || this.name.includes('empty') ? 0 : /slow|endless/.test(this.name) ? 2000 : 1;
    }
    pieceOffset() {
      return 0; // all the same: none is gathered with another
    }
    pieceBytes() {
      return Math.min(this.size, 4096);
    }
    bufferFor() {
      return 4096;
    }
    feed() {
      if (this.name.includes('late-fault')) throw new WebAssembly.RuntimeError('memory access out of bounds');
      const until = performance.now() + (this.name.includes('endless') ? 50 : this.name.includes('slow') ? 2 : 0);
      while (performance.now() < until);
      this.fed += 1;
    }
    stepCount() {
      return 0;
    }
    stepBytes() {
      return 0;
    }
    runStep() {}
    finishScan() {
      this.finished = true;
    }
    delete() {}
  }

  const explain = (text, here) =>
    JSON.stringify({
      match: 'whole',
      nearest: [],
      messages: text.includes('received 0 variables')
        ? [{id: 'received-0-variables', says: 'Layer * expected * variables, but received 0 variables', by: 'Keras 3', means: 'The layer is `empty` in the file.', because: null, here}]
        : [],
    });

  return {
    // No two of its files are one thing.
    groupFiles: (list) => JSON.stringify(JSON.parse(list).map(({path}, place) => ({kind: 'single', name: path, files: [place], weights: true}))),
    version: () => '0.0.0',
    readKeras: (text) => JSON.stringify(text === '3.10' ? {package: 'keras', version: '3.10', known: true, name: 'Keras 3.10'} : {error: `'${text}' is no version of Keras.`}),
    kerasLines: () => JSON.stringify([{said: '3.10', name: 'Keras 3.10', known: true}]),
    addRest: () => (whole = true),
    heapBytes: () => 8 << 20,
    reserveMemory: () => {},
    explainMessage: (text) => explain(text, 'weigh the file'),
    HEAPU8: memory,
    Session,
  };
}
