// Kept apart from the client, so that the client runs in tests without a browser.

import type {WorkerLike} from './client.js';

export function spawnWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), {type: 'module', name: 'weighbridge'});
}
