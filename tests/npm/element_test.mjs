// <weigh-bridge> of the package on pages of others: what it loads and when, what it leaves alone, and where it may come from.

import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';

import {box, patienceMilliseconds, launch, page, weighIn} from './support/browser.mjs';
import {examples, nativeReport, same} from './support/package.mjs';
import {site} from './support/sites.mjs';

const file = join(examples, 'sequential-with-input.weights.h5');
const wanted = nativeReport(file);
const link = '<a href="https://example.org/check">Check your file</a>';
const document = (body, head = '', script = '/weighbridge/weigh-bridge.js') =>
  `<!doctype html><html lang="en"><title>A page</title>${head}<script type="module" src="${script}"></script><body>${body}`;
const far = '<p style="height: 5000px">Much text.</p>';

let browser;
const sites = [];
async function open(options) {
  const one = await site(options);
  sites.push(one);
  return one;
}
before(async () => (browser = await launch()));
after(async () => {
  await browser?.close();
  await Promise.all(sites.map((one) => one.close()));
});
/** Waits for what comes about by itself. */
async function eventually(check, what) {
  for (const end = Date.now() + patienceMilliseconds; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) if (await check()) return;
  assert.fail(`${what} did not come about`);
}
const rest = (shown) => shown.waitForTimeout(1000);

describe('the engine is loaded', () => {
  const pages = {
    '/near': document(`<weigh-bridge>${link}</weigh-bridge>`),
    '/far': document(`${far}<weigh-bridge>${link}</weigh-bridge>`),
    '/none': document(`<weigh-bridge preload="none">${link}</weigh-bridge>`),
    '/auto': document(`${far}<weigh-bridge preload>${link}</weigh-bridge>`),
    '/two': document('<weigh-bridge></weigh-bridge><weigh-bridge preload="none"></weigh-bridge>'),
  };

  test('not before the box is near the screen, and then by itself', async () => {
    const here = await open({pages, dist: true});
    const shown = await page(browser, `${here.origin}/far`);
    await shown.waitForFunction(() => customElements.get('weigh-bridge') !== undefined);
    await rest(shown);
    assert.deepEqual(here.engine(), []);
    await shown.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await eventually(() => here.engine().length === 3, 'the engine');
    assert.deepEqual(here.engine().sort(), ['/weighbridge/weighbridge-rest.wasm', '/weighbridge/weighbridge.wasm', '/weighbridge/worker.js']);
    same(await weighIn(box(shown), file), wanted);
    const confirming = ['/weighbridge/inspector.js', '/weighbridge/weighbridge-inspector.wasm'];
    assert.deepEqual(here.engine().slice(3).sort(), confirming, 'what confirms the verdict, behind it, and each once');
    assert.deepEqual(shown.complaints.filter((one) => !one.includes('favicon') && !one.includes('404')), []);
  });

  test('at once where it is asked for', async () => {
    const here = await open({pages, dist: true});
    const shown = await page(browser, `${here.origin}/auto`);
    await eventually(() => here.engine().length === 5, 'the engine, and what confirms it');
    assert.equal(await shown.evaluate(() => scrollY), 0);
  });

  test('with the first file where it is asked for', async () => {
    const here = await open({pages, dist: true});
    const shown = await page(browser, `${here.origin}/none`);
    await rest(shown);
    assert.deepEqual(here.engine(), []);
    same(await weighIn(box(shown), file), wanted);
  });

  test('by each of two boxes for itself, and they do not mix', async () => {
    const here = await open({pages, dist: true});
    const shown = await page(browser, `${here.origin}/two`);
    const other = join(examples, 'subclassed-after-build.weights.h5');
    const reports = await Promise.all([weighIn(box(shown, 0), file), weighIn(box(shown, 1), other)]);
    same(reports[0], wanted);
    same(reports[1], nativeReport(other));
  });
});

