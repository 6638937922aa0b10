// The module writes the same reports as the goldens, which the command writes too (tests/golden/golden_test.py).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { loadEngine, projectRoot } from './support/engine.mjs';

const corpus = execFileSync('python3', [join(projectRoot, 'tests/fixtures/unpack.py')], { encoding: 'utf8' }).trim();
const folder = join(projectRoot, 'tests/golden');
const ending = '.report.json';
const goldens = readdirSync(folder).filter((name) => name.endsWith(ending));
const { weighFile } = await loadEngine();

test('there are goldens', () => assert.ok(goldens.length >= 40, `${goldens.length} in ${folder}`));

for (const golden of goldens) {
  const fixture = golden.slice(0, -ending.length).replace('__', '/');
  test(fixture, () => {
    const report = JSON.parse(weighFile(join(corpus, fixture)));
    assert.deepEqual(report, JSON.parse(readFileSync(join(folder, golden), 'utf8')));
  });
}
