// Writes big Keras v3 weight files for the tests: HDF5 as h5py's default writes it (superblock 0, groups with a B-tree and a
// local heap, contiguous datasets), after "HDF5 File Format Specification Version 3.0", sections II.A, III.A.1, III.B-D and IV.A.

const undefined = 0xffff_ffff_ffff_ffffn;
const leafK = 4; // symbols of a group node: 2 K
const internalK = 16; // children of a B-tree node: 2 K
const nodeBytes = 24 + (2 * internalK + 1) * 8 + 2 * internalK * 8;
const symbolsBytes = 8 + 2 * leafK * 40;

/** @typedef {{[name: string]: Tree} | number[] | Around} Tree  a group, or the shape of a float32 dataset */

/** A dataset whose values lie around another number than 0. */
class Around {
  /** @param {number} center @param {number[]} shape */
  constructor(center, shape) {
    this.center = center;
    this.shape = shape;
  }
}

class Writer {
  #buffer = Buffer.alloc(1 << 20);
  end = 96; // the superblock, filled in last

  /** @param {number} size @returns {number} where it begins; zeros */
  allocate(size) {
    const at = this.end;
    this.end += Math.ceil(size / 8) * 8;
    while (this.end > this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer, Buffer.alloc(this.#buffer.length)]);
    return at;
  }
  /** @param {number} at @param {number | bigint} value @param {1 | 2 | 4 | 8} [size] @returns {number} the place behind it */
  put(at, value, size = 8) {
    if (size === 8) this.#buffer.writeBigUInt64LE(BigInt(value), at);
    else this.#buffer.writeUIntLE(Number(value), at, size);
    return at + size;
  }
  /** @param {number} at @param {string} text */
  text(at, text) {
    return at + this.#buffer.write(text, at, 'latin1');
  }
  finish() {
    return this.#buffer.subarray(0, this.end);
  }

  /** A version 1 object header. @param {{type: number, size: number, fill: (at: number) => void}[]} messages */
  header(messages) {
    const size = messages.reduce((sum, message) => sum + 8 + Math.ceil(message.size / 8) * 8, 0);
    const at = this.allocate(16 + size);
    let next = this.put(this.put(this.put(this.put(at, 1, 2), messages.length, 2), 1, 4), size, 4) + 4;
    for (const message of messages) {
      const padded = Math.ceil(message.size / 8) * 8;
      const body = this.put(this.put(next, message.type, 2), padded, 2) + 4;
      message.fill(body);
      next = body + padded;
    }
    return at;
  }

  #seed = 1;
  /** About normal, as trained weights are: the sum of three numbers of one linear congruential generator, the same in every run. */
  #value() {
    let sum = 0;
    for (let turn = 0; turn < 3; turn += 1) {
      this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0;
      sum += this.#seed / 2 ** 32;
    }
    return (sum - 1.5) / 8;
  }

  /** @param {number[]} shape @param {number} [center] */
  dataset(shape, center = 0) {
    const bytes = 4 * shape.reduce((product, side) => product * side, 1);
    const data = this.allocate(bytes);
    for (let place = 0; place < bytes; place += 4) this.#buffer.writeFloatLE(center + this.#value(), data + place);
    return this.header([
      {type: 1, size: 8 + 8 * shape.length, fill: (at) => {
        this.put(this.put(at, 1, 1), shape.length, 1);
        shape.forEach((side, index) => this.put(at + 8 + 8 * index, side));
      }},
      // IEEE float32, little-endian.
      {type: 3, size: 20, fill: (at) => {
        for (const [index, byte] of [0x11, 0x20, 0x1f, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23, 127].entries()) this.put(at + index, byte, 1);
      }},
      {type: 5, size: 8, fill: (at) => this.put(at, 0x01_02_02_02, 4)}, // fill value 2: late, if set, default
      {type: 8, size: 18, fill: (at) => this.put(this.put(this.put(at, 0x0103, 2), data), bytes)},
    ]);
  }

  /** @param {{[name: string]: Tree}} children */
  group(children) {
    const names = Object.keys(children).sort();
    const entries = names.map((name) => ({name, address: this.tree(/** @type {Tree} */ (children[name]))}));

    const heapBytes = entries.reduce((sum, {name}) => sum + Math.ceil((name.length + 1) / 8) * 8, 8);
    const heapData = this.allocate(heapBytes);
    let place = 8;
    const symbols = entries.map(({name, address}) => {
      const offset = place;
      this.text(heapData + offset, name);
      place += Math.ceil((name.length + 1) / 8) * 8;
      return {offset, address};
    });
    const heap = this.allocate(32);
    this.put(this.put(this.put(this.text(heap, 'HEAP') + 4, heapBytes), 1), heapData);

    /** @type {{address: number, last: number}[]} */
    let level = [];
    for (let from = 0; from < symbols.length; from += 2 * leafK) {
      const part = symbols.slice(from, from + 2 * leafK);
      const node = this.allocate(symbolsBytes);
      this.put(this.put(this.text(node, 'SNOD'), 1, 2), part.length, 2);
      part.forEach(({offset, address}, index) => this.put(this.put(node + 8 + 40 * index, offset), address));
      level.push({address: node, last: part.at(-1)?.offset ?? 0});
    }
    let height = 0;
    do {
      level = this.treeLevel(level, height);
      height += 1;
    } while (level.length > 1);
    const root = level[0]?.address ?? 0;
    return this.header([{type: 0x11, size: 16, fill: (at) => this.put(this.put(at, root), heap)}]);
  }

  /** One level of a group's B-tree; each key is the last name below the child before it. @param {{address: number, last: number}[]} below @param {number} height */
  treeLevel(below, height) {
    const nodes = [];
    let first = 0;
    const parts = Math.max(1, Math.ceil(below.length / (2 * internalK)));
    const addresses = Array.from({length: parts}, () => this.allocate(nodeBytes));
    for (const [index, node] of addresses.entries()) {
      const part = below.slice(index * 2 * internalK, (index + 1) * 2 * internalK);
      let at = this.put(this.put(this.put(this.text(node, 'TREE'), 0, 1), height, 1), part.length, 2);
      at = this.put(this.put(at, addresses[index - 1] ?? undefined), addresses[index + 1] ?? undefined);
      at = this.put(at, first);
      for (const {address, last} of part) at = this.put(this.put(at, address), last);
      first = part.at(-1)?.last ?? 0;
      nodes.push({address: node, last: first});
    }
    return nodes;
  }

  /** @param {Tree} tree @returns {number} */
  tree(tree) {
    if (tree instanceof Around) return this.dataset(tree.shape, tree.center);
    return Array.isArray(tree) ? this.dataset(tree) : this.group(tree);
  }
}

/** @param {{[name: string]: Tree}} root @returns {Buffer} */
export function hdf5(root) {
  const writer = new Writer();
  const header = writer.group(root);
  let at = writer.text(0, '\x89HDF\r\n\x1a\n') + 5;
  for (const byte of [8, 8, 0]) at = writer.put(at, byte, 1);
  at = writer.put(writer.put(writer.put(at, leafK, 2), internalK, 2), 0, 4);
  at = writer.put(writer.put(writer.put(writer.put(at, 0), undefined), writer.end), undefined);
  writer.put(writer.put(at, 0), header);
  return writer.finish();
}

/** A Keras 3 weights file of `count` Dense layers. @param {number} count @param {[number, number]} shape */
export function denseLayers(count, [rows, columns] = [16, 8]) {
  /** @type {{[name: string]: Tree}} */
  const layers = {};
  for (let index = 0; index < count; index += 1) {
    layers[index === 0 ? 'dense' : `dense_${index}`] = {vars: {0: [rows, columns], 1: [columns]}};
  }
  return hdf5({layers, vars: {}});
}

/** A small image classifier as Keras 3 writes one, `blocks` of convolutions long; the layers named in `without` hold nothing. @param {number} blocks @param {string[]} [without] */
export function classifier(blocks, without = []) {
  /** @type {{[name: string]: Tree}} */
  const layers = {flatten: {vars: {}}, dropout: {vars: {}}, input_layer: {vars: {}}};
  const add = (/** @type {string} */ name, /** @type {(number[] | Around)[]} */ ...shapes) => {
    layers[name] = {vars: without.includes(name) ? {} : Object.fromEntries(shapes.map((shape, index) => [index, shape]))};
  };
  for (let block = 0; block < blocks; block += 1) {
    const end = block === 0 ? '' : `_${block}`;
    const [from, to] = [block === 0 ? 3 : 8 << Math.min(block - 1, 3), 8 << Math.min(block, 3)];
    add(`conv2d${end}`, [3, 3, from, to], [to]);
    add(`batch_normalization${end}`, new Around(1, [to]), [to], [to], new Around(1, [to])); // gamma, beta, moving mean, moving variance
    add(`max_pooling2d${end}`);
  }
  add('dense', [1024, 64], [64]);
  add('dense_1', [64, 10], [10]);
  return hdf5({layers, vars: {}});
}
