// The built folder on a host: from any path, with the headers it asks for, with its compressed twins, with an answer for what is not there.

import {existsSync, readFileSync, statSync} from 'node:fs';
import {posix, resolve} from 'node:path';
import {brotliDecompressSync, gunzipSync} from 'node:zlib';

import {describe, expect, it} from 'vitest';

import {headTags, cardPicture} from '../../../web/site/frame.js';
import {notFound, sitemap} from '../../../web/site/host-files.js';
import {allPages, html, withHead} from '../../../web/site/pages.js';
import {filesBelow} from '../support/folder.mjs';
import {allHeaders, rulesIn} from '../support/headers.mjs';
import {chip, fileAt, give, headline, examplesFolder, project, siteFolder} from '../support/page.mjs';
import {session} from '../support/session.js';

const files = filesBelow(siteFolder);
const read = (path: string) => readFileSync(resolve(siteFolder, path), 'utf8');
const pages = files.filter((path) => path.endsWith('.html'));
const emptyExample = fileAt(`${examplesFolder}/sequential-without-input.weights.h5`);

describe.each([{'/': siteFolder}, {'/a/b/c/': siteFolder}])('the site at %o', (mounts) => {
  const browser = session(mounts);

  it('judges a file, and its other pages do', async () => {
    const page = await browser.page();
    await give(page, [emptyExample], 'drop');
    await headline(page).waitFor();
    expect(await chip(page).innerText()).toBe('Empty');
    await page.locator('.places').getByText('Findings').click();
    await page.getByRole('link', {name: 'saved before its layers had'}).click();
    await page.waitForURL(/never-built/);
    await page.locator('#check').scrollIntoViewIfNeeded();
    await page.locator('weigh-bridge-drop').waitFor();
    await give(page, [emptyExample], 'drop');
    await headline(page).waitFor();
    expect(await chip(page).innerText()).toBe('Empty');
    expect(browser.complaints()).toEqual([]);
    const base = Object.keys(mounts)[0] ?? '/';
    expect(browser.requests.filter(({path}) => !path.startsWith(base))).toEqual([]);
  });

  it('answers for what is not there', async () => {
    const page = await browser.page();
    await page.goto(`${browser.server.address}/no/such/page`);
    expect(await page.locator('h1').innerText()).toBe('The scale is empty');
    // Its style is allowed by its own policy.
    expect(await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).not.toBe('none');
    browser.complaints(); // the 404 itself
  });
});

