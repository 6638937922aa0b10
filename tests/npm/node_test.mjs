// import {weigh} from 'weighbridge': the command's report, for a path and for bytes in every form.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';

import {examples, fixtures, native, nativeReport, packageFolder, weighbridge, same, withoutPath} from './support/package.mjs';

const {EngineError, explainMessage, groups, stop, version, weigh, weighJson} = weighbridge;
const path = join(examples, 'sequential-with-input.weights.h5');
const name = basename(path);
const bytes = readFileSync(path);

for (const values of ['all', 'none']) {
  test(`a path gives the command's report, byte for byte (values: ${values})`, async () => {
    same(await weighJson(path, {values}), nativeReport(path, values));
  });
}

test('keras gives what the command says for that Keras, and what is none is refused', async () => {
  const wanted = native(['--json', '--fail-on', 'never', '--keras', 'tf.keras 2.15', path]).stdout;
  same(await weighJson(path, {keras: 'tf.keras 2.15'}), wanted);
  assert.deepEqual((await weigh(path, {keras: '3.10'})).my_keras, {package: 'keras', version: '3.10', known: true});
  await assert.rejects(weigh(path, {keras: 'banana'}), (thrown) => thrown instanceof EngineError && /'banana' is no version of Keras/.test(thrown.detail));
  await assert.rejects(weigh(path, {keras: 3.1}), (thrown) => thrown instanceof EngineError && /keras is a version as a text/.test(thrown.detail));
});

test('bytes give the same, whatever they come in', async () => {
  const wanted = nativeReport(path);
  const within = new Uint8Array(bytes.length + 10);
  within.set(bytes, 7);
  const forms = {
    Buffer: [bytes, {name}],
    'part of a buffer': [within.subarray(7, 7 + bytes.length), {name}],
    ArrayBuffer: [Uint8Array.from(bytes).buffer, {name}],
    Blob: [new Blob([bytes]), {name}],
    File: [new File([bytes], name), {}],
    named: [{name, content: bytes}, {}],
    URL: [pathToFileURL(path), {}],
  };
  for (const [form, [source, options]] of Object.entries(forms)) same(await weighJson(source, options), wanted, form);
});

test('weigh() is the same as an object', async () => {
  const report = await weigh(path);
  assert.deepEqual({...report, layers: []}, {...JSON.parse(nativeReport(path)), layers: []});
  const [layer] = report.layers;
  assert.deepEqual([layer.name, layer.class, layer.tensors[0].path, layer.tensors[0].state, layer.tensors[0].stats.nan], ['dense', 'Dense', 'layers/dense/vars/0', 'intact', 0]);
  assert.equal(report.verdict.state, 'filled');
  assert.equal(report.scan.state, 'done');
});

test('every fixture gives the command\'s report, its values too', async () => {
  const paths = fixtures();
  const wanted = native(['--json', '--fail-on', 'never', '--values', 'all', '--', ...paths]);
  const reports = new Map(wanted.stdout.trimEnd().split('\n').map((line) => [withoutPath(line), true]));
  const sorted = await groups(paths);
  for (const group of sorted) {
    const report = await weighJson(group.files.map((file) => paths[file]));
    assert.ok(reports.has(report), group.name);
  }
  assert.equal(sorted.length, wanted.stdout.trimEnd().split('\n').length);
});

test('files that are one thing are judged as one, from memory too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-'));
  const archive = fixtures().find((one) => one.endsWith('_model.keras') && readFileSync(one).includes('model.weights.h5'));
  execFileSync('python3', ['-m', 'zipfile', '-e', archive, folder]);
  const members = readdirSync(folder).map((member) => join(folder, member));
  const [group] = await groups(members);
  assert.equal(group.kind, 'keras-folder');
  assert.deepEqual([...group.files].sort(), members.map((_, place) => place));
  const report = await weighJson(members);
  same(report, native(['--json', '--fail-on', 'never', folder]).stdout);
  same(await weighJson(members.map((member) => ({name: member, content: readFileSync(member)}))), report);
  rmSync(folder, {recursive: true});
});

test('files that are not one thing are refused', async () => {
  await assert.rejects(weigh([path, join(examples, 'subclassed-after-build.weights.h5')]), (error) => {
    assert.ok(error instanceof EngineError);
    assert.equal(error.kind, 'refused');
    assert.match(error.detail, /2 things/);
    return true;
  });
});

