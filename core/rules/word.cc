#include "rules/word.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalogue/catalogue.h"
#include "keras/versions.h"

namespace weighbridge::rules {
namespace {

// Calls `value_of(name)` for every {{name}} of `text` and puts what it returns in its place; none leaves the
// placeholder.
template <typename ValueOf>
std::string replace_placeholders(std::string_view text, ValueOf value_of) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    const std::size_t open = text.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, open));
    const std::string_view name = text.substr(open + 2, close - open - 2);
    if (std::optional<std::string> value = value_of(std::string(name))) {
      out.append(*value);
    } else {
      out.append(text.substr(open, close + 2 - open));
    }
    text.remove_prefix(close + 2);
  }
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string for_prose(std::string value) {
  std::ranges::replace_if(value, is_control, ' ');
  return value;
}

// Inside '...' or "..." of Python. Newlines and the like are never part of a sensible name: a space does.
std::string for_python(const std::string& value) {
  std::string out;
  for (const char c : for_prose(value)) {
    if (c == '\\' || c == '\'' || c == '"') out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

// Inside '...' of a POSIX shell nothing is special but the quote itself.
std::string for_shell(const std::string& value) {
  std::string out;
  for (const char c : for_prose(value)) {
    if (c == '\'') {
      out.append("'\\''");
    } else {
      out.push_back(c);
    }
  }
  return out;
}

bool ranges_meet(const VersionRange& writer, const catalogue::FixText& fix) {
  if (!fix.from.empty() && writer.to && keras::compare_to_bound(*writer.to, fix.from) < 0) return false;
  if (!fix.to.empty() && writer.from && keras::compare_to_bound(*writer.from, fix.to) > 0) return false;
  return true;
}

bool is_for_writer(const VersionRange& writer, const catalogue::FixText& fix) {
  return fix.package == writer.package && ranges_meet(writer, fix);
}

// 0 for the writer's own version, then what suits every version, then the rest. Where the writer is not known the
// page's order holds.
int distance(const VersionRange& writer, const catalogue::FixText& fix) {
  if (writer.package == "unknown") return 0;
  if (fix.package == writer.package) return is_for_writer(writer, fix) ? 0 : 3;
  if (fix.package == "any") return 1;
  // tf_keras is tf.keras' code under another name, with its own version numbers.
  if (writer.package == "tf_keras" && fix.package == "tf.keras") return 2;
  return 4;
}

// Where nothing was said no fix is nearer than another.
VersionRange versions_of(const MyKeras* my_keras) {
  if (my_keras == nullptr) return {"unknown", std::nullopt, std::nullopt};
  return {my_keras->package, my_keras->version, my_keras->version};
}

// A fix for some kinds only ("torch-zip npz") is left out where the finding says that it is about another.
bool suits_kind(const catalogue::FixText& fix, const std::map<std::string, std::string>& params) {
  const auto kind = params.find("kind");
  if (fix.only_for.empty() || kind == params.end()) return true;
  const std::string listed = " " + std::string(fix.only_for) + " ";
  return listed.find(" " + kind->second + " ") != std::string::npos;
}

std::optional<std::string> bound(std::string_view version) {
  if (version.empty()) return std::nullopt;
  return std::string(version);
}

}  // namespace

std::string fill(std::string_view text, const std::map<std::string, std::string>& params) {
  return replace_placeholders(text, [&](const std::string& name) -> std::optional<std::string> {
    const auto found = params.find(name);
    if (found == params.end()) return std::nullopt;
    return for_prose(found->second);
  });
}

std::string fill_code(std::string_view code, std::string_view language,
                      const std::map<std::string, std::string>& params) {
  return replace_placeholders(code, [&](const std::string& name) -> std::optional<std::string> {
    const auto found = params.find(name);
    if (found == params.end()) return std::nullopt;
    return language == "sh" ? for_shell(found->second) : for_python(found->second);
  });
}

WordedFinding word(const Finding& finding, const Writer& writer, const MyKeras* my_keras) {
  const catalogue::Entry* info = catalogue::find(finding.id);
  WordedFinding worded{.finding = finding, .title = finding.id, .why = {}, .next = {}, .fixes = {}};
  if (info == nullptr) return worded;
  worded.title = fill(info->title, finding.params);
  worded.why = fill(info->why, finding.params);
  worded.next = fill(info->next, finding.params);

  std::vector<const catalogue::FixText*> order;
  for (const catalogue::FixText& fix : info->fixes) {
    if (suits_kind(fix, finding.params)) order.push_back(&fix);
  }
  const VersionRange mine = versions_of(my_keras);
  std::ranges::stable_sort(order, {}, [&](const catalogue::FixText* fix) {
    return std::pair(distance(mine, *fix), distance(writer.version, *fix));
  });
  for (const catalogue::FixText* fix : order) {
    worded.fixes.push_back({.title = fill(fix->title, finding.params),
                            .applies_to = {std::string(fix->package), bound(fix->from), bound(fix->to)},
                            .fits_writer = is_for_writer(writer.version, *fix),
                            .fits_my_keras = my_keras != nullptr && is_for_writer(mine, *fix),
                            .code = fill_code(fix->code, fix->language, finding.params)});
  }
  return worded;
}

}  // namespace weighbridge::rules
