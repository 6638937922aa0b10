// Moves the known messages (core/messages/table.h) from the first part's data to the rest's: the first verdict asks for none of them. Both parts share one
// memory, so the table comes to be where the program looks for it when the rest is added.
//   node move_table.mjs FIRST REST
// Format: WebAssembly Core Specification 2.0, "Binary Format": sections are id, size, content; the data section is a vector of segments, each
// active one 0x00, an expression (i32.const n, end), a vector of bytes.
import {readFileSync, writeFileSync} from 'node:fs';

const marks = {begin: '\x1dweighbridge messages\x1d', end: '\x1dend of weighbridge messages\x1d'};
const ids = {data: 11, dataCount: 12};
const header = 8; // magic number and version
const [i32Const, end] = [0x41, 0x0b];

/** LEB128; `signed` for the operand of i32.const, which is as long as an unsigned one with a bit to spare. @param {number} value @param {boolean} signed */
function encoded(value, signed = false) {
  const bytes = [];
  for (;;) {
    const byte = value & 0x7f;
    value >>>= 7;
    const isLast = value === 0 && !(signed && byte & 0x40);
    bytes.push(isLast ? byte : byte | 0x80);
    if (isLast) return Buffer.from(bytes);
  }
}

/** Addresses are positive here, so signed numbers are read like unsigned ones. @param {Buffer} bytes @param {number} at @returns {[number, number]} value, and where it ends */
function decoded(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at];
  }
}

/** @param {Buffer} module @returns {{id: number, content: Buffer}[]} */
function sectionsOf(module) {
  const sections = [];
  for (let at = header; at < module.length; ) {
    const id = module[at];
    const [size, begin] = decoded(module, at + 1);
    sections.push({id, content: module.subarray(begin, begin + size)});
    at = begin + size;
  }
  return sections;
}

/** @param {Buffer} content @returns {{address: number, bytes: Buffer}[]} */
function segmentsOf(content) {
  let [count, at] = decoded(content, 0);
  const segments = [];
  for (; count > 0; count -= 1) {
    if (content[at] !== 0 || content[at + 1] !== i32Const) throw new Error('a data segment of another kind');
    const [address, behind] = decoded(content, at + 2);
    if (content[behind] !== end) throw new Error('a data segment with another address');
    const [size, begin] = decoded(content, behind + 1);
    segments.push({address, bytes: content.subarray(begin, begin + size)});
    at = begin + size;
  }
  return segments;
}

const withSize = (/** @type {Buffer} */ bytes) => Buffer.concat([encoded(bytes.length), bytes]);

/** @param {{address: number, bytes: Buffer}[]} segments */
function dataOf(segments) {
  const parts = segments.map(({address, bytes}) => Buffer.concat([Buffer.from([0, i32Const]), encoded(address, true), Buffer.from([end]), withSize(bytes)]));
  return Buffer.concat([encoded(segments.length), ...parts]);
}

/** @param {Buffer} module @param {{id: number, content: Buffer}[]} sections */
function moduleOf(module, sections) {
  return Buffer.concat([module.subarray(0, header), ...sections.map(({id, content}) => Buffer.concat([Buffer.from([id]), withSize(content)]))]);
}

/** What is left of a segment without the table, and the table. @param {{address: number, bytes: Buffer}} segment */
function cut({address, bytes}) {
  const from = bytes.indexOf(marks.begin);
  const last = bytes.indexOf(marks.end, from);
  if (from < 0 || last < 0) return {left: [{address, bytes}], table: null};
  const to = last + marks.end.length;
  const left = [{address, bytes: bytes.subarray(0, from)}, {address: address + to, bytes: bytes.subarray(to)}];
  return {left: left.filter((part) => part.bytes.length > 0), table: {address: address + from, bytes: bytes.subarray(from, to)}};
}

const [firstPath, restPath] = process.argv.slice(2);
const [first, rest] = [readFileSync(firstPath), readFileSync(restPath)];
const sections = sectionsOf(first);
const data = sections.find(({id}) => id === ids.data);
if (data === undefined) throw new Error(`${firstPath} has no data`);
const cuts = segmentsOf(data.content).map(cut);
const tables = cuts.flatMap(({table}) => table ?? []);
if (tables.length !== 1) throw new Error(`${firstPath} has the table ${tables.length} times`);
const left = cuts.flatMap((part) => part.left);
data.content = dataOf(left);
const count = sections.find(({id}) => id === ids.dataCount);
if (count !== undefined) count.content = encoded(left.length);
const restSections = sectionsOf(rest);
if (restSections.some(({id}) => id === ids.data || id === ids.dataCount)) throw new Error(`${restPath} has data of its own`);
writeFileSync(firstPath, moduleOf(first, sections));
writeFileSync(restPath, moduleOf(rest, [...restSections, {id: ids.data, content: dataOf(tables)}]));
