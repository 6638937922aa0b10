// The example files: fetched once while the page settles (9 KB together, compressed), so that trying them later makes no request.

import type {Bridge} from './bridge.js';
import {strings} from './strings.js';

export function wireExamples(bridge: Bridge): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-example]')];
  const files = new Map<string, Promise<File>>();

  function fetched(name: string): Promise<File> {
    let file = files.get(name);
    if (file === undefined) {
      file = exampleFile(new URL(`./examples/${name}`, document.baseURI).href);
      file.catch(() => files.delete(name));
      files.set(name, file);
    }
    return file;
  }

  for (const button of buttons) {
    const name = button.dataset['example'] ?? '';
    button.addEventListener('click', async () => {
      try {
        const file = await fetched(name);
        bridge.scrollIntoView({block: 'start'});
        bridge.focus({preventScroll: true});
        bridge.weigh([file]);
      } catch {
        button.textContent = strings.exampleFailed;
      }
    });
  }

  const all = () => {
    for (const {dataset} of buttons) fetched(dataset['example'] ?? '').catch(() => {});
  };
  // The engine comes first: the examples wait until it is there, or until it clearly does not come.
  bridge.addEventListener('weighbridge-ready', all, {once: true});
}

/** Fetches an example by its address. */
export async function exampleFile(address: string): Promise<File> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status}`);
  return new File([await response.arrayBuffer()], address.replace(/^.*\//, ''));
}
