// The package's types, as a reader's compiler finds them: under every way of finding them, for a page and for Node.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';

import {consumer} from './support/consumer.mjs';
import {project} from './support/package.mjs';

const tools = resolve(project, 'web/node_modules');
let folder, remove;

before(() => {
  ({folder, remove} = consumer());
  cpSync(join(project, 'tests/npm/types'), join(folder, 'types'), {recursive: true});
});
after(() => remove?.());

const ways = {
  bundler: {module: 'ESNext', moduleResolution: 'Bundler'},
  // The oldest, which reads no "exports" and so finds its way by "types" and "typesVersions".
  node10: {module: 'ESNext', moduleResolution: 'Node10'},
  nodenext: {module: 'NodeNext', moduleResolution: 'NodeNext'},
};
const places = {
  'in-a-page': {lib: ['ES2022', 'DOM'], types: []},
  'under-node': {lib: ['ES2022'], types: ['node'], typeRoots: [join(tools, '@types')]},
};
// Where the compiler is told for what it compiles, it knows better than what holds for both.
const told = [
  ['bundler', 'told-of-a-page', {...ways.bundler, ...places['in-a-page'], customConditions: ['browser']}],
  ['bundler', 'told-of-node', {...ways.bundler, ...places['under-node'], customConditions: ['node']}],
  ['nodenext', 'told-of-node', {...ways.nodenext, ...places['under-node']}],
  ['nodenext', 'required', {...ways.nodenext, ...places['under-node']}, 'cts'],
];
const all = [
  ...Object.entries(ways).flatMap(([way, how]) => Object.entries(places).map(([place, where]) => [way, place, {...how, ...where}])),
  ...told,
];

for (const [way, place, options, kind = 'ts'] of all) {
  test(`moduleResolution ${way}: ${place.replaceAll('-', ' ')}`, () => {
    const config = join(folder, `tsconfig.${way}.${place}.json`);
    const strict = {strict: true, noEmit: true, target: 'ES2022', exactOptionalPropertyTypes: true, verbatimModuleSyntax: true};
    writeFileSync(config, JSON.stringify({compilerOptions: {...strict, ...options}, files: [`types/${place}.${kind}`]}));
    const run = spawnSync(process.execPath, [join(tools, 'typescript/bin/tsc'), '-p', config], {encoding: 'utf8'});
    assert.equal(run.stdout, '');
    assert.equal(run.status, 0, run.stderr);
  });
}
