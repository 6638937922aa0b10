// The worker: loads the engine once, weighs files one after the other. Disposable: whoever started it may end it at any time.

import createWeighbridge, {type Weighbridge} from '#engine/weighbridge.mjs';
import wasmUrl from '#engine/weighbridge.wasm?url';

import {crashFrom} from './errors.js';
import {FileSource} from './file-source.js';
import {closeNetwork} from './network.js';
import type {Request, Response} from './protocol.js';
import type {Report} from './report.js';

/** Small enough that the page takes each piece in a few milliseconds. */
const kLayersPerPiece = 250;

const sources = new Map<number, FileSource>();

function post(response: Response): void {
  postMessage(response);
}

const engine: Promise<Weighbridge> = createWeighbridge({
  locateFile: () => new URL(wasmUrl, import.meta.url).href,
  readAt: (sourceId, offset, target) => sources.get(sourceId)?.readAt(offset, target) ?? 1,
});

engine.then(
  (weighbridge) => {
    closeNetwork();
    post({kind: 'ready', version: weighbridge.version()});
  },
  (thrown: unknown) => post({kind: 'crashed', error: {kind: 'unavailable', detail: crashFrom(thrown).detail}}),
);

function weigh(weighbridge: Weighbridge, id: number, file: File): void {
  const source = new FileSource(file, (bytesRead) => post({kind: 'progress', id, bytesRead}));
  sources.set(id, source);
  let text: string;
  try {
    text = weighbridge.weigh(file.name, id, file.size);
  } catch (thrown) {
    // A trap leaves the module answering, on undefined state: nothing more may be asked of it.
    post({kind: 'crashed', error: crashFrom(thrown)});
    return;
  } finally {
    sources.delete(id);
  }
  const answer = JSON.parse(text) as Report | {readonly error: {readonly code: string; readonly message: string}};
  if ('error' in answer) {
    const detail = source.failure ?? `${answer.error.code}: ${answer.error.message}`;
    post({kind: 'failed', id, error: {kind: source.failure === null ? 'refused' : 'unreadable', detail}});
    return;
  }
  const {layers, ...head} = answer;
  const json = new Blob([text], {type: 'application/json'});
  post({kind: 'head', id, head, layerCount: layers.length, bytesRead: source.bytesRead, heapBytes: weighbridge.heapBytes(), json});
  for (let from = 0; from < layers.length; from += kLayersPerPiece) {
    post({kind: 'layers', id, layers: layers.slice(from, from + kLayersPerPiece)});
  }
  post({kind: 'done', id});
}

addEventListener('message', (event: MessageEvent<Request>) => {
  const {id, file} = event.data;
  engine.then((weighbridge) => weigh(weighbridge, id, file)).catch((thrown: unknown) => post({kind: 'crashed', error: crashFrom(thrown)}));
});
