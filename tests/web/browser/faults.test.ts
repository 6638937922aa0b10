// The engine's stand-in dies in every way the real one must not: it costs one worker, never the page.

import {resolve} from 'node:path';

import {describe, expect, it} from 'vitest';

import {chip, fileOf, give, headline, project} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session(resolve(project, 'build/site-stand-in'));

describe('a fault of the engine', () => {
  it.each([
    ['trap.h5', 'The engine crashed on this file'],
    ['memory.h5', 'The engine ran out of memory on this file'],
    ['refuse.h5', 'The file could not be weighed'],
  ])('%s: "%s", and the next file is weighed', async (name, said) => {
    const page = await browser.page();
    await give(page, [fileOf(name)], 'drop');
    await headline(page).waitFor();
    expect(await headline(page).innerText()).toBe(said);
    expect(await page.locator('weigh-bridge .frame > [role="status"]').innerText()).toBe(`${name}: ${said}`);
    await give(page, [fileOf('good.weights.h5')], 'drop');
    await chip(page).waitFor();
    expect((await chip(page).innerText()).trim()).toBe('Loaded');
    expect(await page.locator('weigh-bridge nav.files .chip').allInnerTexts()).toEqual(['not weighed', 'Loaded']);
  });

  it('in the middle of several costs only its own file', async () => {
    const page = await browser.page();
    await give(page, ['one.h5', 'trap.h5', 'empty.h5', 'memory.h5', 'five.h5'].map((name) => fileOf(name)), 'drop');
    await expect
      .poll(() => page.locator('weigh-bridge nav.files .chip').allInnerTexts())
      .toEqual(['not weighed', 'not weighed', 'Empty', 'Loaded', 'Loaded']);
  });

  it('can be tried again', async () => {
    const page = await browser.page();
    await give(page, [fileOf('trap.h5')], 'drop');
    const retry = page.getByRole('button', {name: 'Try again'});
    await retry.click();
    await retry.waitFor();
    expect(await headline(page).innerText()).toBe('The engine crashed on this file');
  });

  it('a hang is ended after 30 seconds; a cancel does not wait for that', async () => {
    const page = await browser.page();
    await give(page, [fileOf('hang.h5')], 'drop');
    await page.getByRole('button', {name: 'Cancel'}).click();
    await headline(page).waitFor();
    expect(await headline(page).innerText()).toBe('Cancelled');

    const began = Date.now();
    await give(page, ['hang.h5', 'after.h5'].map((name) => fileOf(name)), 'drop');
    await expect
      .poll(() => page.locator('weigh-bridge nav.files .chip').allInnerTexts(), {timeout: 100_000, interval: 500})
      .toEqual(['not weighed', 'Loaded', 'not weighed']);
    expect(await headline(page).innerText()).toBe('The engine got stuck on this file');
    expect(Date.now() - began).toBeGreaterThan(28_000);
  }, 130_000);

  it("a file that HDF5's own library dies of, or refuses, is judged with that; the verdict was there before", async () => {
    const page = await browser.page();
    await page.evaluate(() => {
      const verdicts: string[] = [];
      Object.assign(window, {verdicts});
      for (const kind of ['weighbridge-report', 'weighbridge-confirmed']) {
        document.querySelector('weigh-bridge')!.addEventListener(kind, (event) => {
          const {name, report, confirmationFollows} = (event as CustomEvent<{name: string; report: {verdict: {state: string}; inspection?: {answer: string}}; confirmationFollows: boolean}>).detail;
          verdicts.push(`${kind} ${name}: ${report.verdict.state}, ${report.inspection?.answer ?? 'not asked'}${confirmationFollows ? ', to be asked' : ''}`);
        });
      }
    });
    await give(page, ['asked-fragile.h5', 'asked-wrong.h5', 'asked-sound.h5', 'plain.h5'].map((name) => fileOf(name)), 'drop');
    await expect.poll(() => page.locator('weigh-bridge nav.files .chip').allInnerTexts(), {timeout: 20_000}).toEqual(['Damaged', 'Damaged', 'Loaded', 'Loaded']);
    await page.waitForFunction(() => !(document.querySelector('weigh-bridge') as unknown as {busy: boolean}).busy);
    expect((await page.evaluate(() => (window as unknown as {verdicts: string[]}).verdicts)).sort()).toEqual([
      'weighbridge-confirmed asked-sound.h5: filled, opens',
      'weighbridge-report asked-fragile.h5: damaged, crashed',
      'weighbridge-report asked-fragile.h5: filled, not asked, to be asked',
      'weighbridge-report asked-sound.h5: filled, not asked, to be asked',
      'weighbridge-report asked-wrong.h5: damaged, refused',
      'weighbridge-report asked-wrong.h5: filled, not asked, to be asked',
      'weighbridge-report plain.h5: filled, not asked',
    ]);
  });

  it('outside a file: a worker that dies idle is replaced', async () => {
    const page = await browser.page();
    const engines = () => page.workers().filter((worker) => !/inspector|reader/.test(worker.url()));
    const readers = () => page.workers().filter((worker) => worker.url().includes('reader'));
    const [worker] = engines();
    await worker!.evaluate(() => {
      setTimeout(() => {
        throw new WebAssembly.RuntimeError('unreachable');
      });
    });
    await page.waitForTimeout(200);
    await give(page, [fileOf('good.h5')], 'drop');
    await chip(page).waitFor();
    expect(engines()).toHaveLength(1);
    expect(engines()[0]).not.toBe(worker);
    await expect.poll(() => readers().length).toBe(1); // the one before went with its engine
  });
});

describe('evidence', () => {
  it('is shown for every kind, one from the future included', async () => {
    const page = await browser.page();
    await give(page, [fileOf('empty.weights.h5')], 'drop');
    await headline(page).waitFor();
    const kinds = await page.locator('weigh-bridge-findings li[data-kind]').evaluateAll((all) =>
      all.map((item) => [item.getAttribute('data-kind'), (item.textContent ?? '').trim().replace(/\s+/g, ' ')]),
    );
    expect(kinds).toEqual([
      ['at', 'layers/dense/vars · group without datasets'],
      ['absent', 'missing: the kernel · layers/dense/vars/0'],
      ['attribute', 'layers/dense · attribute name = dense'],
      ['bytes', 'at byte 0: 89 48 44 46 · the signature of HDF5'],
      ['measurement', 'tensors: 0 tensors'],
      ['excerpt', 'first line <!doctype html>'],
      ['pair', 'size: expected 100, found 50'],
      ['list', 'layers without weights: densedense_1'],
      ['of-the-future', 'colour: green'],
    ]);
  });
});
