#include "loaders/config/never_adapted.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "keras/class_table.h"
#include "loaders/causes.h"
#include "loaders/config/each_layer.h"
#include "loaders/messages.h"
#include "loaders/objects/not_loaded.h"
#include "subject/adapted_words.h"

namespace weighbridge::loaders {
namespace {

using json::Value;

constexpr std::string_view kTextVectorization = "TextVectorization";

// Of a list in which nothing stands but what every list begins with: the mask token, if any, and the tokens for unknown
// words, one in a line (keras/src/layers/preprocessing/index_lookup.py, save_assets and get_vocabulary of 3.15.1).
std::uint64_t bytes_without_words(std::string_view class_name, Value config) {
  const bool masks = config["output_mode"].string().value_or("int") == "int";
  if (class_name == kTextVectorization) return masks ? 6 : 5;  // "\n[UNK]"
  const auto bytes = [&](std::string_view key) {
    const auto number = config[key].integer();
    return number ? std::to_string(*number).size() : config[key].string().value_or("").size();
  };
  const auto unknown =
      static_cast<std::uint64_t>(std::max<std::int64_t>(config["num_oov_indices"].integer().value_or(1), 0));
  const bool has_mask = masks && config["mask_token"].exists() && !config["mask_token"].is_null();
  const std::uint64_t lines = unknown + (has_mask ? 1 : 0);
  return lines == 0 ? 0 : unknown * bytes("oov_token") + (has_mask ? bytes("mask_token") : 0) + lines - 1;
}

bool has_no_words(const Layer& layer, const Contents& file, bool reads_empty_list) {
  if (!learnt_its_words(*file.subject.checkpoint, layer)) return false;
  const std::string end = layer.path + "/vocabulary.txt";
  const auto& members = file.subject.container.zip->members;
  const auto words =
      std::ranges::find_if(members, [&](const container::ZipMember& member) { return member.name == "assets/" + end; });
  if (words == members.end() || !words->size_known || (words->size_bytes == 0 && !reads_empty_list)) return false;
  bool is_empty = false;
  each_layer(file.architecture, [&](Value one) {
    if (one["config"]["name"].string() == layer.name)
      is_empty = is_empty || words->size_bytes == bytes_without_words(layer.class_name, one["config"]);
  });
  return is_empty;
}

}  // namespace

// Both fill the table with the words behind those tokens, and TensorFlow fills none with nothing. tf.keras does not
// read an empty list (run with 3.15.1 and TensorFlow 2.15, on files of 3.6.0, too).
std::optional<Answer> read_no_words(const Generation& loader, const Contents& file) {
  if (!file.subject.container.zip || !file.architecture.is_object()) return std::nullopt;
  for (const Layer& layer : file.subject.checkpoint->layers) {
    const bool is_text = layer.class_name == kTextVectorization;
    if (!keras::looks_up_words(layer.class_name) || !has_no_words(layer, file, loader.is_keras_3())) continue;
    const std::string remedy =
        "No words are in the file for " + layer.name +
        ", which was never adapted: build the model in code, adapt it, and call model.load_weights on this file.";
    if (!loader.is_keras_3())
      return raises("InvalidArgumentError: " + std::string(messages::kNoWords), causes::none(), remedy);
    Failed failed;
    failed.add(object_of(layer));
    if (is_text) failed.count = 2;  // it and the StringLookup in it
    return raises(not_loaded(loader, failed, messages::kNoWords), causes::none(), remedy);
  }
  return std::nullopt;
}

}  // namespace weighbridge::loaders
