// The worker: loads the engine once and answers requests. Disposable: whoever started it may end it at any time.

import type {Session, Weighbridge} from '#engine/weighbridge.mjs';

import {crashFrom, EngineError, failureToLoad} from './errors.js';
import {loadParts} from './loading.js';
import {closeNetwork} from './network.js';
import type {ConfirmRequest, ExplainRequest, GroupRequest, JobRequest, KerasLine, MarkdownRequest, Request, Response, ScanRequest, WeighRequest} from './protocol.js';
import {Reader} from './reader/reader.js';
import {ReportText} from './report-text.js';
import type {Explanation, Inspection} from './report.js';
import {scan} from './scan.js';
import {Sessions, type Open} from './sessions.js';
import {practise, warmUp} from './warm-up.js';

/** A scan that is over sooner needs no progress bar. */
const quietMilliseconds = 400;
const progressMilliseconds = 150;
const waitingMilliseconds = 5000;

const sessions = new Sessions();
const stopped = new Set<number>();
/** What goes on once the page has drawn the verdict. */
const waiting = new Map<number, () => void>();
const reader = new Reader();
let isAsked = false;

function post(response: Response): void {
  postMessage(response);
}

const loading = loadParts(sessions.readAt, () => sessions.forget()).then((loaded) => {
  closeNetwork();
  return loaded;
});

loading.then(
  ({parts, engine}) => {
    post({kind: 'ready', version: engine.version(), kerasLines: JSON.parse(engine.kerasLines()) as readonly KerasLine[]});
    return parts.first((first) => post(warmUp(first, sessions)));
  },
  (thrown: unknown) => post({kind: 'crashed', id: null, error: failureToLoad(thrown)}),
);

/** Whether there is anything to scan: stretches of the file, or steps that unpack. */
function hasValues(session: Session): boolean {
  return session.pieceCount() > 0 || session.stepCount() > 0;
}

function inspectionOf(session: Session): Inspection | undefined {
  return (JSON.parse(session.inspection()) as Inspection | null) ?? undefined;
}

function refusalOf(weighbridge: Weighbridge, keras: string): string {
  if (keras === '') return '';
  return (JSON.parse(weighbridge.readKeras(keras)) as {error?: string}).error ?? '';
}

function markdownOf(session: Session): Blob {
  return new Blob([session.markdown()], {type: 'text/markdown'});
}

/** The report as it stands now: the verdict, the layers in pieces, the JSON. False when there is none because the file could not be read. */
async function postReport(weighbridge: Weighbridge, request: WeighRequest | ConfirmRequest | ScanRequest, {session, files}: Open): Promise<boolean> {
  const {id, key, keras} = request;
  const text = new ReportText(session);
  if (text.failure !== null) {
    const detail = files.failure ?? text.failure;
    sessions.close(key); // a later try must look again
    post({kind: 'failed', id, error: {kind: files.failure === null ? 'refused' : 'unreadable', detail}});
    return false;
  }
  const pieces = text.layers();
  const layers = pieces.next().value ?? [];
  const waits = request.kind === 'weigh' && request.isDrawn && layers.length < text.layerCount;
  post({
    kind: 'head',
    id,
    head: text.head(),
    layers,
    layerCount: text.layerCount,
    waits,
    bytesRead: files.bytesRead,
    heapBytes: weighbridge.heapBytes(),
    hasValues: hasValues(session),
    wantsInspection: session.wantsInspection(),
    wrongVerdictLink: session.wrongVerdictLink(),
    kerasRefused: refusalOf(weighbridge, keras),
  });
  // Messages that come meanwhile would hold the page up, and two cores are soon busy.
  if (waits) await new Promise<void>((resolve) => waiting.set(id, resolve));
  for (const layers of pieces) post({kind: 'layers', id, layers});
  post({kind: 'json', id, json: text.json()});
  return true;
}

function group(weighbridge: Weighbridge, {id, files}: GroupRequest): void {
  post({kind: 'grouped', id, groups: sessions.group(weighbridge, files)});
  post({kind: 'done', id});
}

async function weigh(weighbridge: Weighbridge, request: WeighRequest | ConfirmRequest): Promise<void> {
  const {id} = request;
  const open = sessions.get(weighbridge, request, (bytesRead) => post({kind: 'progress', id, bytesRead}));
  // Without values there is nothing to wait for: the report is at once the one that the command gives.
  if (open.scan === 'not yet' && !hasValues(open.session)) open.session.finishScan();
  if (await postReport(weighbridge, request, open)) post({kind: 'done', id});
}

