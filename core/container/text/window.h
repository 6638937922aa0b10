// The readable beginning of a file that may be text, as UTF-8.
#ifndef WEIGHBRIDGE_CONTAINER_TEXT_WINDOW_H_
#define WEIGHBRIDGE_CONTAINER_TEXT_WINDOW_H_

#include <string>
#include <string_view>

#include "container/probe.h"

namespace weighbridge::container {

struct TextWindow {
  std::string utf8;           // up to limits::kMaxTextBytes, without a byte order mark; whole characters
  std::string_view encoding;  // "utf-8", "utf-16", "8-bit"
  bool is_text = false;       // nothing but text, as far as was looked
};

[[nodiscard]] Result<TextWindow> read_text_window(Probe& probe);

// Blanks, tabs and line ends taken off the front.
[[nodiscard]] std::string_view skip_space(std::string_view text);

}  // namespace weighbridge::container

#endif  // WEIGHBRIDGE_CONTAINER_TEXT_WINDOW_H_
