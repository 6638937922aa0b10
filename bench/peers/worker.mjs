// One peer, named by the address: reads a file as its documentation shows, and lists every object with its shape and the values of its
// attributes. bare-*: no reader of HDF5, only the bytes.

import {bareReaders} from './bare.mjs';

const mebibyte = 1 << 20;

/** @returns {Promise<(file: File) => Promise<object>>} */
async function h5wasm(/** @type {boolean} */ mounted) {
  const {default: library, File, Dataset} = await import('../node_modules/h5wasm/dist/esm/hdf5_hl.js');
  const module = await library.ready;
  const {FS} = module;
  const counts = {objects: 0, attributes: 0};
  const visit = (item) => {
    counts.objects += 1;
    const {attrs} = item;
    for (const name of Object.keys(attrs)) if (attrs[name].value !== undefined) counts.attributes += 1;
    if (item instanceof Dataset) return void item.shape;
    for (const name of item.keys()) visit(item.get(name));
  };
  return async (file) => {
    if (mounted) {
      FS.mkdir('/mounted');
      FS.mount(FS.filesystems.WORKERFS, {files: [file]}, '/mounted');
    } else {
      FS.writeFile(file.name, new Uint8Array(await file.arrayBuffer()));
    }
    const opened = new File(mounted ? `/mounted/${file.name}` : file.name, 'r');
    visit(opened);
    opened.close();
    return {...counts, heapBytes: module.HEAPU8?.length ?? 0};
  };
}

async function jsfive() {
  const {File, Dataset} = await import('../node_modules/jsfive/dist/esm/index.mjs');
  const counts = {objects: 0, attributes: 0};
  const visit = (item) => {
    counts.objects += 1;
    counts.attributes += Object.values(item.attrs).length;
    if (item instanceof Dataset) return void item.shape;
    for (const name of item.keys) visit(item.get(name));
  };
  return async (file) => {
    visit(new File(await file.arrayBuffer(), file.name));
    return counts;
  };
}

const readers = {
  'h5wasm-memory': () => h5wasm(false),
  'h5wasm-workerfs': () => h5wasm(true),
  jsfive,
  ...bareReaders(mebibyte),
};

const read = await readers[location.hash.slice(1)]();
addEventListener('message', ({data: file}) => {
  read(file).then(postMessage, (thrown) => postMessage({error: String(thrown?.stack ?? thrown)}));
});
postMessage('ready');
