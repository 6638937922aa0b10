// import {weigh} from 'weighbridge' in a page: the same functions as under Node, for Files and for bytes with a name.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {after, before, test} from 'node:test';

import {launch, page} from './support/browser.mjs';
import {examples, fixtures, nativeReport, same, weighbridge} from './support/package.mjs';
import {site} from './support/sites.mjs';

const path = join(examples, 'sequential-with-input.weights.h5');
const name = basename(path);
let browser, here, shown;

before(async () => {
  browser = await launch();
  here = await site({dist: true, pages: {'/': '<!doctype html><title>Alone</title><script>var engine = import("/weighbridge/engine.js");</script>'}});
  shown = await page(browser, here.origin);
});
after(async () => {
  await browser?.close();
  await here?.close();
});

const base64 = (file) => readFileSync(file).toString('base64');
/** Calls a function of the module in the page: `files` are there as [name, bytes]; what it throws comes back as {kind, detail}. */
function inPage(body, files = []) {
  const source = `async ([files]) => {
    const engine = await window.engine;
    const given = files.map(([name, base64]) => [name, Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
    try { return await (${body})(engine, given); } catch (error) { return {kind: error.kind ?? error.name, detail: error.detail ?? String(error)}; }
  }`;
  return shown.evaluate(`(${source})(${JSON.stringify([files])})`);
}

test('it offers what the module for Node offers', async () => {
  const offered = await inPage('(engine) => Object.keys(engine).sort()');
  assert.deepEqual(offered, Object.keys(weighbridge).sort());
});

test('a File, and bytes with a name, give the command\'s report', async () => {
  const forms = [
    '(engine, [[name, bytes]]) => engine.weighJson(new File([bytes], name))',
    '(engine, [[name, bytes]]) => engine.weighJson(bytes, {name})',
    '(engine, [[name, bytes]]) => engine.weighJson(bytes.buffer, {name})',
    '(engine, [[name, bytes]]) => engine.weighJson(new Blob([bytes]), {name})',
    '(engine, [[name, bytes]]) => engine.weighJson({name, content: bytes})',
    '(engine, [[name, bytes]]) => engine.weighJson(new File([bytes], "other.h5"), {name})',
  ];
  for (const form of forms) same(await inPage(form, [[name, base64(path)]]), nativeReport(path), form);
});

test('files that are one thing are judged as one, others refused and sorted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-'));
  const archive = fixtures().find((one) => one.endsWith('_model.keras') && readFileSync(one).includes('model.weights.h5'));
  execFileSync('python3', ['-m', 'zipfile', '-e', archive, folder]);
  const members = readdirSync(folder).map((member) => [member, base64(join(folder, member))]);
  const named = readdirSync(folder).map((member) => ({name: member, content: readFileSync(join(folder, member))}));
  const list = 'given.map(([name, content]) => ({name, content}))';
  same(await inPage(`(engine, given) => engine.weighJson(${list})`, members), await weighbridge.weighJson(named));
  assert.deepEqual(await inPage(`(engine, given) => engine.groups(${list})`, members), await weighbridge.groups(named));
  const two = [...members.slice(0, 1), [name, base64(path)]];
  assert.match((await inPage(`(engine, given) => engine.weigh(${list})`, two)).detail, /2 things/);
  rmSync(folder, {recursive: true});
});

test('what cannot be weighed says what can', async () => {
  const refusals = [
    ['undefined', /^undefined cannot be weighed; it takes a File/],
    ['"model.weights.h5"', /a page cannot open a path/],
    ['new URL(location.href)', /a page cannot open a path/],
    ['new Response("")', /an object of class Response cannot be weighed/],
    ['new Uint8Array(3)', /no name.*\{name: 'model\.weights\.h5'\}/],
    ['new Blob([])', /no name/],
    ['[]', /the list of sources is empty/],
  ];
  for (const [source, detail] of refusals) {
    const error = await inPage(`(engine) => engine.weigh(${source})`);
    assert.equal(error.kind, 'refused', source);
    assert.match(error.detail, detail);
  }
  for (const [call, detail] of [
    ["weigh(new Uint8Array(3), {name: 7})", /^the name is a text/],
    ["weigh(new Uint8Array(3), {name: 'a.h5', values: 'some'})", /^values is 'all' or 'none', not 'some'/],
    ['explainMessage(undefined)', /^an error message is a text, not undefined/],
  ]) {
    const error = await inPage(`(engine) => engine.${call}`);
    assert.equal(error.kind, 'refused', call);
    assert.match(error.detail, detail);
  }
});

/** Under Node the words are for a terminal, which nobody drops a file on. */
const wordsOfPage = (answer) => JSON.parse(JSON.stringify(answer).replaceAll('Give the file as well', 'Drop the file here'));

test('a message means the same as under Node, for a file too', async () => {
  const text = 'expected 2 variables, but received 0 variables during loading';
  const empty = join(examples, 'subclassed-after-build.weights.h5');
  assert.deepEqual(await inPage(`(engine) => engine.explainMessage(${JSON.stringify(text)})`), wordsOfPage(await weighbridge.explainMessage(text)));
  const about = `(engine, [[name, content]]) => engine.explainMessage(${JSON.stringify(text)}, {name, content})`;
  assert.deepEqual(await inPage(about, [[basename(empty), base64(empty)]]), await weighbridge.explainMessage(text, empty));
  assert.equal(await inPage('(engine) => engine.version()'), await weighbridge.version());
});
