// What became of an earlier attempt to read the same file, in another process or worker: HDF5's own library does not
// survive every file.
#ifndef WEIGHBRIDGE_MISHAP_H_
#define WEIGHBRIDGE_MISHAP_H_

namespace weighbridge {

enum class Mishap {
  none,
  crash,  // the process or the WebAssembly module died
  hang,   // it was ended after a long time without a sign of life
};

}  // namespace weighbridge

#endif  // WEIGHBRIDGE_MISHAP_H_
