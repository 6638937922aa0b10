// One report, seven ways to it: the page, the element of the npm package, its Node library and its command, the two wheels of the Python
// package, and the native command, which the others are held against. Byte for byte, before and after the values are read. (The frame, which
// hands out an object, is the eighth.)

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {after, before, test} from 'node:test';

import {box, patienceMilliseconds, launch, page, reportsIn} from './support/browser.mjs';
import {command, examples, native, nativeReport, project, same, weighbridge, withoutPath} from './support/package.mjs';
import {pythonReports} from './support/python.mjs';
import {site} from './support/sites.mjs';
import {fileSets, variety} from './support/variety.mjs';

const various = variety();
const files = [join(examples, 'sequential-with-input.weights.h5'), join(examples, 'custom-layer-with-add-weight.h5'), ...various.map(({path}) => path)];
const {sets, remove} = fileSets();
const everyWay = ['none', 'all'];

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
  remove();
  await browser?.close();
  await Promise.all([host?.close(), hosted?.close()]);
});

test('the files are of every kind', () => {
  const shown = new Set(various.flatMap(({shows}) => shows));
  const states = JSON.parse(readFileSync(join(project, 'docs/report.schema.json'), 'utf8')).properties.verdict.properties.state.enum;
  for (const state of states) assert.ok(shown.has(`state ${state}`), state);
  for (const container of ['hdf5', 'keras-zip', 'npz', 'pickle', 'html', 'git-lfs-pointer', 'zeros', 'empty']) assert.ok(shown.has(`container ${container}`), container);
  for (const scan of ['done', 'partial', 'skipped']) assert.ok(shown.has(`scan ${scan}`), scan);
  assert.ok(various.length > 50, `only ${various.length} files`);
});

for (const values of everyWay) {
  test(`Node, the npm command and both wheels give the native command's report (values: ${values})`, async () => {
    const wanted = files.map((path) => nativeReport(path, values));
    for (const [place, path] of files.entries()) {
      assert.equal(JSON.parse(wanted[place]).file.name, basename(path));
      same(await weighbridge.weighJson(path, {values}), wanted[place], `Node, ${path}`);
    }
    for (const wheel of ['native', 'wasm']) {
      const given = pythonReports(wheel, files, values);
      assert.equal(given.length, files.length);
      for (const [place, path] of files.entries()) same(given[place], wanted[place], `the ${wheel} wheel, ${path}`);
    }
    // The command starts anew each time, so it gets all files at once; it then also says where each is.
    const words = ['--json', '--fail-on', 'never', '--values', values, '--', ...files];
    const [line, itsLine] = [native(words).stdout, command(words).stdout];
    same(itsLine, line, 'the npm command');
    const alone = new Set(line.trimEnd().split('\n').map((one) => withoutPath(one)));
    for (const [place, path] of files.entries()) assert.ok(alone.has(wanted[place]), path);
  });

  test(`so they do for files that are one thing (values: ${values})`, async () => {
    const wheels = ['native', 'wasm'].map((wheel) => pythonReports(wheel, sets.map(({folder}) => folder), values));
    for (const [place, {folder, files: members}] of sets.entries()) {
      const line = nativeReport(folder, values);
      const wanted = told(folder, values, true);
      assert.equal(JSON.parse(wanted).files.length, members.length);
      same(await weighbridge.weighJson(members, {values}), wanted, `Node, ${folder}`);
      same(command(['--json', '--fail-on', 'never', '--values', values, folder]).stdout, line, `the npm command, ${folder}`);
      for (const given of wheels) same(given[place], line, `Python, ${folder}`);
    }
  });
}

/** The native command's report; of a folder it says where that is, which a page does not know. */
function told(path, values, isSet) {
  const line = nativeReport(path, values);
  return isSet ? withoutPath(line.trimEnd()) : line;
}

/** The frame's answer is a report as an object: its bytes are not to be had, its content is. */
function weighInFrame(shown, path) {
  return shown.evaluate(
    ([name, base64, patience]) =>
      new Promise((resolve, reject) => {
        const frame = document.querySelector('iframe');
        const say = (message) => frame.contentWindow.postMessage({weighbridge: 1, ...message}, origin);
        const hear = ({data}) => {
          if (data.type === 'hello') say({type: 'weigh', files: [{name, bytes: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer}], request: name});
          if (data.type === 'report' && data.final && data.request === name) resolve(JSON.stringify(data.report));
          if (data.type === 'error' && data.request === name) reject(new Error(data.error.detail));
          if (data.request === name && (data.final || data.type === 'error')) removeEventListener('message', hear);
        };
        addEventListener('message', hear);
        setTimeout(() => reject(new Error('no answer')), patience);
        say({type: 'hello'});
      }),
    [basename(path), readFileSync(path).toString('base64'), patienceMilliseconds],
  );
}

test('so do the page, the element and the frame', async (t) => {
  const [atHome, element, frame] = await Promise.all([
    page(browser, `${hosted.origin}/weighbridge/index.html`),
    page(browser, `${host.origin}/element`),
    page(browser, `${host.origin}/frame`),
  ]);
  await frame.frameLocator('iframe').locator('weigh-bridge-drop').waitFor();
  const boxes = {'the page': box(atHome), 'the element': box(element)};
  const things = [...files.map((path) => ({name: path, files: [path]})), ...sets.map(({folder, files: members}) => ({name: folder, files: members}))];
  for (const {name, files: given} of things) {
    await t.test(name.split('/').slice(-2).join('/'), async () => {
      const wanted = Object.fromEntries(everyWay.map((values) => [values, told(name, values, given.length > 1)]));
      for (const [who, where] of Object.entries(boxes)) {
        const reports = await reportsIn(where, given);
        if (reports.length > 1) same(reports[0], wanted.none, `${who}, before the values`);
        same(reports.at(-1), wanted.all, who);
      }
      if (given.length === 1) same(await weighInFrame(frame, name), JSON.stringify(await weighbridge.weigh(name)), 'the frame');
    });
  }
});

test('the page copies the Markdown that the command prints', async () => {
  for (const name of ['sequential-with-input.weights.h5', 'subclassed-after-build.weights.h5']) {
    const path = join(examples, name);
    const shown = await page(browser, `${hosted.origin}/weighbridge/index.html`, {permissions: ['clipboard-read', 'clipboard-write']});
    await reportsIn(box(shown), [path]);
    await shown.getByRole('button', {name: 'Copy as Markdown'}).click();
    await shown.locator('weigh-bridge .take .said', {hasText: 'Copied'}).waitFor();
    same(await shown.evaluate(() => navigator.clipboard.readText()), native(['--markdown', path]).stdout, name);
    await shown.context().close();
  }
});
