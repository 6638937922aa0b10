import {describe, expect, it} from 'vitest';

import {Mentions, placesOf} from '../../../web/src/element/weighings/mentions.js';
import type {Evidence, Finding, Layer} from '../../../web/src/engine/report.js';

const layer = (path: string, name = path.split('/').at(-1) ?? '', className: string | null = null): Layer => ({path, name, class: className, class_known_from: null, state: 'filled', tensors: []});
const finding = (id: string, path: string | null, about: string[] = [], evidence: Evidence[] = []): Finding => ({id, severity: 'error', confidence: 'certain', title: id, where: path === null ? null : {path}, layers: about, evidence, why: '', fixes: []});
const layers = [layer('layers/dense', 'dense', 'Dense'), layer('layers/block/dense_1'), layer('a/twin', 'twin'), layer('b/twin', 'twin')];

describe('Mentions', () => {
  const findings = [
    finding('nan-weights', 'layers/dense/vars/0', ['layers/dense']),
    finding('nan-weights', 'layers/block/dense_1', ['layers/block/dense_1']),
    finding('never-built', null, ['layers/dense', 'a/twin', 'nobody'], [{kind: 'list', what: 'empty', items: ['dense (Dense)', 'twin', 'nobody']}]),
    finding('never-trained', '', ['layers/block/dense_1'], [{kind: 'pair', what: 'largest magnitude in layers/block/dense_1/vars/1', expected: '1', found: '2'}]),
  ];
  const mentions = new Mentions(findings, layers);
  const of = (index: number) => mentions.ofLayer(index).map(({place}) => place);

  it('stand with the layers that a finding is about', () => {
    expect(of(0)).toEqual(['finding=nan-weights', 'finding=never-built']);
    expect(of(1)).toEqual(['finding=nan-weights:2', 'finding=never-trained']);
  });
  it('tell layers of one name apart by their path; a name that two have leads to neither', () => {
    expect([of(2), of(3)]).toEqual([['finding=never-built'], []]);
    const to = (text: string, ...about: string[]) => mentions.layerOf(text, about);
    expect([to('a/twin'), to('twin', 'a/twin', 'b/twin'), to('twin', 'b/twin')]).toEqual([2, null, 3]);
    expect([to('dense', 'layers/dense'), to('dense (Dense)', 'layers/dense'), to('twin ()', 'a/twin')]).toEqual([0, 0, null]);
    expect(to('dense', 'layers/block/dense_1')).toBeNull();
  });
  it('know the tensor itself', () => {
    expect(mentions.ofTensor('layers/dense/vars/0').map(({place}) => place)).toEqual(['finding=nan-weights']);
    expect(mentions.ofTensor('layers/dense/vars/1')).toEqual([]);
  });
  it('say nothing of what is no layer', () => expect(['', '/', 'layer'].map((text) => mentions.layerOf(text, ['nobody', 'layers/dense']))).toEqual([null, null, null]));
});

describe('placesOf', () => {
  it('counts findings of one id', () => {
    expect(placesOf([finding('a', null), finding('b', null), finding('a', null)])).toEqual(['finding=a', 'finding=b', 'finding=a:2']);
  });
});
