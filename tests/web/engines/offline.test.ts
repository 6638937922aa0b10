// Without a network, in every engine that can: a visit, an outage, and the page is still there.

import {join} from 'node:path';

import {afterAll, beforeAll, describe, expect, it} from 'vitest';

import {kExamples, kSite} from '../support/page.mjs';
import {serve, type Server} from '../support/server.mjs';
import {chromium} from './chromium.js';
import type {Engine} from './engine.js';
import {firefox} from './firefox.js';
import {Scale} from './scale.js';
import {webkit} from './webkit.js';

describe.each([
  ['Chromium', chromium],
  ['Firefox', firefox],
  ['WebKit', webkit],
])('in %s', (_name, start) => {
  let server: Server;
  let engine: Engine;
  beforeAll(async () => {
    server = await serve({'/any/where/': kSite});
    engine = await start(server.proxy);
  });
  afterAll(async () => {
    await engine?.close();
    await server?.close();
  });

  it('judges a file while the server is gone', async () => {
    const tab = await engine.tab();
    const scale = new Scale(tab);
    await scale.open(`${server.address}/`);
    await expect.poll(() => tab.evaluate(() => document.documentElement.dataset['offline'] ?? 'not yet'), {timeout: 40_000}).toBe('ready');
    const asked = server.requests.length;
    await server.stop();
    await tab.goto(`${server.address}/findings/`);
    await tab.goto(`${server.address}/`);
    await expect.poll(() => scale.texts('#version'), {timeout: 20_000}).not.toEqual(['']);
    await scale.choose(join(kExamples, 'sequential-without-input.weights.h5'));
    expect((await scale.verdict('sequential-without-input.weights.h5')).state).toBe('Empty');
    expect(server.requests.length).toBe(asked);
    await tab.close();
  });
});
