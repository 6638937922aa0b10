// Starts the workers of the package, which lie beside this module: on the page's own site, or on another.
//
// A worker may only be started from the page's own site. From another one it is a small worker of the page's own, made in memory, that
// imports the real one; that needs the other site's leave (CORS) and the page's (worker-src blob:).

import type {EngineWorker} from '../../src/engine/client.js';
import type {InspectorWorker} from '../../src/engine/inspector/inspector.js';
import type {Response} from '../../src/engine/protocol.js';
import {versioned} from './versioned.js';

const workerOptions = {type: 'module', name: 'weighbridge'} as const;

/** `new URL('./worker.js', import.meta.url)`, put in by vite.config.ts: bundlers look for the whole expression. */
declare const __WEIGHBRIDGE_WORKER__: URL;
declare const __WEIGHBRIDGE_INSPECTOR__: URL;
/** The name of the file that this code is in, while nobody has bundled it anew. */
declare const __WEIGHBRIDGE_CHUNK__: string;

export function spawnWorker(): EngineWorker {
  return explained(spawn('worker.js', () => new Worker(__WEIGHBRIDGE_WORKER__, {type: 'module', name: 'weighbridge'})));
}

export function spawnInspector(): InspectorWorker {
  return spawn('inspector.js', () => new Worker(__WEIGHBRIDGE_INSPECTOR__, {type: 'module', name: 'weighbridge-inspector'}));
}

/** The package has no reader: it would be one more file that every bundler must be told of. The engine's worker reads values itself, a tenth slower on two cores. */
export function spawnReader(): never {
  throw new Error('the package has no reader');
}

/** `bundled`: by the expression that a bundler has put its own address in. */
function spawn(file: string, bundled: () => Worker): Worker {
  const here = import.meta.url;
  // A bundler may give the worker another name, and may say here where the file lay when it was bundled.
  const asPublished = /^https?:/.test(here) && here.replace(/[?#].*$/, '').endsWith(`/${__WEIGHBRIDGE_CHUNK__}`);
  if (asPublished) return beside(here, file);
  try {
    return bundled();
  } catch (thrown) {
    // The bundle comes from another site. Where the bundler left the address alone, the worker's file lies beside it there.
    if (!/^https?:/.test(here)) throw thrown;
    return wrapped(versioned(here.replace(/[^/]*$/, file)));
  }
}

/** The worker's file as the package has it, in the same folder. */
function beside(here: string, file: string): Worker {
  // Not written as new URL(...): a bundler would take it for one more file to copy.
  const address = versioned(here.replace(/[^/]*$/, file));
  return new URL(here).origin === globalThis.origin ? new Worker(address, workerOptions) : wrapped(address);
}

/** The page's own small worker around the one at `address`. */
function wrapped(address: string): Worker {
  const source = `import(${JSON.stringify(address)}).catch((thrown) => postMessage({kind: 'crashed', id: null, error: {kind: 'unavailable', detail: ${JSON.stringify(address)} + ': ' + thrown}}));`;
  const url = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
  // No module itself: Chromium starts none from memory in a sandboxed frame, whose origin is nobody's.
  const worker = new Worker(url, {name: 'weighbridge'});
  // By its first message it has long been read; one that never speaks keeps a few bytes until the page goes.
  worker.addEventListener('message', () => URL.revokeObjectURL(url), {once: true});
  return worker;
}

/** A worker that the page's security policy forbids just ends, without a word. The browser tells the page why; this hands it on. */
function explained(worker: Worker): EngineWorker {
  let forbidden = '';
  const hear = (event: SecurityPolicyViolationEvent) => {
    if (/^(worker|child|script|default)-src/.test(event.effectiveDirective)) forbidden ||= `${event.effectiveDirective} forbids ${event.blockedURI}`;
  };
  addEventListener('securitypolicyviolation', hear);
  const deaf = () => removeEventListener('securitypolicyviolation', hear);
  worker.addEventListener('message', deaf, {once: true});
  const like: EngineWorker = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage: (request) => worker.postMessage(request),
    terminate: () => {
      deaf();
      worker.terminate();
    },
  };
  worker.onmessage = (event: MessageEvent<Response>) => like.onmessage?.(event);
  worker.onmessageerror = (event) => like.onmessageerror?.(event);
  worker.onerror = (event) => {
    // The browser's word on the policy may come a moment after the error.
    setTimeout(() => {
      if (forbidden === '') like.onerror?.(event);
      else like.onmessage?.(new MessageEvent('message', {data: {kind: 'crashed', id: null, error: {kind: 'blocked', detail: forbidden}}}));
    }, 50);
  };
  return like;
}
