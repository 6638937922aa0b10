// The command and the module give byte-identical reports for every fixture.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';

import { loadEngine, projectRoot } from './support/engine.mjs';

const command = join(projectRoot, 'build/native/weighbridge');
// Fixtures as they are checked in, and those the native tests unpack from the checked-in archive.
const folders = [join(projectRoot, 'tests/fixtures'), join(projectRoot, 'build/fixtures'), process.env.WEIGHBRIDGE_FIXTURES ?? ''];
const notFixtures = /\.(cc|h|py|md|json|jsonl|txt|zst|xz)$/;

const fixtures = folders
  .filter((folder) => folder !== '' && existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && !notFixtures.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

function nativeReports(paths) {
  let output;
  try {
    output = execFileSync(command, ['--json', '--fail-on', 'never', ...paths], { maxBuffer: 1 << 30, encoding: 'utf8' });
  } catch (failure) {
    assert.equal(failure.signal, null, `the command was killed by ${failure.signal}`);
    output = failure.stdout;
  }
  return output.trimEnd().split('\n');
}

test('there are fixtures', () => assert.ok(fixtures.length > 0, `none under ${folders.join(', ')}`));

test('native and WebAssembly reports are byte-identical', async (t) => {
  const { weighFile } = await loadEngine();
  for (let from = 0; from < fixtures.length; from += 200) {
    const part = fixtures.slice(from, from + 200);
    // A single report is printed indented, several are a line each: never ask for one alone.
    const native = nativeReports([...part, part[0]]);
    assert.equal(native.length, part.length + 1, 'one report a file');
    for (const [index, path] of part.entries()) {
      const report = weighFile(path);
      if (report !== native[index]) await t.test(relative(projectRoot, path), () => assert.deepEqual(JSON.parse(report), JSON.parse(native[index])));
      assert.equal(report, native[index], path);
    }
  }
});
