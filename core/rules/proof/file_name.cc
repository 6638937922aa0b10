#include "rules/proof/file_name.h"

#include "base/text.h"

namespace weighbridge::rules {

NameKind name_kind(std::string_view file_name) {
  // Keras compares with str.endswith, case-sensitively.
  if (file_name.ends_with(".weights.h5")) return NameKind::weights_h5;
  if (file_name.ends_with(".h5") || file_name.ends_with(".hdf5")) return NameKind::h5;
  if (file_name.ends_with(".keras")) return NameKind::keras;
  return NameKind::other;
}

std::string stem(std::string_view file_name) {
  for (const std::string_view ending : {".weights.h5", ".weights.hdf5", ".h5", ".hdf5", ".keras"}) {
    if (file_name.size() > ending.size() && file_name.ends_with(ending)) {
      return std::string(file_name.substr(0, file_name.size() - ending.size()));
    }
  }
  const std::size_t dot = file_name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? file_name : file_name.substr(0, dot));
}

}  // namespace weighbridge::rules
