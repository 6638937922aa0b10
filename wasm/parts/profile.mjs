// Finds out what verdicts call: judges the files below the folders with a module that counts (wasm-split --instrument), as the page does up to its
// first verdict, and leaves the profile. Those that few people have are judged by the module as it is, and left out.
//   node profile.mjs GLUE MODULE COUNTING_MODULE PROFILE FOLDER...

import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [gluePath, plainPath, countingPath, profilePath, ...folders] = process.argv.slice(2);
const glue = pathToFileURL(resolve(gluePath)).href;
globalThis.self ??= { location: { href: glue } }; // the glue is made for a worker
const { default: createWeighbridge } = await import(glue);

const files = new Map();
const engineOf = (modulePath, onExports = () => {}) =>
  createWeighbridge({
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(modulePath)), imports);
      onExports(instance.exports);
      return receive(instance);
    },
    readAt: (id, offset, target) => Number(readSync(files.get(id), target, 0, target.length, offset) !== target.length),
  });

let writeProfile;
const plain = await engineOf(plainPath);
const engine = await engineOf(countingPath, (exports) => (writeProfile = exports.__write_profile));

// What they need is an eighth of all code: damaged files, no weight files, saves in several files, whole models of Keras before 3, all of Keras before 2, and
// those with program code or ways out of them.
const rareStates = new Set(['damaged', 'not-weights']);
const rareFindings = new Set([
  ...['lone-shard', 'index-renamed'],
  ...['keras-0-layout', 'keras-1-layout', 'theano-kernel-order'],
  ...['lambda-code', 'source-code', 'embedded-pickle', 'path-escape', 'zip-bomb', 'shape-bomb', 'external-link', 'soft-link', 'external-storage', 'virtual-dataset'],
]);

function isRare(list) {
  if (list.length > 1) return true;
  const session = new plain.Session(JSON.stringify(list), '', '');
  if (session.pieceCount() + session.stepCount() === 0) session.finishScan();
  const { verdict, findings, writer, layout } = JSON.parse(session.reportBefore() + session.reportAfter());
  session.delete();
  const isOfKeras3 = writer.package === 'keras' && Number.parseInt(writer.from ?? '3', 10) >= 3;
  if (layout === 'keras-legacy-model' && !isOfKeras3) return true;
  return rareStates.has(verdict.state) || findings.some(({ id }) => rareFindings.has(id));
}

/** How many were judged: one, or none. */
function judge(list) {
  if (isRare(list)) return 0;
  const session = new engine.Session(JSON.stringify(list), '', '');
  // In the order of web/src/engine/worker.ts.
  if (session.pieceCount() + session.stepCount() === 0) session.finishScan();
  for (const keras of ['', 'tf.keras 2.15']) {
    session.speakOf(keras);
    session.reportBefore();
    session.layerCount();
    while (session.nextLayers() !== '');
    session.reportAfter();
  }
  session.wrongVerdictLink();
  if (session.wantsInspection()) session.takeInspections(JSON.stringify(list.map(() => ({ library: 'HDF5 1.14', answer: 'opens' }))));
  session.inspection();
  session.delete();
  return 1;
}

function judgeAll(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const list = entries
    .filter((entry) => entry.isFile())
    .map(({ name }, id) => {
      const path = join(folder, name);
      files.set(id, openSync(path, 'r'));
      return { path: relative(folder, path), id, size: fstatSync(files.get(id)).size };
    });
  const groups = JSON.parse(engine.groupFiles(JSON.stringify(list)));
  const judged = groups.map((group) => judge(group.files.map((place) => list[place])));
  for (const file of files.values()) closeSync(file);
  files.clear();
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => judgeAll(join(folder, name)));
  return [...judged, ...below].reduce((sum, count) => sum + count, 0);
}

engine.version();
engine.kerasLines();
engine.heapBytes();
engine.readKeras('3.10');
const judged = folders.reduce((sum, folder) => sum + judgeAll(folder), 0);
if (judged < 800) throw new Error(`only ${judged} things to judge in ${folders}: that tells too little`);

// Over the end of the memory: nothing runs after this.
const room = 1 << 16;
const at = engine.HEAPU8.length - room;
const length = writeProfile(at, room);
if (length > room) throw new Error(`the profile has ${length} bytes`);
writeFileSync(profilePath, engine.HEAPU8.slice(at, at + length));
