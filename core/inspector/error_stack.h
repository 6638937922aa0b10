// Every HDF5 call is checked here: its status becomes a Result, its error stack one readable phrase.
#ifndef WEIGHBRIDGE_INSPECTOR_ERROR_STACK_H_
#define WEIGHBRIDGE_INSPECTOR_ERROR_STACK_H_

#include <hdf5.h>

#include "weighbridge/result.h"

namespace weighbridge::hdf5 {

// The reason of the HDF5 call that has just failed: the innermost useful description, for instance "bad object header
// version number".
[[nodiscard]] Error last_error();

// Of calls that answer negative on failure.
[[nodiscard]] inline Result<void> check(herr_t status) {
  if (status < 0) return std::unexpected(last_error());
  return {};
}

// Of calls that answer a new identifier, which `HandleType` then owns.
template <typename HandleType>
[[nodiscard]] Result<HandleType> own(hid_t id) {
  if (id < 0) return std::unexpected(last_error());
  return HandleType(id);
}

// Puts a failure of ours on HDF5's stack, from inside a callback; last_error() hands it back as it was.
void push_error(const Error& error);

// Keeps HDF5 from printing its stack while this lives.
class SilentErrors {
 public:
  SilentErrors();
  ~SilentErrors();
  SilentErrors(const SilentErrors&) = delete;
  SilentErrors& operator=(const SilentErrors&) = delete;

 private:
  H5E_auto2_t print_ = nullptr;
  void* print_data_ = nullptr;
};

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_INSPECTOR_ERROR_STACK_H_
