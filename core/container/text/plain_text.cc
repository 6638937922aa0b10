#include "container/text/plain_text.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "container/text/window.h"

namespace weighbridge::container {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "os", "tensorflow.keras", ".layers": the front of `text`, taken off.
std::string_view take_dotted_name(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || text[end] == '.')) ++end;
  const std::string_view name = text.substr(0, end);
  text.remove_prefix(end);
  return name;
}

// "import a.b as c, d" and nothing behind it but a comment: prose that begins with "import" has more words.
bool is_import(std::string_view line) {
  do {
    line = skip_space(line);
    if (take_dotted_name(line).empty()) return false;
    line = skip_space(line);
    if (line.starts_with("as ")) {
      line = skip_space(line.substr(3));
      if (take_dotted_name(line).empty()) return false;
      line = skip_space(line);
    }
  } while (line.starts_with(',') && (line.remove_prefix(1), true));
  return line.empty() || line.starts_with('#') || line.starts_with(';');
}

bool is_python_line(std::string_view line) {
  if (line.starts_with("import ")) return is_import(line.substr(7));
  if (line.starts_with("from ")) {
    line = line.substr(5);
    return !take_dotted_name(line).empty() && line.starts_with(" import ");
  }
  if (line.starts_with("if __name__ ==")) return true;
  const bool is_def = line.starts_with("def ");
  if (!is_def && !line.starts_with("class ")) return false;
  line = skip_space(line.substr(is_def ? 4 : 6));
  if (take_dotted_name(line).empty()) return false;
  if (line.starts_with('(')) return line.contains(':');
  if (is_def || !line.starts_with(':')) return false;
  line = skip_space(line.substr(1));  // "class struggle: a history" is none
  return line.empty() || line.starts_with('#') || line.starts_with("pass") || line.starts_with("...");
}

// "#!/usr/bin/env python3": the interpreter, without its version.
std::string interpreter(std::string_view text) {
  if (!text.starts_with("#!")) return {};
  std::string_view line = text.substr(2, text.find('\n') - 2);
  if (const std::size_t env = line.find("env "); env != std::string_view::npos) line.remove_prefix(env + 4);
  line = line.substr(0, line.find_first_of(" \r"));
  if (const std::size_t slash = line.rfind('/'); slash != std::string_view::npos) line.remove_prefix(slash + 1);
  while (!line.empty() && (is_digit(line.back()) || line.back() == '.')) line.remove_suffix(1);
  return std::string(line);
}

std::string language_of(std::string_view text) {
  if (std::string name = interpreter(text); !name.empty()) return name;
  constexpr std::size_t kLookedAtBytes = 64 * 1024;
  text = text.substr(0, kLookedAtBytes);
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (is_python_line(line)) return "python";
  }
  return {};
}

// A git symbolic link that was checked out as text: one path and nothing else.
bool is_path(std::string_view text) {
  if (text.size() < 4 || text.size() > 255 || text.contains("://")) return false;
  const bool plain = std::ranges::none_of(text, [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || std::string_view("<>|\"'*?;{}[]").contains(c);
  });
  if (!plain || text.ends_with('.') || !std::ranges::any_of(text, is_letter)) return false;
  const std::size_t dot = text.rfind('.');
  const std::size_t slash = text.rfind('/');
  const bool has_extension = dot != std::string_view::npos && dot > 0 && text.size() - dot <= 12;
  return has_extension || (slash != std::string_view::npos && slash + 1 < text.size());
}

}  // namespace

void note_plain_text(std::string_view text, Identification& found) {
  found.kind = Kind::text;
  std::string_view line = text;
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);

  PlainText& found_text = found.details.emplace<PlainText>();
  const auto is = [&found_text](TextKind kind, std::string named = "") { found_text = {kind, std::move(named)}; };
  // CheckpointState of TensorFlow, as a text-format protocol buffer.
  if (text.starts_with("model_checkpoint_path: \"")) {
    const std::string_view path = text.substr(24);
    is(TextKind::tf_checkpoint, text::shorten(path.substr(0, path.find('"')), 200));
  } else if (line.starts_with("/annex/objects/") || line.contains(".git/annex/objects/")) {
    is(TextKind::git_annex_pointer);
  } else if (text.starts_with("outs:") && text.contains("md5: ")) {
    is(TextKind::dvc_pointer);
  } else if (text.starts_with("iUhERg0KGgo")) {  // the 8 bytes of HDF5's signature in base64
    is(TextKind::base64_of_hdf5);
  } else if (text.starts_with("UEsDB")) {  // PK 03 04
    is(TextKind::base64_of_zip);
  } else if (is_path(line)) {
    is(TextKind::link_target, std::string(line));
  } else if (std::string language = language_of(text); !language.empty()) {
    is(TextKind::source_code, std::move(language));
  }
}

}  // namespace weighbridge::container
