// The engine's client while it reads values.

import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';

import {EngineClient} from '../../../web/src/engine/client.js';
import type {Request} from '../../../web/src/engine/protocol.js';
import {FakeWorkers, file, outcomeOf} from '../support/fake-worker.js';

describe('EngineClient with values to scan', () => {
  let workers: FakeWorkers;
  let client: EngineClient;

  beforeEach(() => {
    vi.useFakeTimers();
    workers = new FakeWorkers();
    client = new EngineClient({spawn: workers.spawn});
  });
  afterEach(() => {
    client.stop();
    vi.useRealTimers();
  });

  const settle = () => vi.advanceTimersByTimeAsync(0);

  const begun = (worker: {asked: readonly Request[]}) => worker.asked.map((request) => `${request.kind} ${'id' in request ? request.id : ''}`);

  it('weighs every file before it scans the first', async () => {
    outcomeOf(client.weigh(1, file('a')));
    outcomeOf(client.scan(1, file('a')));
    outcomeOf(client.weigh(2, file('b')));
    const worker = workers.last.ready();
    expect(begun(worker)).toEqual(['weigh 1']);
    worker.says({kind: 'done', id: 1});
    expect(begun(worker)).toEqual(['weigh 1', 'weigh 3']);
    worker.says({kind: 'done', id: 3});
    expect(begun(worker)).toEqual(['weigh 1', 'weigh 3', 'scan 2']);
  });

  it('weighs and explains while it scans', async () => {
    outcomeOf(client.scan(1, file('a')));
    const worker = workers.last.ready();
    const weighing = outcomeOf(client.weigh(2, file('b')));
    const answer = client.explain('ValueError', null);
    expect(begun(worker)).toEqual(['scan 1', 'weigh 2']);
    worker.says({kind: 'done', id: 2});
    const message = {id: 'x', says: '', by: '', means: '', because: null, here: ''};
    const explanation = {match: 'whole', messages: [message], nearest: []} as const;
    worker.says({kind: 'explained', id: 3, explanation});
    worker.says({kind: 'done', id: 3});
    expect(await answer).toEqual(explanation);
    expect(weighing.now).toBe('done');
  });

  it('stops a running scan by asking, and waits for its report', async () => {
    const cancel = new AbortController();
    const scanning = outcomeOf(client.scan(1, file('a'), {}, cancel.signal));
    const worker = workers.last.ready();
    cancel.abort();
    await settle();
    expect(begun(worker)).toEqual(['scan 1', 'stop 1']);
    expect([scanning.now, worker.ended]).toEqual(['open', false]);
    worker.says({kind: 'done', id: 1});
    await settle();
    expect(scanning.now).toBe('done');
  });

  it('begins a scan anew when another file ended its worker, but not forever', async () => {
    const scanning = outcomeOf(client.scan(1, file('a')));
    workers.last.ready();
    for (let round = 0; round < 2; round += 1) {
      const bad = outcomeOf(client.weigh(2, file('bad')));
      const worker = workers.last;
      worker.says({kind: 'crashed', id: worker.id, error: {kind: 'out-of-memory', detail: ''}});
      await settle();
      expect(bad.now).toBe('out-of-memory');
      if (round === 0) {
        expect(scanning.now).toBe('open');
        expect(begun(workers.last.ready())).toEqual(['scan 1']);
      }
    }
    expect(scanning.now).toBe('crashed');
  });

  it('blames the scan when the scan did it', async () => {
    const scanning = outcomeOf(client.scan(1, file('a')));
    workers.last.ready();
    const weighing = outcomeOf(client.weigh(2, file('b')));
    workers.last.says({kind: 'crashed', id: 1, error: {kind: 'out-of-memory', detail: ''}});
    await settle();
    expect([scanning.now, weighing.now]).toEqual(['out-of-memory', 'open']);
    expect(begun(workers.last.ready())).toEqual(['weigh 2']);
  });

  it('ends a scan that gives no sign of life', async () => {
    const scanning = outcomeOf(client.scan(1, file('a')));
    const worker = workers.last.ready();
    await vi.advanceTimersByTimeAsync(20_000);
    worker.says({kind: 'scanned', id: 1, bytes: 1, ofBytes: 2});
    await vi.advanceTimersByTimeAsync(20_000);
    expect(scanning.now).toBe('open');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(worker.ended).toBe(true);
    await settle();
    expect(scanning.now).toBe('stalled');
  });
});
