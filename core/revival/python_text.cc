#include "revival/python_text.h"

#include <cstddef>

namespace weighbridge::revival {
namespace {

constexpr std::size_t kMostBytes = 240;
constexpr int kMostNesting = 16;

void append(json::Value value, std::string& out, int nesting);

void append_text(std::string_view text, std::string& out) {
  const char quote = text.contains('\'') && !text.contains('"') ? '"' : '\'';
  out += quote;
  out += text.substr(0, kMostBytes);
  out += quote;
}

void append_list(json::Value value, std::string& out, int nesting) {
  out += '[';
  bool first = true;
  value.each_element([&](json::Value element) {
    if (out.size() > kMostBytes) return;
    if (!first) out += ", ";
    first = false;
    append(element, out, nesting + 1);
  });
  out += ']';
}

void append_dict(json::Value value, std::string& out, int nesting) {
  out += '{';
  bool first = true;
  value.each_member([&](std::string_view key, json::Value member) {
    if (out.size() > kMostBytes) return;
    if (!first) out += ", ";
    first = false;
    append_text(key, out);
    out += ": ";
    append(member, out, nesting + 1);
  });
  out += '}';
}

void append(json::Value value, std::string& out, int nesting) {
  if (nesting > kMostNesting || out.size() > kMostBytes) {
    out += "...";
  } else if (value.is_object()) {
    append_dict(value, out, nesting);
  } else if (value.is_array()) {
    append_list(value, out, nesting);
  } else if (const auto text = value.string()) {
    append_text(*text, out);
  } else if (const auto flag = value.boolean()) {
    out += *flag ? "True" : "False";
  } else if (const auto whole = value.integer()) {
    out += std::to_string(*whole);
  } else {
    out += value.is_null() ? "None" : "...";  // a fraction: its digits are no part of what is looked for
  }
}

}  // namespace

std::string python_repr(json::Value value) {
  std::string out;
  append(value, out, 0);
  return out;
}

std::string filled(std::string_view pattern, std::string_view hole, std::string_view filling) {
  std::string text;
  for (std::size_t at = pattern.find(hole); at != std::string_view::npos; at = pattern.find(hole)) {
    text += pattern.substr(0, at);
    text += filling;
    pattern.remove_prefix(at + hole.size());
  }
  text += pattern;
  return text;
}

}  // namespace weighbridge::revival
