// Owners of HDF5 identifiers: one close function each, moved never copied, closed once.
#ifndef WEIGHBRIDGE_INSPECTOR_HANDLE_H_
#define WEIGHBRIDGE_INSPECTOR_HANDLE_H_

#include <hdf5.h>

#include <utility>

namespace weighbridge::hdf5 {

template <herr_t (*close)(hid_t)>
class Handle {
 public:
  Handle() = default;
  explicit Handle(hid_t id) : id_(id) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  // Nothing was written, so a failing close loses nothing; its message would only hide the one that matters.
  ~Handle() {
    if (id_ >= 0) (void)close(id_);
  }
  [[nodiscard]] hid_t id() const { return id_; }

 private:
  hid_t id_ = H5I_INVALID_HID;
};

using FileHandle = Handle<H5Fclose>;
using ObjectHandle = Handle<H5Oclose>;  // groups, datasets and named types
using AttributeHandle = Handle<H5Aclose>;
using TypeHandle = Handle<H5Tclose>;
using SpaceHandle = Handle<H5Sclose>;
using PropertiesHandle = Handle<H5Pclose>;
using DriverHandle = Handle<H5FDunregister>;

}  // namespace weighbridge::hdf5

#endif  // WEIGHBRIDGE_INSPECTOR_HANDLE_H_
