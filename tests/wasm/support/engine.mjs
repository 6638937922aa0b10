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

/** An instance, and every read it asked for. */
export async function loadEngine() {
  const { default: createWeighbridge } = await import(pathToFileURL(join(moduleFolder, 'weighbridge.mjs')).href);
  const files = new Map();
  const reads = [];
  const engine = await createWeighbridge({
    wasmBinary: readFileSync(join(moduleFolder, 'weighbridge.wasm')),
    readAt(sourceId, offset, target) {
      reads.push({ offset, size: target.length });
      return files.get(sourceId)(offset, target);
    },
  });
  const weigh = (name, readAt, size) => {
    files.set(1, readAt);
    reads.length = 0;
    return engine.weigh(name, 1, size);
  };
  // The report after every value was read, the way the worker feeds them.
  const weighValues = (name, readAt, size, answer = (session) => session.report()) => {
    files.set(1, readAt);
    const session = new engine.Session(name, 1, size);
    readPieces(session, () => 1);
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
  const readPieces = (session, idOf) => {
    for (let piece = 0; piece < session.pieceCount(); piece++) {
      const at = session.bufferFor(piece);
      files.get(idOf(session.pieceFile(piece)))(session.pieceOffset(piece), engine.HEAPU8.subarray(at, at + session.pieceBytes(piece)));
      session.feed(piece);
    }
    for (let step = 0; step < session.stepCount(); step++) session.runStep(step);
    session.finishScan();
  };
  // One group of groupFiles(), as entries of the list.
  const weighGroup = (list, values = false) => {
    const session = new engine.Session(JSON.stringify(list));
    if (values) readPieces(session, (place) => list[place].id);
    const report = session.report();
    session.delete();
    return report;
  };
  return {
    engine,
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
