// Reads a File for the engine, inside the worker: FileReaderSync exists only there. Each call costs 0.5-0.9 ms in Chromium
// and WebKit whatever its size, so the engine asks through a block cache.

export class FileSource {
  readonly #file: File;
  readonly #onProgress: (bytesRead: number) => void;
  #nextReport = 0;
  bytesRead = 0;
  /** Why the last read failed, in the browser's words. */
  failure: string | null = null;

  constructor(file: File, onProgress: (bytesRead: number) => void) {
    this.#file = file;
    this.#onProgress = onProgress;
  }

  /** 0 when `target` is full. Never throws: the engine's C code lies between this call and anyone who could catch. */
  readAt(offset: number, target: Uint8Array): number {
    try {
      const slice = this.#file.slice(offset, offset + target.length);
      const bytes = new Uint8Array(new FileReaderSync().readAsArrayBuffer(slice));
      if (bytes.length !== target.length) {
        this.failure = `${bytes.length} of ${target.length} bytes at ${offset}`;
        return 1;
      }
      target.set(bytes);
      this.bytesRead += bytes.length;
      this.#report();
      return 0;
    } catch (thrown) {
      this.failure = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
      return 1;
    }
  }

  #report(): void {
    const now = performance.now();
    if (now < this.#nextReport) return;
    this.#nextReport = now + 200;
    this.#onProgress(this.bytesRead);
  }
}
