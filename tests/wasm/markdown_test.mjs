// The report as Markdown: the command's, byte for byte, and as GitHub would show it: what hostile names must not become. Rendered by
// markdown-it, which follows CommonMark and GitHub's tables.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { test } from 'node:test';

import { hdf5 } from '../web/support/hdf5-writer.mjs';
import { loadEngine, projectRoot } from './support/engine.mjs';

const Renderer = createRequire(join(projectRoot, 'web/package.json'))('markdown-it');
// With HTML, as GitHub has it: what is markup must show as such.
const rendered = (text) => new Renderer({ html: true, linkify: true }).render(text);

const { markdownOf } = await loadEngine();
const examples = join(projectRoot, 'web/public/examples');
const hostileName = '`|<img src=x onerror=alert(1)>](javascript:x) @octocat #1 **b** www.elsewhere.test\n\n# h\u202e';

test('the command prints the same bytes', () => {
  for (const name of readdirSync(examples)) {
    const path = join(examples, name);
    const { stdout } = spawnSync(join(projectRoot, 'build/native/weighbridge'), ['--markdown', path], { encoding: 'utf8' });
    assert.equal(markdownOf(basename(path), readFileSync(path)), stdout, name);
  }
});

test('the verdict first, then findings with their proof and fix, what Keras does, and the layers folded away', () => {
  const page = rendered(markdownOf('m.weights.h5', readFileSync(join(examples, 'subclassed-after-build.weights.h5'))));
  const order = ['Empty', 'This file is empty', 'What to do:', 'Findings', 'build-without-call', 'How to fix it', 'What Keras does', '<details>', '<td>empty</td>', '</details>', 'Weighed by'];
  const places = order.map((part) => page.indexOf(part));
  assert.deepEqual(order.filter((_, index) => places[index] < 0), []);
  assert.deepEqual(places, places.toSorted((a, b) => a - b));
  assert.equal(page.match(/<table>/g).length, 2);
});

test('hostile names become neither markup nor links nor headings, call nobody and leave the tables whole', () => {
  const name = hostileName.replaceAll('/', '');
  const layers = { [`${name}_1`]: { vars: {} }, [`${name}_2`]: { vars: { 0: [2, 3], [name]: [3] } }, dense: { vars: {} } };
  const text = markdownOf(`${name}.weights.h5`, hdf5({ layers, vars: {} }));
  const page = rendered(text);
  assert.doesNotMatch(page, /<img|<a |<h1|href|onerror=alert\(1\)>/);
  assert.equal(page.match(/<h3>/g).length, 1);
  // GitHub leaves what is in code alone; outside of it the sign must not stand before a word.
  assert.doesNotMatch(page.replace(/<code[\s\S]*?<\/code>/g, ''), /[@#]\w/);
  const rows = [...page.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => row.match(/<t[dh]/g).length);
  assert.deepEqual([...new Set(rows)].sort(), [4, 6]);
  assert.doesNotMatch(text, /[\u202a-\u202e\u0000-\u0009\u000b-\u001f]/);
});
