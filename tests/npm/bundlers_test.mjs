// The example of examples/bundlers, built by every bundler it names (and by none), and opened in Chromium: the box and the engine without it
// give the native command's report, by the worker and the module that the bundler has put somewhere.

import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {copyFileSync, cpSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {box, patienceMilliseconds, launch, page, weighIn} from './support/browser.mjs';
import {consumer, withBundlers} from './support/consumer.mjs';
import {examples, nativeReport, packageFolder, project, same} from './support/package.mjs';
import {site} from './support/sites.mjs';

const file = join(examples, 'sequential-with-input.weights.h5');
const example = join(project, 'examples/bundlers');
const {version} = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
let browser, folder, remove;

before(async () => {
  const manifest = JSON.parse(readFileSync(join(example, 'package.json'), 'utf8'));
  ({folder, remove} = consumer(manifest));
  withBundlers(folder);
  cpSync(example, folder, {recursive: true, filter: (path) => !path.endsWith('package.json')});
  browser = await launch();
});
after(async () => {
  await browser?.close();
  remove?.();
});

/** Runs a program of Node in the reader's folder; its words are the test's failure. */
function run(...words) {
  const done = spawnSync(process.execPath, words, {cwd: folder, encoding: 'utf8', env: {...process.env, NODE_ENV: 'production', PARCEL_WORKERS: '2'}});
  assert.equal(done.status, 0, `${done.stdout}\n${done.stderr}`);
  return done.stdout + done.stderr;
}

/** webpack and Rspack by their own interface: the command lines of both are packages of their own. */
const packer = (imported) => `
  ${imported}
  import config from './webpack.config.js';
  pack({...config, context: process.cwd()}, (error, stats) => {
    if (error || stats.hasErrors() || stats.hasWarnings()) {
      console.error(error ?? stats.toString({colors: false, all: false, errors: true, warnings: true}));
      process.exit(stats?.hasErrors() || error ? 1 : 0);
    }
  });`;
const bin = (path) => join(folder, 'node_modules', path);
const addIndex = () => copyFileSync(join(folder, 'index.html'), join(folder, 'dist/index.html'));

const bundlers = {
  'webpack, current': () => (run('--input-type=module', '-e', packer("import pack from 'webpack';")), addIndex()),
  'webpack 5.90': () => (run('--input-type=module', '-e', packer("import pack from 'webpack-5.90';")), addIndex()),
  Rspack: () => (run('--input-type=module', '-e', packer("import {rspack as pack} from '@rspack/core';")), addIndex()),
  Vite: () => run(bin('vite/bin/vite.js'), 'build', '--base=/weighbridge/'),
  Parcel: () => run(bin('parcel/lib/bin.js'), 'build', 'index.html', '--public-url=/weighbridge/', '--no-cache', '--no-source-maps'),
  Rollup: () => (run(bin('rollup/dist/bin/rollup'), '-c', '--silent'), addIndex()),
  esbuild: () => (run('esbuild.mjs'), addIndex()),
};

/** What the reader's own page shows, in the box and out of it. */
async function works(address) {
  const shown = await page(browser, address);
  same(await weighIn(box(shown), file), nativeReport(file), 'the box');
  await shown.locator('body > p input').setInputFiles(file);
  await shown.waitForFunction(() => document.querySelector('output').textContent !== '', undefined, {timeout: patienceMilliseconds});
  assert.equal(await shown.locator('output').textContent(), JSON.parse(nativeReport(file)).verdict.headline);
  assert.deepEqual(shown.complaints.filter((one) => !/favicon|404/.test(one)), []);
  await shown.context().close();
}

for (const [name, build] of Object.entries(bundlers)) {
  test(`a site built with ${name}`, async () => {
    const out = join(folder, 'dist');
    rmSync(out, {recursive: true, force: true});
    build();
    const here = await site({dist: out});
    try {
      await works(`${here.origin}/weighbridge/index.html`);
      assert.ok(here.engine().some((path) => path.endsWith('.wasm')), String(here.engine()));
    } finally {
      await here.close();
    }
  });
}

test('the development server of Vite', async () => {
  const server = spawn(process.execPath, [bin('vite/bin/vite.js'), '--port', '0', '--host', '127.0.0.1'], {cwd: folder, env: {...process.env, NO_COLOR: '1'}});
  try {
    let said = '';
    for await (const part of server.stdout) if (/http:\S+/.test((said += part))) break;
    await works(/http:\S+/.exec(said)[0]);
  } finally {
    server.kill();
  }
});

function withoutBundler(out) {
  mkdirSync(out, {recursive: true});
  copyFileSync(join(example, 'main.js'), join(out, 'main.js'));
  copyFileSync(join(example, 'no-bundler.html'), join(out, 'index.html'));
}

test('no bundler at all: an import map, and a version in the addresses of what keeps its name', async () => {
  const out = join(folder, 'none');
  withoutBundler(out);
  cpSync(join(packageFolder, 'dist'), join(out, 'weighbridge'), {recursive: true});
  const here = await site({dist: out});
  try {
    await works(`${here.origin}/weighbridge/index.html`);
    for (const name of ['worker.js', 'weighbridge.wasm', 'weighbridge-rest.wasm', 'inspector.js', 'weighbridge-inspector.wasm']) {
      const asked = here.addresses.filter((address) => address.includes(`/${name}`));
      assert.ok(asked.length > 0 && asked.every((address) => address.endsWith(`/weighbridge/${name}?v=${version}`)), String(asked));
    }
  } finally {
    await here.close();
  }
});

test('no bundler, from the folder of a CDN', async () => {
  const cdn = await site({dist: true, headers: {'access-control-allow-origin': '*'}});
  const out = join(folder, 'cdn');
  withoutBundler(out);
  const map = readFileSync(join(out, 'index.html'), 'utf8').replaceAll('./weighbridge/', `${cdn.origin}/weighbridge/`);
  const here = await site({dist: out, pages: {'/weighbridge/page': map}});
  try {
    await works(`${here.origin}/weighbridge/page`);
    assert.ok(cdn.addresses.some((address) => address.endsWith(`/worker.js?v=${version}`)), String(cdn.addresses));
    assert.ok(!here.requests.some((path) => /worker|wasm/.test(path)), 'nothing of it comes from the page\'s own site');
  } finally {
    await Promise.all([here.close(), cdn.close()]);
  }
});

