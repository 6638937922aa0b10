// The store of the weighings: what it asks the engine for, and how files that come later find what they belong to.

import {afterEach, beforeEach, describe, expect, it} from 'vitest';

import type {FileGroup, GivenFile} from '../../../web/src/engine/given.js';
import {WeighingStore} from '../../../web/src/element/weighings/store.js';
import {FakeWorkers} from '../support/fake-worker.js';

const given = (...paths: string[]): GivenFile[] => paths.map((path) => ({path, file: new File(['x'], path.replace(/^.*\//, ''))}));
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('WeighingStore', () => {
  let workers: FakeWorkers;
  let store: WeighingStore;
  let told: string[];

  beforeEach(() => {
    workers = new FakeWorkers();
    told = [];
    store = new WeighingStore({spawn: workers.spawn, changed: () => {}, announce: () => {}, tell: (name) => told.push(name)});
    store.startEngine();
    workers.last.ready();
  });
  afterEach(() => store.stopEngine());

  const asked = () => workers.last.asked.at(-1);
  async function answersGroups(groups: readonly FileGroup[]): Promise<void> {
    const {id} = workers.last;
    workers.last.says({kind: 'grouped', id, groups});
    workers.last.says({kind: 'done', id});
    await settle();
  }
  async function finishes(): Promise<void> {
    workers.last.says({kind: 'done', id: workers.last.id});
    await settle();
  }
  const listed = () => store.weighings.map(({folder, name, files}) => `${folder}${name} (${files.map(({path}) => path).join(' ')})`);

  it('weighs one file at once, without sorting', () => {
    store.weigh(given('a.h5'));
    expect(asked()?.kind).toBe('weigh');
    expect(listed()).toEqual(['a.h5 (a.h5)']);
    expect(told).toEqual(['weighbridge-ready', 'weighbridge-start']);
  });

  it('asks where shards belong that come after their index, and puts one thing in the place of both', async () => {
    store.weigh(given('m.weights.json'));
    await finishes();
    const [index] = store.weighings;
    store.weigh(given('m_00000.weights.h5', 'm_00001.weights.h5'));
    expect(asked()).toMatchObject({kind: 'group', files: [{path: 'm_00000.weights.h5'}, {path: 'm_00001.weights.h5'}, {path: 'm.weights.json'}]});
    await answersGroups([{kind: 'shards', name: 'm.weights.json', files: [2, 0, 1], weights: true}]);
    expect(listed()).toEqual(['m.weights.json (m.weights.json m_00000.weights.h5 m_00001.weights.h5)']);
    expect(store.find(index!.id)).toBeUndefined();
    expect(store.shown?.files).toHaveLength(3);
    expect(asked()?.kind).toBe('weigh');
  });

  it('takes a loose shard for one of the folder that was dropped before', async () => {
    store.weigh(given('big/m.weights.json', 'big/m_00000.weights.h5'));
    await answersGroups([{kind: 'shards', name: 'big/m.weights.json', files: [0, 1], weights: true}]);
    await finishes();
    store.weigh(given('m_00001.weights.h5'));
    expect(asked()).toMatchObject({kind: 'group', files: [{path: 'big/m_00001.weights.h5'}, {path: 'big/m.weights.json'}, {path: 'big/m_00000.weights.h5'}]});
    await answersGroups([{kind: 'shards', name: 'big/m.weights.json', files: [1, 2, 0], weights: true}]);
    expect(listed()).toEqual(['big/m.weights.json (big/m.weights.json big/m_00000.weights.h5 big/m_00001.weights.h5)']);
  });

  it('lets what belongs to nothing keep its own name, and the earlier ones be', async () => {
    store.weigh(given('big/m.weights.json', 'big/m_00000.weights.h5'));
    await answersGroups([{kind: 'shards', name: 'big/m.weights.json', files: [0, 1], weights: true}]);
    await finishes();
    store.weigh(given('other_00001.weights.h5'));
    await answersGroups([
      {kind: 'single', name: 'big/other_00001.weights.h5', files: [0], weights: true},
      {kind: 'shards', name: 'big/m.weights.json', files: [1, 2], weights: true},
    ]);
    expect(store.weighings.map(({folder, name}) => `${folder}${name}`)).toEqual(['other_00001.weights.h5', 'big/m.weights.json']);
  });

  it('puts a shard that is dropped anew into the place of the one before', async () => {
    store.weigh(given('m.weights.json', 'm_00000.weights.h5'));
    await answersGroups([{kind: 'shards', name: 'm.weights.json', files: [0, 1], weights: true}]);
    await finishes();
    const [again] = given('m_00000.weights.h5');
    store.weigh([again!]);
    await answersGroups([{kind: 'shards', name: 'm.weights.json', files: [1, 0], weights: true}]);
    expect(store.weighings).toHaveLength(1);
    expect(store.shown?.files[1]?.file).toBe(again!.file);
  });

  it('leaves out of a folder what is no weight file, and says how many', async () => {
    store.weigh(given('run/README.md', 'run/m.h5'));
    await answersGroups([
      {kind: 'single', name: 'run/README.md', files: [0], weights: false},
      {kind: 'single', name: 'run/m.h5', files: [1], weights: true},
    ]);
    expect(listed()).toEqual(['run/m.h5 (run/m.h5)']);
    expect(store.notice).toBe('1 other file was left out. Drop a file by itself to have it judged.');
  });

  it('says that a folder has no weight file, and comes to rest', async () => {
    store.weigh(given('run/README.md'));
    expect(asked()?.kind).toBe('group');
    await answersGroups([{kind: 'single', name: 'run/README.md', files: [0], weights: false}]);
    expect(store.weighings).toEqual([]);
    expect(store.notice).toContain('There is no weight file in this folder. 1 other file');
    expect(told.at(-1)).toBe('weighbridge-idle');
  });

  it('does not ask about files that are no members of anything', async () => {
    store.weigh(given('m.weights.json'));
    await finishes();
    store.weigh(given('a.h5'));
    expect(asked()?.kind).toBe('weigh');
    expect(store.weighings).toHaveLength(2);
  });

  it('derives the same from the same report', () => {
    store.weigh(given('a.h5'));
    const [weighing] = store.weighings;
    expect(store.derived(weighing!)).toBe(store.derived(weighing!));
  });
});
