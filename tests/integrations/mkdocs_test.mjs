// examples/mkdocs, built by MkDocs with Material and opened in Chromium.

import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {after, before, describe, test} from 'node:test';

import {documentedPolicy, emptyFolder, project, pythonWith} from './support/packages.mjs';
import {comesNear, nothingAmiss, plainLink, turns, visitors, weighs} from './support/visit.mjs';

const example = resolve(project, 'examples/mkdocs');
const built = emptyFolder('mkdocs');
const python = pythonWith(/^mkdocs_weighbridge-.*\.whl$/, join(built, 'python'));

/** @param {string} settings @param {string} folder */
const mkdocs = (settings, folder) => python.run('mkdocs', 'build', '--quiet', '--strict', '--config-file', settings, '--site-dir', folder);

describe('Material for MkDocs', () => {
  /** @type {import('./support/visit.mjs').Visitors} */
  let site;
  const folder = join(built, 'site');
  before(async () => {
    site = await visitors(folder, (address) => {
      // Instant navigation goes to pages that the sitemap names, and that has the address of the site in it.
      const settings = join(built, 'mkdocs.yml');
      writeFileSync(settings, `INHERIT: ${example}/mkdocs.yml\nsite_url: ${address}\ndocs_dir: ${example}/docs\n`);
      mkdocs(settings, folder);
      return documentedPolicy('Material for MkDocs', folder, ["img-src 'self' data:"]); // Material's icons
    });
  });
  after(() => site?.close());

  const toggle = (/** @type {import('playwright-core').Page} */ page) => page.locator('[data-md-component=palette] label').locator('visible=true').click();

  test('only pages with a box have its script, and one each', () => {
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

  test('the box’s text is as large as the page’s', async () => {
    const page = await site.page();
    await page.goto(`${site.server.address}/loading/`);
    const drop = page.locator('weigh-bridge weigh-bridge-drop');
    await drop.waitFor();
    const [box, text] = await drop.evaluate((element) => {
      const size = (/** @type {Element | null} */ shown) => parseFloat(getComputedStyle(/** @type {Element} */ (shown)).fontSize);
      return [size(element) * (element.currentCSSZoom ?? 1), size(document.querySelector('article p'))];
    });
    assert.ok(text > 0 && Math.abs(box - text) < 0.01, `${box} ${text}`);
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

describe('MkDocs, without Material', () => {
  test('what is written stays, what is empty gets the link, and code stays code', () => {
    const source = join(built, 'plain');
    mkdirSync(join(source, 'docs/deep'), {recursive: true});
    writeFileSync(join(source, 'mkdocs.yml'), 'site_name: Plain\nplugins:\n  - weighbridge:\n      link_text: Weigh & see\n');
    writeFileSync(join(source, 'docs/index.md'), '# Code\n\n```html\n<weigh-bridge></weigh-bridge>\n```\n\nand `<weigh-bridge></weigh-bridge>`\n');
    writeFileSync(
      join(source, 'docs/deep/page.md'),
      '# Boxes\n\n<weigh-bridge theme="dark" preload="none"></weigh-bridge>\n\n<weigh-bridge><a href="https://example.org/">Mine</a></weigh-bridge>\n',
    );
    const folder = join(built, 'plain-site');
    mkdocs(join(source, 'mkdocs.yml'), folder);
    assert.doesNotMatch(readFileSync(join(folder, 'index.html'), 'utf8'), /<weigh-bridge|weigh-bridge\.js/);
    const page = readFileSync(join(folder, 'deep/page/index.html'), 'utf8');
    assert.ok(page.includes('<weigh-bridge theme="dark" preload="none"><a href="../../assets/weighbridge/embed.html">Weigh &amp; see</a></weigh-bridge>'));
    assert.ok(page.includes('<weigh-bridge><a href="https://example.org/">Mine</a></weigh-bridge>'));
    assert.equal(page.match(/<script type="module" src="\.\.\/\.\.\/assets\/weighbridge\/weigh-bridge\.js">/g)?.length, 1);
  });
});
