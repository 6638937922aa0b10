// What can be told of the packages without building a site.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {test} from 'node:test';

import {inlineScripts} from '../../integrations/policy.mjs';
import {emptyFolder, project, packed, run} from './support/packages.mjs';

const read = (/** @type {string} */ path) => readFileSync(resolve(project, path), 'utf8');

test('all packages have the version that CMakeLists.txt says', () => {
  const version = /project\(weighbridge VERSION (\d+\.\d+\.\d+)/.exec(read('CMakeLists.txt'))?.[1];
  assert.ok(version !== undefined);
  assert.equal(/^version = "(.*)"$/m.exec(read('integrations/sphinx/pyproject.toml'))?.[1], version);
  assert.equal(/^__version__ = "(.*)"$/m.exec(read('integrations/sphinx/sphinxcontrib/weighbridge/__init__.py'))?.[1], version);
  assert.equal(/^version = "(.*)"$/m.exec(read('integrations/mkdocs/pyproject.toml'))?.[1], version);
  assert.equal(JSON.parse(read('integrations/docusaurus/package.json')).version, version);
});

test('each archive holds the element, the engine, the licence and what the index shows', () => {
  const lists = [
    run('python3', ['-m', 'zipfile', '-l', packed(/^sphinxcontrib_weighbridge-.*\.whl$/)]),
    run('python3', ['-m', 'zipfile', '-l', packed(/^mkdocs_weighbridge-.*\.whl$/)]),
    run('tar', ['tzf', packed(/^sphinxcontrib_weighbridge-.*\.tar\.gz$/)]),
    run('tar', ['tzf', packed(/^mkdocs_weighbridge-.*\.tar\.gz$/)]),
    run('tar', ['tzf', packed(/^docusaurus-plugin-weighbridge-.*\.tgz$/)]),
  ];
  for (const list of lists) {
    for (const name of ['weighbridge/weigh-bridge.js', 'weighbridge/worker.js', 'weighbridge/weighbridge.wasm', 'weighbridge/weighbridge-rest.wasm', 'weighbridge/inspector.js', 'weighbridge/weighbridge-inspector.wasm', 'weighbridge/embed.html', 'LICENSE']) {
      assert.ok(list.includes(name), `${name} is not in\n${list}`);
    }
    assert.match(list, /README\.md|METADATA/);
    assert.doesNotMatch(list, /__pycache__|node_modules/);
  }
});

test('what is installed for the tests is pinned by hash and names no registry', () => {
  const lock = JSON.parse(read('examples/docusaurus/package-lock.json'));
  const entries = Object.entries(lock.packages).filter(([name]) => name !== '');
  assert.ok(entries.length > 500);
  for (const [name, entry] of entries) assert.ok(/** @type {any} */ (entry).integrity && !(/** @type {any} */ (entry).resolved), name);
  const pins = read('integrations/requirements.txt').split(/\n(?=\S)/).filter((pin) => /^[a-z]/i.test(pin));
  assert.ok(pins.length > 20);
  for (const pin of pins) assert.match(pin, /^\S+==\S+ \\\n +--hash=sha256:/);
});

test('a policy names the scripts that stand in pages, and those only', () => {
  const folder = emptyFolder('policy');
  writeFileSync(
    resolve(folder, 'index.html'),
    '<script src="a.js"></script><script>alert(1)</script><script type="application/json">{"a": 1}</script><script type="module">alert(1)</script>',
  );
  // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
  assert.deepEqual(inlineScripts(folder), ["'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"]);
  const printed = run(process.execPath, [resolve(project, 'integrations/policy.mjs'), folder]);
  assert.match(printed, /^default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF\+pI='; style-src 'self';.* worker-src 'self';/);
});

test('a policy is printed whole: what is given takes the place of what is strict, and stands once', () => {
  const folder = emptyFolder('policy');
  const ask = (/** @type {string[]} */ ...directives) =>
    spawnSync(process.execPath, [resolve(project, 'integrations/policy.mjs'), folder, ...directives], {encoding: 'utf8'});
  const {status, stdout} = ask("style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self'");
  assert.equal(status, 0);
  const names = stdout.trim().split('; ').map((directive) => directive.split(' ')[0]);
  assert.equal(new Set(names).size, names.length);
  assert.match(stdout, /; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src/);
  assert.match(stdout, /; font-src 'self'\n$/);
  for (const wrong of [['unsafe-inline'], ["script-src 'unsafe-inline'"], ["img-src 'self'; default-src *"], ['img-src data:', 'img-src *']]) {
    assert.equal(ask(...wrong).status, 64, String(wrong));
  }
});

test('docs/embedding.md lets nobody add to a policy', () => {
  const text = read('docs/embedding.md');
  const section = /^## The hashes of a generator.s own scripts$(.*?)^## /ms.exec(text)?.[1] ?? '';
  assert.match(section, /integrations\/policy\.mjs FOLDER "style-src/);
  assert.doesNotMatch(section, /\badd what\b/);
});
