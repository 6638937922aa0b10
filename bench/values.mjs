// All values of a gigabyte, beside the same bytes only read.

import {withBrowser} from './browser.mjs';
import {weigh} from './ours.mjs';
import {ask} from './peer.mjs';
import {digits, inTurns, median, table} from './statistics.mjs';

const bare = ['bare-8-ahead', 'bare-8-into', 'bare-8', 'bare-1-ahead', 'bare-sync-8'];

/** @param {{files: string, rounds: number}} options */
export const values = ({files, rounds}) =>
  withBrowser(async (browser, origin) => {
    const path = `${files}/values.weights.h5`;
    const megabytes = (64 * (16 << 20)) / 1e6;
    const samples = await inTurns(rounds, {
      'the page: from the verdict to all values': async () => {
        const {verdict, values} = await weigh(browser, origin, [path], 'values');
        return (1000 * megabytes) / (values - verdict);
      },
      ...Object.fromEntries(bare.map((how) => [how, async () => (1000 * megabytes) / (await ask(browser, origin, how, path)).milliseconds])),
    });
    const ours = median(samples.values().next().value ?? []);
    const rows = [...samples].map(([name, rates]) => [
      name, `${digits(median(rates))} MB/s (${digits(Math.min(...rates))} to ${digits(Math.max(...rates))})`, `${digits((100 * ours) / median(rates))} %`]);
    console.log(`\nall values of 1.07 GB in Chromium\n\n${table([['what', 'middle (slowest to fastest)', 'the page reaches of it'], ...rows])}`);
  });
