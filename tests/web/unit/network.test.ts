// The worker gives up its ways out.

import {describe, expect, it} from 'vitest';

import {closeNetwork} from '../../../web/src/engine/network.js';

describe('closeNetwork', () => {
  it('closes own and inherited ways out, for good', () => {
    class Scope {
      fetch() {}
    }
    const scope = Object.assign(new Scope(), {WebSocket: class {}, setTimeout: () => 1});
    closeNetwork(scope);
    expect(scope.fetch).toBeUndefined();
    expect(scope.WebSocket).toBeUndefined();
    expect(scope.setTimeout).toBeTypeOf('function');
    expect(() => Object.assign(scope, {fetch: () => 1})).toThrow();
  });

  it('lives with what cannot be closed', () => {
    const scope = Object.defineProperty({}, 'fetch', {value: 1, configurable: false, writable: false});
    expect(() => closeNetwork(scope)).not.toThrow();
  });
});
