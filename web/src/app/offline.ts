// Stores the site for use without a network, and offers a newer version of it: a new one is fetched and waits; it is used when the
// user says so, and nothing is offered while a file is being weighed.

import {Workbox} from 'workbox-window';

import type {Bridge} from './bridge.js';
import {showNotice} from './notice-bar.js';
import {strings} from './strings.js';

/** Where the engine does not come (a host that mangles it, a browser without WebAssembly), the page is stored all the same, later. */
const longestWaitMilliseconds = 15_000;

export function wireOffline(bridge: Bridge): void {
  // Not on plain http from another computer, nor in some private windows.
  if (!('serviceWorker' in navigator)) return;
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    // Everything that the first verdict needs comes before this.
    if ('requestIdleCallback' in window) requestIdleCallback(() => void store(bridge), {timeout: 3000});
    else setTimeout(() => void store(bridge), 500);
  };
  bridge.addEventListener('weighbridge-ready', begin, {once: true});
  setTimeout(begin, longestWaitMilliseconds);
}

async function store(bridge: Bridge): Promise<void> {
  const worker = new Workbox(new URL('./service-worker.js', document.baseURI).href);
  let accepted = false;

  worker.addEventListener('waiting', () => {
    offer(bridge, strings.update.ready, () => {
      accepted = true;
      worker.messageSkipWaiting();
    });
  });
  // The first worker of a first visit belongs to this very page. A later one was accepted here, or in another tab: then this tab
  // still runs the older page, and whoever sits before it decides when that ends.
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (accepted) location.reload();
    else if (controlled) offer(bridge, strings.update.elsewhere, () => location.reload());
    controlled = true;
  });

  void navigator.serviceWorker.ready.then(() => {
    document.documentElement.dataset['offline'] = 'ready';
    const place = document.querySelector('#offline');
    if (place !== null) place.textContent = ` · ${strings.offline.stored}`;
  });
  try {
    await worker.register({immediate: true});
  } catch {
    // Refused by the browser, or the host has no such file: the page works as it is.
  }
}

/** Offers when the bridge is at rest, takes the offer back while a file is weighed, and comes again after that. */
function offer(bridge: Bridge, text: string, accept: () => void): void {
  let hide: (() => void) | null = null;
  const end = () => {
    bridge.removeEventListener('weighbridge-start', look);
    bridge.removeEventListener('weighbridge-idle', look);
  };
  const show = () => {
    if (bridge.busy) {
      hide?.();
      hide = null;
    } else {
      hide ??= showNotice('update', text, strings.update.cost, [
        {label: strings.update.accept, main: true, run: () => (bridge.busy ? (hide = null) : (end(), accept()))},
        {label: strings.update.later, run: end},
      ]);
    }
  };
  // The bridge tells of a start before it is busy.
  const look = () => setTimeout(show);
  bridge.addEventListener('weighbridge-start', look);
  bridge.addEventListener('weighbridge-idle', look);
  show();
}
