// The engine is in two parts: what verdicts call, and the rest, which is fetched behind it (wasm/parts). A verdict that comes to the rest before that is
// there waits for it, and is begun anew in a fresh instance: the first was broken off in the middle of a call.

import type {Weighbridge} from '#engine/weighbridge.mjs';

import {EngineError, failureToLoad} from './errors.js';

export class Parts {
  readonly #rest: Promise<WebAssembly.Module>;
  readonly #added: Promise<void>;
  readonly #anew: () => Promise<Weighbridge>;
  #engine: Promise<Weighbridge>;

  /** `forget`: nothing of the instance before may be used any more. */
  constructor(engine: Weighbridge, rest: Promise<WebAssembly.Module>, anew: () => Promise<Weighbridge>, forget: () => void) {
    this.#engine = Promise.resolve(engine);
    this.#rest = rest.catch((thrown: unknown) => {
      throw new EngineError(failureToLoad(thrown));
    });
    this.#added = this.#rest.then((module) => engine.addRest(module));
    this.#added.catch(() => {}); // told to whoever needs it
    this.#anew = () => {
      forget();
      return anew();
    };
  }

  /** With all that it can do. */
  async whole(): Promise<Weighbridge> {
    await this.#added;
    return this.#engine;
  }

  /** For what the first part can do for nearly every file. */
  async first<T>(job: (engine: Weighbridge) => T | Promise<T>): Promise<T> {
    try {
      return await job(await this.#engine);
    } catch (thrown) {
      if (!(thrown instanceof Error && thrown.name === 'RestNeeded')) throw thrown;
      this.#engine = this.#renewed();
      return job(await this.#engine);
    }
  }

  async #renewed(): Promise<Weighbridge> {
    const rest = await this.#rest;
    const engine = await this.#anew();
    engine.addRest(rest);
    return engine;
  }
}
