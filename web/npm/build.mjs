// Builds the npm package into build/npm (or the folder named): node web/npm/build.mjs [FOLDER].
//
//   dist/   for browsers: weigh-bridge.js (the element), engine.js, embed.html; worker.js, inspector.js and their modules beside them
//   node/   for Node: index.js (weigh, groups), command.js and its own WebAssembly module
//   types/  declarations, by tsc from the sources

import {spawnSync} from 'node:child_process';
import {chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

import {build} from 'vite';

const project = fileURLToPath(new URL('../..', import.meta.url));
const web = resolve(project, 'web');
const out = resolve(process.argv[2] ?? resolve(project, 'build/npm'));
const engine = process.env['WEIGHBRIDGE_ENGINE'] ?? resolve(project, 'build/wasm');
const configFile = resolve(web, 'npm/vite.config.ts');
process.env['NODE_ENV'] = 'production';

/** @param {string} folder @param {Record<string, string>} input @param {object} [options] */
function bundle(folder, input, options = {}) {
  const files = Object.fromEntries(Object.entries(input).map(([name, path]) => [name, resolve(web, path)]));
  return build({configFile, mode: 'production', build: {outDir: resolve(out, folder), rolldownOptions: {input: files}, ...options}});
}

function declarations() {
  const tsc = resolve(web, 'node_modules/typescript/bin/tsc');
  const done = spawnSync(process.execPath, [tsc, '-p', resolve(web, 'npm/tsconfig.types.json'), '--outDir', resolve(out, 'types')], {stdio: 'inherit'});
  if (done.status !== 0) throw new Error('the declarations could not be made');
}

/** The one place that says the version is CMakeLists.txt. */
function version() {
  const found = /project\(weighbridge VERSION (\d+\.\d+\.\d+)/.exec(readFileSync(resolve(project, 'CMakeLists.txt'), 'utf8'));
  if (found === null) throw new Error('CMakeLists.txt names no version');
  return found[1];
}

function manifest() {
  const {name, ...rest} = JSON.parse(readFileSync(resolve(web, 'npm/package.json'), 'utf8'));
  writeFileSync(resolve(out, 'package.json'), `${JSON.stringify({name, version: version(), ...rest}, null, 2)}\n`);
}

/** The archive has the files' modes, which are else those of whoever builds it. */
function modes() {
  for (const entry of readdirSync(out, {recursive: true, withFileTypes: true})) {
    const mayRun = entry.isDirectory() || entry.parentPath === join(out, 'bin');
    chmodSync(join(entry.parentPath, entry.name), mayRun ? 0o755 : 0o644);
  }
}

rmSync(out, {recursive: true, force: true});
mkdirSync(out, {recursive: true});
await bundle('dist', {'weigh-bridge': 'src/element/define.ts', engine: 'npm/browser/engine.ts', protocol: 'src/embed/protocol.ts', embed: 'embed.html'});
await bundle('dist', {worker: 'src/engine/worker.ts'});
await bundle('dist', {inspector: 'src/engine/inspector/inspector-worker.ts'});
for (const module of ['weighbridge', 'weighbridge-rest', 'weighbridge-inspector']) copyFileSync(resolve(engine, `${module}.wasm`), resolve(out, `dist/${module}.wasm`));
await bundle('node', {index: 'npm/node/index.ts', command: 'npm/node/command.ts'}, {ssr: true, target: 'node20', minify: false});
copyFileSync(resolve(engine, 'weighbridge-command.wasm'), resolve(out, 'node/weighbridge-command.wasm'));
cpSync(resolve(web, 'npm/bin'), resolve(out, 'bin'), {recursive: true});
declarations();
manifest();
cpSync(resolve(project, 'LICENSE'), resolve(out, 'LICENSE'));
cpSync(resolve(web, 'public/third-party-licenses.txt'), resolve(out, 'dist/third-party-licenses.txt'));
cpSync(resolve(web, 'npm/README.md'), resolve(out, 'README.md'));
modes();
