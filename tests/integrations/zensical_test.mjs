// examples/zensical, built by Zensical and opened in Chromium. Zensical runs no plugin of MkDocs: the box stands there as plain HTML.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {after, before, describe, test} from 'node:test';

import {documentedPolicy, emptyFolder, project, pythonWith} from './support/packages.mjs';
import {comesNear, nothingAmiss, plainLink, turns, visitors, weighs} from './support/visit.mjs';

const built = emptyFolder('zensical');
const python = pythonWith(/^mkdocs_weighbridge-.*\.whl$/, join(built, 'python'));

describe('Zensical', () => {
  /** @type {import('./support/visit.mjs').Visitors} */
  let site;
  const source = join(built, 'source');
  const folder = join(source, 'site');
  before(async () => {
    site = await visitors(folder, (address) => {
      cpSync(resolve(project, 'examples/zensical'), source, {recursive: true});
      const settings = join(source, 'zensical.toml');
      writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^site_url = .*$/m, `site_url = "${address}"`));
      python.run('python', '-m', 'mkdocs_weighbridge', join(source, 'docs'));
      python.run('zensical', 'build', '--strict', '--config-file', settings);
      return documentedPolicy('Zensical', folder, ["style-src 'self' 'unsafe-inline'", "img-src 'self' data:"]);
    });
  });
  after(() => site?.close());

  const toggle = (/** @type {import('playwright-core').Page} */ page) => page.locator('[data-md-component=palette] label').locator('visible=true').click();

  test('only pages with a box have its script, and its address is right', () => {
    const scripts = (/** @type {string} */ page) => readFileSync(join(folder, page), 'utf8').match(/<script[^>]*weigh-bridge\.js[^>]*>/g) ?? [];
    assert.deepEqual(scripts('index.html'), []);
    assert.deepEqual(scripts('loading/index.html'), ['<script type="module" src="../assets/weighbridge/weigh-bridge.js">']);
  });

  test('without JavaScript there is a link', () => plainLink(site, 'loading/', /^Weigh a Keras weight file$/));

  test('the engine comes when the box is near, and weighs', async () => {
    const page = await comesNear(site, 'loading/');
    await weighs(page, 'keras3.6.0/A04_seed3_after_summary.weights.h5');
    await weighs(page, 'keras3.6.0/A04_seed3_after_call.weights.h5');
  });

  test('the box is light or dark as the palette is', async () => {
    const page = await site.page({colorScheme: 'dark', viewport: {width: 1300, height: 600}});
    await page.goto(`${site.server.address}/loading/`);
    await turns(page, 'dark');
    await toggle(page);
    await turns(page, 'light');
    await toggle(page);
    await turns(page, 'dark');
  });

  test('a page reached by instant navigation has its box, back and forth', async () => {
    const page = await site.page({viewport: {width: 1300, height: 600}});
    await page.goto(`${site.server.address}/`);
    await page.evaluate(() => Object.assign(globalThis, {sameDocument: true}));
    for (let visit = 0; visit < 2; visit += 1) {
      await page.locator('article a', {hasText: 'saving and loading'}).click();
      await page.locator('weigh-bridge weigh-bridge-drop').waitFor();
      await weighs(page, 'keras3.6.0/A04_seed3_after_call.weights.h5');
      await page.locator('nav a', {hasText: 'Loading weights'}).locator('visible=true').first().click();
      await page.locator('weigh-bridge').waitFor({state: 'detached'});
    }
    assert.equal(await page.evaluate(() => 'sameDocument' in globalThis), true, 'the pages were loaded anew: that was no instant navigation');
  });

  test('nothing from another host, nothing against the policy', () => nothingAmiss(site));
});

describe('What the documentation says of Zensical', () => {
  test('it passes the plugin of MkDocs over', () => {
    const source = join(built, 'plugin');
    mkdirSync(join(source, 'docs'), {recursive: true});
    writeFileSync(join(source, 'mkdocs.yml'), 'site_name: Plugin\nplugins:\n  - weighbridge\n');
    writeFileSync(join(source, 'docs/index.md'), '# A box\n\n<weigh-bridge></weigh-bridge>\n');
    python.run('zensical', 'build', '--config-file', join(source, 'mkdocs.yml'));
    assert.doesNotMatch(readFileSync(join(source, 'site/index.html'), 'utf8'), /weigh-bridge\.js/);
    assert.equal(existsSync(join(source, 'site/assets/weighbridge')), false);
  });

  test('the page in docs/embedding.md is the example’s', () => {
    const [, shown = ''] = /^## Zensical$.*?^```html\n(.*?)^```$/ms.exec(readFileSync(resolve(project, 'docs/embedding.md'), 'utf8')) ?? [];
    assert.ok(shown.includes('<weigh-bridge>'));
    assert.ok(readFileSync(resolve(project, 'examples/zensical/docs/loading.md'), 'utf8').includes(shown));
  });
});

describe('python -m mkdocs_weighbridge', () => {
  const ask = (/** @type {string[]} */ ...args) =>
    spawnSync(`${python.tools}/bin/python`, ['-m', 'mkdocs_weighbridge', ...args], {encoding: 'utf8', env: {...process.env, PYTHONPATH: join(built, 'python')}});

  test('replaces the files of another version', () => {
    const docs = join(built, 'docs');
    mkdirSync(join(docs, 'assets/weighbridge'), {recursive: true});
    writeFileSync(join(docs, 'assets/weighbridge/old.js'), '');
    assert.equal(ask(docs).status, 0);
    assert.equal(existsSync(join(docs, 'assets/weighbridge/old.js')), false);
    assert.equal(existsSync(join(docs, 'assets/weighbridge/weighbridge.wasm')), true);
  });

  test('says what it wants', () => {
    assert.equal(ask().status, 64);
    assert.equal(ask('--help').status, 64);
    const missing = ask(join(built, 'nowhere'));
    assert.equal(missing.status, 1);
    assert.match(missing.stderr, /there is no folder .*nowhere/);
  });
});
