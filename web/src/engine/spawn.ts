// Kept apart from what drives the workers, so that that runs in tests without a browser.

import type {EngineWorker} from './client.js';
import type {InspectorWorker} from './inspector/inspector.js';
import type {ReaderWorker} from './reader/reader-link.js';

export function spawnWorker(): EngineWorker {
  return new Worker(new URL('./worker.ts', import.meta.url), {type: 'module', name: 'weighbridge'});
}

export function spawnReader(): ReaderWorker {
  return new Worker(new URL('./reader/reader-worker.ts', import.meta.url), {type: 'module', name: 'weighbridge-reader'});
}

export function spawnInspector(): InspectorWorker {
  return new Worker(new URL('./inspector/inspector-worker.ts', import.meta.url), {type: 'module', name: 'weighbridge-inspector'});
}
