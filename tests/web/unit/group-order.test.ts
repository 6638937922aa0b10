import {describe, expect, it} from 'vitest';

import type {FileGroup, GivenFile} from '../../../web/src/engine/given.js';
import {likelyFirst, meant, nameOf} from '../../../web/src/element/weighings/group-order.js';

const given = (paths: string[]): GivenFile[] => paths.map((path) => ({path, file: new File([''], path)}));
const singles = (paths: string[]): FileGroup[] => paths.map((name, place) => ({kind: 'single', name, files: [place], weights: !name.endsWith('.md')}));
const order = (paths: string[], groups = singles(paths)) => likelyFirst(groups, given(paths)).map(({name}) => name);

describe('likelyFirst', () => {
  it('leaves files that were given one by one as they are', () => {
    expect(order(['notes.txt', 'a.h5'])).toEqual(['notes.txt', 'a.h5']);
  });
  it('puts what is called a weight file first in a folder', () => {
    expect(order(['d/README', 'd/b.keras', 'd/train.py', 'd/A.HDF5'])).toEqual(['d/b.keras', 'd/A.HDF5', 'd/README', 'd/train.py']);
  });
  it('takes a set for a weight file whatever its name', () => {
    const paths = ['d/a.py', 'd/w.index', 'd/w.data-00000-of-00001'];
    const groups: FileGroup[] = [
      {kind: 'single', name: paths[0]!, files: [0], weights: false},
      {kind: 'tf-checkpoint', name: paths[1]!, files: [1, 2], weights: true},
    ];
    expect(order(paths, groups)).toEqual(['d/w.index', 'd/a.py']);
  });
});

describe('meant', () => {
  const kept = (paths: string[]) => meant(singles(paths), given(paths)).map(({name}) => name);
  it('leaves out of a folder what is no weight file', () => {
    expect(kept(['run/README.md', 'run/m.h5', 'run/deep/notes.md'])).toEqual(['run/m.h5']);
  });
  it('keeps what was given by itself', () => {
    expect(kept(['README.md', 'run/README.md'])).toEqual(['README.md']);
  });
});

describe('nameOf', () => {
  it('parts a name from its folder', () => {
    expect(nameOf('runs/3/m.h5')).toEqual({name: 'm.h5', folder: 'runs/3/'});
    expect(nameOf('m.h5')).toEqual({name: 'm.h5', folder: ''});
  });
});
