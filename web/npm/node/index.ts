// weighbridge under Node: the report that the page and the command give, for a path or for bytes.

import type {Session} from '#engine/weighbridge.mjs';

import {EngineError, type EngineErrorKind} from '../../src/engine/errors.js';
import {readReport} from '../../src/engine/read-report.js';
import type {Explanation, Report} from '../../src/engine/report.js';
import type {Bytes, Group, Named, Source, WeighOptions} from '../api.js';
import {checkedMessage, checkedOptions} from '../options.js';
import {notOne, nothingGiven, oneNameForSeveral, refused} from '../refusals.js';
import {inspect} from './inspector.js';
import {letGo, withInstance, type Instance} from './instance.js';
import {open, type OpenSource} from './sources.js';

export type * from '../../src/engine/report.js';
export {EngineError, type Bytes, type EngineErrorKind, type Group, type Named, type Source, type WeighOptions};

/** Other work of the process gets a turn this often. */
const turnMilliseconds = 20;

/**
 * The report. Several sources must be one thing (a sharded save, an unzipped .keras, a TensorFlow checkpoint); groups() sorts others.
 * Rejects with EngineError where there can be no report; a bad file is no error.
 */
export async function weigh(source: Source | readonly Source[], options: WeighOptions = {}): Promise<Report> {
  return readReport(await weighJson(source, options));
}

/** The report as JSON, byte for byte what `weighbridge --json` prints for it: one line and its line break. weigh() fills in what it leaves out. */
export async function weighJson(source: Source | readonly Source[], given: WeighOptions = {}): Promise<string> {
  const options = checkedOptions(given);
  return withSources(source, options.name, async (instance, list) => {
    options.signal?.throwIfAborted();
    if (list.length === 0) throw nothingGiven();
    const groups = groupsOf(instance, list);
    if (groups.length !== 1) throw notOne(list.length, groups.length);
    const session = await sessionOf(instance, list, checkedKeras(instance, options.keras));
    try {
      if (options.values !== 'none') await readValues(session, options);
      return reportOf(session);
    } finally {
      session.delete();
    }
  });
}

/** Sorts sources into what is one thing each. Reads the indexes of sharded saves, and the first bytes of what is not named like a weight file. */
export function groups(sources: readonly Source[]): Promise<readonly Group[]> {
  return withSources(sources, undefined, (instance, list) => Promise.resolve(groupsOf(instance, list)));
}

/** What an error message of Keras, or a part of one, means; with a source, what it means for that file. */
export async function explainMessage(text: string, source?: Source | readonly Source[]): Promise<Explanation> {
  checkedMessage(text);
  return withSources(source ?? [], undefined, async (instance, list) => {
    if (list.length === 0) return JSON.parse(instance.engine.explainMessage(text, 'terminal')) as Explanation;
    const session = await sessionOf(instance, list);
    try {
      reportOf(session);
      return JSON.parse(session.explainMessage(text, 'terminal')) as Explanation;
    } finally {
      session.delete();
    }
  });
}

/** The engine's version, which is the package's. */
export function version(): Promise<string> {
  return withInstance(({engine}) => Promise.resolve(engine.version()));
}

/** Gives the engine's memory back. A later call starts it anew. */
export function stop(): void {
  letGo();
}

type List = readonly {readonly path: string; readonly id: number; readonly size: number}[];

/** What is done with an instance and the opened sources. */
type Work<T> = (instance: Instance, list: List) => Promise<T>;

/** Judged, and confirmed by HDF5's own library; where that says something else, judged with what it says. */
async function sessionOf({engine, sources}: Instance, list: List, keras = ''): Promise<Session> {
  const text = JSON.stringify(list);
  const session = new engine.Session(text, '', keras);
  if (!session.wantsInspection()) return session;
  const inspections = await inspect(list, (id) => sources.get(id) as OpenSource);
  if (session.takeInspections(inspections)) return session;
  session.delete();
  return new engine.Session(text, inspections, keras);
}

/** What is no version of Keras is refused, with what can be given. */
function checkedKeras({engine}: Instance, keras: string | undefined): string {
  if (keras === undefined) return '';
  const {error} = JSON.parse(engine.readKeras(keras)) as {error?: string};
  if (error !== undefined) throw refused(error);
  return keras;
}

/** Opens the sources for `job`, and closes them whatever happens. */
async function withSources<T>(given: Source | readonly Source[], name: string | undefined, job: Work<T>): Promise<T> {
  const sources: readonly Source[] = Array.isArray(given) ? (given as readonly Source[]) : [given as Source];
  if (name !== undefined && sources.length > 1) throw oneNameForSeveral();
  const opened: OpenSource[] = [];
  try {
    for (const source of sources) opened.push(await open(source, name));
    const list = opened.map((source, id) => ({path: source.path, id, size: source.size}));
    return await withInstance((instance) => {
      for (const {id} of list) instance.sources.set(id, opened[id] as OpenSource);
      return job(instance, list);
    });
  } finally {
    for (const source of opened) source.close();
  }
}

function groupsOf({engine}: Instance, list: List): readonly Group[] {
  return JSON.parse(engine.groupFiles(JSON.stringify(list))) as readonly Group[];
}

/** Lets the engine read every value, as the command does: where one cannot be read the scan ends there, and what was judged stays. */
async function readValues(session: Session, {onProgress, signal}: WeighOptions): Promise<void> {
  const ofBytes = session.bytesToRead();
  let turn = performance.now() + turnMilliseconds;
  while (session.readNext()) {
    if (performance.now() < turn) continue;
    onProgress?.(session.bytesRead(), ofBytes);
    await new Promise(setImmediate);
    signal?.throwIfAborted();
    turn = performance.now() + turnMilliseconds;
  }
  if (ofBytes > 0) onProgress?.(session.bytesRead(), ofBytes);
  session.finishScan();
}

function reportOf(session: Session): string {
  const text = session.report();
  // Only an answer without a report begins so.
  if (!text.startsWith('{"error"')) return text;
  const {error} = JSON.parse(text) as {error: {code: string; message: string}};
  throw new EngineError({kind: error.code === 'io' ? 'unreadable' : 'refused', detail: error.message});
}

