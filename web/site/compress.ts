// Puts a .br and a .gz beside every file that gets smaller by it, for hosts that serve such twins (nginx, Caddy, Apache). The same content
// always gives the same bytes.

import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {brotliCompress, constants, gzip} from 'node:zlib';

import type {Plugin} from 'vite';

const compressible = new Set(['.html', '.js', '.css', '.svg', '.wasm', '.webmanifest', '.json', '.txt', '.xml']);
/** Below that the header of a response weighs more than what is saved. */
const smallestBytes = 1024;

// The engine alone takes seconds at the highest quality: what was compressed once is kept.
const keptFolder = fileURLToPath(new URL('../node_modules/.cache/compressed/', import.meta.url));

const encodings: {ending: string; encode(bytes: Buffer): Promise<Buffer>}[] = [
  {
    ending: 'br',
    encode: (bytes) =>
      promisify(brotliCompress)(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length}}),
  },
  {ending: 'gz', encode: (bytes) => promisify(gzip)(bytes, {level: 9}) as Promise<Buffer>},
];

async function twin(bytes: Buffer, {ending, encode}: (typeof encodings)[number]): Promise<Buffer> {
  const key = createHash('sha256').update(`${process.versions.zlib} ${process.versions['brotli']} ${ending}\n`).update(bytes).digest('hex');
  const kept = join(keptFolder, `${key}.${ending}`);
  if (existsSync(kept)) return readFileSync(kept);
  const encoded = await encode(bytes);
  mkdirSync(keptFolder, {recursive: true});
  writeFileSync(kept, encoded);
  return encoded;
}

export async function compressFolder(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    if (!entry.isFile() || !compressible.has(extname(entry.name))) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    if (bytes.length < smallestBytes) continue;
    for (const encoding of encodings) {
      const encoded = await twin(bytes, encoding);
      if (encoded.length < bytes.length) writeFileSync(`${path}.${encoding.ending}`, encoded);
    }
  }
}

/** After everything else, the service worker too, has been written. */
export function compress(): Plugin {
  let folder = '';
  return {
    name: 'weighbridge-compress',
    apply: 'build',
    configResolved: ({build}) => void (folder = build.outDir),
    closeBundle: {order: 'post', sequential: true, handler: () => compressFolder(folder)},
  };
}
