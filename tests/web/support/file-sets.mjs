// Folders of files that are one thing, and one where they are not, from what real Keras wrote.

import {execFileSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const project = fileURLToPath(new URL('../../..', import.meta.url));

export const corpus = () => execFileSync('python3', [resolve(project, 'tests/fixtures/unpack.py')], {encoding: 'utf8'}).trim();

const shardNames = [0, 1, 2].map((number) => `C03_shard_0000${number}.weights.h5`);
// As keras/src/saving/saving_lib.py (ShardedH5IOStore) writes it; the corpus kept the shards only.
const index = {
  metadata: {total_size: 5644.0},
  weight_map: Object.fromEntries(['dense', 'dense_1', 'dense_2', 'dense_3', 'dense_4', 'dense_5'].map((layer, place) => [`/layers/${layer}/vars`, [shardNames[place >> 1]]])),
};

/** @typedef {{folder: string, names: string[]}} Sets  a folder, and what must be judged in it, by name */

/**
 * A sharded save, an unzipped .keras, a TensorFlow checkpoint and two files of their own, hidden ones between.
 * @returns {Sets & {shards: string, keras: string, checkpoint: string}}
 */
export function makeSets() {
  const from = corpus();
  const folder = join(mkdtempSync(join(tmpdir(), 'weighbridge-sets-')), 'runs');
  const below = (/** @type {string} */ name) => {
    mkdirSync(join(folder, name), {recursive: true});
    return join(folder, name);
  };
  const shards = below('big');
  for (const shard of shardNames) copyFileSync(join(from, 'keras3.15.1', shard), join(shards, shard));
  writeFileSync(join(shards, 'C03_shard.weights.json'), JSON.stringify(index));

  const keras = below('unzipped');
  execFileSync('python3', ['-m', 'zipfile', '-e', join(from, 'keras3.6.0/C02_m.keras'), keras]);

  const checkpoint = below('checkpoint');
  // Of the other pieces the corpus kept nothing: their names are what counts.
  copyFileSync(join(from, 'tf2.15/C01_ckptdir/w.index'), join(checkpoint, 'w.index'));
  writeFileSync(join(checkpoint, 'w.data-00000-of-00001'), Buffer.alloc(2000, 7));
  writeFileSync(join(checkpoint, 'checkpoint'), 'model_checkpoint_path: "w"\nall_model_checkpoint_paths: "w"\n');

  copyFileSync(join(from, 'keras3.15.1/D02_trained_few_steps.weights.h5'), join(folder, 'alone.weights.h5'));
  writeFileSync(join(folder, 'README.txt'), 'What is in here\n');
  writeFileSync(join(folder, '.hidden.h5'), 'hidden');
  writeFileSync(join(below('.git'), 'config'), 'hidden too');
  return {folder, shards, keras, checkpoint, names: ['C03_shard.weights.json', basename(keras), 'w.index', 'alone.weights.h5', 'README.txt']};
}
