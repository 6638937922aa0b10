// The built module under Node, with files and buffers in place of Blobs.
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const moduleFolder = process.env.WEIGHBRIDGE_WASM_DIR ?? join(projectRoot, 'build/wasm');

// The glue is made for a worker and asks where that was loaded from.
globalThis.self ??= { location: { href: pathToFileURL(moduleFolder).href } };

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
  const weighValues = (name, readAt, size) => {
    files.set(1, readAt);
    const session = new engine.Session(name, 1, size);
    for (let piece = 0; piece < session.pieceCount(); piece++) {
      const at = session.bufferFor(piece);
      readAt(session.pieceOffset(piece), engine.HEAPU8.subarray(at, at + session.pieceBytes(piece)));
      session.feed(piece);
    }
    session.finishScan();
    const report = session.report();
    session.delete();
    return report;
  };
  return {
    engine,
    reads,
    weigh,
    weighBytes: (name, bytes) =>
      weigh(name, (offset, target) => (target.set(bytes.subarray(offset, offset + target.length)), 0), bytes.length),
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
