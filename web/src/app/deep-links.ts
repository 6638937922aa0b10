// Places of the present report in the page's address: #layer=..., #finding=.... Back and forward go from one to the other. They stay
// behind the #, which browsers send to nobody.

import type {Bridge} from './bridge.js';
import {isReport} from './shared-report.js';

/** What an entry of the browser's history remembers of where the reader left from. */
interface Left {
  readonly scroll?: number;
  /** Of `followed`. */
  readonly link?: number;
}

export function wireDeepLinks(bridge: Bridge): void {
  // An address that was opened with a place in it: it waits for the report, or for what the values add to it.
  let waiting = isReport(location.hash) ? '' : location.hash;
  const arrive = async () => {
    if (waiting !== '' && (await bridge.reveal(waiting))) waiting = '';
  };
  /** The links that were followed: Back gives them the focus again. */
  const followed: (HTMLElement | null)[] = [];

  bridge.addEventListener('weighbridge-place', (event) => {
    const {place} = (event as CustomEvent<{place: string}>).detail;
    waiting = '';
    if (location.hash === `#${place}`) return;
    const left: Left = {scroll: scrollY, link: followed.push(focused()) - 1};
    history.replaceState(left, '');
    history.pushState(null, '', `#${place}`);
  });
  addEventListener('popstate', (event) => void back(bridge, (event.state ?? {}) as Left, followed));
  bridge.addEventListener('weighbridge-report', () => void arrive());
  bridge.addEventListener('weighbridge-values', () => void arrive());
  // What the address names is of the report before.
  bridge.addEventListener('weighbridge-start', () => {
    if (waiting === '' && location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  });
}

/** Shows the entry's own place, and then the page as it was left from there. */
async function back(bridge: Bridge, {scroll, link}: Left, followed: readonly (HTMLElement | null)[]): Promise<void> {
  await bridge.reveal(location.hash);
  // An entry with a place of its own has the focus there.
  if (link !== undefined && location.hash === '') followed[link]?.focus({preventScroll: true});
  if (scroll === undefined) return;
  scrollTo(0, scroll);
  // The browser has a place of its own in mind, and may go there a frame later.
  requestAnimationFrame(() => scrollTo(0, scroll));
}

/** In whichever shadow root it lies. */
function focused(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : null;
}
