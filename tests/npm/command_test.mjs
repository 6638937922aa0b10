// The package's command is the native one: the same words in, the same texts and the same exit code out.

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';

import {command, examples, fixtures, native, packageFolder} from './support/package.mjs';

const folder = mkdtempSync(join(tmpdir(), 'weighbridge-'));
after(() => rmSync(folder, {recursive: true}));
const odd = join(folder, "a 'b' ü.weights.h5");
writeFileSync(odd, '');
const empty = join(examples, 'subclassed-after-build.weights.h5');
const loaded = join(examples, 'sequential-with-input.weights.h5');

const invocations = [
  [],
  ['--help'],
  ['--version'],
  ['--nonsense'],
  ['--values', 'some', loaded],
  ['--json', '--markdown', loaded],
  ['--explain', 'never-built'],
  ['--explain', 'no-such-finding'],
  ['--error', 'expected 2 variables, but received 0 variables during loading'],
  ['--json', '--error=found 0 saved layers', empty],
  [loaded],
  [empty],
  ['--fail-on', 'never', empty],
  ['--fail-on=warning', loaded],
  ['--json', loaded],
  ['--json', '--values', 'none', loaded],
  ['--markdown', empty],
  ['--', odd],
  [examples],
  ['--json', examples, loaded],
  [join(folder, 'not there.h5')],
  [join(folder, 'not there.h5'), loaded],
  ['/dev/null'],
];

for (const words of invocations) {
  test(`weighbridge ${words.map((word) => word.replace(/.*\//, '')).join(' ')}`, () => {
    const wanted = native(words);
    assert.equal(wanted.signal, null);
    assert.deepEqual(command(words), wanted);
  });
}

test('exit codes are the documented ones', () => {
  assert.equal(command([loaded]).status, 0);
  assert.equal(command([empty]).status, 1);
  assert.equal(command([join(folder, 'not there.h5')]).status, 2);
  assert.equal(command([]).status, 64);
});

test('every fixture, at once', () => {
  const words = ['--json', '--fail-on', 'never', ...fixtures()];
  const wanted = native(words);
  const given = command(words);
  assert.ok(wanted.stdout.split('\n').length > 100);
  const lines = given.stdout.split('\n');
  for (const [place, line] of wanted.stdout.split('\n').entries()) assert.equal(lines[place], line, words[3 + place]);
  assert.deepEqual(given, wanted);
});

// A program of Node at the other end of a pipe, npx for one, may have made the pipe one that does not wait.
test('a full pipe that does not wait loses nothing', async () => {
  const words = ['--json', '--fail-on', 'never', '--values', 'none', ...Array.from({length: 40}, () => examples)];
  const program = `
    import os, subprocess, sys, time
    r, w = os.pipe(); os.set_blocking(w, False)
    p = subprocess.Popen(sys.argv[1:], stdout=w); os.close(w); time.sleep(1)
    n = 0
    while part := os.read(r, 4096): n += len(part)
    print(n, p.wait())`.replace(/^ {4}/gm, '');
  const python = spawn('python3', ['-c', program, process.execPath, join(packageFolder, 'bin/weighbridge.js'), ...words]);
  let said = '';
  for await (const part of python.stdout) said += part;
  assert.equal(said.trim(), `${Buffer.byteLength(native(words).stdout)} 0`);
});
