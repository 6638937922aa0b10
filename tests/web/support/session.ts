// One browser and one server for the tests of a file; a fresh page for each.

import type {Browser, BrowserContextOptions, Page} from 'playwright-core';
import {afterAll, beforeAll} from 'vitest';

import {launch} from './chromium.mjs';
import {kSite, open} from './page.mjs';
import {serve} from './server.mjs';

export interface Session {
  readonly origin: string;
  /** Every request the browser made so far, whatever the host. */
  readonly requests: {host: string; path: string}[];
  /** A page that is loaded and at rest. What it logs as an error or throws is an error of the test. */
  page(options?: BrowserContextOptions): Promise<Page>;
  /** What pages logged or threw since the last call. */
  complaints(): string[];
}

export function session(folder: string = kSite): Session {
  let server: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  let complaints: string[] = [];
  beforeAll(async () => {
    server = await serve(folder);
    browser = await launch(server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    get origin() {
      return server.origin;
    },
    get requests() {
      return server.requests;
    },
    async page(options = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await open(page, server.origin);
      return page;
    },
    complaints() {
      const all = complaints;
      complaints = [];
      return all;
    },
  };
}
