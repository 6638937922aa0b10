#include "terminal.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/harmless.h"

namespace weighbridge::cli {
namespace {

constexpr int kDefaultColumns = 80;

bool is_set(const char* name, std::string_view value = {}) {
  const char* found = std::getenv(name);
  return found != nullptr && (value.empty() ? *found != '\0' : found == value);
}

}  // namespace

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void complain(std::string_view sentence) {
  const std::string line = "weighbridge: " + text::harmless(sentence) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

int terminal_columns() {
  const int columns = columns_of_output();
  return columns > 0 ? columns : kDefaultColumns;
}

bool wants_color(Color wanted) {
  if (wanted != Color::automatic) return wanted == Color::always;
  return is_terminal(Stream::output) && !is_set("NO_COLOR") && !is_set("TERM", "dumb");
}

}  // namespace weighbridge::cli
