// What the user gave: files, and which of them are one thing.

/** `path` is relative to what was dropped or chosen, with '/'; of a file alone it is its name. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
}

/** A file alone, or the files of one group, the leading file first. */
export type Given = File | readonly GivenFile[];

export function filesOf(given: Given): readonly GivenFile[] {
  return given instanceof File ? [{path: given.name, file: given}] : given;
}

export type GroupKind = 'single' | 'shards' | 'keras-folder' | 'tf-checkpoint' | 'saved-model' | 'orbax';

/** Files that are judged as one; `files` are places in the list that was given, the leading file first. */
export interface FileGroup {
  readonly kind: GroupKind;
  readonly name: string;
  readonly files: readonly number[];
  /** False for what the command leaves out of a folder: neither its name nor its first bytes are those of a weight file. */
  readonly weights: boolean;
}
