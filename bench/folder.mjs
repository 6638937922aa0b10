// A folder of 1,000 small weight files, by the page and by the command.

import {withBrowser} from './browser.mjs';
import {judge} from './native.mjs';
import {weigh} from './ours.mjs';
import {compare, digits, inTurns, median, spread} from './statistics.mjs';

/** @param {{files: string, rounds: number}} options */
export const folder = ({files, rounds}) =>
  withBrowser(async (browser, origin) => {
    const path = `${files}/folder`;
    /** @type {import('./native.mjs').Timed[]} */
    const command = [];
    /** @type {import('./ours.mjs').Seen[]} */
    const page = [];
    const samples = await inTurns(rounds, {
      'the command': async () => {
        command.push(judge(path));
        return command.at(-1)?.milliseconds ?? NaN;
      },
      'the page: all values of all files': async () => {
        page.push(await weigh(browser, origin, [path], 'idle'));
        return page.at(-1)?.idle ?? NaN;
      },
    });
    compare('a folder of 1,000 files', samples);
    for (const [name, times] of samples) console.log(`\n${name}: ${digits(1e6 / median(times))} files a second`);
    console.log(`\nthe command: ${spread(command.map(({memoryBytes}) => memoryBytes / 1e6), 'MB')} of memory`);
    console.log(`\nthe page: first verdict ${spread(page.map(({headline}) => headline), 'ms')}; module's memory ${spread(page.map(({heapBytes}) => heapBytes / 1e6), 'MB')}; ` +
      `longest task ${digits(Math.max(0, ...page.flatMap(({longTasks}) => longTasks)))} ms`);
  });
