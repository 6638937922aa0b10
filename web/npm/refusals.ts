// What is said when weigh() is given something that cannot be weighed. A mistake in a program deserves a sentence that mends it.

import {EngineError} from '../src/engine/errors.js';

export function refused(detail: string): EngineError {
  return new EngineError({kind: 'refused', detail});
}

/** `kinds`: what can be weighed here, in words. */
export function noSource(given: unknown, kinds: string): EngineError {
  const what = called(given);
  return refused(`${what === 'an object' ? 'an object without name and content' : what} cannot be weighed; it takes ${kinds}.`);
}

export function nameless(): EngineError {
  return refused("these bytes have no name, and what Keras does with a file depends on its name: weigh(bytes, {name: 'model.weights.h5'}) or weigh({name, content: bytes}).");
}

export function nothingGiven(): EngineError {
  return refused('the list of sources is empty; it takes at least one.');
}

export function notOne(sources: number, things: number): EngineError {
  return refused(`these ${sources} files are ${things} things, not one; groups() tells which.`);
}

export function oneNameForSeveral(): EngineError {
  return refused('a name is for one source; name several one by one: {name, content}.');
}

/** "undefined", "a number", "an object of class Map". */
export function called(given: unknown): string {
  if (given === null || given === undefined) return String(given);
  if (typeof given !== 'object') return `a ${typeof given}`;
  const {constructor} = given;
  return typeof constructor === 'function' && constructor !== Object ? `an object of class ${constructor.name}` : 'an object';
}
