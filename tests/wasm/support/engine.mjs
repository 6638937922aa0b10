// The built module under Node, with files and buffers in place of Blobs.
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const moduleFolder = process.env.WEIGHBRIDGE_WASM_DIR ?? join(projectRoot, 'build/wasm');

// The glue is made for a worker and asks where that was loaded from.
globalThis.self ??= { location: { href: pathToFileURL(moduleFolder).href } };

/** A line of the command among others, which tells where each file is, as the module writes it for the file alone. */
export function withoutPath(line) {
  return `${line.replace(/("file":\{"name":"(?:[^"\\]|\\.)*"),"path":"(?:[^"\\]|\\.)*"/, '$1')}\n`;
}

/** An instance of each module, and every read that the judging one asked for. */
export async function loadEngine() {
  const files = new Map();
  const reads = [];
  const compiled = (name) => new WebAssembly.Module(readFileSync(join(moduleFolder, `${name}.wasm`)));
  const create = async (name, readAt) => {
    const { default: factory } = await import(pathToFileURL(join(moduleFolder, `${name}.mjs`)).href);
    return factory({ instantiateWasm: (imports, receive) => receive(new WebAssembly.Instance(compiled(name), imports)), readAt });
  };
  const engine = await create('weighbridge', (sourceId, offset, target) => {
    reads.push({ offset, size: target.length });
    return files.get(sourceId)(offset, target);
  });
  engine.addRest(compiled('weighbridge-rest'));
  const inspector = await create('weighbridge-inspector', (sourceId, offset, target) => files.get(sourceId)(offset, target));
  // Judged, and confirmed by HDF5's own library, as the page does it.
  const sessionOf = (list) => {
    const text = JSON.stringify(list);
    const session = new engine.Session(text, '', '');
    if (!session.wantsInspection()) return session;
    const inspections = inspector.inspectFiles(text);
    if (session.takeInspections(inspections)) return session;
    session.delete();
    return new engine.Session(text, inspections, '');
  };
  const opened = (name, readAt, size) => {
    files.set(1, readAt);
    return sessionOf([{ path: name, id: 1, size }]);
  };
  const weigh = (name, readAt, size) => {
    reads.length = 0;
    const session = opened(name, readAt, size);
    const report = session.report();
    session.delete();
    return report;
  };
  // The report after every value was read.
  const weighValues = (name, readAt, size, answer = (session) => session.report()) => {
    const session = opened(name, readAt, size);
    readValues(session);
    const report = answer(session);
    session.delete();
    return report;
  };
  // Files of a folder, held open: `list` as the module takes it, paths relative to `folder`.
  let lastId = 1000;
  const openFiles = (paths, folder) => {
    const descriptors = paths.map((path) => openSync(path, 'r'));
    const list = paths.map((path, place) => {
      const id = (lastId += 1);
      files.set(id, (offset, target) => Number(readSync(descriptors[place], target, 0, target.length, offset) !== target.length));
      return { path: relative(folder, path).split(sep).join('/'), id, size: fstatSync(descriptors[place]).size };
    });
    return {
      list,
      close() {
        for (const { id } of list) files.delete(id);
        descriptors.forEach(closeSync);
      },
    };
  };
  const readValues = (session) => {
    while (session.readNext());
    session.finishScan();
  };
  // One group of groupFiles(), as entries of the list.
  const weighGroup = (list, values = false) => {
    const session = sessionOf(list);
    if (values) readValues(session);
    const report = session.report();
    session.delete();
    return report;
  };
  return {
    engine,
    inspector,
    reads,
    weigh,
    openFiles,
    weighGroup,
    weighBytes: (name, bytes) =>
      weigh(name, (offset, target) => (target.set(bytes.subarray(offset, offset + target.length)), 0), bytes.length),
    markdownOf: (name, bytes) =>
      weighValues(
        name,
        (offset, target) => (target.set(bytes.subarray(offset, offset + target.length)), 0),
        bytes.length,
        (session) => session.markdown(),
      ),
    weighFile(path, values = false) {
      const file = openSync(path, 'r');
      const readAt = (offset, target) => Number(readSync(file, target, 0, target.length, offset) !== target.length);
      try {
        return (values ? weighValues : weigh)(basename(path), readAt, fstatSync(file).size);
      } finally {
        closeSync(file);
      }
    },
  };
}