describe('links', () => {
  const linksOf = (path: string) =>
    [...read(path).matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&')).filter((link) => !/^https?:/.test(link));

  it('all lead somewhere, fragments included', () => {
    const broken: string[] = [];
    let seen = 0;
    for (const path of pages) {
      if (path === '404.html') continue; // its links climb from wherever it is shown
      const ids = (target: string) => new Set([...read(target).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
      for (const link of linksOf(path)) {
        seen += 1;
        const [address = '', fragment] = link.split('#');
        let target = address === '' ? path : posix.normalize(posix.join(posix.dirname(path), address));
        if (target === './' || target === '.' || target.endsWith('/')) target = posix.join(target, 'index.html');
        if (!files.includes(target)) broken.push(`${path}: ${link}`);
        else if (fragment !== undefined && !ids(target).has(fragment)) broken.push(`${path}: ${link}`);
      }
    }
    expect(broken).toEqual([]);
    expect(seen).toBeGreaterThan(1000);
  });

  it('find each id once', () => {
    const twice: string[] = [];
    for (const path of pages) {
      const ids = [...read(path).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      for (const [index, id] of ids.entries()) if (ids.indexOf(id) !== index) twice.push(`${path}: ${id}`);
    }
    expect(twice).toEqual([]);
  });

  it('are relative, and name no other host', () => {
    for (const path of pages) {
      expect(linksOf(path).filter((link) => link.startsWith('/'))).toEqual([]);
      expect([...read(path).matchAll(/\s(?:href|src)="(https?:[^"]*)"/g)].map(([, link]) => `${path}: ${link}`)).toEqual([]);
    }
    for (const path of files.filter((name) => name.endsWith('.css'))) expect(read(path)).not.toMatch(/url\(\s*['"]?(\/|https?:)/);
  });
});

describe('names of built files', () => {
  it('hold a hash of their content, so that they can be kept for ever', () => {
    const built = files.filter((path) => path.startsWith('assets/') && !/\.(br|gz)$/.test(path));
    expect(built.length).toBeGreaterThan(5);
    for (const path of built) expect(path).toMatch(/-[\w-]{8}\.\w+$/);
  });
});

describe('compressed twins', () => {
  it('unpack to the file beside them, and are smaller', () => {
    const twins = files.filter((path) => /\.(br|gz)$/.test(path));
    for (const path of twins) {
      const whole = readFileSync(resolve(siteFolder, path.replace(/\.(br|gz)$/, '')));
      const packed = readFileSync(resolve(siteFolder, path));
      expect(packed.length).toBeLessThan(whole.length);
      expect((path.endsWith('.br') ? brotliDecompressSync : gunzipSync)(packed).equals(whole)).toBe(true);
    }
    for (const path of files) {
      if (!/\.(html|js|css|svg|wasm|webmanifest|xml|txt)$/.test(path) || statSync(resolve(siteFolder, path)).size < 1024) continue;
      expect(twins).toEqual(expect.arrayContaining([`${path}.br`, `${path}.gz`]));
    }
  });
});

describe('_headers', () => {
  const rules = rulesIn(read('_headers'));
  const of = (path: string) => allHeaders(rules, path);

  it('gives no header twice: hosts differ in what they make of that', () => {
    for (const path of ['/', ...files.map((file) => `/${file}`)]) {
      for (const [name, values] of Object.entries(of(path))) expect([path, name, values.length]).toEqual([path, name, 1]);
    }
  });

  it('lets only the embedded page into frames, and keeps every page to its own policy', () => {
    for (const path of pages) {
      const [policy] = of(`/${path}`)['content-security-policy'] ?? [];
      if (path === '404.html') expect(policy).toBeUndefined(); // shown under other addresses, which no rule covers
      else {
        const own = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(read(path))?.[1];
        expect(policy).toBe(`${own}; frame-ancestors ${path === 'embed.html' ? '*' : "'none'"}`);
        expect(own).toContain("script-src 'self' 'wasm-unsafe-eval'");
        expect(own).not.toContain('unsafe-inline');
      }
    }
    expect(of('/')['content-security-policy']).toEqual(of('/index.html')['content-security-policy']);
  });

  it('lets hashed files be kept for ever, and pages and the service worker be asked for anew', () => {
    for (const path of files.filter((name) => !/\.(br|gz)$/.test(name))) {
      const [cache] = of(`/${path}`)['cache-control'] ?? [];
      if (path.startsWith('assets/')) expect(cache).toContain('immutable');
      else if (/\.html$|^service-worker\.js$|\.webmanifest$/.test(path) && path !== '404.html') expect(cache).toBe('no-cache');
      else expect(cache ?? '').not.toContain('immutable');
    }
  });
});

describe('a host that obeys _headers', () => {
  const browser = session(siteFolder, {obeying: true});

  it('serves a page that works, stores itself and cannot be framed; embed.html can', async () => {
    const page = await browser.page({serviceWorkers: 'allow'});
    await give(page, [emptyExample], 'drop');
    await headline(page).waitFor();
    expect(await chip(page).innerText()).toBe('Empty');
    await page.waitForFunction(() => document.documentElement.dataset['offline'] === 'ready');
    expect(browser.complaints()).toEqual([]);
    await page.context().close();

    const outside = await browser.page();
    await outside.route('http://docs.test/', (route) =>
      route.fulfill({contentType: 'text/html', body: `<iframe name="start" src="${browser.origin}/"></iframe><iframe name="embed" src="${browser.origin}/embed.html"></iframe>`}),
    );
    await outside.goto('http://docs.test/');
    await outside.frame('embed')?.locator('weigh-bridge-drop').waitFor({state: 'attached'});
    expect(await outside.frame('start')?.locator('weigh-bridge').count()).toBe(0);
    expect(browser.complaints().join()).toContain('frame-ancestors');
  });
});

describe('what needs the whole address', () => {
  const wholeAddress = 'https://example.org/weighbridge/';

  it('is left out when the address is not known', () => {
    expect(process.env['WEIGHBRIDGE_SITE_URL']).toBeUndefined();
    expect(existsSync(resolve(siteFolder, 'sitemap.xml'))).toBe(false);
    expect(read('robots.txt')).not.toContain('Sitemap');
    for (const path of pages) expect(read(path)).not.toMatch(/rel="canonical"|og:url|og:image/);
  });

  it('is there when it is: sitemap, card, links of the page for missing ones', () => {
    const listed = [...sitemap(wholeAddress).matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address = '']) => address.replace(wholeAddress, '').replace(/(^|\/)$/, '$1index.html'));
    expect(listed.sort()).toEqual(pages.filter((path) => path !== '404.html' && path !== 'embed.html'));
    const tags = headTags({path: 'findings/index.html', title: 'T', description: 'D', data: () => []}, wholeAddress);
    for (const tag of [
      `<link rel="canonical" href="${wholeAddress}findings/" />`,
      `<meta property="og:url" content="${wholeAddress}findings/" />`,
      `<meta property="og:image" content="${wholeAddress}${cardPicture.path}" />`,
      '<meta name="twitter:card" content="summary_large_image" />',
    ]) {
      expect(tags).toContain(tag);
    }
    expect(notFound(wholeAddress)).toContain(`href="${wholeAddress}"`);
    expect(notFound(null)).not.toMatch(/https?:/);
  });
});

describe('the picture of a card', () => {
  it('is there, and as large as the pages say', () => {
    const png = readFileSync(resolve(siteFolder, cardPicture.path));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([cardPicture.width, cardPicture.height]);
  });

  it('is not stored by those who only use the page', () => {
    expect(read('service-worker.js')).not.toContain(cardPicture.path);
  });
});

describe('a site that knows its address', () => {
  const hereAddress = 'https://example.org/weighbridge/';
  /** As the build writes it, but for the names of script and styles. */
  const built = (address: string) => {
    process.env['WEIGHBRIDGE_SITE_URL'] = address;
    try {
      const start = withHead(readFileSync(resolve(project, 'web/index.html'), 'utf8'));
      return new Map([['index.html', start], ...allPages().map((page): [string, string] => [page.path, html(page, [], [])])]);
    } finally {
      delete process.env['WEIGHBRIDGE_SITE_URL'];
    }
  };

  it('says it on every page, and nothing else changes', () => {
    const without = built('');
    const told = built(hereAddress.slice(0, -1));
    expect([...told.keys()].sort()).toEqual(pages.filter((path) => path !== '404.html' && path !== 'embed.html'));
    for (const [path, page] of told) {
      const here = `${hereAddress}${path.replace(/(^|\/)index\.html$/, '$1')}`;
      expect(page).toContain(`<link rel="canonical" href="${here}" />`);
      expect(page).toContain(`<meta property="og:url" content="${here}" />`);
      expect(page).toContain(`<meta property="og:image" content="${hereAddress}${cardPicture.path}" />`);
      const [, json = ''] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(page) ?? [];
      const things = (JSON.parse(json) as {'@graph': {'@type': string; itemListElement?: {item: string}[]}[]})['@graph'];
      const trail = things.find((thing) => thing['@type'] === 'BreadcrumbList')?.itemListElement?.map(({item}) => item);
      const trailed = /^findings\/(?!(index|messages)\.html$)/.test(path);
      expect([path, trail]).toEqual([path, trailed ? [`${hereAddress}findings/`, here] : undefined]);
      const body = (text: string) => text.slice(text.indexOf('<body'));
      expect(body(page)).toBe(body(without.get(path) ?? ''));
    }
  });

  it('wants the address of a folder', () => {
    for (const wrong of ['example.org', 'ftp://example.org/', 'https://example.org/?a', 'https://example.org/#a']) expect(() => built(wrong)).toThrow();
  });
});
