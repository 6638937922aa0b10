// The engine in two parts: what comes to the rest too early waits for it, and is begun anew.

import {describe, expect, it, vi} from 'vitest';

import type {Weighbridge} from '../../../wasm/weighbridge.js';
import {Parts} from '../../../web/src/engine/parts.js';

const restModule = {} as WebAssembly.Module;

class FakeEngine {
  whole = false;
  broken = false;

  addRest(): void {
    this.whole = true;
  }

  judge(needsRest: boolean): string {
    if (this.broken) throw new Error('asked after it was broken off');
    if (needsRest && !this.whole) {
      this.broken = true;
      throw Object.assign(new Error('too early'), {name: 'RestNeeded'});
    }
    return this.whole ? 'judged with the rest' : 'judged';
  }
}

function setUp() {
  const engines: FakeEngine[] = [];
  const create = () => {
    const engine = new FakeEngine();
    engines.push(engine);
    return engine as unknown as Weighbridge;
  };
  let arrive = (): void => {};
  let fail = (_: Error): void => {};
  const rest = new Promise<WebAssembly.Module>((resolve, reject) => {
    arrive = () => resolve(restModule);
    fail = reject;
  });
  const forget = vi.fn();
  const parts = new Parts(create(), rest, () => Promise.resolve(create()), forget);
  const judge = (needsRest: boolean) => parts.first((engine) => (engine as unknown as FakeEngine).judge(needsRest));
  return {parts, judge, engines, forget, arrive, fail};
}

describe('the engine in two parts', () => {
  it('judges before the rest is there', async () => {
    const {judge, engines} = setUp();
    expect(await judge(false)).toBe('judged');
    expect(engines).toHaveLength(1);
  });

  it('adds the rest to the same instance when it comes', async () => {
    const {parts, judge, engines, arrive, forget} = setUp();
    arrive();
    expect(await parts.whole()).toBe(engines[0]);
    expect(await judge(true)).toBe('judged with the rest');
    expect(forget).not.toHaveBeenCalled();
  });

  it('begins anew in a fresh instance what came to the rest too early', async () => {
    const {parts, judge, engines, arrive, forget} = setUp();
    let answer = '';
    const judged = judge(true).then((said) => (answer = said));
    await new Promise((resolve) => setTimeout(resolve));
    expect(answer).toBe('');
    arrive();
    expect(await judged).toBe('judged with the rest');
    expect(engines).toHaveLength(2);
    expect(forget).toHaveBeenCalledOnce();
    expect(await parts.whole()).toBe(engines[1]);
    expect(await judge(false)).toBe('judged with the rest');
  });

  it('says that it could not be loaded where the rest does not come', async () => {
    const {parts, judge, fail} = setUp();
    fail(new TypeError('Failed to fetch'));
    await expect(parts.whole()).rejects.toMatchObject({kind: 'unavailable'});
    await expect(judge(true)).rejects.toMatchObject({kind: 'unavailable', detail: 'TypeError: Failed to fetch'});
  });

  it('lets everything else that goes wrong through', async () => {
    const {parts} = setUp();
    const trap = parts.first(() => {
      throw new WebAssembly.RuntimeError('unreachable');
    });
    await expect(trap).rejects.toThrow('unreachable');
  });
});
