// The archive that npm would publish, installed elsewhere: what is in it, compiled against, run by npx.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {consumer} from './support/consumer.mjs';
import {examples, native, packageFolder, project} from './support/package.mjs';

const file = join(examples, 'sequential-with-input.weights.h5');
let folder, packed, remove;

before(() => ({folder, packed, remove} = consumer()));
after(() => remove?.());

test('the archive holds what the manifest names, and nothing of the machine it was made on', () => {
  const paths = packed.files.map(({path}) => path);
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const named = [manifest.bin.weighbridge, ...JSON.stringify([manifest.main, manifest.types, manifest.typesVersions, manifest.exports]).matchAll(/"\.\/([^"*]+\.(?:js|d\.ts))"/g)]
    .map((one) => (typeof one === 'string' ? one : one[1]));
  for (const path of [...named, 'LICENSE', 'README.md', 'dist/worker.js', 'dist/weighbridge.wasm', 'dist/weighbridge-rest.wasm', 'dist/inspector.js', 'dist/weighbridge-inspector.wasm', 'dist/embed.html']) assert.ok(paths.includes(path), path);
  assert.equal(packed.version, manifest.version);
  for (const path of paths) {
    const text = readFileSync(join(packageFolder, path), 'latin1');
    assert.ok(!text.includes(project.replace(/\/$/, '')) && !text.includes(tmpdir() + '/weighbridge'), `${path} names a folder of this machine`);
  }
});

test('npx runs the command', () => {
  const run = spawnSync('npx', ['--no', 'weighbridge', '--', file], {cwd: folder, encoding: 'utf8'});
  assert.deepEqual([run.stdout, run.status], [native([file]).stdout, 0], run.stderr);
});

test('require() gives the same as import', () => {
  const program = `const {weigh} = require('weighbridge'); weigh(${JSON.stringify(file)}).then(({verdict}) => console.log(verdict.state));`;
  const run = spawnSync(process.execPath, ['--no-warnings', '--input-type=commonjs', '-e', program], {cwd: folder, encoding: 'utf8'});
  assert.equal(run.stdout, 'filled\n', run.stderr);
});
