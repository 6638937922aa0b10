// What HDF5's own library does with the file. The command says the same (core/report/wording.cc).

import type {Inspection} from '../engine/report.js';

export const hdf5Says = {
  opens: (library: string) => `${library} opens it`,
  refused: (library: string) => `${library} refuses it`,
  crashed: (library: string) => `${library} crashes on it`,
  hung: (library: string) => `${library} does not come to an end with it`,
} satisfies Record<Inspection['answer'], (library: string) => string>;
