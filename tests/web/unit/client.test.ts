// The engine's client and the deaths its worker can die.

import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';

import {EngineClient} from '../../../web/src/engine/client.js';
import {FakeWorkers} from '../support/fake-worker.js';

const file = (name: string) => new File(['x'], name);

/** 'done', or the kind of error the weighing ended with; 'open' while it has not. */
function outcomeOf(weighing: Promise<void>): {now: string} {
  const outcome = {now: 'open'};
  weighing.then(
    () => (outcome.now = 'done'),
    (error: {kind: string}) => (outcome.now = error.kind),
  );
  return outcome;
}

describe('EngineClient', () => {
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

  it('asks nothing before the engine is ready, then one file at a time', async () => {
    const first = outcomeOf(client.weigh(file('a')));
    const second = outcomeOf(client.weigh(file('b')));
    expect(workers.last.asked).toEqual([]);
    workers.last.ready();
    expect(workers.last.asked.map((request) => request.file.name)).toEqual(['a']);
    workers.last.says({kind: 'done', id: workers.last.id});
    await settle();
    expect(first.now).toBe('done');
    expect(workers.last.asked.map((request) => request.file.name)).toEqual(['a', 'b']);
    workers.last.says({kind: 'done', id: workers.last.id});
    await settle();
    expect(second.now).toBe('done');
    expect(workers.all).toHaveLength(1);
  });

  it('hands the pieces on in the order in which they come', async () => {
    const heard: string[] = [];
    void client.weigh(file('a'), {
      started: () => heard.push('started'),
      progress: (bytes) => heard.push(`progress ${bytes}`),
      layers: (layers) => heard.push(`layers ${layers.length}`),
    });
    const {id} = workers.last.ready();
    workers.last.says({kind: 'progress', id, bytesRead: 7});
    workers.last.says({kind: 'layers', id, layers: []});
    workers.last.says({kind: 'done', id});
    workers.last.says({kind: 'progress', id, bytesRead: 9});
    expect(heard).toEqual(['started', 'progress 7', 'layers 0']);
  });

  it('loses only the running file in a crash and goes on with a new worker', async () => {
    const bad = outcomeOf(client.weigh(file('bad')));
    const good = outcomeOf(client.weigh(file('good')));
    const first = workers.last.ready();
    first.says({kind: 'crashed', error: {kind: 'crashed', detail: 'RuntimeError: unreachable'}});
    await settle();
    expect(bad.now).toBe('crashed');
    expect(first.ended).toBe(true);
    expect(workers.all).toHaveLength(2);
    const second = workers.last.ready();
    expect(second.asked.map((request) => request.file.name)).toEqual(['good']);
    second.says({kind: 'done', id: second.id});
    await settle();
    expect(good.now).toBe('done');
  });

  it('takes an error event for a crash, also between two files', async () => {
    const bad = outcomeOf(client.weigh(file('bad')));
    const first = workers.last.ready();
    first.onerror?.({message: 'boom'} as ErrorEvent);
    await settle();
    expect(bad.now).toBe('crashed');
    expect(first.ended).toBe(true);

    const next = outcomeOf(client.weigh(file('next')));
    const second = workers.last.ready();
    second.says({kind: 'done', id: second.id});
    await settle();
    expect(next.now).toBe('done');
    second.onerror?.({message: 'boom'} as ErrorEvent);
    expect(second.ended).toBe(true);
    void client.weigh(file('last')).catch(() => {});
    expect(workers.all).toHaveLength(3);
  });

  it('ends a worker that gives no sign of life for 30 seconds', async () => {
    const hung = outcomeOf(client.weigh(file('hangs')));
    const next = outcomeOf(client.weigh(file('next')));
    const first = workers.last.ready();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(hung.now).toBe('open');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(hung.now).toBe('stalled');
    expect(first.ended).toBe(true);
    const second = workers.last.ready();
    second.says({kind: 'done', id: second.id});
    await settle();
    expect(next.now).toBe('done');
  });

  it('lets a slow file go on as long as it makes progress', async () => {
    const slow = outcomeOf(client.weigh(file('slow')));
    const worker = workers.last.ready();
    for (let round = 1; round <= 10; round += 1) {
      await vi.advanceTimersByTimeAsync(20_000);
      worker.says({kind: 'progress', id: worker.id, bytesRead: round});
    }
    expect(slow.now).toBe('open');
    expect(worker.ended).toBe(false);
  });

  it('does not count the time in which it loads or has nothing to do', async () => {
    const waiting = outcomeOf(client.weigh(file('a')));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(waiting.now).toBe('open');
    const worker = workers.last.ready();
    worker.says({kind: 'done', id: worker.id});
    await vi.advanceTimersByTimeAsync(120_000);
    expect(worker.ended).toBe(false);
  });

  it('does not listen to a worker it has ended', async () => {
    void client.weigh(file('bad')).catch(() => {});
    const good = outcomeOf(client.weigh(file('good')));
    const first = workers.last.ready();
    first.says({kind: 'crashed', error: {kind: 'crashed', detail: ''}});
    const second = workers.last.ready();
    first.says({kind: 'done', id: second.id});
    first.says({kind: 'crashed', error: {kind: 'crashed', detail: 'again'}});
    await settle();
    expect(good.now).toBe('open');
    expect(second.ended).toBe(false);
  });

  it('cancels a waiting file without disturbing the running one', async () => {
    const cancel = new AbortController();
    const running = outcomeOf(client.weigh(file('a')));
    const waiting = outcomeOf(client.weigh(file('b'), {}, cancel.signal));
    const worker = workers.last.ready();
    cancel.abort();
    await settle();
    expect(waiting.now).toBe('cancelled');
    expect(running.now).toBe('open');
    expect(worker.ended).toBe(false);
  });

  it('cancels the running file by ending its worker, and goes on', async () => {
    const cancel = new AbortController();
    const running = outcomeOf(client.weigh(file('a'), {}, cancel.signal));
    void client.weigh(file('b')).catch(() => {});
    const first = workers.last.ready();
    cancel.abort();
    await settle();
    expect(running.now).toBe('cancelled');
    expect(first.ended).toBe(true);
    expect(workers.last.ready().asked.map((request) => request.file.name)).toEqual(['b']);
  });

  it('reports a file the engine refuses and keeps the worker', async () => {
    const refused = outcomeOf(client.weigh(file('a')));
    const worker = workers.last.ready();
    worker.says({kind: 'failed', id: worker.id, error: {kind: 'unreadable', detail: 'NotFoundError'}});
    await settle();
    expect(refused.now).toBe('unreadable');
    expect(worker.ended).toBe(false);
  });

  it('fails every file when the engine does not come up, and tries anew for the next', async () => {
    const one = outcomeOf(client.weigh(file('a')));
    const two = outcomeOf(client.weigh(file('b')));
    workers.last.says({kind: 'crashed', error: {kind: 'unavailable', detail: 'CompileError'}});
    await settle();
    expect([one.now, two.now]).toEqual(['unavailable', 'unavailable']);
    const later = outcomeOf(client.weigh(file('c')));
    expect(workers.all).toHaveLength(2);
    const worker = workers.last.ready();
    worker.says({kind: 'done', id: worker.id});
    await settle();
    expect(later.now).toBe('done');
  });

  it('says so when no worker can be made at all', async () => {
    const broken = new EngineClient({
      spawn: () => {
        throw new Error('SecurityError');
      },
    });
    const outcome = outcomeOf(broken.weigh(file('a')));
    await settle();
    expect(outcome.now).toBe('unavailable');
  });
});
