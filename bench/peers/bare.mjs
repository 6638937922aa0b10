// A Blob read from end to end, as quickly as the browser hands it out.

/** `ahead` reads are under way at a time. */
async function readAhead(/** @type {Blob} */ file, /** @type {number} */ size, /** @type {number} */ ahead) {
  const waiting = [];
  let bytes = 0;
  for (let from = 0; from < file.size || waiting.length > 0; ) {
    while (waiting.length < ahead && from < file.size) {
      waiting.push(file.slice(from, from + size).arrayBuffer());
      from += size;
    }
    bytes += (await waiting.shift()).byteLength;
  }
  return {bytes};
}

/** The same into `ahead` buffers that are used again and again, as the page reads. */
async function readInto(/** @type {Blob} */ file, /** @type {number} */ size, /** @type {number} */ ahead) {
  const fill = async (/** @type {Blob} */ part, /** @type {ArrayBuffer} */ buffer) => {
    const reader = part.stream().getReader({mode: 'byob'});
    for (let filled = 0; filled < part.size; ) {
      const {value} = await reader.read(new Uint8Array(buffer, filled, part.size - filled));
      buffer = value.buffer;
      filled += value.length;
    }
    return buffer;
  };
  const spare = Array.from({length: ahead}, () => new ArrayBuffer(size));
  const waiting = [];
  let bytes = 0;
  for (let from = 0; from < file.size || waiting.length > 0; ) {
    while (spare.length > 0 && from < file.size) {
      const part = file.slice(from, from + size);
      waiting.push(fill(part, spare.pop()).then((buffer) => ({buffer, filled: part.size})));
      from += size;
    }
    const {buffer, filled} = await waiting.shift();
    spare.push(buffer);
    bytes += filled;
  }
  return {bytes};
}

function readAtOnce(/** @type {Blob} */ file, /** @type {number} */ size) {
  const reader = new FileReaderSync();
  let bytes = 0;
  for (let from = 0; from < file.size; from += size) bytes += reader.readAsArrayBuffer(file.slice(from, from + size)).byteLength;
  return {bytes};
}

export const bareReaders = (/** @type {number} */ mebibyte) => ({
  'bare-8-ahead': async () => (/** @type {File} */ file) => readAhead(file, 8 * mebibyte, 3),
  'bare-8-into': async () => (/** @type {File} */ file) => readInto(file, 8 * mebibyte, 3),
  'bare-8': async () => (/** @type {File} */ file) => readAhead(file, 8 * mebibyte, 1),
  'bare-1-ahead': async () => (/** @type {File} */ file) => readAhead(file, mebibyte, 8),
  'bare-sync-8': async () => async (/** @type {File} */ file) => readAtOnce(file, 8 * mebibyte),
});
