// The engine's client and the deaths its worker can die.

import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';

import {EngineClient} from '../../../web/src/engine/client.js';
import type {HeadResponse} from '../../../web/src/engine/protocol.js';
import type {ReportHead} from '../../../web/src/engine/report.js';
import {FakeWorkers, file, outcomeOf} from '../support/fake-worker.js';

const headOf = (id: number, waits: boolean): HeadResponse => ({
  kind: 'head', id, head: {} as ReportHead, layers: [], layerCount: 9, waits, bytesRead: 0, heapBytes: 0, hasValues: false, wantsInspection: false, wrongVerdictLink: '', kerasRefused: '',
});

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
    const first = outcomeOf(client.weigh(1, file('a')));
    const second = outcomeOf(client.weigh(1, file('b')));
    expect(workers.last.asked).toEqual([]);
    workers.last.ready();
    expect(workers.last.names).toEqual(['a']);
    workers.last.says({kind: 'done', id: workers.last.id});
    await settle();
    expect(first.now).toBe('done');
    expect(workers.last.names).toEqual(['a', 'b']);
    workers.last.says({kind: 'done', id: workers.last.id});
    await settle();
    expect(second.now).toBe('done');
    expect(workers.all).toHaveLength(1);
  });

  it('asks which files are one thing, and weighs those together', async () => {
    const files = ['m.weights.json', 'm_00000.weights.h5'].map((path) => ({path, file: file(path)}));
    const groups = client.group(files);
    const {id} = workers.last.ready();
    expect(workers.last.asked[0]).toEqual({kind: 'group', id, files});
    workers.last.says({kind: 'grouped', id, groups: [{kind: 'shards', name: 'm.weights.json', files: [0, 1], weights: true}]});
    workers.last.says({kind: 'done', id});
    expect(await groups).toEqual([{kind: 'shards', name: 'm.weights.json', files: [0, 1], weights: true}]);
    const weighed = outcomeOf(client.weigh(1, files));
    expect(workers.last.asked[1]).toEqual({kind: 'weigh', id: workers.last.id, key: 1, files, keras: '', isDrawn: false});
    workers.last.says({kind: 'done', id: workers.last.id});
    await settle();
    expect(weighed.now).toBe('done');
  });

  it('hands the pieces on in the order in which they come', async () => {
    const heard: string[] = [];
    void client.weigh(1, file('a'), {
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

  it('asks for the other layers once the verdict and the first ones are drawn', async () => {
    const frames: (() => void)[] = [];
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
    const heard: string[] = [];
    void outcomeOf(client.weigh(1, file('a'), {head: () => heard.push('head'), layers: (layers) => heard.push(`layers ${layers.length}`)}));
    const {id} = workers.last.ready();
    expect(workers.last.asked).toMatchObject([{kind: 'weigh', isDrawn: true}]);
    workers.last.says(headOf(id, true));
    await settle();
    expect([heard, workers.last.asked.length]).toEqual([['head'], 1]);
    frames.forEach((draw) => draw());
    vi.useRealTimers(); // the message behind the frame is no timer
    await vi.waitFor(() => expect(workers.last.asked.slice(1)).toEqual([{kind: 'more', id}]));
    vi.unstubAllGlobals();
  });

  it('asks for them all the same where no frame comes, and only once', async () => {
    const frames: (() => void)[] = [];
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
    void outcomeOf(client.weigh(1, file('a'), {layers: () => {}}));
    const {id} = workers.last.ready();
    workers.last.says(headOf(id, true));
    await vi.advanceTimersByTimeAsync(1000);
    frames.forEach((draw) => draw());
    await vi.advanceTimersByTimeAsync(1000);
    expect(workers.last.asked.slice(1)).toEqual([{kind: 'more', id}]);
    vi.unstubAllGlobals();
  });

  it('asks for them where drawing goes wrong, too', async () => {
    vi.stubGlobal('requestAnimationFrame', () => {});
    const head = () => {
      throw new Error('not drawn');
    };
    void outcomeOf(client.weigh(1, file('a'), {head, layers: () => {}}));
    const {id} = workers.last.ready();
    expect(() => workers.last.says(headOf(id, true))).toThrow('not drawn');
    await vi.advanceTimersByTimeAsync(1000);
    expect(workers.last.asked.slice(1)).toEqual([{kind: 'more', id}]);
    vi.unstubAllGlobals();
  });

  it('waits for no page where none draws, and asks for nothing that does not wait', async () => {
    void outcomeOf(client.weigh(1, file('a'), {json: () => {}}));
    const {id} = workers.last.ready();
    expect(workers.last.asked).toMatchObject([{kind: 'weigh', isDrawn: false}]);
    workers.last.says(headOf(id, false));
    await vi.advanceTimersByTimeAsync(1000);
    expect(workers.last.asked).toHaveLength(1);
  });

  it('hands the report on that the page practises with', () => {
    const heard: string[] = [];
    const other = new EngineClient({spawn: workers.spawn, onRehearsal: ({layers}) => heard.push(`${layers.length} layers`)});
    other.start();
    const {head} = headOf(0, false);
    workers.last.ready().says({kind: 'rehearsal', head, layers: []});
    expect(heard).toEqual(['0 layers']);
    other.stop();
  });

  it('loses only the running file in a crash and goes on with a new worker', async () => {
    const bad = outcomeOf(client.weigh(1, file('bad')));
    const good = outcomeOf(client.weigh(1, file('good')));
    const first = workers.last.ready();
    first.says({kind: 'crashed', id: null, error: {kind: 'out-of-memory', detail: 'RangeError'}});
    await settle();
    expect(bad.now).toBe('out-of-memory');
    expect(first.ended).toBe(true);
    expect(workers.all).toHaveLength(2);
    const second = workers.last.ready();
    expect(second.names).toEqual(['good']);
    second.says({kind: 'done', id: second.id});
    await settle();
    expect(good.now).toBe('done');
  });

  it('gives a file up that crashes its worker', async () => {
    const bad = outcomeOf(client.weigh(1, file('bad')));
    const first = workers.last.ready();
    first.says({kind: 'crashed', id: first.id, error: {kind: 'crashed', detail: 'RuntimeError: unreachable'}});
    await settle();
    expect([bad.now, first.ended]).toEqual(['crashed', true]);
  });

  it('takes an error event for a crash, also between two files', async () => {
    const bad = outcomeOf(client.weigh(1, file('bad')));
    const first = workers.last.ready();
    first.onerror?.({message: 'boom'} as ErrorEvent);
    await settle();
    expect([bad.now, first.ended]).toEqual(['crashed', true]);

    const next = outcomeOf(client.weigh(1, file('next')));
    const second = workers.last.ready();
    second.says({kind: 'done', id: second.id});
    await settle();
    expect(next.now).toBe('done');
    second.onerror?.({message: 'boom'} as ErrorEvent);
    expect(second.ended).toBe(true);
    outcomeOf(client.weigh(1, file('last')));
    expect(workers.all).toHaveLength(3);
  });

  it('ends a worker that gives no sign of life for 30 seconds', async () => {
    const hung = outcomeOf(client.weigh(1, file('hangs')));
    const next = outcomeOf(client.weigh(2, file('next')));
    const first = workers.last.ready();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(hung.now).toBe('open');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(first.ended).toBe(true);
    await settle();
    expect(hung.now).toBe('stalled');
    const second = workers.last.ready();
    second.says({kind: 'done', id: second.id});
    await settle();
    expect(next.now).toBe('done');
  });

  it('lets a slow file go on as long as it makes progress', async () => {
    const slow = outcomeOf(client.weigh(1, file('slow')));
    const worker = workers.last.ready();
    for (let round = 1; round <= 10; round += 1) {
      await vi.advanceTimersByTimeAsync(20_000);
      worker.says({kind: 'progress', id: worker.id, bytesRead: round});
    }
    expect(slow.now).toBe('open');
    expect(worker.ended).toBe(false);
  });

  it('waits for the rest of the engine on a slow line', async () => {
    const slow = outcomeOf(client.scan(1, file('slow')));
    const worker = workers.last.ready();
    for (let round = 0; round < 10; round += 1) {
      await vi.advanceTimersByTimeAsync(20_000);
      worker.says({kind: 'waiting'});
    }
    expect(slow.now).toBe('open');
    expect(worker.ended).toBe(false);
  });

  it('does not count the time in which it loads or has nothing to do', async () => {
    const waiting = outcomeOf(client.weigh(1, file('a')));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(waiting.now).toBe('open');
    const worker = workers.last.ready();
    worker.says({kind: 'done', id: worker.id});
    await vi.advanceTimersByTimeAsync(120_000);
    expect(worker.ended).toBe(false);
  });

  it('does not listen to a worker it has ended', async () => {
    outcomeOf(client.weigh(1, file('bad')));
    const good = outcomeOf(client.weigh(2, file('good')));
    const first = workers.last.ready();
    first.says({kind: 'crashed', id: null, error: {kind: 'out-of-memory', detail: ''}});
    const second = workers.last.ready();
    first.says({kind: 'done', id: second.id});
    first.says({kind: 'crashed', id: null, error: {kind: 'crashed', detail: 'again'}});
    await settle();
    expect(good.now).toBe('open');
    expect(second.ended).toBe(false);
  });

  it('cancels a waiting file without disturbing the running one', async () => {
    const cancel = new AbortController();
    const running = outcomeOf(client.weigh(1, file('a')));
    const waiting = outcomeOf(client.weigh(1, file('b'), {}, cancel.signal));
    const worker = workers.last.ready();
    cancel.abort();
    await settle();
    expect(waiting.now).toBe('cancelled');
    expect(running.now).toBe('open');
    expect(worker.ended).toBe(false);
  });

  it('cancels the running file by ending its worker, and goes on', async () => {
    const cancel = new AbortController();
    const running = outcomeOf(client.weigh(1, file('a'), {}, cancel.signal));
    outcomeOf(client.weigh(1, file('b')));
    const first = workers.last.ready();
    cancel.abort();
    await settle();
    expect(running.now).toBe('cancelled');
    expect(first.ended).toBe(true);
    expect(workers.last.ready().names).toEqual(['b']);
  });

  it('reports a file the engine refuses and keeps the worker', async () => {
    const refused = outcomeOf(client.weigh(1, file('a')));
    const worker = workers.last.ready();
    worker.says({kind: 'failed', id: worker.id, error: {kind: 'unreadable', detail: 'NotFoundError'}});
    await settle();
    expect(refused.now).toBe('unreadable');
    expect(worker.ended).toBe(false);
  });

  it('fails every file when the engine does not come up, and tries anew for the next', async () => {
    const one = outcomeOf(client.weigh(1, file('a')));
    const two = outcomeOf(client.weigh(1, file('b')));
    workers.last.says({kind: 'crashed', id: null, error: {kind: 'unavailable', detail: 'CompileError'}});
    await settle();
    expect([one.now, two.now]).toEqual(['unavailable', 'unavailable']);
    const later = outcomeOf(client.weigh(1, file('c')));
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
    const outcome = outcomeOf(broken.weigh(1, file('a')));
    await settle();
    expect(outcome.now).toBe('unavailable');
  });
});
