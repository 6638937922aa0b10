#include <optional>
#include <string>

#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

using Facts = std::map<std::string, std::string>;

std::string fact(const Facts& facts, const std::string& key) {
  const auto found = facts.find(key);
  return found == facts.end() ? std::string() : found->second;
}

// What kind of text, as far as the identification could tell; none where another rule says more about it.
std::optional<std::string> what_text(const container::Identification& file) {
  const Facts& facts = file.facts;
  if (file.kind == container::Kind::json) {
    if (!fact(facts, "weight_map").empty() || !fact(facts, "message").empty() || !fact(facts, "class_name").empty()) return std::nullopt;
    return fact(facts, "valid") == "false" ? "text that begins like JSON" : "a JSON document";
  }
  if (file.kind != container::Kind::text) return std::nullopt;
  if (!fact(facts, "language").empty() || !fact(facts, "symlink_target").empty() || !fact(facts, "tf_checkpoint").empty())
    return std::nullopt;
  if (const std::string pointer = fact(facts, "pointer"); !pointer.empty()) return "a pointer of " + pointer + " to the real file";
  if (const std::string inner = fact(facts, "base64_of"); !inner.empty())
    return inner == "hdf5" ? "an HDF5 file in base64" : "a zip archive in base64";
  return "plain text";
}

}  // namespace

void check_text_file(const Subject& subject, Findings& findings) {
  const std::optional<std::string> what = what_text(subject.container);
  if (!what) return;
  const std::string pointer = fact(subject.container.facts, "pointer");
  const std::string kind = !pointer.empty() ? pointer : what->find("base64") != std::string::npos ? "base64" : "plain";
  findings.add(ids::kTextFile, {.params = {{"what", *what}, {"kind", kind}},
                                .evidence = {evidence::excerpt("the file begins with", subject.container.text_excerpt)}});
}

}  // namespace weighbridge::rules
