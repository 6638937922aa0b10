// Files that the operating system hands over: opened with the installed page (launchQueue: Chromium on a desktop), or shared with it
// (share_target: Chromium on Android and ChromeOS). Elsewhere nothing of this exists and nothing is shown.

import type {Bridge} from './bridge.js';
import {showNotice} from './notice-bar.js';
import {shareParameter, type SharedFilesRequest} from './share-protocol.js';
import {strings} from './strings.js';

// https://wicg.github.io/web-app-launch/ - not in TypeScript's DOM types.
interface LaunchParams {
  readonly files?: readonly FileSystemFileHandle[];
}
interface LaunchQueue {
  setConsumer(consumer: (launch: LaunchParams) => void): void;
}

const longestWaitMilliseconds = 10_000;

export const opensFiles = 'launchQueue' in window;

export function wireLaunch(bridge: Bridge): void {
  const queue = (window as {launchQueue?: LaunchQueue}).launchQueue;
  queue?.setConsumer((launch) => void open(bridge, launch));

  const ticket = new URL(location.href).searchParams.get(shareParameter);
  if (ticket !== null) void receive(bridge, ticket);
}

async function open(bridge: Bridge, {files = []}: LaunchParams): Promise<void> {
  const outcomes = await Promise.allSettled(files.map((handle) => handle.getFile()));
  const readable = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  if (readable.length > 0) bridge.weigh(readable);
  if (readable.length < files.length) complain(strings.launch.unreadable);
}

async function receive(bridge: Bridge, ticket: string): Promise<void> {
  // So that reloading or bookmarking the page does not ask for them again.
  const plain = new URL(location.href);
  plain.searchParams.delete(shareParameter);
  history.replaceState(history.state, '', plain);
  const files = await sharedFiles(ticket);
  if (files.length > 0) bridge.weigh(files);
  else complain(strings.launch.lost);
}

function sharedFiles(ticket: string): Promise<readonly File[]> {
  const worker = navigator.serviceWorker?.controller ?? null;
  if (worker === null) return Promise.resolve([]);
  return new Promise((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = (event: MessageEvent<readonly File[]>) => resolve(event.data);
    setTimeout(() => resolve([]), longestWaitMilliseconds);
    worker.postMessage({type: 'shared-files', ticket} satisfies SharedFilesRequest, [port2]);
  });
}

function complain(text: string): void {
  showNotice('launch', text, '', [{label: strings.launch.close, run: () => {}}]);
}
