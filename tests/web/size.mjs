// What the page costs until the first verdict: every file the browser asks for, raw and with brotli 11. HDF5's own library, which confirms the
// verdict, is fetched behind it: it is listed, and not counted.
//   node size.mjs [MOST_BYTES]   ends with 1 when the sum is above MOST_BYTES

import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, constants} from 'node:zlib';

import {launch} from './support/chromium.mjs';
import {fileAt, give, headline, examplesFolder, siteFolder, open} from './support/page.mjs';
import {serve} from './support/server.mjs';

const server = await serve(siteFolder);
const browser = await launch(server);
let paths;
try {
  const page = await browser.newPage({serviceWorkers: 'block'}); // what it stores for later is not part of the first verdict
  await open(page, server.origin);
  await give(page, [fileAt(`${examplesFolder}/sequential-without-input.weights.h5`)], 'drop');
  await headline(page).waitFor();
  paths = [...new Set(server.requests.map(({path}) => (path === '/' ? '/index.html' : path)))];
} finally {
  await browser.close();
  await server.close();
}

/** @param {Buffer} bytes */
const brotliOf = (bytes) =>
  brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length}});

let raw = 0;
let small = 0;
const row = (/** @type {string} */ path, /** @type {number} */ bytes, /** @type {number} */ brotli) =>
  console.log(`${String(bytes).padStart(9)} ${String(brotli).padStart(8)}  ${path}`);
console.log('      raw   brotli');
let apart = 0;
for (const path of paths) {
  const bytes = readFileSync(join(siteFolder, path));
  // The build has compressed what is large already, and in the same way.
  const twin = join(siteFolder, `${path}.br`);
  const brotli = existsSync(twin) ? readFileSync(twin) : brotliOf(bytes);
  row(path, bytes.length, brotli.length);
  if (path.includes('inspector')) {
    apart += brotli.length;
    continue;
  }
  raw += bytes.length;
  small += brotli.length;
}
console.log(`          ${String(apart).padStart(8)}  of that behind the verdict: what confirms it`);
row('everything until a verdict', raw, small);
const most = Number(process.argv[2] ?? Infinity);
if (small > most) {
  console.error(`more than ${most} bytes`);
  process.exitCode = 1;
}