test('what cannot be read says so', async () => {
  await assert.rejects(weigh(join(examples, 'none.h5')), {kind: 'unreadable', detail: `There is no file '${join(examples, 'none.h5')}'.`});
  await assert.rejects(weigh(examples), {kind: 'unreadable', detail: /is a folder/});
  await assert.rejects(weigh('/dev/null'), {kind: 'unreadable', detail: /no regular file/});
});

test('options that are none say what they are to be', async () => {
  for (const [options, detail] of [
    [{name: 7}, /^the name is a text, such as 'model\.weights\.h5', not a number\.$/],
    [{name: null}, /^the name is a text.*not null/],
    [{values: 'some'}, /^values is 'all' or 'none', not 'some'\.$/],
    [{values: false}, /^values is 'all' or 'none', not a boolean\.$/],
  ]) {
    await assert.rejects(weigh(path, options), {constructor: EngineError, kind: 'refused', detail});
  }
  await assert.rejects(explainMessage(undefined), {constructor: EngineError, kind: 'refused', detail: 'an error message is a text, not undefined.'});
  await assert.rejects(weigh(bytes, name), {constructor: EngineError, kind: 'refused', detail: /no name.*weigh\(bytes, \{name: /});
});

test('files.map(weigh) and no options at all weigh', async () => {
  const reports = await Promise.all([path, path].map(weigh));
  assert.deepEqual(reports.map(({verdict}) => verdict.state), ['filled', 'filled']);
  assert.equal((await weigh(path, null)).verdict.state, 'filled');
});

test('what cannot be weighed says what can', async () => {
  const refusals = [
    [undefined, /^undefined cannot be weighed; it takes a path, /],
    [null, /^null cannot be weighed/],
    [7, /^a number cannot be weighed/],
    [{}, /^an object without name and content cannot be weighed/],
    [new Map(), /^an object of class Map cannot be weighed/],
    [{name: 'a.h5', content: 'abc'}, /cannot be weighed/],
    [[path, undefined], /^undefined cannot be weighed/],
    [[], /^the list of sources is empty/],
    [bytes, /no name.*\{name: 'model\.weights\.h5'\}/],
    [new Blob([bytes]), /no name/],
    [{name: '', content: bytes}, /no name/],
  ];
  for (const [source, detail] of refusals) {
    await assert.rejects(weigh(source), (error) => {
      assert.ok(error instanceof EngineError, String(error));
      assert.equal(error.kind, 'refused');
      assert.match(error.detail, detail);
      return true;
    });
  }
});

test('stop() gives the engine back, and the next call starts it anew', async () => {
  await weigh(path);
  stop();
  same(await weighJson(path), nativeReport(path));
});

test('no file stays open', async () => {
  const open = () => readdirSync('/proc/self/fd').length;
  await weigh(path);
  const before = open();
  for (let i = 0; i < 20; i += 1) await weigh(path);
  await assert.rejects(weigh([path, examples]));
  assert.equal(open(), before);
});

test('calls at the same time do not mix', async () => {
  const paths = readdirSync(examples).map((file) => join(examples, file));
  const reports = await Promise.all(paths.map((one) => weighJson(one)));
  for (const [place, one] of paths.entries()) assert.equal(reports[place], nativeReport(one), one);
});

test('an abort ends it', async () => {
  await assert.rejects(weigh(path, {signal: AbortSignal.abort()}), {name: 'AbortError'});
  same(await weighJson(path), nativeReport(path), 'and the next call is not affected');
});

test('error messages are explained as the command does', async () => {
  const text = 'expected 2 variables, but received 0 variables during loading';
  assert.deepEqual(await explainMessage(text), JSON.parse(native(['--json', '--error', text]).stdout));
  const empty = join(examples, 'subclassed-after-build.weights.h5');
  assert.deepEqual(await explainMessage(text, empty), JSON.parse(native(['--json', '--error', text, empty]).stdout));
});

test('the package leaves the global scope alone', () => {
  const program = `const before = new Set(Reflect.ownKeys(globalThis)); const {weigh} = await import(${JSON.stringify(pathToFileURL(join(packageFolder, 'node/index.js')).href)});
    await weigh(${JSON.stringify(path)}); console.log(JSON.stringify(Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String)))`;
  assert.equal(execFileSync(process.execPath, ['--input-type=module', '-e', program], {encoding: 'utf8'}).trim(), '[]');
});

test('one version everywhere', async () => {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  assert.equal(await version(), manifest.version);
  assert.equal(native(['--version']).stdout, `weighbridge ${manifest.version}\n`);
});
