// One browser and one server for the tests of a file; a fresh page for each.

import type {Browser, BrowserContextOptions, Page} from 'playwright-core';
import {afterAll, beforeAll} from 'vitest';

import {launch} from './chromium.mjs';
import {siteFolder, open} from './page.mjs';
import {serve, type Server} from './server.mjs';

export interface Session {
  readonly origin: string;
  readonly server: Server;
  /** Every request the browser made so far, whatever the host. */
  readonly requests: {host: string; path: string}[];
  /** A page that is loaded and at rest. What it logs as an error or throws is an error of the test. */
  page(options?: BrowserContextOptions): Promise<Page>;
  /** A page that has not gone anywhere yet, watched in the same way. */
  blank(options?: BrowserContextOptions): Promise<Page>;
  /** What pages logged or threw since the last call. */
  complaints(): string[];
}

/** Playwright's word for a service worker that it keeps away; it then gives the page nothing to register. */
const workerKeptAway = 'Service Worker registration blocked by Playwright';

export function session(folders: string | Record<string, string> = siteFolder, options: {obeying?: boolean} = {}): Session {
  let server: Server;
  let browser: Browser;
  let complaints: string[] = [];
  beforeAll(async () => {
    server = await serve(folders, options);
    browser = await launch(server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  const blank = async (options: BrowserContextOptions = {}) => {
    // Storing the site is a test of its own (offline.test.ts); everywhere else a page begins and ends with itself.
    const context = await browser.newContext({serviceWorkers: 'block', ...options});
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.text().includes(workerKeptAway)) return;
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    return page;
  };
  return {
    blank,
    get origin() {
      return server.origin;
    },
    get server() {
      return server;
    },
    get requests() {
      return server.requests;
    },
    async page(options = {}) {
      const page = await blank(options);
      await open(page, server.address);
      return page;
    },
    complaints() {
      const all = complaints;
      complaints = [];
      return all;
    },
  };
}
