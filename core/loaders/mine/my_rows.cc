#include "loaders/mine/my_rows.h"

#include <algorithm>

#include "keras/versions.h"
#include "loaders/generation.h"

namespace weighbridge::loaders {
namespace {

// The generation that holds it: the last that does not begin after it.
const Generation* generation_of(const MyKeras& my_keras) {
  const Generation* found = nullptr;
  for (const Generation& one : generations()) {
    const bool begins = keras::compare_to_bound(to_string(one.from), my_keras.version) <= 0;
    if (package_id(one.package) == my_keras.package && (begins || found == nullptr)) found = &one;
  }
  return found;
}

}  // namespace

bool is_about(const VersionRange& versions, const MyKeras& my_keras) {
  if (versions.package != my_keras.package || !versions.from || !versions.to) return false;
  const Generation* mine = generation_of(my_keras);
  if (mine == nullptr) return false;
  // Ranges of sets begin within generations: a patch release that was said decides, else the newest.
  const std::string newest = to_string(mine->to);
  const bool is_precise = keras::compare_to_bound(newest, my_keras.version) != 0 && my_keras.is_known;
  const std::string_view version = is_precise ? std::string_view(my_keras.version) : std::string_view(newest);
  return keras::compare_to_bound(*versions.from, version) <= 0 && keras::compare_to_bound(*versions.to, version) >= 0;
}

void put_mine_first(std::vector<LoaderPrediction>& rows, const MyKeras& my_keras) {
  for (LoaderPrediction& row : rows) row.is_mine = is_about(row.loader, my_keras);
  std::ranges::stable_partition(rows, [](const LoaderPrediction& row) { return row.is_mine; });
}

}  // namespace weighbridge::loaders
