// The built package, the files it is tried on, and the native command it is held against.

import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

export const project = fileURLToPath(new URL('../../..', import.meta.url));
export const packageFolder = process.env.WEIGHBRIDGE_PACKAGE ?? join(project, 'build/npm');
export const examples = join(project, 'web/public/examples');
const nativeCommand = process.env.WEIGHBRIDGE_COMMAND ?? join(project, 'build/native/weighbridge');
const nodeCommand = join(packageFolder, 'bin/weighbridge.js');

/** weighbridge, as `import ... from 'weighbridge'` gives it under Node. */
export const weighbridge = await import(pathToFileURL(join(packageFolder, 'node/index.js')).href);

/** The fixtures of the repository, by path. */
export function fixtures() {
  const folder = execFileSync('python3', [join(project, 'tests/fixtures/unpack.py')], {encoding: 'utf8'}).trim();
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function run(program, words, options) {
  const {stdout, stderr, status, signal} = spawnSync(program, words, {encoding: 'utf8', maxBuffer: 1 << 30, ...options});
  return {stdout, stderr, status, signal};
}

/** What a command says and answers: the native one, and the package's. */
export const native = (words, options) => run(nativeCommand, words, options);
export const command = (words, options) => run(process.execPath, [nodeCommand, ...words], options);

/** The report as the native command prints it. */
export function nativeReport(path, values = 'all') {
  return native(['--json', '--fail-on', 'never', '--values', values, path]).stdout;
}

/** A line of the command among others, which tells where each file is, as it is printed for the file alone. */
export function withoutPath(line) {
  return `${line.replace(/("file":\{"name":"(?:[^"\\]|\\.)*"),"path":"(?:[^"\\]|\\.)*"/, '$1')}\n`;
}

/** Two reports, or answers in place of one, are the same; says where not, without printing both whole. */
export function same(given, wanted, what = '') {
  const [a, b] = [given, wanted].map((one) => (typeof one === 'string' ? one : JSON.stringify(one) ?? String(one)));
  if (a === b) return;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 120));
  assert.fail(`${what} differs at character ${at}: ${around(a)}, not ${around(b)}`);
}
