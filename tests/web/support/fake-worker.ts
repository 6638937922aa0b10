// Workers that say only what the test lets them say.

import type {WorkerLike} from '../../../web/src/engine/observer.js';
import type {Request, Response} from '../../../web/src/engine/protocol.js';

export class FakeWorkerOf<Asked, Answered> implements WorkerLike<Asked, Answered> {
  onmessage: ((event: MessageEvent<Answered>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  readonly asked: Asked[] = [];
  ended = false;

  postMessage(message: Asked): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  says(response: Answered): void {
    this.onmessage?.({data: response} as MessageEvent<Answered>);
  }
}

export class FakeWorker extends FakeWorkerOf<Request, Response> {
  ready(): this {
    this.says({kind: 'ready', version: '1.2.3', kerasLines: [{said: '3.10', name: 'Keras 3.10', known: true}]});
    return this;
  }

  /** The files it was asked about. */
  get names(): string[] {
    return this.asked.flatMap((request) => ('files' in request ? request.files.map(({file}) => file.name) : []));
  }

  /** The id of the newest request. */
  get id(): number {
    const last = this.asked.at(-1);
    return last !== undefined && 'id' in last ? last.id : -1;
  }
}

export class FakeWorkers {
  readonly all: FakeWorker[] = [];

  spawn = (): FakeWorker => {
    const worker = new FakeWorker();
    this.all.push(worker);
    return worker;
  };

  get last(): FakeWorker {
    const worker = this.all.at(-1);
    if (worker === undefined) throw new Error('no worker was started');
    return worker;
  }
}

export const file = (name: string) => new File(['x'], name);

/** 'done', or the kind of error the weighing ended with; 'open' while it has not. */
export function outcomeOf(weighing: Promise<void>): {now: string} {
  const outcome = {now: 'open'};
  weighing.then(
    () => (outcome.now = 'done'),
    (error: {kind: string}) => (outcome.now = error.kind),
  );
  return outcome;
}
