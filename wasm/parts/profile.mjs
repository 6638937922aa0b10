// Finds out what verdicts call: judges the files below the folders with a module that counts (wasm-split --instrument), as the page does up to its
// first verdict, each in an instance of its own, and leaves a profile of the functions that one in six of them calls, or one of the page's examples.
// Things that few people have are judged by the module as it is, and left out.
//   node profile.mjs GLUE MODULE COUNTING_MODULE PROFILE EXAMPLES FOLDER

import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [gluePath, plainPath, countingPath, profilePath, examplesFolder, filesFolder] = process.argv.slice(2);
const glue = pathToFileURL(resolve(gluePath)).href;
globalThis.self ??= { location: { href: glue } }; // the glue is made for a worker
const { default: createWeighbridge } = await import(glue);

const files = new Map();
const moduleAt = (path) => new WebAssembly.Module(readFileSync(path));
const engineOf = (module, onExports = () => {}) =>
  createWeighbridge({
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(module, imports);
      onExports(instance.exports);
      return receive(instance);
    },
    readAt: (id, offset, target) => Number(readSync(files.get(id), target, 0, target.length, offset) !== target.length),
  });

const plain = await engineOf(moduleAt(plainPath));
const counting = moduleAt(countingPath);

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

/** In the order of web/src/engine/worker.ts. */
function judge(engine, list) {
  const session = new engine.Session(JSON.stringify(list), '', '');
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
}

const room = 1 << 16;

/** What a new instance calls in `run`, as wasm-split writes it: eight bytes that name the module, and a time for each function, 0 if it was never called. */
async function profileOf(run) {
  let writeProfile;
  const engine = await engineOf(counting, (exports) => (writeProfile = exports.__write_profile));
  run(engine);
  const at = engine.HEAPU8.length - room; // over the end of its memory: nothing runs after this
  const length = writeProfile(at, room);
  if (length > room) throw new Error(`the profile has ${length} bytes`);
  return engine.HEAPU8.slice(at, at + length);
}

const always = await profileOf((engine) => {
  engine.version();
  engine.kerasLines();
  engine.heapBytes();
  engine.reserveMemory(1);
  engine.readKeras('3.10');
});

/** Of each function, how many of the profiles have it. @param {Uint8Array[]} profiles */
function callersIn(profiles) {
  const callers = new Uint32Array((always.length - 8) / 4);
  for (const profile of profiles) new Uint32Array(profile.slice(8).buffer).forEach((time, place) => (callers[place] += Number(time > 0)));
  return callers;
}

/** The profiles of what is in the folder and below it. */
async function profilesOf(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const list = entries
    .filter((entry) => entry.isFile())
    .map(({ name }, id) => {
      const path = join(folder, name);
      files.set(id, openSync(path, 'r'));
      return { path: relative(folder, path), id, size: fstatSync(files.get(id)).size };
    });
  let groups = [];
  const profiles = [await profileOf((engine) => (groups = JSON.parse(engine.groupFiles(JSON.stringify(list)))))];
  for (const { files: places } of groups) {
    const group = places.map((place) => list[place]);
    if (!isRare(group)) profiles.push(await profileOf((engine) => judge(engine, group)));
  }
  for (const file of files.values()) closeSync(file);
  files.clear();
  for (const entry of entries) if (entry.isDirectory()) profiles.push(...(await profilesOf(join(folder, entry.name))));
  return profiles;
}

const profiles = await profilesOf(filesFolder);
if (profiles.length < 800) throw new Error(`only ${profiles.length} things to judge in ${filesFolder}: that tells too little`);
const few = profiles.length / 6;
const callers = callersIn(profiles);
const callersAtOnce = callersIn([always, ...(await profilesOf(examplesFolder))]);

const profile = new DataView(always.buffer);
callers.forEach((number, place) => profile.setUint32(8 + 4 * place, Number(number >= few || callersAtOnce[place] > 0), true));
writeFileSync(profilePath, always);
