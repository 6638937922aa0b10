#include "revival/raised.h"

#include <algorithm>

namespace weighbridge::revival {

Raised raised_as(std::string_view shown) {
  const std::size_t colon = std::min(shown.find(": "), shown.size());
  return {.type = std::string(shown.substr(0, colon)),
          .text = std::string(shown.substr(std::min(colon + 2, shown.size()))),
          .name = "",
          .argument = ""};
}

}  // namespace weighbridge::revival
