// The page as the tests of the engines see it: what they do to it, what it says. Every question waits until the page has an answer.

import {expect} from 'vitest';

import type {Key, Tab} from './engine.js';

const inputSelector = 'weigh-bridge >>> weigh-bridge-drop >>> input[type="file"]';

/** In the page: what a selector finds; ` >>> ` goes into a shadow root. */
function textsOf(selector: string): string[] {
  let found: Element[] = [document.documentElement];
  for (const part of selector.split(' >>> ')) {
    found = found.flatMap((element) => [...(element.shadowRoot ?? element).querySelectorAll(part)]);
  }
  return found.map((element) => (element instanceof HTMLElement ? element.innerText : (element.textContent ?? '')).trim().replace(/\s+/g, ' '));
}

/** In the page: role and words of what has the focus, through all shadow roots. */
function focusedElement(): string {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (active === null) return '';
  return `${active.getAttribute('role') ?? active.localName}: ${(active.textContent ?? '').trim().replace(/\s+/g, ' ')}`;
}

export class Scale {
  readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  /** Loaded, the engine ready. */
  async open(address: string): Promise<void> {
    await this.tab.goto(address);
    await expect.poll(() => this.texts('#version'), {timeout: 20_000}).not.toEqual(['']);
  }

  choose(...paths: string[]): Promise<void> {
    return this.tab.chooseFiles(inputSelector, paths);
  }

  /** The texts of all that a selector finds below <weigh-bridge>'s shadow root. */
  inside(selector: string): Promise<string[]> {
    return this.texts(`weigh-bridge >>> ${selector}`);
  }

  texts(selector: string): Promise<string[]> {
    return this.tab.evaluate(textsOf, selector);
  }

  /** The verdict's chip and headline, once there is one for the file of that name. */
  async verdict(file: string): Promise<{state: string; headline: string}> {
    await expect.poll(() => this.inside('.verdict .file'), {timeout: 20_000}).toEqual([file]);
    const [state = ''] = await this.inside('.verdict .name-line .chip');
    const [headline = ''] = await this.inside('#headline');
    return {state, headline};
  }

  focused(): Promise<string> {
    return this.tab.evaluate(focusedElement);
  }

  async tabTo(wanted: RegExp): Promise<void> {
    const seen: string[] = [];
    for (let step = 0; step < 40; step += 1) {
      await this.tab.press('Tab');
      seen.push(await this.focused());
      if (wanted.test(seen.at(-1) ?? '')) return;
    }
    throw new Error(`Tab never reaches ${wanted}, only ${seen.join(' | ')}`);
  }

  async press(...keys: Key[]): Promise<void> {
    for (const key of keys) await this.tab.press(key);
  }
}
