// What can be weighed under Node, opened: a path, or bytes in memory.

import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs';
import {basename} from 'node:path';
import {fileURLToPath} from 'node:url';

import {EngineError} from '../../src/engine/errors.js';
import type {Bytes, Named, Source} from '../api.js';
import {nameless, noSource} from '../refusals.js';

const kinds = 'a path, a file: URL, a File, a Blob, a Buffer or an ArrayBuffer with a name, or a list of them';

export interface OpenSource {
  /** As the command would be given it: a path, or a name. */
  readonly path: string;
  readonly size: number;
  /** 0 when `target` is full. Never throws: the engine's C code lies between this call and anyone who could catch. */
  readAt(offset: number, target: Uint8Array): number;
  close(): void;
}

function unreadable(detail: string): EngineError {
  return new EngineError({kind: 'unreadable', detail});
}

function openPath(path: string): OpenSource {
  let descriptor: number;
  try {
    // Without O_NONBLOCK a named pipe would wait for its other end forever; Windows has neither.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw unreadable(`There is no file '${path}'.`);
    throw unreadable(`'${path}' can't be opened: ${code ?? String(thrown)}.`);
  }
  const status = fstatSync(descriptor);
  if (!status.isFile()) {
    closeSync(descriptor);
    throw unreadable(status.isDirectory() ? `'${path}' is a folder; name the weight file in it.` : `'${path}' is no regular file (a pipe or a device).`);
  }
  return {
    path,
    size: status.size,
    readAt(offset, target) {
      try {
        for (let filled = 0; filled < target.length; ) {
          const got = readSync(descriptor, target, filled, target.length - filled, offset + filled);
          if (got === 0) return 1; // it became shorter while it was read
          filled += got;
        }
        return 0;
      } catch {
        return 1;
      }
    },
    close: () => closeSync(descriptor),
  };
}

function openBytes(path: string, bytes: Uint8Array): OpenSource {
  if (path === '') throw nameless();
  return {
    path,
    size: bytes.length,
    readAt(offset, target) {
      if (offset + target.length > bytes.length) return 1;
      target.set(bytes.subarray(offset, offset + target.length));
      return 0;
    },
    close: () => {},
  };
}

/** A Blob is read into memory first: the engine reads synchronously, and a Blob cannot. A path is read piece by piece. */
async function bytesOf(content: Bytes): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content;
  return new Uint8Array(content instanceof ArrayBuffer ? content : await content.arrayBuffer());
}

function isBytes(source: unknown): source is Bytes {
  return source instanceof Uint8Array || source instanceof ArrayBuffer || source instanceof Blob;
}

function isNamed(source: unknown): source is Named {
  return typeof source === 'object' && source !== null && 'content' in source && isBytes(source.content) && 'name' in source && typeof source.name === 'string';
}

export async function open(source: Source, name: string | undefined): Promise<OpenSource> {
  if (typeof source === 'string' || source instanceof URL) {
    const opened = openPath(typeof source === 'string' ? source : fileURLToPath(source));
    return name === undefined ? opened : {...opened, path: name};
  }
  if (isBytes(source)) {
    const own = 'name' in source && typeof source.name === 'string' ? basename(source.name) : '';
    return openBytes(name ?? own, await bytesOf(source));
  }
  if (isNamed(source)) return openBytes(name ?? source.name, await bytesOf(source.content));
  throw noSource(source, kinds);
}
