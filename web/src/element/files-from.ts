// The files in what was dropped or pasted, those inside dropped folders included.

/** More than anyone means to weigh at once; a dropped home folder must not fill the page. */
export const kMostFiles = 200;

function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  return new Promise((resolve, reject) => {
    const all: FileSystemEntry[] = [];
    // Chromium hands out a hundred at a time; an empty batch is the end.
    const more = () =>
      reader.readEntries((batch) => {
        all.push(...batch);
        if (batch.length === 0 || all.length > kMostFiles) resolve(all);
        else more();
      }, reject);
    more();
  });
}

async function collect(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (files.length > kMostFiles) return;
  if (entry.isFile) {
    files.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    return;
  }
  const inside = await entriesOf(entry as FileSystemDirectoryEntry);
  inside.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const child of inside) await collect(child, files);
}

/** Call it in the event's own turn: afterwards the browser empties `transfer`. */
export function filesFrom(transfer: DataTransfer): Promise<File[]> {
  const plain = [...transfer.files];
  const entries: FileSystemEntry[] = [];
  for (const item of transfer.items) {
    const entry = item.kind === 'file' ? (item.webkitGetAsEntry?.() ?? null) : null;
    if (entry !== null) entries.push(entry);
  }
  if (!entries.some((entry) => entry.isDirectory)) return Promise.resolve(plain);
  return (async () => {
    const files: File[] = [];
    for (const entry of entries) await collect(entry, files);
    return files;
  })();
}
