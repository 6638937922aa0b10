// A blob's bytes into a buffer that was used before. Memory that is fresh for every few megabytes costs as much as reading them: in Chromium a gigabyte took
// 1.9 s by arrayBuffer() and 0.9 s into three buffers in turn.

async function fill(blob: Blob, spare: ArrayBuffer): Promise<ArrayBuffer | null> {
  const reader = blob.stream().getReader({mode: 'byob'});
  let buffer = spare;
  for (let filled = 0; filled < blob.size; ) {
    const {value, done} = await reader.read(new Uint8Array(buffer, filled, blob.size - filled));
    if (done || value.length === 0) return null;
    buffer = value.buffer;
    filled += value.length;
  }
  return buffer;
}

/** All of it, at the beginning of `spare` if that is large enough. Rejects with the browser's DOMException. */
export async function readBlob(blob: Blob, spare: ArrayBuffer | null): Promise<ArrayBuffer> {
  // Streams tell less than arrayBuffer() of why they end early, and not every browser lets them fill a buffer.
  const filled = await fill(blob, spare !== null && spare.byteLength >= blob.size ? spare : new ArrayBuffer(blob.size)).catch(() => null);
  return filled ?? blob.arrayBuffer();
}
