// Instances of the engine under Node: the very module that runs in the page's worker.

import createWeighbridge, {type Weighbridge} from '#engine/weighbridge.mjs';

import {crashFrom, EngineError} from '../../src/engine/errors.js';
import {letGoOfInspector} from './inspector.js';
import {compile, forgetModules, instantiate} from './modules.js';
import type {OpenSource} from './sources.js';

export interface Instance {
  readonly engine: Weighbridge;
  /** What the engine may read at the moment, by the numbers it was given for it. */
  readonly sources: Map<number, OpenSource>;
}

/** One is kept for the next call; calls that run at the same time have one each, so that one's crash is not another's. */
let idle: Instance | null = null;

async function create(): Promise<Instance> {
  const module = await compile('weighbridge.wasm');
  const sources = new Map<number, OpenSource>();
  const engine = await createWeighbridge({
    instantiateWasm: instantiate(module),
    readAt: (id, offset, target) => sources.get(id)?.readAt(offset, target) ?? 1,
  });
  engine.addRest(await compile('weighbridge-rest.wasm'));
  return {engine, sources};
}

/** Lends an instance. What `job` throws, an EngineError or an abort apart, means that the instance is not to be trusted any more. */
export async function withInstance<T>(job: (instance: Instance) => Promise<T>): Promise<T> {
  const instance = idle ?? (await create());
  idle = null;
  let sound = true;
  try {
    return await job(instance);
  } catch (thrown) {
    if (thrown instanceof EngineError || (thrown instanceof Error && thrown.name === 'AbortError')) throw thrown;
    sound = false;
    throw new EngineError(crashFrom(thrown));
  } finally {
    instance.sources.clear();
    if (sound) idle = instance;
  }
}

/** Those at work stay until they are done. */
export function letGo(): void {
  idle = null;
  letGoOfInspector();
  forgetModules();
}
