// Files with bad intentions (tests/fixtures/make_hostile.py): the module says what the command says, and stays small.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { loadEngine, projectRoot } from './support/engine.mjs';

const folder = mkdtempSync(join(tmpdir(), 'weighbridge-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
execFileSync('python3', [join(projectRoot, 'tests/fixtures/make_hostile.py'), folder], { env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } });
const names = Object.keys(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));

function native(path) {
  try {
    return execFileSync(join(projectRoot, 'build/native/weighbridge'), ['--json', path], { maxBuffer: 1 << 26, encoding: 'utf8' });
  } catch (failure) {
    assert.equal(failure.status, 1, `${path}: ${failure.signal}`); // a file that is not loaded
    return failure.stdout;
  }
}

test('there are files', () => assert.ok(names.length > 30));

for (const name of names) {
  test(name, async () => {
    // A new one each, since its memory never shrinks.
    const { engine, weighFile } = await loadEngine();
    const path = join(folder, name);
    assert.equal(weighFile(path, true), native(path));
    assert.ok(engine.heapBytes() < 2 ** 28, `${engine.heapBytes()} bytes`);
  });
}
