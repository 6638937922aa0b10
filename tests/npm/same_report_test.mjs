// One report, five ways to it: the page, the element, the frame, Node and the native command. Byte for byte where there are bytes.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {after, before, test} from 'node:test';

import {box, patienceMilliseconds, launch, page, weighIn} from './support/browser.mjs';
import {examples, fixtures, native, nativeReport, project, same, weighbridge} from './support/package.mjs';
import {site} from './support/sites.mjs';

// Of each kind one: whole, empty, a whole model, an archive, damaged and no weights at all.
const all = fixtures();
const found = (pattern) => {
  const path = all.find((one) => pattern.test(one));
  assert.ok(path, `no fixture is like ${pattern}`);
  return path;
};
const files = [
  join(examples, 'sequential-with-input.weights.h5'),
  join(examples, 'subclassed-after-build.weights.h5'),
  join(examples, 'custom-layer-with-add-weight.h5'),
  found(/_model\.keras$/),
  found(/trunc[^/]*\.(h5|keras)$/),
  found(/html[^/]*$/),
];

let browser, host, hosted;
before(async () => {
  browser = await launch();
  host = await site({
    dist: true,
    pages: {
      '/element': '<!doctype html><title>Element</title><script type="module" src="/weighbridge/weigh-bridge.js"></script><weigh-bridge></weigh-bridge>',
      '/frame': '<!doctype html><title>Frame</title><iframe src="/weighbridge/embed.html" width="800" height="600"></iframe>',
    },
  });
  hosted = await site({dist: join(project, 'build/site')});
});
after(async () => {
  await browser?.close();
  await Promise.all([host?.close(), hosted?.close()]);
});

/** The frame's answer is a report as an object: its bytes are not to be had, its content is. */
function weighInFrame(shown, path) {
  return shown.evaluate(
    ([name, base64, patience]) =>
      new Promise((resolve, reject) => {
        const frame = document.querySelector('iframe');
        const say = (message) => frame.contentWindow.postMessage({weighbridge: 1, ...message}, origin);
        addEventListener('message', ({data}) => {
          if (data.type === 'hello') say({type: 'weigh', files: [{name, bytes: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer}], request: name});
          if (data.type === 'report' && data.final && data.request === name) resolve(JSON.stringify(data.report));
          if (data.type === 'error' && data.request === name) reject(new Error(data.error.detail));
        });
        setTimeout(() => reject(new Error('no answer')), patience);
        say({type: 'hello'});
      }),
    [basename(path), readFileSync(path).toString('base64'), patienceMilliseconds],
  );
}

test('the page, the element, the frame and Node give the native command\'s report', async (t) => {
  const [atHome, element, frame] = await Promise.all([
    page(browser, `${hosted.origin}/weighbridge/index.html`),
    page(browser, `${host.origin}/element`),
    page(browser, `${host.origin}/frame`),
  ]);
  await frame.frameLocator('iframe').locator('weigh-bridge-drop').waitFor();
  for (const path of files) {
    await t.test(basename(path), async () => {
      const wanted = nativeReport(path);
      assert.equal(JSON.parse(wanted).file.name, basename(path));
      same(await weighbridge.weighJson(path), wanted, 'Node');
      same(await weighIn(box(atHome), path), wanted, 'the page');
      same(await weighIn(box(element), path), wanted, 'the element');
      same(await weighInFrame(frame, path), JSON.stringify(await weighbridge.weigh(path)), 'the frame');
    });
  }
});

test('the page copies the Markdown that the command prints', async () => {
  for (const path of files.slice(0, 2)) {
    const shown = await page(browser, `${hosted.origin}/weighbridge/index.html`, {permissions: ['clipboard-read', 'clipboard-write']});
    await weighIn(box(shown), path);
    await shown.getByRole('button', {name: 'Copy as Markdown'}).click();
    await shown.locator('weigh-bridge .take .said', {hasText: 'Copied'}).waitFor();
    same(await shown.evaluate(() => navigator.clipboard.readText()), native(['--markdown', path]).stdout, basename(path));
    await shown.context().close();
  }
});
