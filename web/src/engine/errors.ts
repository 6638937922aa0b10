// What can go wrong with a weighing itself. A bad file is no error: it gets a report.

export type EngineErrorKind =
  | 'unreadable' // the browser could not read the file: moved, changed, no permission, a folder
  | 'refused' // the engine answered with an error of its own
  | 'out-of-memory'
  | 'crashed' // the engine trapped, or its worker died
  | 'stalled' // no sign of life for the whole stall limit; the worker was ended
  | 'unavailable' // the engine could not be loaded at all
  | 'blocked' // the host page's security policy does not let the engine start
  | 'cancelled';

/** Crosses from the worker as a plain object: Firefox does not keep an Error's own fields. */
export interface EngineErrorData {
  readonly kind: EngineErrorKind;
  readonly detail: string;
}

export class EngineError extends Error {
  readonly kind: EngineErrorKind;
  readonly detail: string;

  constructor({kind, detail}: EngineErrorData) {
    super(`${kind}: ${detail}`);
    this.name = 'EngineError';
    this.kind = kind;
    this.detail = detail;
  }

  get data(): EngineErrorData {
    return {kind: this.kind, detail: this.detail};
  }
}

/** After one of these the wasm module is in an undefined state although it would still answer: its worker must go. */
export function crashFrom(thrown: unknown): EngineErrorData {
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const outOfMemory = /out of memory|\bOOM\b|bad_alloc|cannot enlarge memory|memory access out of bounds.*grow/i.test(detail);
  return {kind: outOfMemory ? 'out-of-memory' : 'crashed', detail};
}

/** Why the engine did not come up. Each browser has its own words for a policy without 'wasm-unsafe-eval'. */
export function failureToLoad(thrown: unknown): EngineErrorData {
  const {detail} = crashFrom(thrown);
  return {kind: /content.security.policy|blocked by csp|unsafe-eval/i.test(detail) ? 'blocked' : 'unavailable', detail};
}
