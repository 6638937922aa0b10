// The service worker: keeps every file of the site, so that it works without a network, and takes files that are shared with the
// installed page. A new version waits until a page asks for it (skip-waiting), which it does only when the user said so.

import {clientsClaim} from 'workbox-core';
import {matchPrecache, precacheAndRoute, type PrecacheEntry} from 'workbox-precaching';
import {NavigationRoute, registerRoute} from 'workbox-routing';

import {shareAction, shareField, shareParameter, type SharedFilesRequest} from './share-protocol.js';

declare const self: ServiceWorkerGlobalScope & {__WB_MANIFEST: (PrecacheEntry | string)[]};

/** A page asks for its files as soon as it runs; one that never comes must not keep them, and this worker, for good. */
const keepSharedMilliseconds = 60_000;

clientsClaim();
// All files are static: a query (embed.html?theme=dark) selects nothing on a server either. Each page is itself; none stands in for another.
precacheAndRoute(self.__WB_MANIFEST, {ignoreURLParametersMatching: [/.*/]});

// A page that is not one of ours is the host's to answer; without a network our own page for that stands in.
registerRoute(
  new NavigationRoute(async ({request}) => {
    try {
      return await fetch(request);
    } catch {
      return (await matchPrecache('404.html')) ?? Response.error();
    }
  }),
);

interface Shared {
  readonly files: readonly File[];
  delivered(): void;
}
const shared = new Map<string, Shared>();

registerRoute(
  ({url}) => url.href.split('?')[0] === new URL(shareAction, self.registration.scope).href,
  async ({request, event}) => {
    const form = await request.formData();
    const files = form.getAll(shareField).filter((entry): entry is File => entry instanceof File);
    const ticket = crypto.randomUUID();
    const taken = new Promise<void>((resolve) => {
      shared.set(ticket, {files, delivered: resolve});
      setTimeout(resolve, keepSharedMilliseconds);
    });
    event.waitUntil(taken.then(() => shared.delete(ticket)));
    return Response.redirect(new URL(`./?${shareParameter}=${ticket}`, self.registration.scope).href, 303);
  },
  'POST',
);

self.addEventListener('message', (event) => {
  const message = event.data as {type?: string} | null;
  // The word that workbox-window's messageSkipWaiting() sends.
  if (message?.type === 'SKIP_WAITING') void self.skipWaiting();
  if (message?.type === 'shared-files') {
    const {ticket} = message as SharedFilesRequest;
    event.ports[0]?.postMessage(shared.get(ticket)?.files ?? []);
    shared.get(ticket)?.delivered();
  }
});
