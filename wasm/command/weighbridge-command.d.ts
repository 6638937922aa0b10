// The command compiled for Node, as JavaScript sees it. Written by hand beside CMakeLists.txt, which names what is handed out.

/** A standard stream, as Emscripten keeps it. Without `tty` it is no terminal. */
export interface Stream {
  readonly fd: number;
  tty?: {readonly ops: {ioctl_tiocgwinsz(): readonly [rows: number, columns: number] | number[]}};
}

/** Emscripten's FS.write. */
export type Write = (stream: Stream, buffer: Uint8Array, offset: number, length: number, ...rest: unknown[]) => number;

export interface CommandModule {
  readonly FS: {
    readonly streams: readonly (Stream | undefined)[];
    stat: (path: string, ...rest: unknown[]) => unknown;
    read: (...args: unknown[]) => number;
    write: Write;
  };
  /** The environment as getenv() has it; empty unless it is filled before the run. */
  readonly ENV: Record<string, string>;
  /** Runs main() and returns its exit code, which is then the process's too. Throws what the module died of. */
  callMain(words: string[]): number;
}

export interface CommandHost {
  readonly wasmBinary: Uint8Array;
  /** Asked before each job, in order: did this one crash when the same command was run before? */
  jobCrashed(): boolean;
  readonly preRun: readonly ((module: CommandModule) => void)[];
}

export default function createCommand(host: CommandHost): Promise<CommandModule>;
