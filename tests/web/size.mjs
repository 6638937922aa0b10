// What the page costs until the first verdict: every file the browser asks for, raw and with brotli 11. What is fetched behind it is listed, and not
// counted: the rest of the module, HDF5's own library, which confirms the verdict, and the examples. (That no verdict waits for the modules:
// browser/parts.test.ts; the examples are asked for when the engine is there: web/src/app/examples.ts.)
//   node size.mjs            prints it
//   node size.mjs --check    and ends with 1 where it is more than first-verdict.json allows
//   node size.mjs --bless    and writes it there; `most` stays, that is the bar

import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
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
  if (/inspector|weighbridge-rest|^\/examples\//.test(path)) {
    apart += brotli.length;
    continue;
  }
  raw += bytes.length;
  small += brotli.length;
}
console.log(`          ${String(apart).padStart(8)}  of that behind the verdict: what confirms it, the rest of the module, the examples`);
row('everything until a verdict', raw, small);

const budget = fileURLToPath(new URL('first-verdict.json', import.meta.url));
/** @type {{most: number, measured: number}} */
const {most, measured} = JSON.parse(readFileSync(budget, 'utf8'));
/** A hundredth: less is not worth a word. */
const allowed = Math.min(most, Math.round(measured * 1.01));
if (process.argv.includes('--bless')) writeFileSync(budget, `${JSON.stringify({most, measured: small}, null, 2)}\n`);
else if (process.argv.includes('--check') && small > allowed) {
  const advice = small > most ? 'Something has to leave it' : 'If that is meant: npm run size --prefix web -- --bless';
  console.error(`The first verdict costs ${small} bytes; it was ${measured}, and may be ${allowed} (at most ${most}). ${advice}`);
  process.exitCode = 1;
}
