// The command under Node: cli/ itself, compiled to WebAssembly, on the computer's own files. Same arguments, same texts, same exit codes.

import {readFileSync, writeSync} from 'node:fs';
import tty from 'node:tty';

import createCommand, {type Stream} from '#engine/weighbridge-command.mjs';

import {crashFrom} from '../../src/engine/errors.js';

const modulePath = './weighbridge-command.wasm';
const exitNotAnalysed = 2; // cli/arguments.h
const tryAgain = 6; // EAGAIN in Emscripten's numbering

/** Where both ends of a pipe are programs of Node it may say "try again"; C's standard output would take that for a failure. */
function patiently(write: (...args: unknown[]) => number): (...args: unknown[]) => number {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  return (...args) => {
    for (;;) {
      try {
        return write(...args);
      } catch (thrown) {
        if ((thrown as {errno?: number}).errno !== tryAgain) throw thrown;
        Atomics.wait(clock, 0, 0, 2);
      }
    }
  };
}

/** What Emscripten does not know of terminals: it takes all three standard streams for one, and none for as wide as it is. */
function terminal(stream: Stream | undefined, descriptor: 1 | 2): void {
  if (stream === undefined) return;
  if (!tty.isatty(descriptor)) {
    delete stream.tty;
    return;
  }
  const size = () => (descriptor === 1 ? process.stdout : process.stderr).getWindowSize();
  stream.tty = {ops: {ioctl_tiocgwinsz: () => size().reverse()}};
}

/** Runs the command to its end; its exit code becomes the process's. */
export async function run(words: readonly string[]): Promise<void> {
  const {FS, callMain} = await createCommand({wasmBinary: readFileSync(new URL(modulePath, import.meta.url))});
  FS.write = patiently(FS.write);
  terminal(FS.streams[1], 1);
  terminal(FS.streams[2], 2);
  try {
    callMain([...words]);
  } catch (thrown) {
    const {kind, detail} = crashFrom(thrown);
    writeSync(2, `weighbridge: The engine ${kind === 'out-of-memory' ? 'ran out of memory' : 'crashed'} (${detail}). The file is probably damaged in a way not seen before.\n`);
    process.exitCode = exitNotAnalysed;
  }
}
