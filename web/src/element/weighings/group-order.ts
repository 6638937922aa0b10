// Which of the things in a dropped folder comes first. Pure.

import type {FileGroup, GivenFile} from '../../engine/given.js';

const likelyNames = /\.(h5|hdf5|he5|hdf|keras)$/i;

/** By its name, or because it is several files that are one thing. */
export function mayHoldWeights({name, files}: {readonly name: string; readonly files: readonly unknown[]}): boolean {
  return files.length > 1 || likelyNames.test(name);
}

/** Files given one by one keep their order; in a folder sets and what is called a weight file stand before everything else. */
export function likelyFirst(groups: readonly FileGroup[], given: readonly GivenFile[]): FileGroup[] {
  if (!given.some(({path}) => path.includes('/'))) return [...groups];
  const likely = ({kind, name}: FileGroup) => kind !== 'single' || likelyNames.test(name);
  return [...groups.filter(likely), ...groups.filter((group) => !likely(group))];
}

/** What lay in a folder and is no weight file is left out, as by the command; what was given by itself is weighed whatever it is. */
export function meant(groups: readonly FileGroup[], given: readonly GivenFile[]): FileGroup[] {
  const isInFolder = ({files: [place = -1]}: FileGroup) => given[place]?.path.includes('/') ?? false;
  return groups.filter((group) => group.weights || !isInFolder(group));
}

/** What a group is called on the page: its name within its folder, and the folder. */
export function nameOf(name: string): {readonly name: string; readonly folder: string} {
  const slash = name.lastIndexOf('/');
  return {name: name.slice(slash + 1), folder: slash < 0 ? '' : name.slice(0, slash + 1)};
}
