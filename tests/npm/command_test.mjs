// The package's command is the native one: the same words in, the same texts and the same exit code out.

import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
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
  ['--jsno', loaded],
  ['--fail-on=warnings', loaded],
  ['--values', 'some', loaded],
  ['--json', '--markdown', loaded],
  ['--explain', 'never-built'],
  ['--explain', 'no-such-finding'],
  ['--explain', 'never-build'],
  ['--explain', 'list'],
  ['--error', 'received 0 variables'],
  ['--error', 'it does not work'],
  ['--error', 'variables during loading', empty],
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
  ['--color=always', empty],
  ['--color', 'always', '--error', 'found 0 saved layers'],
  ['--only-bad', examples],
  ['--quiet', examples],
  ['--markdown', '--only-bad', examples],
  ['--name', 'm.h5', loaded],
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

for (const words of [['-'], ['--json', '--name', 'm.weights.h5', '-'], ['--markdown', '-']]) {
  test(`standard input, a pipe and a file: ${words.join(' ')}`, () => {
    for (const path of [loaded, empty]) {
      const wanted = native(words, {input: readFileSync(path)});
      assert.ok(wanted.stdout.length > 100);
      assert.deepEqual(command(words, {input: readFileSync(path)}), wanted);
      const opened = openSync(path, 'r');
      assert.deepEqual(command(words, {stdio: [opened, 'pipe', 'pipe']}), wanted);
      closeSync(opened);
    }
  });
}

test('a pipe that does not wait is read to its end', async () => {
  const program = `
    import os, subprocess, sys, time
    r, w = os.pipe(); os.set_blocking(r, False)
    p = subprocess.Popen(sys.argv[1:-1], stdin=r, stdout=subprocess.PIPE); os.close(r)
    data = open(sys.argv[-1], 'rb').read()
    time.sleep(1)
    for at in range(0, len(data), 5000): os.write(w, data[at:at + 5000]); time.sleep(0.05)
    os.close(w)
    sys.stdout.buffer.write(p.communicate()[0])`.replace(/^ {4}/gm, '');
  const python = spawn('python3', ['-c', program, process.execPath, join(packageFolder, 'bin/weighbridge.js'), '--json', '-', loaded]);
  let said = '';
  for await (const part of python.stdout) said += part;
  assert.equal(said, native(['--json', '-'], {input: readFileSync(loaded)}).stdout);
});

test('NO_COLOR and TERM reach it', () => {
  const program = `
    import os, pty, subprocess, sys
    ours, its = pty.openpty()
    p = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=its, stderr=subprocess.DEVNULL); os.close(its)
    said = b''
    try:
        while part := os.read(ours, 65536): said += part
    except OSError: pass
    print(b'\\x1b[1;31m' in said)`.replace(/^ {4}/gm, '');
  const {NO_COLOR: _, ...environment} = process.env;
  const colored = (more) =>
    execFileSync('python3', ['-c', program, process.execPath, join(packageFolder, 'bin/weighbridge.js'), empty], {encoding: 'utf8', env: {...environment, TERM: 'xterm', ...more}}).trim();
  assert.deepEqual([colored({}), colored({NO_COLOR: '1'}), colored({TERM: 'dumb'})], ['True', 'False', 'False']);
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
