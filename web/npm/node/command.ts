// The command under Node: cli/ itself, compiled to WebAssembly, on the computer's own files. Same arguments, same texts, same exit codes.

import {fstatSync, readFileSync, writeSync} from 'node:fs';
import tty from 'node:tty';

import createCommand, {type Stream, type Write} from '#engine/weighbridge-command.mjs';

import {crashFrom} from '../../src/engine/errors.js';

const modulePath = './weighbridge-command.wasm';
/** What cli/terminal.cc asks for. */
const environment = ['NO_COLOR', 'TERM'];
const exitNotAnalysed = 2; // cli/arguments.h
const tryAgain = 6; // EAGAIN in Emscripten's numbering

/** Where both ends of a pipe are programs of Node it may say "try again"; C's standard streams would take that for a failure. */
function patiently<Words extends unknown[]>(call: (...args: Words) => number): (...args: Words) => number {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  return (...args) => {
    for (;;) {
      try {
        return call(...args);
      } catch (thrown) {
        const {errno, code} = thrown as {errno?: number; code?: string};
        if (errno !== tryAgain && code !== 'EAGAIN') throw thrown;
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

/** Leaves out what an earlier run of the same command has printed already: the first bytes of each stream. */
function behind(printed: Map<number, number>, write: Write): Write {
  const seen = new Map<number, number>();
  return (stream, buffer, offset, length, ...rest) => {
    const at = seen.get(stream.fd) ?? 0;
    const before = Math.min(length, Math.max(0, (printed.get(stream.fd) ?? 0) - at));
    const written = before + (before < length ? write(stream, buffer, offset + before, length - before, ...rest) : 0);
    seen.set(stream.fd, at + written);
    printed.set(stream.fd, Math.max(printed.get(stream.fd) ?? 0, at + written));
    return written;
  };
}

/**
 * Runs the command to its end; its exit code becomes the process's. There are no processes here that could be lost instead (cli/apart.h): where
 * a file makes the module trap, the command is run again from the beginning and told which of its jobs it was.
 */
export async function run(words: readonly string[]): Promise<void> {
  const wasmBinary = readFileSync(new URL(modulePath, import.meta.url));
  const crashed = new Set<number>();
  const printed = new Map<number, number>();
  for (;;) {
    let job = -1;
    const jobCrashed = () => crashed.has((job += 1));
    const {FS, callMain} = await createCommand({
      wasmBinary,
      jobCrashed,
      preRun: [({ENV}) => environment.forEach((name) => (ENV[name] = process.env[name] ?? ''))],
    });
    // Of a standard stream Emscripten asks by its path, and it has none.
    const {stat} = FS;
    FS.stat = (path, ...more) => (path === '' ? fstatSync(0) : stat(path, ...more));
    FS.read = patiently(FS.read);
    FS.write = behind(printed, patiently(FS.write));
    terminal(FS.streams[1], 1);
    terminal(FS.streams[2], 2);
    try {
      callMain([...words]);
      return;
    } catch (thrown) {
      const {kind, detail} = crashFrom(thrown);
      if (kind === 'crashed' && job >= 0 && !crashed.has(job)) {
        crashed.add(job);
        continue;
      }
      writeSync(2, `weighbridge: The engine ${kind === 'out-of-memory' ? 'ran out of memory' : 'crashed'} (${detail}). The file is probably damaged in a way not seen before.\n`);
      process.exitCode = exitNotAnalysed;
      return;
    }
  }
}
