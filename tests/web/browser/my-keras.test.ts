// "My Keras": said once, told for first, remembered, part of the address.

import {join} from 'node:path';

import type {Page} from 'playwright-core';
import {afterEach, describe, expect, it} from 'vitest';

import {corpus} from '../support/file-sets.mjs';
import {fileAt, give, headline} from '../support/page.mjs';
import {session} from '../support/session.js';

const browser = session();
afterEach(() => expect(browser.complaints()).toEqual([]));

const trained = () => fileAt(join(corpus(), 'keras3.15.1/D02_trained_few_steps.weights.h5'));
const choice = (page: Page) => page.locator('weigh-bridge .verdict').getByLabel('My Keras');
const whatToDo = (page: Page) => page.locator('weigh-bridge .verdict .rest > div:not(.my-keras)').innerText();
const firstRow = (page: Page) => page.locator('weigh-bridge .loaders tr').first();

async function weighed(page: Page): Promise<void> {
  await give(page, [trained()], 'drop');
  await headline(page).waitFor();
}

async function read(page: Page): Promise<void> {
  await expect.poll(() => page.locator('weigh-bridge .read').innerText()).toContain('Values read');
}

describe('my Keras', () => {
  it('is chosen by keyboard; the advice and the table then speak of it, and what was read of the values stays', async () => {
    const page = await browser.page();
    await weighed(page);
    await read(page);
    expect(await choice(page).locator('option:checked').innerText()).toBe('not said: the newest counts');
    await choice(page).focus();
    await choice(page).press('T'); // the first that begins so
    await expect.poll(() => whatToDo(page)).toContain('tf.keras of TensorFlow 2.15');
    expect(await firstRow(page).innerText()).toContain('your Keras');
    expect(await firstRow(page).innerText()).toContain('TensorFlow 2.15');
    await read(page);
    expect(await page.evaluate(() => document.querySelector('weigh-bridge')!.shadowRoot!.activeElement!.id)).toBe('my-keras');
    expect(await page.locator('weigh-bridge .frame > [role="status"]').innerText()).toContain('tf.keras of TensorFlow 2.15');
  });

  it('is part of the address and remembered, and forgotten when it is taken back', async () => {
    const page = await browser.page();
    await weighed(page);
    await choice(page).selectOption('2.3');
    await expect.poll(() => whatToDo(page)).toContain('Keras 2.3');
    expect(new URL(page.url()).search).toBe('?keras=2.3');
    await page.goto(`${browser.origin}/`);
    await weighed(page);
    await expect.poll(() => whatToDo(page)).toContain('model.load_weights of Keras 2.3 raises an error');
    await choice(page).selectOption('');
    await expect.poll(() => whatToDo(page)).not.toContain('Keras 2.3');
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await weighed(page);
    expect(await whatToDo(page)).not.toContain('Keras 2.3');
  });

  it('of an address counts before what is remembered, as precise as it was said', async () => {
    const page = await browser.page();
    await page.evaluate(() => localStorage.setItem('my-keras', '2.3'));
    await page.goto(`${browser.origin}/?keras=3.10.0`);
    await weighed(page);
    await expect.poll(() => whatToDo(page)).toContain('With Keras 3.10.0:');
    expect(await choice(page).inputValue()).toBe('3.10.0');
  });

  it('that is none is refused in words, and the newest counts', async () => {
    const page = await browser.page();
    await page.goto(`${browser.origin}/?keras=banana`);
    await weighed(page);
    expect(await page.locator('weigh-bridge .my-keras .refused').innerText()).toContain("'banana' is no version of Keras.");
    expect(await choice(page).inputValue()).toBe('');
  });

  it('is told by a pasted traceback, and taken for the reader’s own when he says so', async () => {
    const page = await browser.page();
    await weighed(page);
    const box = page.locator('weigh-bridge-message');
    await box.locator('summary').click();
    await box.locator('textarea').fill('File "/opt/py/site-packages/tf_keras/src/saving/saving_api.py"\nValueError: Layer count mismatch when loading weights from file. Model expected 2 layers, found 0 saved layers.');
    await box.getByRole('button', {name: 'What does it mean?'}).click();
    await box.getByRole('button', {name: /^Say everything for tf_keras 2\./}).click();
    await expect.poll(() => whatToDo(page)).toContain('tf_keras 2.');
    expect(new URL(page.url()).searchParams.get('keras')).toMatch(/^tf_keras 2\./);
    expect(await box.locator('.seen').innerText()).toContain('Everything is said for tf_keras 2.');
  });

  it('fits a phone, in the dark', async () => {
    const page = await browser.page({viewport: {width: 320, height: 640}, colorScheme: 'dark'});
    await weighed(page);
    const {x, width, height} = (await choice(page).boundingBox())!;
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(320);
    expect(height).toBeGreaterThanOrEqual(24);
    const colors = await choice(page).evaluate((select) => [getComputedStyle(select).color, getComputedStyle(select).backgroundColor]);
    expect(new Set(colors).size).toBe(2);
  });
});