/** Most files just open. Of one that HDF5 refuses, or dies of, the report is another. */
async function confirm(weighbridge: Weighbridge, request: ConfirmRequest): Promise<void> {
  const {id, key, inspections} = request;
  const {session} = sessions.get(weighbridge, request);
  if (!session.takeInspections(inspections ?? '')) {
    sessions.close(key);
    await weigh(weighbridge, request);
    return;
  }
  post({kind: 'confirmed', id, inspection: inspectionOf(session), json: new ReportText(session).json()});
  post({kind: 'done', id});
}

async function scanValues(weighbridge: Weighbridge, request: ScanRequest): Promise<void> {
  const {id, key, files} = request;
  let open = sessions.get(weighbridge, request);
  if (open.scan === 'over') {
    sessions.close(key);
    open = sessions.get(weighbridge, request);
  }
  open.scan = 'running';
  let nextProgress = performance.now() + quietMilliseconds;
  let unreadable: string | null = null;
  try {
    await scan({
      session: open.session,
      files: files.map(({file}) => file),
      read: (part, spare) => reader.read(part, spare),
      memory: () => weighbridge.HEAPU8,
      stopped: () => stopped.has(id),
      onProgress: (bytes, ofBytes) => {
        if (performance.now() < nextProgress) return;
        nextProgress = performance.now() + progressMilliseconds;
        post({kind: 'scanned', id, bytes, ofBytes});
      },
    });
  } catch (thrown) {
    // The browser's own word for a file that is gone or has changed; anything else is the engine's doing.
    if (!(thrown instanceof DOMException)) throw thrown;
    unreadable = `${thrown.name}: ${thrown.message}`;
  } finally {
    stopped.delete(id);
    open.scan = 'over';
  }
  if (!(await postReport(weighbridge, request, open))) return;
  post({kind: 'markdown', id, markdown: markdownOf(open.session)});
  if (unreadable === null) post({kind: 'done', id});
  else post({kind: 'failed', id, error: {kind: 'unreadable', detail: unreadable}});
}

function writeMarkdown(weighbridge: Weighbridge, request: MarkdownRequest): void {
  const {id} = request;
  post({kind: 'markdown', id, markdown: markdownOf(sessions.get(weighbridge, request).session)});
  post({kind: 'done', id});
}

function explain(weighbridge: Weighbridge, {id, text, about}: ExplainRequest): void {
  const answer = about === null ? weighbridge.explainMessage(text, 'page') : sessions.get(weighbridge, about).session.explainMessage(text, 'page');
  post({kind: 'explained', id, explanation: JSON.parse(answer) as Explanation});
  post({kind: 'done', id});
}

/** A slow line takes as long as it takes. A call that hangs gives no such signs: timers stand still in it. */
async function patiently<T>(waiting: Promise<T>): Promise<T> {
  const signs = setInterval(() => post({kind: 'waiting'}), waitingMilliseconds);
  try {
    return await waiting;
  } finally {
    clearInterval(signs);
  }
}

async function answer(request: JobRequest): Promise<void> {
  const {parts} = await loading;
  switch (request.kind) {
    case 'group':
      return patiently(parts.first((engine) => group(engine, request)));
    case 'weigh':
      return patiently(parts.first((engine) => weigh(engine, request)));
    case 'confirm':
      return patiently(parts.first((engine) => confirm(engine, request)));
    case 'scan':
      return scanValues(await patiently(parts.whole()), request);
    case 'markdown':
      return writeMarkdown(await patiently(parts.whole()), request);
    case 'explain':
      return explain(await patiently(parts.whole()), request);
    default:
      request satisfies never;
  }
}

addEventListener('message', ({data: request}: MessageEvent<Request>) => {
  if (request.kind === 'stop') {
    stopped.add(request.id);
    return;
  }
  if (request.kind === 'more') {
    waiting.get(request.id)?.();
    waiting.delete(request.id);
    return;
  }
  if (request.kind === 'reader') {
    reader.use(request.port);
    return;
  }
  if (request.kind === 'practise') {
    void loading.then(({parts}) => parts.first((engine) => practise(engine, sessions, () => isAsked)));
    return;
  }
  isAsked = true;
  // A trap leaves the module answering, on undefined state: nothing more may be asked of it.
  answer(request).catch((thrown: unknown) => post({kind: 'crashed', id: request.id, error: thrown instanceof EngineError ? thrown.data : crashFrom(thrown)}));
});
