// examples/sphinx, built by sphinx-build with three themes and opened in Chromium; and what other builders make of a box.

import assert from 'node:assert/strict';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {after, before, describe, test} from 'node:test';

import {documentedPolicy, emptyFolder, project, pythonWith} from './support/packages.mjs';
import {comesNear, nothingAmiss, plainLink, turns, visitors, weighs} from './support/visit.mjs';

/** @typedef {import('playwright-core').Page} Page */

const example = resolve(project, 'examples/sphinx');
const built = emptyFolder('sphinx');
const python = pythonWith(/^sphinxcontrib_weighbridge-.*\.whl$/, join(built, 'python'));

/** Every warning is an error, a reference to nowhere too; read and written by two processes. @param {string} builder @param {string[]} options */
function sphinx(builder, name = builder, options = [], source = example) {
  const folder = join(built, name);
  python.run('sphinx-build', '-q', '-W', '-n', '-j', '2', '-b', builder, '-d', join(built, `${name}-doctrees`), ...options, source, folder);
  return folder;
}

const inlineStyles = "style-src 'self' 'unsafe-inline'";

/**
 * `needs`: what the theme's own pages need beyond the strict policy (Sphinx hides its search box by a style attribute). `choose`: how a
 * reader chooses light or dark; where there is no choice the theme is always light.
 * @type {{theme: string, needs: string[], choose?: (page: Page, mode: string) => Promise<void>}[]}
 */
const themeNames = [
  {theme: 'alabaster', needs: [inlineStyles]},
  {
    theme: 'furo',
    needs: [inlineStyles, "img-src 'self' data:"],
    // One button that goes round.
    choose: async (page, mode) => {
      for (let press = 0; press < 3 && (await page.evaluate(() => document.body.dataset['theme'])) !== mode; press += 1) {
        await page.locator('.theme-toggle').locator('visible=true').first().click();
      }
    },
  },
  {
    theme: 'pydata_sphinx_theme',
    needs: [inlineStyles], // its menus and tooltips
    choose: async (page, mode) => {
      await page.locator('.theme-switch-button').locator('visible=true').first().click();
      await page.locator(`.theme-change-button[data-mode=${mode}]`).locator('visible=true').first().click();
    },
  },
];

for (const {theme, needs, choose} of themeNames) {
  describe(`Sphinx with ${theme}`, () => {
    /** @type {import('./support/visit.mjs').Visitors} */
    let site;
    const folder = join(built, theme);
    before(async () => {
      site = await visitors(folder, () => {
        sphinx('html', theme, ['-D', `html_theme=${theme}`]);
        return documentedPolicy('Sphinx', folder, needs);
      });
    });
    after(() => site?.close());

    test('only pages with a box have its script, and one each', () => {
      const scripts = (/** @type {string} */ page) => readFileSync(join(folder, page), 'utf8').match(/<script[^>]*weigh-bridge\.js[^>]*>/g) ?? [];
      assert.equal(scripts('index.html').length, 0);
      assert.equal(scripts('loading.html').length, 1);
      assert.match(scripts('loading.html')[0] ?? '', /type="module"/);
      assert.equal(scripts('markdown.html').length, 1);
    });

    test('without JavaScript there is a link', () => plainLink(site, 'loading.html', /Weigh your file on a page of its own/));

    test('the engine comes when the box is near, and weighs', async () => {
      const page = await comesNear(site, 'loading.html');
      await weighs(page, 'keras3.6.0/A04_seed3_after_summary.weights.h5');
      await weighs(page, 'keras3.6.0/A04_seed3_after_call.weights.h5');
    });

    test('the box is light or dark as the theme is', async () => {
      const page = await site.page({colorScheme: 'dark', viewport: {width: 1300, height: 600}});
      await page.goto(`${site.server.address}/loading.html`);
      await turns(page, choose === undefined ? 'light' : 'dark');
      for (const mode of /** @type {const} */ (choose === undefined ? [] : ['light', 'dark'])) {
        await choose?.(page, mode);
        await turns(page, mode);
      }
    });

    if (theme === 'furo') {
      test('options of the directive are the attributes of the element', async () => {
        const page = await site.page();
        await page.goto(`${site.server.address}/markdown.html`);
        const box = page.locator('weigh-bridge');
        await turns(page, 'dark');
        assert.equal(await box.getAttribute('preload'), 'none');
        assert.equal((await box.boundingBox())?.height, 24 * 16);
      });
    }

    test('nothing from another host, nothing against the policy', () => nothingAmiss(site));
  });
}

