#include "analysis/architecture.h"

#include <string>
#include <utility>

namespace weighbridge {

std::optional<json::Document> read_architecture(const hdf5::Node* root, const keras::ArchiveTexts& texts) {
  std::optional<std::string> text = texts.config_json;
  if (!text && root != nullptr) {
    if (const hdf5::Attribute* attribute = root->attribute("model_config")) text = attribute->string();
  }
  if (!text) return std::nullopt;
  auto document = json::Document::parse(*text);
  if (!document) return std::nullopt;
  return std::move(*document);
}

}  // namespace weighbridge
