// What the engine holds open. A few of the newest stay, so that their values, or a question about them, need no second look at
// their structure; an older one is opened again when it is asked for.

import type {Session, Weighbridge} from '#engine/weighbridge.mjs';

import type {FileGroup, GivenFile} from './given.js';
import type {About} from './protocol.js';
import {Sources, type OpenFiles} from './sources.js';

const mostOpen = 4;

export interface Open {
  readonly session: Session;
  readonly files: OpenFiles;
  /** What its report speaks of first. */
  keras: string;
  /** A session is scanned once; while that goes on it must stay. */
  scan: 'not yet' | 'running' | 'over';
}

export class Sessions {
  readonly #open = new Map<number, Open>();
  readonly #sources = new Sources();

  /** The engine's way to the bytes. */
  readAt = this.#sources.readAt;

  /** Reads the indexes of sharded saves, and the first bytes of what is not named like a weight file. */
  group(engine: Weighbridge, given: readonly GivenFile[]): FileGroup[] {
    const files = this.#sources.open(given);
    try {
      return JSON.parse(engine.groupFiles(files.list)) as FileGroup[];
    } finally {
      this.#sources.close(files);
    }
  }

  /** Reads the structure unless it is still open. `given` is one file, or one group. */
  get(engine: Weighbridge, {key, files: given, inspections, keras}: About, onProgress: (bytesRead: number) => void = () => {}): Open {
    const before = this.#open.get(key);
    if (before !== undefined) {
      if (before.keras !== keras) before.session.speakOf(keras);
      before.keras = keras;
      return before;
    }
    const files = this.#sources.open(given, onProgress);
    const session = new engine.Session(files.list, inspections ?? '', keras);
    const open: Open = {session, files, keras, scan: 'not yet'};
    this.#open.set(key, open);
    this.#closeOldest();
    return open;
  }

  close(key: number): void {
    const open = this.#open.get(key);
    if (open === undefined) return;
    open.session.delete();
    this.#sources.close(open.files);
    this.#open.delete(key);
  }

  /** All that was open belongs to an instance that is gone. */
  forget(): void {
    for (const {files} of this.#open.values()) this.#sources.close(files);
    this.#open.clear();
  }

  #closeOldest(): void {
    for (const [key, {scan}] of this.#open) {
      if (this.#open.size <= mostOpen) return;
      if (scan !== 'running') this.close(key);
    }
  }
}
