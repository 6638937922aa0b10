// The command compiled for Node, as JavaScript sees it. Written by hand beside CMakeLists.txt, which names what is handed out.

/** A standard stream, as Emscripten keeps it. Without `tty` it is no terminal. */
export interface Stream {
  tty?: {readonly ops: {ioctl_tiocgwinsz(): readonly [rows: number, columns: number] | number[]}};
}

export interface CommandModule {
  readonly FS: {
    readonly streams: readonly (Stream | undefined)[];
    write: (...args: unknown[]) => number;
  };
  /** Runs main() and returns its exit code, which is then the process's too. Throws what the module died of. */
  callMain(words: string[]): number;
}

export default function createCommand(host: {readonly wasmBinary: Uint8Array}): Promise<CommandModule>;
