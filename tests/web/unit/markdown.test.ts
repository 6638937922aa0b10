// The report for an issue: what is in it, how long it may get, and what hostile names must not become. Rendered by markdown-it, which
// follows CommonMark and GitHub's tables.

import {createRequire} from 'node:module';

import {describe, expect, it} from 'vitest';

import {mostCharacters, markdownOf} from '../../../web/src/element/export/markdown.js';
import {block, code, words} from '../../../web/src/element/export/markdown-text.js';
import type {Finding, Layer, ReportHead, Tensor} from '../../../web/src/engine/report.js';

const Renderer = createRequire(new URL('../../../web/package.json', import.meta.url))('markdown-it') as new (options: object) => {render(text: string): string};
// With HTML, as GitHub has it: what is markup must show as such.
const rendered = (text: string) => new Renderer({html: true, linkify: true}).render(text);

const kHostile = '`|<img src=x onerror=alert(1)>](javascript:x) @octocat #1 **b** https://elsewhere.test\n\n# h\u202e';

const tensor = (path: string): Tensor => ({
  path, role: 'kernel', dtype: 'float32', shape: [20, 8], parameters: 160, bytes: 640, storage: {kind: 'contiguous', offset: 9}, state: 'intact',
  stats: {count: 160, nan: 3, positive_infinity: 0, negative_infinity: 1, zeros: 0, finite: {min: -0.4441, max: 0.4616, mean: -0.03831, standard_deviation: 0.2599}, histogram: null},
});
const layer = (name: string): Layer => ({path: `layers/${name}`, name, class: 'Dense', class_known_from: 'path', state: 'filled', tensors: [tensor(`layers/${name}/vars/0`)]});
const finding = (more: Partial<Finding> = {}): Finding => ({
  id: 'never-built', severity: 'error', confidence: 'certain', title: 'The model was never built', where: {path: 'layers/dense'},
  evidence: [{kind: 'measurement', what: 'tensors', value: 0, unit: 'tensors'}], why: 'Keras makes weights when the model is `built`.',
  fixes: [{title: 'Call it first', for: {package: 'keras', from: '3.0.0', to: null}, code: 'model(x)\n```\nmodel.save_weights("m.weights.h5")'}],
  ...more,
});
const head = (more: Partial<ReportHead> = {}): ReportHead => ({
  schema: 'weighbridge/report@1', tool: {version: '0.1.0'}, file: {name: 'm.weights.h5', size_bytes: 12_552}, container: 'hdf5', layout: 'keras-v3-weights',
  writer: {package: 'keras', from: '3.6.0', to: '3.14.1', backend: null, evidence: []},
  verdict: {state: 'empty', headline: 'This file is empty.', why: 'Its model was never built.', next: 'Call the model, then save.'},
  totals: {layers: 1, layers_with_weights: 0, layers_lacking_weights: 1, tensors: 0, parameters: 0, bytes: 0},
  optimizer: null, findings: [finding()], not_run: [],
  loaders: [{package: 'keras', from: '3.7.0', to: '3.15.1', call: 'model.load_weights(path)', outcome: 'raises', error: "ValueError: Layer 'dense' | expected", because: 'never-built', remedy: null}],
  scan: {state: 'done', bytes: 0, tensors: 0},
  ...more,
});

describe('the report as Markdown', () => {
  const text = markdownOf(head(), [layer('dense')]);
  const page = rendered(text);

  it('says the verdict first, then findings with their proof and fix, what Keras does, and the layers folded away', () => {
    const order = ['Empty', 'This file is empty.', 'Its model was never built.', 'Call the model, then save.', 'The model was never built', 'tensors: 0 tensors', 'Call it first', 'What Keras does', 'raises', '<details>', '<td>loaded</td>', 'vars/0', '</details>', 'Weighbridge 0.1.0'];
    const places = order.map((part) => page.indexOf(part));
    expect(places.every((place) => place >= 0), order.filter((_, index) => places[index]! < 0).join()).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
  it('has tables that are tables, bars in cells and all', () => {
    expect(page.match(/<table>/g)).toHaveLength(2);
    expect(page).toContain("ValueError: Layer 'dense' | expected");
    expect(page).toContain('3 NaN, 1 infinite');
  });
  it('keeps code that has a fence of its own in one block', () => {
    const [first = ''] = page.split('<pre>').slice(1);
    expect(first.slice(0, first.indexOf('</pre>'))).toContain('save_weights');
  });
});

describe('hostile names', () => {
  const hostile = head({
    file: {name: kHostile, size_bytes: 1},
    files: [{name: kHostile, size_bytes: 1}, {name: 'b', size_bytes: 1}],
    verdict: {state: 'damaged', headline: kHostile, why: kHostile, next: kHostile},
    findings: [finding({title: kHostile, why: kHostile, where: {path: kHostile}, evidence: [{kind: 'excerpt', what: 'text', text: kHostile}, {kind: 'list', what: 'names', items: [kHostile]}]})],
  });
  const text = markdownOf(hostile, [{...layer('x'), path: kHostile, name: kHostile, class: kHostile, tensors: [{...tensor(kHostile), role: kHostile, dtype: kHostile}]}]);
  const page = rendered(text);

  it('become neither markup nor links nor headings', () => {
    expect(page).not.toMatch(/<img|<a |<h1|href|onerror=alert\(1\)>/);
    expect(page.match(/<h3>/g)).toHaveLength(1);
  });
  it('call nobody and point at no issue', () => {
    // GitHub leaves what is in code alone; outside of it the sign must not stand before a word.
    expect(page.replace(/<code[\s\S]*?<\/code>/g, '')).not.toMatch(/[@#]\w/);
  });
  it('leave the tables whole', () => {
    const rows = [...page.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => row.match(/<t[dh]/g)?.length);
    expect(new Set(rows)).toEqual(new Set([4, 6]));
  });
  it('turn no text around', () => expect(text).not.toMatch(/[\u202a-\u202e]/));
});

describe('length', () => {
  it('never passes what an issue takes, whatever is long', () => {
    const long = 'x'.repeat(100_000);
    const many = Array.from({length: 10_000}, (_, index) => layer(`dense_${index}`));
    const findings = Array.from({length: 5000}, () => finding({title: long, why: long, evidence: [{kind: 'excerpt', what: 'text', text: long}]}));
    for (const text of [markdownOf(head(), many), markdownOf(head({findings}), many), markdownOf(head({file: {name: long, size_bytes: 1}}), [])]) {
      expect(text.length).toBeLessThanOrEqual(mostCharacters);
      expect(text).toContain('This file is empty.');
      expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
    }
  });
});

describe('pieces', () => {
  it('code takes more backticks than it holds', () => {
    expect(code('a`b``c')).toBe('``` a`b``c ```');
    expect(code('plain')).toBe('`plain`');
  });
  it('words keep their own code', () => expect(words('call `fit(x)` *now*')).toBe('call `fit(x)` \\*now\\*'));
  it('blocks take a longer fence', () => expect(block('a\n````\nb')).toBe('`````\na\n````\nb\n`````'));
});
