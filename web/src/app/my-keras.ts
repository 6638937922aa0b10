// Which Keras the reader has, in the page's address (?keras=3.10), where it counts first, and remembered where the browser allows it. With a
// link the same answer is shown to others. A version is all that the address says: nothing of a file.

import type {Bridge} from './bridge.js';

export const kerasParameter = 'keras';
const remembered = 'my-keras';

function recalled(): string | null {
  try {
    return localStorage.getItem(remembered);
  } catch {
    return null; // private windows and sandboxed frames refuse
  }
}

function remember(keras: string): void {
  try {
    if (keras === '') localStorage.removeItem(remembered);
    else localStorage.setItem(remembered, keras);
  } catch {
    // As above.
  }
}

function inAddress(keras: string): string {
  const address = new URL(location.href);
  if (keras === '') address.searchParams.delete(kerasParameter);
  else address.searchParams.set(kerasParameter, keras);
  return address.href;
}

export function wireMyKeras(bridge: Bridge): void {
  bridge.keras = new URL(location.href).searchParams.get(kerasParameter) ?? recalled();
  bridge.addEventListener('weighbridge-keras', (event) => {
    const {keras} = (event as CustomEvent<{keras: string}>).detail;
    remember(keras);
    history.replaceState(history.state, '', inAddress(keras));
  });
}
