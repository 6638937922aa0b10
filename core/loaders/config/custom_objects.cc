#include "loaders/config/custom_objects.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"
#include "revival/operations.h"

namespace weighbridge::loaders {
namespace {

constexpr std::size_t kMostNames = 8;  // then "..."

// "Custom>Scale" is the key, Scale the class.
std::string bare(const std::string& key) { return key.substr(key.rfind('>') + 1); }

// What Python calls it: keras.ops.sin, or as the user does.
std::string value_for(const std::string& key) {
  const std::string operation = revival::public_operation(key);
  return operation.empty() ? bare(key) : operation;
}

std::vector<std::string> users_own(const std::vector<std::string>& keys) {
  std::vector<std::string> names;
  for (const std::string& key : keys) {
    if (revival::public_operation(key).empty()) names.push_back(bare(key));
  }
  return names;
}

}  // namespace

bool can_be_handed_over(std::string_view name) { return !name.empty() && !name.starts_with('<'); }

std::string dict_of(const std::vector<std::string>& keys) {
  std::string dict;
  for (std::size_t i = 0; i < std::min(keys.size(), kMostNames); ++i)
    dict += (dict.empty() ? "'" : ", '") + keys[i] + "': " + value_for(keys[i]);
  if (keys.size() > kMostNames) dict += ", ...";
  return "{" + dict + "}";
}

std::string call_with(const std::vector<std::string>& keys, std::string_view more) {
  const std::string handed = keys.empty() ? "" : ", custom_objects=" + dict_of(keys);
  return "load_model(path" + handed + std::string(more) + ")";
}

// A function of the user's own may be called like one of Keras' (sin): the file does not tell them apart.
std::string custom_objects(const std::vector<std::string>& keys, std::string_view more) {
  const std::vector<std::string> own = users_own(keys);
  const std::string call = call_with(keys, more);
  if (own.empty()) {
    return text::join_names(keys, 3) + (keys.size() == 1 ? " is a name" : " are names") +
           " of keras.ops, where Keras does not look here: " + call + ", or with your own function of that name.";
  }
  const std::string names = text::join_names(own, 3);
  return names + (own.size() == 1 ? " is not one of Keras' own: " : " are not Keras' own: ") + call +
         ", with the code of " + names + ".";
}

}  // namespace weighbridge::loaders
