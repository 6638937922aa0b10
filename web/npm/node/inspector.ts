// What HDF5's own library says of sources, in an instance of its own: where it dies of one, that is the answer.

import createInspector, {type Inspector} from '#engine/weighbridge-inspector.mjs';

import {crashFrom} from '../../src/engine/errors.js';
import {compile, instantiate} from './modules.js';
import type {OpenSource} from './sources.js';

interface Asked {
  readonly path: string;
  readonly id: number;
  readonly size: number;
}

let source: OpenSource | null = null;
let idle: Inspector | null = null;
let library = '';

async function create(): Promise<Inspector> {
  const module = await compile('weighbridge-inspector.wasm');
  const inspector = await createInspector({
    instantiateWasm: instantiate(module),
    readAt: (_, offset, target) => source?.readAt(offset, target) ?? 1,
  });
  library = inspector.library();
  return inspector;
}

/** A list of inspections (wasm/host/inspection_list.h) for `list`, in its order. One call reads at a time: none waits in between. */
export async function inspect(list: readonly Asked[], opened: (id: number) => OpenSource): Promise<string> {
  const answers: string[] = [];
  for (const asked of list) {
    const inspector = idle ?? (await create());
    idle = null;
    source = opened(asked.id);
    try {
      const [answer] = JSON.parse(inspector.inspectFiles(JSON.stringify([asked]))) as readonly unknown[];
      answers.push(JSON.stringify(answer ?? null));
      idle = inspector;
    } catch (thrown) {
      // A want of memory may be the computer's, and says nothing of the file.
      answers.push(crashFrom(thrown).kind === 'crashed' ? JSON.stringify({library, answer: 'crashed'}) : 'null');
    } finally {
      source = null;
    }
  }
  return `[${answers.join(',')}]`;
}

export function letGoOfInspector(): void {
  idle = null;
}
