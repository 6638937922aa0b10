// The pages to read: plain HTML that says what the sources say, for readers without JavaScript and for search engines; the box comes late.

import {readdirSync, readFileSync} from 'node:fs';
import {resolve} from 'node:path';

import {describe, expect, it} from 'vitest';

import {axeFindings, overflowing} from '../support/accessibility.js';
import {filesBelow} from '../support/folder.mjs';
import {chip, fileAt, give, headline, examplesFolder, project, siteFolder} from '../support/page.mjs';
import {session} from '../support/session.js';

const read = (path: string) => readFileSync(resolve(siteFolder, path), 'utf8');
const source = (path: string) => readFileSync(resolve(project, path), 'utf8');
const ids = readdirSync(resolve(project, 'docs/findings')).map((name) => name.replace('.md', '')).filter((id) => id !== 'index');
const pages = filesBelow(siteFolder).filter((path) => path.endsWith('.html') && !['404.html', 'embed.html'].includes(path));
const text = (html: string) =>
  html.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
/** As a reader sees them: without marks, whatever the white space. */
const words = (html: string) => text(html.replace(/<script[^]*?<\/script>/g, '')).replace(/[`*]/g, '').replace(/\s+/g, ' ');
/** What JSON-LD says that must stand on the page: headlines, questions, answers. */
function claimsOf(thing: Record<string, unknown>): string[] {
  if (thing['@type'] === 'TechArticle') return [String(thing['headline'])];
  if (thing['@type'] !== 'FAQPage') return [];
  return (thing['mainEntity'] as {name: string; acceptedAnswer: {text: string}}[]).map(({name}) => name);
}
const emptyExample = fileAt(`${examplesFolder}/sequential-without-input.weights.h5`);

describe('the built pages', () => {
  it('are one for each finding, with every piece of code and every error text of its source', () => {
    expect(ids.length).toBeGreaterThan(70);
    for (const id of ids) {
      const page = text(read(`findings/${id}.html`));
      const markdown = source(`docs/findings/${id}.md`);
      const blocks = [...markdown.matchAll(/^```\w*\n([^]*?)\n```$/gm)].map(([, code = '']) => code);
      // Code with a backtick in it stands between two of them.
      const inline = [...markdown.replace(/^```[^]*?^```$/gm, '').matchAll(/``(.+?)``|`([^`\n]+)`/g)].map(([, two, one]) => (two ?? one ?? '').trim());
      expect([id, [...blocks, ...inline].filter((code) => !page.includes(code))]).toEqual([id, []]);
    }
  });

  it.each(['python', 'notebooks', 'ci'])('tell how to use it away from the page: %s', (name) => {
    const html = read(`${name}.html`);
    const blocks = [...source(`docs/${name}.md`).matchAll(/^```\w*\n([^]*?)\n```$/gm)].map(([, code = '']) => code);
    expect(blocks.length).toBeGreaterThan(3);
    expect(blocks.filter((code) => !text(html).includes(code))).toEqual([]);
    expect(text(html)).not.toContain('<!--');
    const places = [...html.matchAll(/<main[^]*?<\/main>/g)].flatMap(([main]) => [...main.matchAll(/href="([^"#]+?)(?:#[^"]*)?"/g)]).map(([, place = '']) => place);
    const missing = places.filter((place) => !/^(https?:|\.\/$|\.\/findings\/$)/.test(place) && !pages.includes(place.replace(/^\.\//, '')) && !place.startsWith('findings/'));
    expect(missing).toEqual([]);
    // The footer of every page leads there.
    expect(read('findings/never-built.html')).toContain(`<a href="../${name}.html">`);
  });

  it('hold every known error message', () => {
    const page = text(read('findings/messages.html'));
    const says = [...source('core/messages/messages.md').matchAll(/^Says: `(.*)`$/gm)].map(([, message = '']) => message);
    expect(says.length).toBeGreaterThan(80);
    expect(says.filter((message) => !page.includes(message.replaceAll('*', '…')))).toEqual([]);
  });

  it('say to search engines what they are, in the words that people search for, each of its own', () => {
    const seen = {title: new Set<string>(), description: new Set<string>()};
    for (const path of pages) {
      const html = read(path);
      const title = text(/<title>(.*?)<\/title>/.exec(html)?.[1] ?? '').replace(/ · Weighbridge$/, '');
      const description = text(/<meta\s+name="description"\s+content="(.*?)"/.exec(html)?.[1] ?? '');
      // Search engines cut titles and descriptions that are longer.
      expect([path, title, title.length >= 30 && title.length <= 75]).toEqual([path, title, true]);
      expect([path, description, description.length >= 90 && description.length <= 160]).toEqual([path, description, true]);
      expect(title).toMatch(/keras/i);
      expect(`${title} ${description}`).toMatch(/\.h5|\.keras|save_weights|load_weights|load_model/);
      // A page that says of no file in particular what a layer is called, or how large the file was, is the page of a fixture.
      expect(`${title} ${description}`).not.toMatch(/\bdense and dense_1\b|\bconv2d_12 and\b|\d bytes of \d/);
      expect(html).toContain('property="og:title"');
      expect(html.match(/<h1[ >]/g)?.length).toBe(1);
      expect(html).toContain('<html lang="en">');
      seen.title.add(title);
      seen.description.add(description);
    }
    expect([seen.title.size, seen.description.size]).toEqual([pages.length, pages.length]);
  });

  it('say to machines only what they say to people', () => {
    const kinds = new Map<string, number>();
    for (const path of pages) {
      const html = read(path);
      const blocks = [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].map(([, json = '']) => json);
      expect([path, blocks.length]).toEqual([path, 1]);
      const data = JSON.parse(blocks[0] ?? '') as {'@context': string; '@graph': Record<string, unknown>[]};
      expect(data['@context']).toBe('https://schema.org');
      const shown = words(html.slice(html.indexOf('<body')));
      for (const thing of data['@graph']) {
        kinds.set(String(thing['@type']), (kinds.get(String(thing['@type'])) ?? 0) + 1);
        for (const said of claimsOf(thing)) expect([path, said, shown.includes(words(said))]).toEqual([path, said, true]);
        const description = text(/<meta\s+name="description"\s+content="(.*?)"/.exec(html)?.[1] ?? '');
        if (thing['@type'] !== 'FAQPage') expect([path, thing['description']]).toEqual([path, description]);
      }
      // Where no address is known none is made up.
      expect(blocks[0]?.replace('https://schema.org', '')).not.toMatch(/https?:/);
    }
    expect(Object.fromEntries(kinds)).toEqual({WebApplication: 1, TechArticle: ids.length + 5, FAQPage: 2});
  });

  it('name other findings only as links', () => {
    const page = read('findings/never-built.html');
    expect(page).toContain('href="../why-empty.html"');
    expect(read('why-empty.html')).toContain('<a href="findings/never-built.html"><code>never-built</code></a>');
  });
});

describe('a reader', () => {
  const browser = session();
  const read = async (path: string, options = {}) => {
    const page = await browser.blank(options);
    await page.goto(`${browser.origin}/${path}`);
    return page;
  };

  it('without JavaScript reads all of it', async () => {
    const page = await read('findings/never-built.html', {javaScriptEnabled: false});
    expect(await page.locator('h1').innerText()).toBe('The model was saved before its layers had their weights');
    expect(await page.locator('main').innerText()).toContain("Layer 'dense' expected 2 variables, but received 0 variables during loading.");
    expect(await page.locator('weigh-bridge a').isVisible()).toBe(true);
    expect(await page.locator('#theme').isVisible()).toBe(false);
    await page.goto(`${browser.origin}/why-empty.html`);
    expect(await page.locator('table').innerText()).toContain('Keras 3.7 to 3.15');
    expect(browser.complaints()).toEqual([]);
  });

  it('gets the box when it comes near, and the engine with the first file', async () => {
    const page = await read('findings/truncated.html');
    await page.waitForLoadState('networkidle');
    const before = browser.requests.length;
    expect(browser.requests.some(({path}) => /define|wasm|worker/.test(path))).toBe(false);
    await page.locator('#check').scrollIntoViewIfNeeded();
    await page.locator('weigh-bridge-drop').waitFor();
    expect(browser.requests.slice(before).some(({path}) => path.endsWith('.wasm'))).toBe(false);
    await give(page, [emptyExample], 'drop');
    await headline(page).waitFor();
    expect(await chip(page).innerText()).toBe('Empty');
    // From a finding of this file to the page about it, beside the result.
    expect(await page.locator('weigh-bridge .about a').first().evaluate((link) => (link as HTMLAnchorElement).href)).toBe(`${browser.origin}/findings/never-built.html`);
    expect(browser.complaints()).toEqual([]);
  });

  it('weighs the examples of why-empty in its box', async () => {
    const page = await read('why-empty.html');
    await page.locator('[data-example="subclassed-after-build.weights.h5"]').click();
    await headline(page).waitFor();
    expect(await chip(page).innerText()).toBe('Empty');
    await page.locator('[data-example="sequential-with-input.weights.h5"]').click();
    await expect.poll(() => chip(page).innerText()).toBe('Loaded');
  });

  it('drops a file on the page before the box is there', async () => {
    const page = await read('findings/messages.html');
    await give(page, [emptyExample], 'drop', 'h1');
    await headline(page).waitFor();
    expect(await chip(page).innerText()).toBe('Empty');
  });

  it('copies code', async () => {
    const page = await read('findings/never-built.html', {permissions: ['clipboard-read', 'clipboard-write']});
    const button = page.locator('.code .copy').first();
    await button.click();
    await expect.poll(() => button.innerText()).toBe('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await page.locator('.code code').first().innerText());
  });

  // The others are among the scenes of accessibility.test.ts.
  it.each(['light', 'dark'] as const)('is not shut out: axe and the narrowest screen, %s', async (colorScheme) => {
    const page = await browser.blank({colorScheme});
    const found: string[] = [];
    for (const path of ['findings/messages.html', 'findings/truncated.html', '404.html']) {
      for (const width of [1280, 320]) {
        await page.setViewportSize({width, height: 800});
        await page.goto(`${browser.origin}/${path}`);
        // Its own policy keeps axe's style sheet out of the page for missing addresses.
        const axe = path === '404.html' ? [] : await axeFindings(page);
        for (const line of [...axe, ...(await overflowing(page))]) found.push(`${path} ${width}: ${line}`);
      }
    }
    expect(found).toEqual([]);
  });
});
