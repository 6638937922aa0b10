// served_page.mjs ADDRESS: asks the served page for a verdict on two of its examples, in Chromium. Exit code 0: both are right.
import assert from 'node:assert/strict';

import {launch, page as open} from '../npm/support/browser.mjs';

const [address] = process.argv.slice(2);
const browser = await launch();
try {
  for (const [example, words] of [
    ['subclassed-after-build.weights.h5', /this file is empty/i],
    ['sequential-with-input.weights.h5', /loaded/i],
  ]) {
    const page = await open(browser, address);
    await page.locator(`button[data-example="${example}"]`).click();
    await page.locator('weigh-bridge').getByText(words).first().waitFor();
    assert.deepEqual(page.complaints, []);
    console.log(`${example}: the page's verdict is right`);
    await page.context().close();
  }
} finally {
  await browser.close();
}
