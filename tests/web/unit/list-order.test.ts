import {describe, expect, it} from 'vitest';

import type {EngineErrorKind} from '../../../web/src/engine/errors.js';
import type {Finding, ReportHead, VerdictState} from '../../../web/src/engine/report.js';
import {isBad, tally, worstFirst} from '../../../web/src/element/weighings/list-order.js';
import {newWeighing, type Weighing} from '../../../web/src/element/weighings/weighing.js';

let id = 0;
function weighed(path: string, how: VerdictState | EngineErrorKind | null, pieces = 1): Weighing {
  const given = Array.from({length: pieces}, (_, place) => ({path: place === 0 ? path : `${path}.${place}`, file: new File([], path)}));
  const group = {kind: pieces > 1 ? ('shards' as const) : ('single' as const), name: path, files: given.map((_, place) => place), weights: true};
  const weighing = newWeighing((id += 1), group, given);
  if (how === null) return weighing;
  if (['filled', 'partly-empty', 'empty', 'damaged', 'not-weights'].includes(how)) return withHead(weighing, how as VerdictState, []);
  return {...weighing, error: {kind: how as EngineErrorKind, detail: ''}};
}
function withHead(weighing: Weighing, state: VerdictState, findings: readonly string[]): Weighing {
  return {...weighing, head: {verdict: {state}, findings: findings.map((id) => ({id}) as Finding)} as unknown as ReportHead};
}
const needsNone = (path: string, ...others: string[]) => withHead(weighed(path, null), 'empty', ['weightless-only', ...others]);
const names = (all: readonly Weighing[]) => all.map(({folder, name}) => `${folder}${name}`);

describe('the list of many', () => {
  const all = [
    weighed('loaded.h5', 'filled'),
    weighed('waiting.h5', null),
    weighed('runs/README.txt', 'not-weights'),
    weighed('empty.h5', 'empty'),
    weighed('page.txt', 'not-weights'),
    weighed('gone.h5', 'cancelled'),
    weighed('cut.h5', 'damaged'),
    weighed('runs/w.index', 'not-weights', 3),
    weighed('partly.h5', 'partly-empty'),
    weighed('crash.h5', 'crashed'),
    needsNone('pooling.h5'),
    weighed('also.h5', 'filled'),
  ];

  it('has the worst first, the others as they were given, and last what was not meant as a weight file', () =>
    expect(names(worstFirst(all))).toEqual([
      ...['cut.h5', 'crash.h5', 'empty.h5', 'partly.h5', 'page.txt', 'runs/w.index'],
      ...['loaded.h5', 'waiting.h5', 'gone.h5', 'pooling.h5', 'also.h5', 'runs/README.txt'],
    ]));

  it('knows which are bad', () => expect(names(all.filter(isBad))).toEqual(['empty.h5', 'page.txt', 'cut.h5', 'runs/w.index', 'partly.h5', 'crash.h5']));

  it('counts what came of them', () =>
    expect([...tally(all)]).toEqual([
      ['filled', 2],
      ['partly-empty', 1],
      ['empty', 2],
      ['damaged', 1],
      ['not-weights', 3],
      ['failed', 1],
      ['cancelled', 1],
      ['under way', 1],
    ]));
});
