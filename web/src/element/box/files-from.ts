// The files in what was dropped, pasted or chosen, those inside folders included, each with its path below what was given.

import type {GivenFile} from '../../engine/given.js';
import {mostFiles} from '../weighings/limits.js';

/** As deep as the command looks. */
const mostDepth = 32;

/** Hidden entries of a folder are left out, as by the command: `.git`, `.DS_Store`, `.ipynb_checkpoints`. */
function hidden(path: string): boolean {
  return path.split('/').some((name) => name.startsWith('.'));
}

function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  return new Promise((resolve, reject) => {
    const all: FileSystemEntry[] = [];
    // Chromium hands out a hundred at a time; an empty batch is the end.
    const more = () =>
      reader.readEntries((batch) => {
        all.push(...batch);
        if (batch.length === 0 || all.length > mostFiles) resolve(all);
        else more();
      }, reject);
    more();
  });
}

async function collect(entry: FileSystemEntry, folder: string, depth: number, given: GivenFile[]): Promise<void> {
  if (given.length > mostFiles || (folder !== '' && hidden(entry.name))) return;
  const path = `${folder}${entry.name}`;
  if (entry.isFile) {
    given.push({path, file: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))});
    return;
  }
  if (depth > mostDepth) return;
  const inside = await entriesOf(entry as FileSystemDirectoryEntry);
  inside.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const child of inside) await collect(child, `${path}/`, depth + 1, given);
}

/** Of an <input>, or of a paste. Files of a chosen folder know where in it they lay. */
export function givenFrom(files: Iterable<File>): GivenFile[] {
  return [...files]
    .map((file) => ({path: file.webkitRelativePath || file.name, file}))
    .filter(({path}) => !path.includes('/') || !hidden(path));
}

/** Call it in the event's own turn: afterwards the browser empties `transfer`. */
export function filesFrom(transfer: DataTransfer): Promise<GivenFile[]> {
  const plain = givenFrom(transfer.files);
  const entries: FileSystemEntry[] = [];
  for (const item of transfer.items) {
    const entry = item.kind === 'file' ? (item.webkitGetAsEntry?.() ?? null) : null;
    if (entry !== null) entries.push(entry);
  }
  if (!entries.some((entry) => entry.isDirectory)) return Promise.resolve(plain);
  return (async () => {
    const given: GivenFile[] = [];
    for (const entry of entries) await collect(entry, '', 1, given);
    return given;
  })();
}