describe('a host page', () => {
  test('has a plain link without JavaScript, and until the element is defined', async () => {
    const here = await open({pages: {'/': document(`<weigh-bridge>${link}</weigh-bridge>`)}, dist: true});
    const without = await page(browser, here.origin, {javaScriptEnabled: false});
    assert.ok(await without.getByRole('link', {name: 'Check your file'}).isVisible());
    const shown = await page(browser, here.origin);
    await shown.locator('weigh-bridge-drop').waitFor();
    assert.equal(await shown.getByRole('link', {name: 'Check your file'}).isVisible(), false);
  });

  test('is not touched: no styles, attributes, globals, storage, service worker', async () => {
    const here = await open({pages: {'/': document('<p id="p">Text</p><div><weigh-bridge></weigh-bridge></div>', '', '/nothing.js')}, dist: true});
    const shown = await page(browser, here.origin);
    const look = () =>
      shown.evaluate(async () => ({
        outside: document.documentElement.outerHTML.replace(/<weigh-bridge.*<\/weigh-bridge>/s, ''),
        styles: document.styleSheets.length + document.adoptedStyleSheets.length,
        paragraph: JSON.stringify([...getComputedStyle(document.querySelector('#p'))].map((name) => getComputedStyle(document.querySelector('#p')).getPropertyValue(name))),
        globals: Object.keys(globalThis).sort().join(),
        storage: localStorage.length + sessionStorage.length + document.cookie.length + (await indexedDB.databases()).length + (await caches.keys()).length,
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        title: document.title,
        address: location.href,
      }));
    const untouched = await look();
    await shown.evaluate(() => import('/weighbridge/weigh-bridge.js'));
    same(await weighIn(box(shown), file), wanted);
    const {globals, ...touched} = await look();
    // Lit notes its versions, so that two of them on one page can be told.
    assert.deepEqual(globals.split(',').filter((name) => !untouched.globals.split(',').includes(name)).filter((name) => !/^lit|^reactiveElement/.test(name)), []);
    assert.deepEqual(touched, {...untouched, globals: undefined} && Object.fromEntries(Object.entries(untouched).filter(([name]) => name !== 'globals')));
  });

  test('may take the box out and put it back, before, while and after it weighs', async () => {
    const here = await open({pages: {'/': document('<div id="a"><weigh-bridge></weigh-bridge></div><div id="b"></div>')}, dist: true});
    const shown = await page(browser, here.origin);
    const away = (milliseconds) =>
      shown.evaluate(async (milliseconds) => {
        const element = document.querySelector('weigh-bridge');
        element.remove();
        if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
        document.querySelector('#b').append(element);
      }, milliseconds);
    await away(0);
    same(await weighIn(box(shown), file), wanted);
    await eventually(async () => shown.workers().length === 2, 'its workers');
    await away(300);
    await eventually(async () => shown.workers().length === 1, 'a new worker');
    same(await weighIn(box(shown), file), wanted);
    await shown.evaluate(() => document.querySelector('weigh-bridge').remove());
    await eventually(async () => shown.workers().length === 0, 'the end of the workers');
  });

  test('hears every event outside, through shadow roots', async () => {
    const here = await open({pages: {'/': document('<div id="host"></div>')}, dist: true});
    const shown = await page(browser, here.origin);
    await shown.evaluate(() => {
      globalThis.heard = [];
      const root = document.querySelector('#host').attachShadow({mode: 'open'});
      root.innerHTML = '<weigh-bridge></weigh-bridge>';
      for (const name of ['ready', 'start', 'report', 'values', 'error']) addEventListener(`weighbridge-${name}`, ({detail}) => heard.push([name, Object.keys(detail).sort().join()]));
    });
    same(await weighIn(box(shown), file), wanted);
    const heard = Object.fromEntries(await shown.evaluate(() => heard));
    assert.equal(heard.ready, 'version');
    assert.match(heard.report, /files.*id.*json.*name.*report.*valuesFollow/);
    assert.match(heard.values, /files.*id.*json.*name.*report.*valuesFollow/);
    assert.equal(heard.error, undefined);
  });

  test('sets light or dark by its own color-scheme, whatever the system has; a theme goes first', async () => {
    const boxes = '<weigh-bridge></weigh-bridge><weigh-bridge theme="auto"></weigh-bridge><weigh-bridge theme="light"></weigh-bridge><weigh-bridge theme="dark"></weigh-bridge>';
    const here = await open({
      pages: {'/plain': document(boxes), '/dark': document(boxes, '<style>:root {color-scheme: dark}</style>'), '/both': document(boxes, '<style>:root {color-scheme: light dark}</style>')},
      dist: true,
    });
    const looks = async (path, colorScheme) => {
      const shown = await page(browser, `${here.origin}${path}`, {colorScheme});
      await shown.locator('weigh-bridge-drop').last().waitFor();
      return shown.locator('weigh-bridge').evaluateAll((all) => all.map((one) => (/^rgb\((\d+)/.exec(getComputedStyle(one).color)[1] > 128 ? 'dark' : 'light')));
    };
    assert.deepEqual(await looks('/plain', 'dark'), ['light', 'light', 'light', 'dark']);
    assert.deepEqual(await looks('/dark', 'light'), ['dark', 'dark', 'light', 'dark']);
    assert.deepEqual(await looks('/both', 'light'), ['light', 'light', 'light', 'dark']);
    assert.deepEqual(await looks('/both', 'dark'), ['dark', 'dark', 'light', 'dark']);
  });

  test('may set its colours and style its parts', async () => {
    const style = '<style>weigh-bridge {--wb-ink: rgb(1, 2, 3)} weigh-bridge::part(drop) {outline: 3px solid rgb(4, 5, 6)}</style>';
    const here = await open({pages: {'/': document('<weigh-bridge compact></weigh-bridge>', style)}, dist: true});
    const shown = await page(browser, here.origin);
    await shown.locator('weigh-bridge-drop').waitFor();
    assert.equal(await box(shown).evaluate((one) => getComputedStyle(one).color), 'rgb(1, 2, 3)');
    assert.equal(await box(shown).evaluate((one) => getComputedStyle(one.shadowRoot.querySelector('weigh-bridge-drop')).outlineColor), 'rgb(4, 5, 6)');
  });
});

describe('from another site', () => {
  const cors = {'access-control-allow-origin': '*'};
  async function across(distant, policy) {
    const there = await open({dist: true, ...distant});
    const body = `<weigh-bridge>${link}</weigh-bridge>`;
    const headers = policy === undefined ? {} : {'content-security-policy': policy(there.origin)};
    const here = await open({pages: {'/': document(body, '', `${there.origin}/weighbridge/weigh-bridge.js`)}, headers});
    return page(browser, here.origin);
  }

  test('it works where that site allows it (CORS)', async () => {
    same(await weighIn(box(await across({headers: cors})), file), wanted);
  });

  test('it works under a strict policy that names what it needs', async () => {
    const policy = (origin) => `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; worker-src blob:; connect-src ${origin}`;
    same(await weighIn(box(await across({headers: cors}, policy)), file), wanted);
  });

  test('without CORS nothing runs at all, and the plain link stays', async () => {
    const shown = await across({});
    await rest(shown);
    assert.equal(await shown.evaluate(() => customElements.get('weigh-bridge') === undefined), true);
    assert.ok(await shown.getByRole('link', {name: 'Check your file'}).isVisible());
  });

  for (const [what, kind, distant, policy] of [
    ['the page forbids blob: workers', 'blocked', {headers: cors}, (origin) => `script-src ${origin} 'wasm-unsafe-eval'; worker-src 'self'`],
    ['the page forbids WebAssembly', 'blocked', {headers: cors}, (origin) => `script-src ${origin}; worker-src blob:`],
    ['the page forbids connections', 'unavailable', {headers: cors}, () => "connect-src 'none'"],
    ['CORS is there for the script, not for the worker', 'unavailable', {only: (path) => (path.includes('worker') ? {} : cors)}, undefined],
    ['CORS is there for the scripts, not for the engine', 'unavailable', {only: (path) => (path.endsWith('.wasm') ? {} : cors)}, undefined],
  ]) {
    test(`it says in plain words that ${what}`, async () => {
      const shown = await across(distant, policy);
      const answer = await weighIn(box(shown), file);
      assert.equal(answer.error?.kind, kind, JSON.stringify(answer).slice(0, 300));
      const words = {blocked: 'This page does not let the engine start', unavailable: 'The engine could not be loaded'}[kind];
      assert.equal(await shown.locator('weigh-bridge #headline').textContent(), words);
      if (kind === 'blocked') assert.match(await shown.locator('weigh-bridge .failure').textContent(), /worker-src blob:/);
    });
  }
});

test('in a sandboxed frame, where storage throws, it works all the same', async () => {
  const here = await open({
    pages: {'/': '<!doctype html><iframe sandbox="allow-scripts" width="800" height="600" src="/inner"></iframe>', '/inner': document('<weigh-bridge></weigh-bridge>')},
    dist: true,
    headers: {'access-control-allow-origin': '*'},
  });
  const shown = await page(browser, here.origin);
  const inner = shown.frameLocator('iframe');
  await inner.locator('weigh-bridge-drop').waitFor();
  assert.equal(await inner.locator('weigh-bridge').evaluate(() => {
    try {
      return String(localStorage);
    } catch (thrown) {
      return thrown.name;
    }
  }), 'SecurityError');
  same(await weighIn(inner.locator('weigh-bridge'), file), wanted);
});
