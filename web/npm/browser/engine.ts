// weighbridge/engine, and weighbridge itself in a browser: the reports without the element.

import {EngineClient, type Observer} from '../../src/engine/client.js';
import {EngineError, type EngineErrorKind} from '../../src/engine/errors.js';
import type {Given} from '../../src/engine/given.js';
import type {HeadResponse} from '../../src/engine/protocol.js';
import {spawnInspector, spawnWorker} from '../../src/engine/spawn.js';
import {readReport} from '../../src/engine/read-report.js';
import type {Explanation, Report} from '../../src/engine/report.js';
import type {Bytes, Group, Named, WeighOptions} from '../api.js';
import {checkedMessage, checkedOptions} from '../options.js';
import {notOne, nothingGiven, refused} from '../refusals.js';
import {filesOf} from './files.js';

export type * from '../../src/engine/report.js';
export {EngineError, type Bytes, type EngineErrorKind, type Group, type Named, type WeighOptions};

/** A File, or bytes with a name: `{name, content}`, or bytes alone and `name` among the options. A File is read piece by piece, whatever its size. */
export type Source = Bytes | Named;

declare const __WEIGHBRIDGE_VERSION__: string;

let client: EngineClient | null = null;
let nextKey = 1;

function engine(): EngineClient {
  client ??= new EngineClient({spawn: spawnWorker, spawnInspector});
  return client;
}

/**
 * The report. Several sources must be one thing (a sharded save, an unzipped .keras, a TensorFlow checkpoint); groups() sorts others.
 * Rejects with EngineError where there can be no report; a bad file is no error.
 */
export async function weigh(source: Source | readonly Source[], options: WeighOptions = {}): Promise<Report> {
  return readReport(await weighJson(source, options));
}

/** The report as JSON, byte for byte what `weighbridge --json` prints for it: one line and its line break. weigh() fills in what it leaves out. */
export async function weighJson(source: Source | readonly Source[], asked: WeighOptions = {}): Promise<string> {
  const options = checkedOptions(asked);
  const given = await oneThing(source, options.name, options.signal);
  const key = nextKey++;
  let latest: HeadResponse | null = null;
  let written: Blob | null = null;
  const observer: Observer = {
    head: (head) => (latest = head),
    json: (json) => (written = json),
    confirmed: ({json}) => (written = json),
    scanned: (bytes, ofBytes) => options.onProgress?.(bytes, ofBytes),
  };
  await engine().weigh(key, given, observer, options.signal, options.keras);
  const refusal = (latest as HeadResponse | null)?.kerasRefused ?? '';
  if (refusal !== '') throw refused(refusal);
  if ((latest as HeadResponse | null)?.wantsInspection) await engine().confirm(key, given, observer, options.signal, options.keras);
  if (options.values !== 'none' && (latest as HeadResponse | null)?.hasValues) await engine().scan(key, given, observer, options.signal, options.keras);
  options.signal?.throwIfAborted();
  const answer = written as Blob | null;
  if (answer === null) throw new EngineError({kind: 'crashed', detail: 'no report came'});
  return answer.text();
}

/** Sorts sources into what is one thing each. Reads the indexes of sharded saves, nothing else. */
export async function groups(sources: readonly Source[]): Promise<readonly Group[]> {
  return engine().group(filesOf(sources, undefined));
}

/** What an error message of Keras, or a part of one, means; with a source, what it means for that file. */
export async function explainMessage(text: string, source?: Source | readonly Source[]): Promise<Explanation> {
  return engine().explain(checkedMessage(text), source === undefined ? null : {key: nextKey++, given: await oneThing(source, undefined, undefined)});
}

/** The engine's version, which is the package's. */
export function version(): Promise<string> {
  return Promise.resolve(__WEIGHBRIDGE_VERSION__);
}

/** Ends the worker and gives its memory back. A later call starts a new one. */
export function stop(): void {
  client?.stop();
  client = null;
}

async function oneThing(source: Source | readonly Source[], name: string | undefined, signal: AbortSignal | undefined): Promise<Given> {
  const files = filesOf(source, name);
  const [first] = files;
  if (first === undefined) throw nothingGiven();
  if (files.length === 1) return first.file;
  const all = await engine().group(files, signal);
  const [only] = all;
  if (only === undefined || all.length > 1) throw notOne(files.length, all.length);
  return only.files.flatMap((place) => files[place] ?? []);
}
