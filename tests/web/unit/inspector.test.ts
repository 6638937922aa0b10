// Asking HDF5's own library: a worker that dies, hangs or never comes up is an answer too, or none.

import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';

import {EngineClient} from '../../../web/src/engine/client.js';
import {Inspector} from '../../../web/src/engine/inspector/inspector.js';
import type {InspectRequest, InspectResponse} from '../../../web/src/engine/inspector/protocol.js';
import {FakeWorkerOf, FakeWorkers, file, outcomeOf} from '../support/fake-worker.js';

class FakeInspector extends FakeWorkerOf<InspectRequest, InspectResponse> {
  ready(): this {
    this.says({kind: 'ready', library: 'HDF5 1.14'});
    return this;
  }

  answers(inspection: string): void {
    this.says({kind: 'inspected', id: this.asked.at(-1)?.id ?? -1, inspection});
  }
}

const opens = '{"library":"HDF5 1.14","answer":"opens"}';

describe('Inspector', () => {
  let workers: FakeInspector[];
  let inspector: Inspector;
  const last = () => workers.at(-1) as FakeInspector;
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const ask = (...names: string[]) => {
    const answer = {now: 'open'};
    void inspector.inspect(names.map((name) => ({path: name, file: file(name)}))).then((text) => (answer.now = text));
    return answer;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    workers = [];
    inspector = new Inspector(() => {
      workers.push(new FakeInspector());
      return last();
    });
  });
  afterEach(() => {
    inspector.stop();
    vi.useRealTimers();
  });

  it('starts no worker before it is asked, and asks about one file at a time', async () => {
    expect(workers).toEqual([]);
    const answer = ask('a', 'b');
    last().ready().answers(opens);
    await settle();
    expect(last().asked.map((request) => request.file.path)).toEqual(['a', 'b']);
    last().answers('null');
    await settle();
    expect(answer.now).toBe(`[${opens},null]`);
  });

  it('takes the death of its worker for the answer about that file, and asks a new one about the next', async () => {
    const answer = ask('bad', 'good');
    last().ready().says({kind: 'crashed', error: {kind: 'crashed', detail: 'unreachable'}});
    await settle();
    expect(workers.map(({ended}) => ended)).toEqual([true, false]);
    last().ready().answers(opens);
    await settle();
    expect(answer.now).toBe(`[{"library":"HDF5 1.14","answer":"crashed","words":""},${opens}]`);
  });

  it('ends one that gives no sign of life for 30 seconds', async () => {
    const answer = ask('endless');
    last().ready();
    await vi.advanceTimersByTimeAsync(20_000);
    last().says({kind: 'reading'});
    await vi.advanceTimersByTimeAsync(29_000);
    expect(last().ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(answer.now).toBe('[{"library":"HDF5 1.14","answer":"hung","words":""}]');
  });

  it('has no answer where the module does not come up, or memory runs out', async () => {
    const unloaded = ask('a');
    last().says({kind: 'crashed', error: {kind: 'unavailable', detail: '404'}});
    await settle();
    expect(unloaded.now).toBe('');
    const poor = ask('b');
    last().ready().says({kind: 'crashed', error: {kind: 'out-of-memory', detail: 'OOM'}});
    await settle();
    expect(poor.now).toBe('');
  });

  it('is asked by the client, which hands the answer on and keeps it for later', async () => {
    const engines = new FakeWorkers();
    const client = new EngineClient({spawn: engines.spawn, spawnInspector: () => (workers.push(new FakeInspector()), last())});
    const confirmed = outcomeOf(client.confirm(7, file('a')));
    last().ready().answers(opens);
    await settle();
    const engine = engines.last.ready();
    expect(engine.asked).toMatchObject([{kind: 'confirm', key: 7, inspections: `[${opens}]`}]);
    engine.says({kind: 'done', id: engine.id});
    await settle();
    expect(confirmed.now).toBe('done');
    outcomeOf(client.scan(7, file('a')));
    await settle();
    expect(engine.asked.at(-1)).toMatchObject({kind: 'scan', key: 7, inspections: `[${opens}]`});
    client.stop();
  });

  it('is confirmed before the next file is weighed: its own is still open', async () => {
    const engines = new FakeWorkers();
    const client = new EngineClient({spawn: engines.spawn, spawnInspector: () => (workers.push(new FakeInspector()), last())});
    outcomeOf(client.weigh(1, file('a')));
    outcomeOf(client.weigh(2, file('b')));
    const engine = engines.last.ready();
    outcomeOf(client.confirm(1, file('a')));
    last().ready().answers(opens);
    await settle();
    engine.says({kind: 'done', id: engine.id});
    await settle();
    expect(engine.asked.map(({kind}) => kind)).toEqual(['weigh', 'confirm']);
    client.stop();
  });
});
