// Several files given together: the module sorts them as the command does, and judges each set to the same byte.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';

import { makeSets } from '../web/support/file-sets.mjs';
import { loadEngine, projectRoot, withoutPath } from './support/engine.mjs';

const sets = makeSets();
const { engine, openFiles, weighGroup } = await loadEngine();

// The command's own order: by name, folder by folder, nothing hidden.
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function nativeReports(folder, values) {
  let output;
  try {
    output = execFileSync(join(projectRoot, 'build/native/weighbridge'), ['--json', '--values', values, '--fail-on', 'never', folder], { encoding: 'utf8' });
  } catch (failure) {
    assert.equal(failure.signal, null, `the command was killed by ${failure.signal}`);
    output = failure.stdout;
  }
  return output.trimEnd().split('\n');
}

test('sorts files into what is one thing', (t) => {
  const given = openFiles(filesIn(sets.folder), sets.folder);
  t.after(() => given.close());
  const groups = JSON.parse(engine.groupFiles(JSON.stringify(given.list)));
  assert.deepEqual(
    groups.map(({ kind, name, files, weights }) => [kind, name, files.length, weights]).sort(),
    [
      ['keras-folder', 'unzipped', 3, true],
      ['shards', 'big/C03_shard.weights.json', 4, true],
      ['single', 'README.txt', 1, false],
      ['single', 'alone.weights.h5', 1, true],
      ['tf-checkpoint', 'checkpoint/w.index', 3, true],
    ],
  );
  const taken = groups.flatMap(({ files }) => files).sort((a, b) => a - b);
  assert.deepEqual(taken, given.list.map((_, place) => place), 'each file is in exactly one group');
});

test('what is no list of files groups nothing', () => {
  for (const text of ['', '{}', '[1]', '[{"path":"a"}]', '[{"path":"a","id":-1,"size":1}]']) assert.equal(engine.groupFiles(text), '');
  const session = new engine.Session('[]', '', '');
  assert.equal(JSON.parse(session.report()).error.code, 'malformed');
  assert.equal(session.pieceCount(), 0);
  session.delete();
});

for (const values of ['none', 'all']) {
  test(`the same reports as the command's, values: ${values}`, (t) => {
    const native = nativeReports(sets.folder, values);
    const given = openFiles(filesIn(sets.folder), sets.folder);
    t.after(() => given.close());
    const groups = JSON.parse(engine.groupFiles(JSON.stringify(given.list)));
    const lines = new Map(native.map((line) => [relative(sets.folder, JSON.parse(line).file.path), line]));
    // In a folder the command leaves out what is no weight file.
    const judged = groups.filter(({ name }) => lines.has(name));
    assert.equal(judged.length, native.length);
    assert.ok(judged.length > 3);
    for (const { name, files } of groups) {
      const report = weighGroup(files.map((place) => given.list[place]), values === 'all');
      if (lines.has(name)) assert.equal(report, withoutPath(lines.get(name)), name);
      else assert.equal(JSON.parse(report).verdict.state, 'not-weights', name);
    }
  });
}

test('every value of a sharded save comes from the shard it lies in', (t) => {
  const paths = filesIn(sets.shards);
  const given = openFiles(paths, sets.shards);
  t.after(() => given.close());
  const report = JSON.parse(weighGroup(given.list, true));
  assert.equal(report.scan.tensors, 12);
  const files = report.layers.flatMap(({ tensors = [] }) => tensors.map(({ storage }) => report.files[storage.file ?? 0].name));
  assert.deepEqual([...new Set(files)], paths.map((path) => relative(sets.shards, path)).filter((name) => name.endsWith('.h5')));
  for (const { tensors = [] } of report.layers) for (const { stats } of tensors) assert.ok(stats);
});
