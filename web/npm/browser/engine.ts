// weighbridge/engine, and weighbridge itself in a browser: the reports without the element.

import {EngineClient, type Observer} from '../../src/engine/client.js';
import {EngineError, type EngineErrorKind} from '../../src/engine/errors.js';
import type {HeadResponse} from '../../src/engine/protocol.js';
import {spawnWorker} from '../../src/engine/spawn.js';
import type {Message, Report} from '../../src/engine/report.js';

export type * from '../../src/engine/report.js';
export {EngineError, type EngineErrorKind};

/** What can be weighed. A File is read piece by piece, whatever its size. */
export type Source = File | Blob | ArrayBuffer | Uint8Array;

export interface WeighOptions {
  /** `all`, as the default: reads every weight, for statistics and findings such as NaN; `none`: the structure only, at once for any size. */
  readonly values?: 'all' | 'none';
  /** The file's name, part of the report, where the source has none. */
  readonly name?: string;
  /** Reading the values so far. */
  readonly onProgress?: (bytes: number, ofBytes: number) => void;
  readonly signal?: AbortSignal;
}

let client: EngineClient | null = null;
let nextKey = 1;

/** The report as an object. Rejects with EngineError where there can be none; a bad file is no error. */
export async function weigh(source: Source, options: WeighOptions = {}): Promise<Report> {
  return JSON.parse(await weighJson(source, options)) as Report;
}

/** The report as JSON, byte for byte what the command prints for the same file. */
export async function weighJson(source: Source, options: WeighOptions = {}): Promise<string> {
  const file = fileOf(source, options.name);
  const key = nextKey++;
  client ??= new EngineClient({spawn: spawnWorker});
  let latest: HeadResponse | null = null;
  const observer: Observer = {head: (head) => (latest = head), scanned: (bytes, ofBytes) => options.onProgress?.(bytes, ofBytes)};
  await client.weigh(key, file, observer, options.signal);
  if (options.values !== 'none' && (latest as HeadResponse | null)?.hasValues) await client.scan(key, file, observer, options.signal);
  options.signal?.throwIfAborted();
  const answer = latest as HeadResponse | null;
  if (answer === null) throw new EngineError({kind: 'crashed', detail: 'no report came'});
  return answer.json.text();
}

/** What an error message of Keras means, without a file. */
export async function explainMessage(text: string): Promise<readonly Message[]> {
  client ??= new EngineClient({spawn: spawnWorker});
  return client.explain(text, null);
}

/** Ends the worker and gives its memory back. A later call starts a new one. */
export function stop(): void {
  client?.stop();
  client = null;
}

function fileOf(source: Source, name: string | undefined): File {
  if (source instanceof File && (name === undefined || name === source.name)) return source;
  return new File([source as BlobPart], name ?? 'weights');
}
