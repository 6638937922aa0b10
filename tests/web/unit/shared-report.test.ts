// A report in an address: what it carries, how long it gets, and what is refused.

import {readFileSync} from 'node:fs';
import {deflateRawSync} from 'node:zlib';

import {describe, expect, it} from 'vitest';

import {readReport} from '../../../web/src/engine/read-report.js';
import type {Layer, ReportHead} from '../../../web/src/engine/report.js';
import {asWeighing} from '../../../web/src/element/share/as-weighing.js';
import {isLink, linkOf, mostLinkLetters, reportOf} from '../../../web/src/element/share/link.js';
import {redacted, shared} from '../../../web/src/element/share/shared-report.js';

function golden(name: string): {head: ReportHead; layers: readonly Layer[]} {
  const {layers, ...head} = readReport(readFileSync(new URL(`../../golden/${name}.report.json`, import.meta.url), 'utf8'));
  return {head, layers};
}
const partly = golden('tf2.15__A10_sub_one_layer_unreached.h5');
const nested = golden('keras3.15.1__B_nested_model.keras');
const pack = (value: unknown) => `#report=${deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`;

/** Every text in it, wherever it stands. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('a link', () => {
  it('gives back what it was made of', async () => {
    for (const {head, layers} of [partly, nested]) {
      const report = shared(head, layers);
      const link = await linkOf(report);
      expect(link).toMatch(/^report=[\w-]+$/);
      expect(link.length).toBeLessThanOrEqual(mostLinkLetters);
      expect(await reportOf(`#${link}`)).toEqual(report);
    }
  });

  it('fits, whatever the model: tensors are left out first, then layers, and that is counted', {timeout: 60_000}, async () => {
    const [layer] = nested.layers.filter(({tensors}) => tensors.length > 0);
    const layers = Array.from({length: 1500}, (_, index) => ({...layer, name: `layer_${index}_${Math.sin(index)}`}) as Layer);
    const link = await linkOf(shared(nested.head, layers));
    expect(link.length).toBeLessThanOrEqual(mostLinkLetters);
    const report = await reportOf(link);
    expect(report?.layers.length).toBeGreaterThan(50);
    expect((report?.layers.length ?? 0) + (report?.layers_left_out ?? 0)).toBe(1500);
    const many = {...nested.head, findings: Array.from({length: 2000}, (_, index) => ({...partly.head.findings[0], title: `${Math.cos(index)}`.repeat(9)}))};
    const short = await linkOf(shared(many as ReportHead, layers));
    expect([short.length <= mostLinkLetters, (await reportOf(short))?.findings.length]).toEqual([true, 20]);
  });

  it('holds no evidence, no code and no values', async () => {
    const text = JSON.stringify(shared(partly.head, partly.layers));
    for (const finding of partly.head.findings) {
      for (const {code} of finding.fixes) if (code !== '') expect(text).not.toContain(JSON.stringify(code).slice(1, -1));
    }
    expect(text).not.toMatch(/"(evidence|fixes|stats|histogram|code)"/);
  });

  it('without names holds no text out of the file', () => {
    const secret = (value: unknown): unknown =>
      typeof value === 'string' ? `${value} SECRET` : Array.isArray(value) ? value.map(secret) : value;
    for (const {head, layers} of [partly, nested]) {
      const mine = {
        ...head,
        file: {...head.file, name: 'SECRET.weights.h5'},
        verdict: {...head.verdict, headline: 'SECRET', why: 'SECRET', next: 'SECRET'},
        findings: head.findings.map((finding) => ({...finding, title: 'SECRET', why: 'SECRET'})),
        loaders: head.loaders.map((loader) => ({...loader, error: 'SECRET', remedy: 'SECRET'})),
      } as ReportHead;
      const theirs = layers.map((layer) => ({
        ...layer,
        name: 'SECRET',
        class: 'SECRET',
        path: 'SECRET',
        tensors: layer.tensors.map((tensor) => ({...tensor, role: 'SECRET', path: 'SECRET', stats_problem: secret('x') as string})),
      }));
      const report = redacted(shared(mine, theirs));
      expect(textsOf(report).filter((one) => one.includes('SECRET'))).toEqual([]);
      expect(report.name).toBe('file.weights.h5');
      expect(report.layers.map(([name]) => name)).toEqual(layers.map((_, index) => `layer ${index + 1}`));
      expect(report.findings.map((finding) => finding.title)).toEqual(head.findings.map(({id}) => id));
    }
  });
});

describe('what is no report', () => {
  it('is refused as a whole', async () => {
    const whole = shared(partly.head, partly.layers);
    expect(await reportOf(pack(whole))).toEqual(whole);
    for (const [name, value] of Object.entries({
      nothing: '',
      'no JSON': '{',
      'another version': {...whole, v: 2},
      'no findings': {...whole, findings: null},
      'an id that is none': {...whole, findings: [{...whole.findings[0], id: '../../evil'}]},
      'a state that is none': {...whole, verdict: {...whole.verdict, state: 'fine'}},
      'a layer that is none': {...whole, layers: [['a', null, 'filled', 'x']]},
      'a size below zero': {...whole, size_bytes: -1},
    })) {
      expect([name, await reportOf(pack(value))]).toEqual([name, null]);
    }
    expect(await reportOf('#report=%%%')).toBe(null);
    expect(await reportOf('#layer=dense')).toBe(null);
    expect([isLink('#report=x'), isLink('#layer=report')]).toEqual([true, false]);
  });

  it('may not unpack to gigabytes', {timeout: 60_000}, async () => {
    const bomb = pack(`${' '.repeat(3_000_000)}${JSON.stringify(shared(partly.head, partly.layers))}`);
    expect(bomb.length).toBeLessThan(mostLinkLetters);
    expect(await reportOf(bomb)).toBe(null);
  });

  it('adds nothing of its own', async () => {
    const report = await reportOf(pack({...shared(partly.head, partly.layers), findings: [{...partly.head.findings[0], fixes: [{code: 'rm -rf /'}]}]}));
    expect(JSON.stringify(report)).not.toContain('rm -rf');
    expect(report === null ? null : asWeighing(1, report).head?.findings[0]?.fixes).toEqual([]);
  });
});
