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

function readAtOnce(/** @type {Blob} */ file, /** @type {number} */ size) {
  const reader = new FileReaderSync();
  let bytes = 0;
  for (let from = 0; from < file.size; from += size) bytes += reader.readAsArrayBuffer(file.slice(from, from + size)).byteLength;
  return {bytes};
}

export const bareReaders = (/** @type {number} */ mebibyte) => ({
  'bare-8-ahead': async () => (/** @type {File} */ file) => readAhead(file, 8 * mebibyte, 3), // as the page reads
  'bare-8': async () => (/** @type {File} */ file) => readAhead(file, 8 * mebibyte, 1),
  'bare-1-ahead': async () => (/** @type {File} */ file) => readAhead(file, mebibyte, 8),
  'bare-sync-8': async () => async (/** @type {File} */ file) => readAtOnce(file, 8 * mebibyte),
});
