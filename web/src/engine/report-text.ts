// The engine's report as it comes from there: what surrounds the layers first, then the layers in pieces. Each piece crosses once, is read at most
// once, and is kept as text for whoever saves the report.

import type {Session} from '#engine/weighbridge.mjs';

import {readLayers, readReport} from './read-report.js';
import type {Layer, ReportHead} from './report.js';

export type WritingSession = Pick<Session, 'reportBefore' | 'layerCount' | 'nextLayers' | 'reportAfter'>;

/** Only an answer without a report begins so. */
function failureIn(before: string): string | null {
  if (!before.startsWith('{"error"')) return null;
  const {error} = JSON.parse(before) as {error: {code: string; message: string}};
  return `${error.code}: ${error.message}`;
}

export class ReportText {
  readonly #session: WritingSession;
  readonly #before: string;
  readonly #after: string;
  readonly #pieces: string[] = [];
  readonly layerCount: number;
  /** Where the file could not be read, in the engine's words; else null. */
  readonly failure: string | null;

  constructor(session: WritingSession) {
    this.#session = session;
    this.#before = session.reportBefore();
    this.layerCount = session.layerCount();
    this.failure = failureIn(this.#before);
    this.#after = this.failure === null ? session.reportAfter() : '';
  }

  head(): ReportHead {
    const {layers, ...head} = readReport(this.#before + this.#after);
    return head;
  }

  /** To be asked once, and not after json(). */
  *layers(): Generator<readonly Layer[]> {
    for (const text of this.#remaining()) yield readLayers(`[${text}]`);
  }

  /** Byte for byte what the command prints. */
  json(): Blob {
    for (const piece of this.#remaining()) void piece;
    return new Blob([this.#before, ...this.#pieces, this.#after], {type: 'application/json'});
  }

  *#remaining(): Generator<string> {
    for (let text; (text = this.#session.nextLayers()) !== ''; ) {
      this.#pieces.push(this.#pieces.length === 0 ? text : `,${text}`);
      yield text;
    }
  }
}
