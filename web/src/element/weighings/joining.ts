// Files that came later and belong to earlier ones: the shards of an index, the missing shard of a set. Pure.

import type {FileGroup, GivenFile} from '../../engine/given.js';
import type {Weighing} from './weighing.js';

/**
 * The names that the members of sets have: Keras' sharded saves (keras/src/saving/saving_lib.py, ShardedH5IOStore, Keras 3.10 and later), an
 * unzipped .keras, TensorFlow's checkpoints. They only say whether the engine is worth asking; it alone says what belongs together.
 */
const memberName = /(?:_\d{5}\.weights\.h5|\.weights\.json|\.index|\.data-\d{5}-of-\d{5}|(?:^|\/)(?:model\.weights\.h5|config\.json|metadata\.json|checkpoint))$/;

/** Those earlier ones that new files may belong to. */
export function joined(given: readonly GivenFile[], earlier: readonly Weighing[]): readonly Weighing[] {
  if (!given.some(({path}) => memberName.test(path))) return [];
  return earlier.filter(({files}) => files.some(({path}) => memberName.test(path)));
}

export interface Union {
  /** The new files, then the earlier ones. A new file takes the place of an earlier one of the same path. */
  readonly files: readonly GivenFile[];
  /** The groups with new files in them, each named as it was given. */
  split(groups: readonly FileGroup[]): readonly FileGroup[];
  /** The earlier ones that are in those groups, or that a new file has replaced a part of. */
  replaced(groups: readonly FileGroup[]): ReadonlySet<number>;
}

export function regrouped(given: readonly GivenFile[], earlier: readonly Weighing[]): Union {
  const folder = commonFolder(given, earlier);
  const taken = given.map(({path, file}) => ({path: `${folder}${path}`, file}));
  const paths = new Set(taken.map(({path}) => path));
  const owners: number[] = [];
  const before: GivenFile[] = [];
  for (const {id, files} of earlier) {
    for (const one of files) {
      if (paths.has(one.path)) continue;
      before.push(one);
      owners.push(id);
    }
  }
  const isNew = (place: number) => place < taken.length;
  const ownersOf = (group: FileGroup) => group.files.flatMap((place) => (isNew(place) ? [] : (owners[place - taken.length] ?? [])));
  return {
    files: [...taken, ...before],
    split: (groups) =>
      groups
        .filter(({files}) => files.some(isNew))
        .map((group) => (ownersOf(group).length > 0 || !group.name.startsWith(folder) ? group : {...group, name: group.name.slice(folder.length)})),
    replaced: (groups) => new Set(groups.flatMap(ownersOf)),
  };
}

/** New files without a folder are taken for members of the one folder that the earlier ones lie in. */
function commonFolder(given: readonly GivenFile[], earlier: readonly Weighing[]): string {
  if (given.some(({path}) => path.includes('/'))) return '';
  const folders = new Set(earlier.flatMap(({files}) => files.map(({path}) => path.slice(0, path.lastIndexOf('/') + 1))));
  const [only = ''] = folders;
  return folders.size === 1 ? only : '';
}
