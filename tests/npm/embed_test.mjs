// embed.html in a frame: the twenty lines of docs/embedding.md, and who is listened to and answered.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {after, before, describe, test} from 'node:test';

import {patienceMilliseconds, launch, page} from './support/browser.mjs';
import {examples, project, same, weighbridge} from './support/package.mjs';
import {site} from './support/sites.mjs';

const file = join(examples, 'sequential-with-input.weights.h5');
const wanted = await weighbridge.weigh(file);
const cors = {'access-control-allow-origin': '*'};

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

/** A host page on one site with the frame on another. */
async function framed({query = '', attributes = '', headers = {}} = {}) {
  const there = await open({dist: true, headers});
  const address = `${there.origin}/weighbridge/embed.html${query}`;
  const here = await open({pages: {'/': `<!doctype html><title>Host</title><iframe ${attributes} width="700" height="500" src="about:blank"></iframe>`}});
  const shown = await page(browser, here.origin);
  await shown.evaluate((address) => {
    globalThis.heard = [];
    globalThis.frame = document.querySelector('iframe');
    addEventListener('message', ({data, origin, source}) => source === frame.contentWindow && heard.push({...data, origin}));
    frame.src = address;
  }, address);
  const heard = (type, from = 0) =>
    shown.waitForFunction(([type, from]) => heard.slice(from).find((message) => message.type === type && message.final !== false), [type, from], {timeout: patienceMilliseconds}).then((handle) => handle.jsonValue());
  const say = (message, origin = there.origin) => shown.evaluate(([message, origin]) => frame.contentWindow.postMessage({weighbridge: 1, ...message}, origin), [message, origin]);
  const give = (request) =>
    shown.evaluate(
      ([name, base64, origin, request]) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
        frame.contentWindow.postMessage({weighbridge: 1, type: 'weigh', files: [{name, bytes}], request}, origin, [bytes]);
        return bytes.byteLength;
      },
      [basename(file), readFileSync(file).toString('base64'), attributes.includes('sandbox') ? '*' : there.origin, request],
    );
  const all = () => shown.evaluate(() => heard);
  return {shown, there, heard, say, give, all, inner: shown.frameLocator('iframe >> nth=0')};
}

/** Chooses the file in the frame, as its user would. */
async function choose(inner) {
  await inner.locator('weigh-bridge-drop').waitFor();
  await inner.locator('weigh-bridge-drop input[type=file]').first().setInputFiles(file);
  await inner.locator('#headline').waitFor();
}

