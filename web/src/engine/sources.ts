// The files that the engine may read at the moment, each under a number by which it asks for bytes.

import {FileSource} from './file-source.js';
import type {GivenFile} from './given.js';

/** Files that were opened together. */
export class OpenFiles {
  readonly #files: readonly GivenFile[];
  readonly #sources: readonly FileSource[];
  readonly ids: readonly number[];

  constructor(files: readonly GivenFile[], ids: readonly number[], onProgress: (bytesRead: number) => void) {
    this.#files = files;
    this.ids = ids;
    this.#sources = files.map(({file}) => new FileSource(file, () => onProgress(this.bytesRead)));
  }

  /** As the engine takes lists of files. */
  get list(): string {
    return JSON.stringify(this.#files.map(({path, file}, place) => ({path, id: this.ids[place], size: file.size})));
  }

  get bytesRead(): number {
    // Of a large file some bytes are read again.
    return this.#sources.reduce((sum, source, place) => sum + Math.min(source.bytesRead, this.#files[place]?.file.size ?? 0), 0);
  }

  /** Why the last read failed, in the browser's words. */
  get failure(): string | null {
    return this.#sources.find(({failure}) => failure !== null)?.failure ?? null;
  }

  source(id: number): FileSource | undefined {
    return this.#sources[this.ids.indexOf(id)];
  }
}

export class Sources {
  readonly #holders = new Map<number, OpenFiles>();
  #lastId = 0;

  /** The engine's way to the bytes. */
  readAt = (id: number, offset: number, target: Uint8Array): number => this.#holders.get(id)?.source(id)?.readAt(offset, target) ?? 1;

  open(files: readonly GivenFile[], onProgress: (bytesRead: number) => void = () => {}): OpenFiles {
    const opened = new OpenFiles(files, files.map(() => (this.#lastId += 1)), onProgress);
    for (const id of opened.ids) this.#holders.set(id, opened);
    return opened;
  }

  close({ids}: OpenFiles): void {
    for (const id of ids) this.#holders.delete(id);
  }
}
