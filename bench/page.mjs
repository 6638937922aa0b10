// From the drop to the verdict and the first screen, beside the readers of HDF5 that run in a browser.

import {withBrowser} from './browser.mjs';
import {weigh} from './ours.mjs';
import {ask} from './peer.mjs';
import {compare, digits, inTurns, median, spread} from './statistics.mjs';

/** @typedef {import('./ours.mjs').Seen} Seen @typedef {{name: string, peers: string[]}} Race */

/** Through WORKERFS h5wasm reads some hundred bytes at a time, which takes minutes for 10,000 layers: only where nothing else can open the file. */
const small = ['h5wasm-memory', 'h5wasm-workerfs', 'jsfive'];
const large = ['h5wasm-memory', 'jsfive'];
const races = (/** @type {boolean} */ quick) => [
  {name: 'dense-200.weights.h5', peers: small},
  {name: 'dense-10000.weights.h5', peers: large},
  {name: 'dense-10000.h5', peers: large},
  {name: 'sparse-20gb.weights.h5', peers: ['h5wasm-workerfs']},
  ...(quick ? [] : [{name: 'dense-100000.weights.h5', peers: []}]),
];

/** @param {readonly Seen[]} all */
function tellMore(all) {
  const longest = Math.max(0, ...all.flatMap(({longTasks}) => longTasks));
  console.log(`\nthe event ${spread(all.map(({verdict}) => verdict), 'ms')}; module's memory ${digits(Math.max(...all.map(({heapBytes}) => heapBytes)) / 1e6)} MB; ` +
    `longest task of the main thread ${longest === 0 ? 'under 50' : digits(longest)} ms; JSON ${median(all.map(({jsonBytes}) => jsonBytes))} bytes`);
}

/** @param {{files: string, rounds: number, quick: boolean}} options */
export const page = ({files, rounds, quick}) =>
  withBrowser(async (browser, origin) => {
    for (const {name, peers} of races(quick)) {
      const path = `${files}/${name}`;
      /** @type {Seen[]} */
      const seen = [];
      /** @type {Map<string, number[]>} */
      const processor = new Map();
      const samples = await inTurns(name.includes('100000') ? Math.min(rounds, 2) : rounds, {
        'the page: headline': async () => {
          seen.push(await weigh(browser, origin, [path], 'screen'));
          return seen.at(-1)?.headline ?? NaN;
        },
        ...Object.fromEntries(peers.map((peer) => [peer, async () => {
          const {milliseconds, processor: spent} = await ask(browser, origin, peer, path);
          processor.set(peer, [...(processor.get(peer) ?? []), spent]);
          return milliseconds;
        }])),
      });
      const [[headline, times], ...others] = /** @type {[[string, number[]], ...[string, number[]][]]} */ ([...samples]);
      compare(`in Chromium, ${name}`, new Map([['the page: first screen', seen.map(({screen}) => screen)], [headline, times], ...others]));
      tellMore(seen);
      compare('the same in processor time', new Map([['the page: first screen', seen.map(({processor: spent}) => spent)], ...processor]));
    }
  });
