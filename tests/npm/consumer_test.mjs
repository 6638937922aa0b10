// The archive that npm would publish, installed elsewhere: built into a site by Vite, compiled against, run by npx.

import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';

import {box, kPatience, launch, page, weighIn} from './support/browser.mjs';
import {examples, native, nativeReport, packageFolder, project, same} from './support/package.mjs';
import {site} from './support/sites.mjs';

const file = join(examples, 'sequential-with-input.weights.h5');
const tools = resolve(project, 'web/node_modules');
const folder = mkdtempSync(join(tmpdir(), 'weighbridge-consumer-'));
const npm = (words) => execFileSync('npm', [...words, '--offline', '--no-audit', '--no-fund', '--loglevel=error'], {cwd: folder, encoding: 'utf8'});
let packed;

before(() => {
  packed = JSON.parse(npm(['pack', packageFolder, '--json']))[0];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({name: 'consumer', private: true, type: 'module'}));
  npm(['install', join(folder, packed.filename)]);
  cpSync(join(project, 'tests/consumer'), folder, {recursive: true});
});
after(() => rmSync(folder, {recursive: true}));

test('the archive holds what the manifest names, and nothing of the machine it was made on', () => {
  const paths = packed.files.map(({path}) => path);
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const named = [manifest.bin.weighbridge, ...JSON.stringify(manifest.exports).matchAll(/"\.\/([^"*]+\.(?:js|d\.ts))"/g)].map((one) => (typeof one === 'string' ? one : one[1]));
  for (const path of [...named, 'LICENSE', 'README.md', 'dist/worker.js', 'dist/weighbridge.wasm', 'dist/embed.html']) assert.ok(paths.includes(path), path);
  assert.equal(packed.version, manifest.version);
  for (const path of paths) {
    const text = readFileSync(join(packageFolder, path), 'latin1');
    assert.ok(!text.includes(project.replace(/\/$/, '')) && !text.includes(tmpdir() + '/weighbridge'), `${path} names a folder of this machine`);
  }
});

test('npx runs the command', () => {
  const run = spawnSync('npx', ['--no', 'weighbridge', '--', file], {cwd: folder, encoding: 'utf8'});
  assert.deepEqual([run.stdout, run.status], [native([file]).stdout, 0], run.stderr);
});

for (const [name, options] of [
  ['in-a-page', {module: 'ESNext', moduleResolution: 'Bundler', lib: ['ES2022', 'DOM'], types: [], customConditions: ['browser']}],
  ['under-node', {module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2022', 'DOM'], types: ['node'], typeRoots: [join(tools, '@types')]}],
]) {
  test(`its types hold ${name.replaceAll('-', ' ')}, strictly`, () => {
    const config = join(folder, `tsconfig.${name}.json`);
    const strict = {strict: true, noEmit: true, target: 'ES2022', exactOptionalPropertyTypes: true, verbatimModuleSyntax: true};
    writeFileSync(config, JSON.stringify({compilerOptions: {...strict, ...options}, files: [`types/${name}.ts`]}));
    const run = spawnSync(process.execPath, [join(tools, 'typescript/bin/tsc'), '-p', config], {encoding: 'utf8'});
    assert.equal(run.stdout, '');
  });
}

test('a site built with Vite has the box, its worker and its engine', async () => {
  const {build} = await import(pathToFileURL(join(tools, 'vite/dist/node/index.js')).href);
  const out = join(folder, 'out');
  // A base of its own: the addresses of worker and engine are made by the bundler, not by us.
  await build({root: join(folder, 'vite'), base: '/weighbridge/', configFile: false, logLevel: 'warn', build: {outDir: out, emptyOutDir: true}});
  const assets = readdirSync(join(out, 'assets'));
  assert.equal(assets.filter((name) => name.endsWith('.wasm')).length, 1, String(assets));
  assert.ok(assets.some((name) => /^worker-.*\.js$/.test(name)), String(assets));
  const here = await site({dist: out});
  const browser = await launch();
  try {
    const shown = await page(browser, `${here.origin}/weighbridge/index.html`);
    same(await weighIn(box(shown), file), nativeReport(file));
    await shown.evaluate(
      ([name, base64]) => document.dispatchEvent(new CustomEvent('weigh-alone', {detail: new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name)})),
      [basename(file), readFileSync(file).toString('base64')],
    );
    await shown.waitForFunction(() => document.querySelector('output').textContent !== '', undefined, {timeout: kPatience});
    same(await shown.locator('output').textContent(), nativeReport(file));
  } finally {
    await browser.close();
    await here.close();
  }
});
