// The command and the module give byte-identical reports for every fixture.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';

import { loadEngine, projectRoot, withoutPath } from './support/engine.mjs';

const command = join(projectRoot, 'build/native/weighbridge');
const corpus = execFileSync('python3', [join(projectRoot, 'tests/fixtures/unpack.py')], { encoding: 'utf8' }).trim();
// Folders whose files are one thing, which the command would judge as one: groups_test compares those.
const folders = readFileSync(join(projectRoot, 'tests/fixtures/newest_expected.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => join(corpus, JSON.parse(line).file))
  .filter((path) => statSync(path).isDirectory())
  .map((path) => `${path}/`);
const fixtures = readdirSync(corpus, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => !folders.some((folder) => path.startsWith(folder)))
  .sort();

function nativeReports(paths, values) {
  let output;
  try {
    output = execFileSync(command, ['--json', '--values', values, '--fail-on', 'never', ...paths], { maxBuffer: 1 << 30, encoding: 'utf8' });
  } catch (failure) {
    assert.equal(failure.signal, null, `the command was killed by ${failure.signal}`);
    output = failure.stdout;
  }
  return output.trimEnd().split('\n');
}

async function compareAll(values) {
  const { weighFile } = await loadEngine();
  for (let from = 0; from < fixtures.length; from += 200) {
    const part = fixtures.slice(from, from + 200);
    const native = nativeReports(part, values);
    assert.equal(native.length, part.length, 'one report a file');
    for (const [index, path] of part.entries()) {
      const report = weighFile(path, values === 'all');
      const name = relative(corpus, path);
      const wanted = part.length === 1 ? `${native[index]}\n` : withoutPath(native[index]);
      if (report !== wanted) assert.deepEqual(JSON.parse(report), JSON.parse(wanted), name);
      assert.equal(report, wanted, name);
    }
  }
}

test('there are fixtures', () => assert.ok(fixtures.length > 100, corpus));
test('structure: native and WebAssembly reports are byte-identical', () => compareAll('none'));
test('values: native and WebAssembly reports are byte-identical', () => compareAll('all'));

test('packed values are among them: chunks, and a compressed archive', async () => {
  const { weighFile } = await loadEngine();
  for (const name of ['derived/v3_repacked_gzip.weights.h5', 'derived/zip_redeflated.keras']) {
    const report = JSON.parse(weighFile(join(corpus, name), true));
    assert.deepEqual(report.scan, { state: 'done', bytes: 816, tensors: 4 }, name); // 204 float32 in two Dense layers
    for (const layer of report.layers) for (const tensor of layer.tensors) assert.ok(tensor.stats.finite, `${name}: ${tensor.path}`);
  }
});
