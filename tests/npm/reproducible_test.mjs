// The page, the npm package and the wheels are built once more from the same sources: in another folder, by a user with another umask, time
// zone, language and clock. The bytes are the same, and so are the hashes and the lists of parts beside them.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {anotherPlace} from './support/another-place.mjs';
import {packageFolder, project} from './support/package.mjs';

const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Every file below a folder with its hash, by name. */
function hashes(folder) {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), sha256(path)]));
}

let place;
before(() => {
  place = anotherPlace();
});
after(() => place?.remove());

for (const {what, build, kind, files} of [
  {what: 'the page', build: 'npm run build --prefix web', kind: 'site', files: 100},
  {what: 'the npm package', build: 'npm run build:npm --prefix web', kind: 'npm', files: 20},
]) {
  test(`${what}, its hashes and its parts are the same bytes`, () => {
    place.run(`${build} && python3 scripts/manifest ${kind}`);
    const wanted = hashes(join(project, 'build', kind));
    assert.ok(Object.keys(wanted).length > files, 'it is all there');
    assert.deepEqual(hashes(join(place.folder, 'build', kind)), wanted);
    for (const beside of [`${kind}.sha256sums`, `${kind}.cdx.json`]) {
      assert.equal(readFileSync(join(place.folder, 'build', beside), 'utf8'), readFileSync(join(project, 'build', beside), 'utf8'), beside);
    }
  });

  test(`the hashes beside ${what} are those of its files`, () => {
    const lines = readFileSync(join(project, `build/${kind}.sha256sums`), 'utf8').trimEnd().split('\n');
    assert.deepEqual(Object.fromEntries(lines.map((line) => [line.slice(66), line.slice(0, 64)])), hashes(join(project, 'build', kind)));
  });

  test(`the list of parts beside ${what} names what is in it`, () => {
    const {metadata, components} = JSON.parse(readFileSync(join(project, `build/${kind}.cdx.json`), 'utf8'));
    const {version} = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
    assert.equal(metadata.component.version, version);
    const names = components.map(({name}) => name);
    for (const name of ['hdf5', 'zlib', 'yyjson', 'musl', 'lit', 'uplot']) assert.ok(names.includes(name), name);
    assert.equal(names.includes('workbox-core'), kind === 'site');
    for (const {name, licenses} of components) assert.ok(licenses.length > 0, name);
  });
}

test('the archive that npm would publish is the same bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-archive-'));
  const [{filename}] = JSON.parse(execFileSync('npm', ['pack', packageFolder, '--json', '--pack-destination', folder, '--loglevel=error'], {encoding: 'utf8'}));
  place.run('npm pack ./build/npm --silent');
  const list = (archive) => execFileSync('tar', ['-tvzf', archive], {encoding: 'utf8'});
  assert.equal(list(join(place.folder, filename)), list(join(folder, filename)));
  assert.equal(sha256(join(place.folder, filename)), sha256(join(folder, filename)));
  rmSync(folder, {recursive: true});
});

test('the wheels and their hashes are the same bytes', () => {
  const wanted = hashes(join(project, 'build/python'));
  // Those for other systems are not made by default.
  const systems = [['aarch64', 'linux-aarch64'], ['win_amd64', 'windows-x86_64'], ['11_0_arm64', 'macos-arm64'], ['10_15_x86_64', 'macos-x86_64']];
  const others = systems.filter(([tag]) => Object.keys(wanted).some((name) => name.includes(tag)));
  place.run(`python3 integrations/python/pack native wasm ${others.map(([, kind]) => kind).join(' ')}`);
  assert.ok(Object.keys(wanted).filter((name) => name.endsWith('.whl')).length >= 2);
  assert.deepEqual(hashes(join(place.folder, 'build/python')), wanted);
});