describe('embed.html', () => {
  test('says that it is there, and its height to whom says hello', async () => {
    const {heard, say, there, all} = await framed();
    assert.deepEqual(await heard('ready'), {weighbridge: 1, type: 'ready', origin: there.origin});
    await say({type: 'hello'});
    const {height} = await heard('height');
    assert.ok(height > 100 && height < 2000, String(height));
    assert.deepEqual([...new Set((await all()).map(({type}) => type))].sort(), ['height', 'hello', 'ready']);
  });

  test('weighs what the host gives, without a copy, and reports with the host\'s own word for it', async () => {
    const {heard, say, give} = await framed();
    await heard('ready');
    await say({type: 'hello'});
    assert.equal(await give('mine'), 0, 'the bytes have moved');
    const report = await heard('report');
    assert.equal(report.request, 'mine');
    assert.equal(report.name, basename(file));
    same(report.report, wanted);
  });

  test('keeps what its user chooses to itself', async () => {
    const {heard, say, inner, shown, all} = await framed();
    await heard('ready');
    await say({type: 'hello'});
    await choose(inner);
    await shown.waitForTimeout(500);
    assert.deepEqual((await all()).filter(({type}) => !['ready', 'hello', 'height'].includes(type)), []);
    assert.equal(await inner.locator('#told').textContent(), '');
  });

  test('reports on what its user chooses where the host asks for it, and says so', async () => {
    const {heard, say, inner, shown} = await framed();
    await heard('ready');
    await say({type: 'hello', reports: 'all'});
    await choose(inner);
    const {report, request} = await heard('report');
    assert.equal(request, null);
    same(report, wanted);
    assert.match(await inner.locator('#told').textContent(), new RegExp(new URL(shown.url()).origin));
  });

  test('does nothing before the hello, and hears nobody but its host', async () => {
    const {heard, say, give, shown, inner, there} = await framed();
    await heard('ready');
    await give('too early');
    await shown.evaluate(async (address) => {
      // A neighbour on the same page, of the frame's own site.
      const neighbour = document.body.appendChild(Object.assign(document.createElement('iframe'), {srcdoc: '<p>neighbour'}));
      await new Promise((resolve) => (neighbour.onload = resolve));
      const script = neighbour.contentDocument.createElement('script');
      script.textContent = `parent.frames[0].postMessage({weighbridge: 1, type: 'hello', theme: 'dark'}, '*')`;
      neighbour.contentDocument.body.append(script);
    }, there.origin);
    await shown.waitForTimeout(700);
    assert.equal(await inner.locator('html').getAttribute('data-theme'), null);
    assert.equal(await inner.locator('#headline').count(), 0);
    await say({type: 'hello'});
    await give('in time');
    assert.equal((await heard('report')).request, 'in time');
  });

  test('takes its theme from the host, and from its address', async () => {
    const {heard, say, inner} = await framed({query: '?theme=dark&compact'});
    await heard('ready');
    assert.equal(await inner.locator('html').getAttribute('data-theme'), 'dark');
    assert.notEqual(await inner.locator('weigh-bridge').getAttribute('compact'), null);
    await say({type: 'hello', theme: 'light'});
    await heard('height');
    assert.equal(await inner.locator('html').getAttribute('data-theme'), 'light');
    await say({type: 'theme', theme: 'auto'});
    await inner.locator('html:not([data-theme])').waitFor({state: 'attached'});
  });

  test('tells what went wrong, and is well again', async () => {
    const {heard, say, give, shown, there} = await framed();
    await heard('ready');
    await say({type: 'hello'});
    await shown.evaluate((origin) => frame.contentWindow.postMessage({weighbridge: 1, type: 'nonsense'}, origin), there.origin);
    await shown.evaluate((origin) => frame.contentWindow.postMessage('nonsense', origin), there.origin);
    await shown.evaluate((origin) => frame.contentWindow.postMessage({weighbridge: 1, type: 'weigh', files: 'none', request: 'bad'}, origin), there.origin);
    assert.equal((await heard('error')).request, 'bad');
    await give('good');
    assert.equal((await heard('report')).request, 'good');
  });

  test('works in a sandboxed frame, whose site then must allow it (CORS)', async () => {
    const {heard, say, give} = await framed({attributes: 'sandbox="allow-scripts"', headers: cors});
    assert.equal((await heard('ready')).origin, 'null');
    await say({type: 'hello'}, '*');
    await give('sandboxed');
    same((await heard('report')).report, wanted);
  });

  test('asks nothing of any other place than its own folder', async () => {
    const {heard, say, give, there} = await framed();
    await heard('ready');
    await say({type: 'hello'});
    await give('mine');
    await heard('report');
    for (const path of there.requests) assert.match(path, /^\/weighbridge\/[\w.-]+$/);
    const policy = /Content-Security-Policy"\s+content="([^"]+)"/.exec(readFileSync(join(project, 'web/embed.html'), 'utf8'))[1];
    assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self'; style-src 'self';/);
  });
});

test('the host page of the examples works as it stands', async () => {
  const source = readFileSync(join(project, 'examples/plain-html/iframe.html'), 'utf8');
  const script = /<script>\n([\s\S]*?)<\/script>/.exec(source)[1];
  assert.ok(script.trim().split('\n').length <= 20, 'twenty lines');
  assert.ok(readFileSync(join(project, 'docs/embedding.md'), 'utf8').includes(script.trim().replace(/^ {4}/gm, '')), 'docs/embedding.md shows the same lines');
  const here = await open({pages: {'/': source}, dist: true});
  const shown = await page(browser, here.origin);
  await shown.waitForFunction(() => parseInt(document.querySelector('iframe').style.height, 10) > 100, undefined, {timeout: patienceMilliseconds});
  await shown.locator('input[type=file]').setInputFiles(file);
  await shown.locator('output', {hasText: wanted.verdict.headline}).waitFor();
  // The report is told before it is drawn, and the frame's height follows what is drawn.
  await shown.waitForFunction(() => parseInt(document.querySelector('iframe').style.height, 10) > 300, undefined, {timeout: patienceMilliseconds});
  assert.equal(await shown.evaluate(() => document.querySelector('iframe').contentDocument.documentElement.scrollHeight <= document.querySelector('iframe').clientHeight), true);
});
