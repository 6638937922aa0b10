// Kept apart from what drives the reader, so that that runs in tests without a browser.

import type {ReaderWorker} from './reader.js';

export function spawnReader(): ReaderWorker {
  return new Worker(new URL('./reader-worker.ts', import.meta.url), {type: 'module', name: 'weighbridge-reader'});
}
