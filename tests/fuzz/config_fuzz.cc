// Any text as the architecture of a .keras archive: the first half, up to a byte of zero, is config.json, the rest
// metadata.json.
#include <string_view>

#include "keras/model_config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t end = text.find('\0');
  weighbridge::keras::ArchiveTexts texts;
  texts.config_json = std::string(text.substr(0, end));
  if (end != text.npos) texts.metadata_json = std::string(text.substr(end + 1));
  const auto config = weighbridge::keras::read_model_config(nullptr, texts);
  if (config == nullptr) __builtin_trap();
  (void)weighbridge::keras::need_of_contents(config->model);
  return 0;
}
