// Files that are unlike each other: of all fixtures as few as show everything that any of them shows.

import {readdirSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';

import {makeSets} from '../../web/support/file-sets.mjs';
import {fixtures, native} from './package.mjs';

/** What a report shows: its state, what the file is, who wrote it, how its values were read, its findings. */
export function marks(report) {
  const {verdict, container, layout, writer, scan, optimizer, findings} = report;
  return [
    `state ${verdict.state}`,
    `container ${container}`,
    `layout ${layout}`,
    `writer ${writer?.package}`,
    `scan ${scan.state}`,
    `optimizer ${optimizer !== null}`,
    ...findings.map(({id}) => `finding ${id}`),
  ];
}

/** @returns {{path: string, shows: string[]}[]} single files, the smallest first; `shows`: what no smaller one does */
export function variety() {
  const {stdout} = native(['--json', '--fail-on', 'never', '--values', 'all', '--', ...fixtures()]);
  const reports = stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  const seen = new Set();
  return reports
    .filter(({files}) => files === undefined)
    .sort((a, b) => a.file.size_bytes - b.file.size_bytes || (a.file.path < b.file.path ? -1 : 1))
    .map((report) => {
      const shows = marks(report).filter((mark) => !seen.has(mark));
      for (const mark of shows) seen.add(mark);
      return {path: report.file.path, shows};
    })
    .filter(({shows}) => shows.length > 0);
}

/**
 * Files that are one thing: a sharded save, an unzipped .keras, a checkpoint of TensorFlow; each alone in a folder.
 * @returns {{sets: {folder: string, files: string[]}[], remove: () => void}}
 */
export function fileSets() {
  const {folder, shards, keras, checkpoint} = makeSets();
  const filesIn = (of) => readdirSync(of).sort().map((name) => join(of, name));
  return {
    sets: [shards, keras, checkpoint].map((of) => ({folder: of, files: filesIn(of)})),
    remove: () => rmSync(dirname(folder), {recursive: true}),
  };
}
