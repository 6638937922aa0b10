#include "loaders/messages.h"

namespace weighbridge::loaders {

std::string say(std::string_view pattern, std::initializer_list<std::string_view> fillings) {
  std::string text;
  for (const std::string_view filling : fillings) {
    const std::size_t hole = pattern.find("{}");
    if (hole == std::string_view::npos) break;
    text += pattern.substr(0, hole);
    text += filling;
    pattern.remove_prefix(hole + 2);
  }
  text += pattern;
  return text;
}

std::string python_list(const std::vector<std::string>& strings) {
  std::string text = "[";
  for (const std::string& string : strings) {
    if (text.size() > 1) text += ", ";
    text += '\'';
    text += string;
    text += '\'';
  }
  return text + ']';
}

}  // namespace weighbridge::loaders
