// examples/docusaurus, built by Docusaurus and opened in Chromium.

import assert from 'node:assert/strict';
import {cpSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';
import {after, before, describe, test} from 'node:test';

import {documentedPolicy, emptyFolder, project, packed, run} from './support/packages.mjs';
import {comesNear, nothingAmiss, plainLink, turns, visitors, weighs} from './support/visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

// The pinned packages lie one folder above the site: Node finds them from there, and ours in the site itself.
const built = emptyFolder('docusaurus');
const source = join(built, 'source');
const pluginFolder = join(source, 'node_modules/docusaurus-plugin-weighbridge');
symlinkSync(join(run(resolve(project, 'integrations/tools'), ['docusaurus']).trim(), 'node_modules'), join(built, 'node_modules'));
cpSync(resolve(project, 'examples/docusaurus'), source, {recursive: true, filter: (path) => !path.endsWith('node_modules')});
mkdirSync(pluginFolder, {recursive: true});
run('tar', ['xzf', packed(/^docusaurus-plugin-weighbridge-.*\.tgz$/), '--strip-components=1', '-C', pluginFolder]);

describe('Docusaurus', () => {
  /** @type {import('./support/visit.mjs').Visitors} */
  let site;
  const folder = join(built, 'site');
  before(async () => {
    site = await visitors(folder, () => {
      run(process.execPath, [join(built, 'node_modules/@docusaurus/core/bin/docusaurus.mjs'), 'build', '--out-dir', folder], {
        cwd: source,
        env: {NODE_ENV: 'production', NO_UPDATE_NOTIFIER: '1'},
      });
      // Docusaurus writes style attributes, and pictures as data.
      return documentedPolicy('Docusaurus', folder, ["style-src 'self' 'unsafe-inline'", "img-src 'self' data:"]);
    });
  });
  after(() => site?.close());

  test('only pages with a box have its script, and one each', () => {
    const scripts = (/** @type {string} */ page) => readFileSync(join(folder, page), 'utf8').match(/<script[^>]*weigh-bridge\.js[^>]*>/g) ?? [];
    assert.equal(scripts('index.html').length, 0);
    assert.equal(scripts('loading/index.html').length, 1);
    assert.match(scripts('loading/index.html')[0] ?? '', /type="?module"?/);
  });

  test('the files are the element’s own, byte for byte', () => {
    for (const name of ['weigh-bridge.js', 'worker.js', 'weighbridge.wasm', 'embed.html']) {
      assert.ok(readFileSync(join(folder, 'weighbridge', name)).equals(readFileSync(resolve(project, 'build/npm/dist', name))), name);
    }
  });

  test('without JavaScript there is a link', () => plainLink(site, 'loading/', /^Weigh a Keras weight file$/));

  test('the engine comes when the box is near, and weighs', async () => {
    const page = await comesNear(site, 'loading/');
    await weighs(page, 'keras3.6.0/A04_seed3_after_summary.weights.h5');
    await weighs(page, 'keras3.6.0/A04_seed3_after_call.weights.h5');
  });

  test('the box is light or dark as the site is', async () => {
    const page = await site.page({colorScheme: 'dark', viewport: {width: 1300, height: 600}});
    await page.goto(`${site.server.address}/loading/`);
    await turns(page, 'dark');
    for (const mode of /** @type {const} */ (['light', 'dark'])) {
      for (let press = 0; press < 3 && (await page.evaluate(() => document.documentElement.dataset['theme'])) !== mode; press += 1) {
        await page.locator('nav button[class*=toggleButton]').locator('visible=true').click();
      }
      await turns(page, mode);
    }
  });

  test('a page reached by a link has its box, back and forth', async () => {
    const page = await site.page({viewport: {width: 1300, height: 600}});
    await page.goto(`${site.server.address}/`);
    await page.evaluate(() => Object.assign(globalThis, {sameDocument: true}));
    for (let visit = 0; visit < 2; visit += 1) {
      await page.locator('article a', {hasText: 'saving and loading'}).click();
      await page.locator('weigh-bridge weigh-bridge-drop').waitFor();
      await weighs(page, 'keras3.6.0/A04_seed3_after_call.weights.h5');
      await page.locator('nav.navbar a', {hasText: 'Loading weights'}).first().click();
      await page.locator('weigh-bridge').waitFor({state: 'detached'});
    }
    assert.equal(await page.evaluate(() => 'sameDocument' in globalThis), true, 'the pages were loaded anew');
  });

  test('properties are the attributes of the element, before and after React wakes up', async () => {
    for (const javaScriptEnabled of [false, true]) {
      const page = await site.page({javaScriptEnabled});
      await page.goto(`${site.server.address}/options/`);
      if (javaScriptEnabled) await turns(page, 'dark');
      await page.waitForLoadState('networkidle');
      const box = page.locator('weigh-bridge');
      const attributes = await Promise.all(['theme', 'preload', 'compact', 'id'].map((name) => box.getAttribute(name)));
      assert.deepEqual(attributes, ['dark', 'none', '', 'here']);
      if (javaScriptEnabled) assert.equal((await box.boundingBox())?.height, 24 * 16);
      else assert.equal(await box.innerText(), 'Weigh your file on a page of its own');
      await page.context().close();
    }
  });

  test('nothing from another host, nothing against the policy', () => nothingAmiss(site));
});

describe('The plugin’s options', () => {
  const plugin = createRequire(import.meta.url)(pluginFolder);
  test('an unknown one is named', () => {
    assert.throws(() => plugin.validateOptions({options: {id: 'default', lnik: 'x'}}), /has no option "lnik"/);
  });
  test('one of the wrong type too', () => {
    assert.throws(() => plugin.validateOptions({options: {link: 1}}), /link must be a text/);
  });
});
