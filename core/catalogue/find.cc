#include <algorithm>

#include "catalogue/catalogue.h"

namespace weighbridge::catalogue {

const Entry* find(std::string_view id) {
  const auto entries = all();
  const auto found = std::ranges::find(entries, id, &Entry::id);
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace weighbridge::catalogue
