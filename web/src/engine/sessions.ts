// The files that the engine holds open. A few of the newest stay, so that their values, or a question about them, need no second
// look at their structure; an older one is opened again when it is asked for.

import type {Session, Weighbridge} from '#engine/weighbridge.mjs';

import {FileSource} from './file-source.js';

const kMostOpen = 4;

export interface Open {
  readonly session: Session;
  readonly source: FileSource;
  /** A session is scanned once; while that goes on it must stay. */
  scan: 'not yet' | 'running' | 'over';
}

export class Sessions {
  readonly #open = new Map<number, Open>();
  readonly #sources = new Map<number, FileSource>();

  /** The engine's way to the bytes. */
  readAt = (key: number, offset: number, target: Uint8Array): number => this.#sources.get(key)?.readAt(offset, target) ?? 1;

  /** Reads the file's structure unless it is still open. */
  get(engine: Weighbridge, key: number, file: File, onProgress: (bytesRead: number) => void = () => {}): Open {
    const before = this.#open.get(key);
    if (before !== undefined) return before;
    const source = new FileSource(file, onProgress);
    this.#sources.set(key, source);
    const open: Open = {session: new engine.Session(file.name, key, file.size), source, scan: 'not yet'};
    this.#open.set(key, open);
    this.#closeOldest();
    return open;
  }

  close(key: number): void {
    this.#open.get(key)?.session.delete();
    this.#open.delete(key);
    this.#sources.delete(key);
  }

  #closeOldest(): void {
    for (const [key, {scan}] of this.#open) {
      if (this.#open.size <= kMostOpen) return;
      if (scan !== 'running') this.close(key);
    }
  }
}
