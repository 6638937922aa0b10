// While one lives, what is allocated is not reported as leaked: libhdf5 1.14.5 forgets what it has half decoded of a
// damaged file (H5O__pline_copy among others), and gives up closing itself ("infinite loop closing library"). Nothing
// without the address sanitizer.
#ifndef WEIGHBRIDGE_TESTS_SUPPORT_HDF5_LEAKS_H_
#define WEIGHBRIDGE_TESTS_SUPPORT_HDF5_LEAKS_H_

#if defined(__SANITIZE_ADDRESS__)
#define WEIGHBRIDGE_LEAKS_ARE_SOUGHT 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WEIGHBRIDGE_LEAKS_ARE_SOUGHT 1
#endif
#endif

#ifdef WEIGHBRIDGE_LEAKS_ARE_SOUGHT
#include <sanitizer/lsan_interface.h>
#endif

namespace weighbridge::support {

class Hdf5LeaksExpected {
 public:
#ifdef WEIGHBRIDGE_LEAKS_ARE_SOUGHT
  Hdf5LeaksExpected() { __lsan_disable(); }
  ~Hdf5LeaksExpected() { __lsan_enable(); }
#else
  Hdf5LeaksExpected() {}
  ~Hdf5LeaksExpected() {}
#endif
  Hdf5LeaksExpected(const Hdf5LeaksExpected&) = delete;
  Hdf5LeaksExpected& operator=(const Hdf5LeaksExpected&) = delete;
};

}  // namespace weighbridge::support

#endif  // WEIGHBRIDGE_TESTS_SUPPORT_HDF5_LEAKS_H_
