// Debian's Chromium, as still as it can be made: no talk of its own, everything through the test's proxy.

import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';

// The tests live outside web/, the packages inside it.
const {chromium} = /** @type {typeof import('playwright-core')} */ (
  createRequire(new URL('../../../web/package.json', import.meta.url))('playwright-core')
);

export const browserPath = process.env['WEIGHBRIDGE_CHROMIUM'] ?? '/usr/bin/chromium';

/** @param {{proxy: string}} server */
export function launch(server) {
  if (!existsSync(browserPath)) throw new Error(`no browser at ${browserPath}: run this through scripts/environment/run`);
  return chromium.launch({
    executablePath: browserPath,
    proxy: {server: server.proxy, bypass: '<-loopback>'},
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-default-apps',
      '--disable-domain-reliability',
      '--allow-browser-signin=false',
      '--metrics-recording-only',
    ],
  });
}
