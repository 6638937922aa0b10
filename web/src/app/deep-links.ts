// Places of the present report in the page's address: #layer=..., #finding=.... Back and forward go from one to the other. They stay
// behind the #, which browsers send to nobody.

import type {Bridge} from './bridge.js';

export function wireDeepLinks(bridge: Bridge): void {
  // An address that was opened with a place in it: it waits for the report, or for what the values add to it.
  let waiting = location.hash;
  const arrive = async () => {
    if (waiting !== '' && (await bridge.reveal(waiting))) waiting = '';
  };

  bridge.addEventListener('weighbridge-place', (event) => {
    const {place} = (event as CustomEvent<{place: string}>).detail;
    waiting = '';
    if (location.hash !== `#${place}`) history.pushState(null, '', `#${place}`);
  });
  addEventListener('popstate', () => void bridge.reveal(location.hash));
  bridge.addEventListener('weighbridge-report', () => void arrive());
  bridge.addEventListener('weighbridge-values', () => void arrive());
  // What the address names is of the report before.
  bridge.addEventListener('weighbridge-start', () => {
    if (waiting === '' && location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  });
}