describe('Sphinx, other builders', () => {
  test('LaTeX gets a link to the box’s own page', () => {
    const tex = readFileSync(join(sphinx('latex'), 'loadingweights.tex'), 'utf8');
    assert.match(tex, /\\sphinxhref\{https:\/\/docs\.example\.org\/\\_static\/weighbridge\/embed\.html\}\{Weigh your file on a page of its own\}/);
  });
  test('without an address, text gets the words', () => {
    assert.match(readFileSync(join(sphinx('text', 'text', ['-D', 'html_baseurl=']), 'loading.txt'), 'utf8'), /^Weigh your file on a page of its own$/m);
  });
  test('an e-book gets a link and neither script nor engine', () => {
    const folder = sphinx('epub', 'epub', ['-D', 'epub_show_urls=no']);
    const page = readFileSync(join(folder, 'loading.xhtml'), 'utf8');
    assert.match(page, /<a [^>]*href="https:\/\/docs\.example\.org\/_static\/weighbridge\/embed\.html"/);
    assert.doesNotMatch(page, /weigh-bridge/);
    assert.ok(!existsSync(join(folder, '_static/weighbridge/weighbridge.wasm')));
  });
});

describe('Sphinx, mistakes', () => {
  /** @param {string} text @param {string} [settings] */
  function page(text, settings = '') {
    const source = join(emptyFolder('sphinx-mistake'));
    writeFileSync(join(source, 'conf.py'), `extensions = ["sphinxcontrib.weighbridge"]\n${settings}\n`);
    writeFileSync(join(source, 'index.rst'), `Title\n=====\n\n${text}\n`);
    return source;
  }
  const build = (/** @type {string} */ source) => sphinx('html', 'mistake', ['-E'], source);

  test('a theme that does not exist is named', () => {
    assert.throws(() => build(page('.. weighbridge::\n   :theme: blue')), /"blue" unknown; choose from "auto", "light", or "dark"/);
  });
  test('a height that is none is named', () => {
    assert.throws(() => build(page('.. weighbridge::\n   :height: 1px; color: red')), /is no height; write a number with a CSS unit/);
  });
  test('so is one in conf.py', () => {
    assert.throws(() => build(page('.. weighbridge::', 'weighbridge_theme = "blue"')), /weighbridge_theme in conf\.py: "blue" unknown/);
  });
  test('conf.py gives defaults, and the page has the last word', () => {
    const source = page('.. weighbridge::\n\n.. weighbridge:: Text & link\n   :theme: light\n   :link: https://example.org/?a&b\n   :name: here\n   :class: wide\n', 'weighbridge_theme = "dark"\nweighbridge_compact = True\nweighbridge_link_text = "Weigh it"');
    const html = readFileSync(join(build(source), 'index.html'), 'utf8');
    assert.match(html, /<weigh-bridge theme="dark" compact>\s*<p><a class="reference external" href="_static\/weighbridge\/embed\.html">Weigh it<\/a><\/p>\s*<\/weigh-bridge>/);
    assert.match(html, /<weigh-bridge theme="light" compact id="here" class="wide">\s*<p><a class="reference external" href="https:\/\/example\.org\/\?a&amp;b">Text &amp; link<\/a>/);
  });
});
