// The rooms of web/src/element: each may use those before it, none those behind it.

import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, normalize, relative} from 'node:path';
import {fileURLToPath} from 'node:url';

import {describe, expect, it} from 'vitest';

const element = fileURLToPath(new URL('../../../web/src/element/', import.meta.url));
/** `.`: what stands in no room, words, colours, formats, addresses; every room uses it. `define.ts` alone knows all the rooms. */
const order = ['.', 'weighings', 'values', 'table', 'share', 'report', 'export', 'box'];

const files = readdirSync(element, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.ts') && name !== 'define.ts');

describe('web/src/element', () => {
  it('has only rooms that have a place in the order', () => {
    expect([...new Set(files.map((name) => dirname(name)))].sort()).toEqual([...order].sort());
  });

  it.each(files)('%s uses no room behind its own', (name) => {
    const own = order.indexOf(dirname(name));
    const used = [...readFileSync(join(element, name), 'utf8').matchAll(/from '(\.{1,2}\/[^']+)'|import\('(\.{1,2}\/[^']+)'\)/g)]
      .map(([, from, lazy]) => normalize(join(dirname(name), from ?? lazy ?? '')))
      .filter((path) => !path.startsWith('..'));
    for (const path of used) expect(order.indexOf(dirname(path)), `${name} uses ${relative('.', path)}`).toBeLessThanOrEqual(own);
  });
});

describe('TypeScript and JavaScript', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const all = ['web/src', 'web/npm', 'web/site', 'tests/web', 'tests/npm', 'tests/wasm', 'tests/integrations', 'integrations']
    .flatMap((folder) => readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'}).map((name) => join(folder, name)))
    .filter((name) => /\.(ts|mjs|js)$/.test(name) && !name.includes('node_modules'));

  it('name constants as TypeScript does', () => {
    expect(all.length).toBeGreaterThan(150);
    for (const name of all) expect(readFileSync(join(root, name), 'utf8').match(/\bk[A-Z][a-z]\w*/g) ?? [], name).toEqual([]);
  });
});
