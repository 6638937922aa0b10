// The command beside what lists HDF5 files natively.

import {execFileSync} from 'node:child_process';
import {resolve} from 'node:path';

import {compare, inTurns, spread} from './statistics.mjs';

/** @typedef {{milliseconds: number, processorMilliseconds: number, memoryBytes: number, outputBytes: number}} Timed */

const here = import.meta.dirname;

/** @param {string[]} command @returns {Timed} */
export const timed = (...command) => JSON.parse(execFileSync('python3', [`${here}/timed.py`, ...command], {encoding: 'utf8'}));

/** @param {string} path */
export const judge = (path) => timed(resolve('build/native/weighbridge'), '--json', '--values', 'none', '--fail-on', 'never', path);

/** @param {{files: string, tools: string, rounds: number, quick: boolean}} options */
export async function native({files, tools, rounds, quick}) {
  const names = ['dense-200.weights.h5', 'dense-10000.weights.h5', 'dense-10000.h5', ...(quick ? [] : ['dense-100000.weights.h5'])];
  for (const name of names) {
    const path = `${files}/${name}`;
    /** @type {Timed[]} */
    const ours = [];
    const turns = name.includes('100000') ? Math.min(rounds, 2) : rounds; // h5py takes a minute for these
    const samples = await inTurns(turns, {
      'weighbridge --json --values none': async () => {
        ours.push(judge(path));
        return ours.at(-1)?.milliseconds ?? NaN;
      },
      'h5ls -r': async () => timed(`${tools}/h5ls`, '-r', path).milliseconds,
      'h5py visititems, Python started': async () => Number(execFileSync(`${tools}/python/bin/python`, [`${here}/list_h5py.py`, path])),
    });
    compare(`natively, ${name}`, samples);
    console.log(`\nweighbridge: ${spread(ours.map(({processorMilliseconds}) => processorMilliseconds), 'ms')} of processor time, ` +
      `${spread(ours.map(({memoryBytes}) => memoryBytes / 1e6), 'MB')} of memory, ${ours[0]?.outputBytes} bytes of JSON`);
  }
}
