#include <algorithm>

#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

constexpr std::size_t kMostNames = 20;

bool is_pickle(std::string_view name) {
  // Keras' npz of weights holds pickled dictionaries (saving_lib.py, NpzIOStore); loading it needs allow_pickle.
  return name == "model.weights.npz" || name.ends_with(".pkl") || name.ends_with(".pickle");
}

// Names that stand in the archive more than once: who looks at the first sees another file than Python, which takes the
// last.
std::vector<std::string> doubled(const std::vector<std::string>& names) {
  std::vector<std::string> found;
  for (const std::string& name : names) {
    if (std::ranges::count(names, name) > 1 && !std::ranges::contains(found, name)) found.push_back(name);
  }
  return found;
}

}  // namespace

void check_embedded_pickle(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (!file.zip || file.kind != container::Kind::keras_zip) return;
  std::vector<std::string> names;
  for (const container::ZipMember& member : file.zip->members) {
    if (names.size() < kMostNames && is_pickle(member.name)) names.push_back(text::shorten(member.name, 120));
  }
  if (names.empty()) return;
  const auto* contents = file.as<container::ZipContents>();
  const bool is_bare = contents != nullptr && !contents->bare_pickle.empty();
  const std::string member = is_bare ? text::shorten(contents->bare_pickle, 120) : names.front();
  std::vector<Evidence> evidence{evidence::list("members", names)};
  if (is_bare) evidence.push_back(evidence::at(member, "the bytes of a bare pickle"));
  if (const auto twice = doubled(names); !twice.empty())
    evidence.push_back(evidence::list("names that stand in the archive twice; Python takes the last one", twice));
  findings.add(
      ids::kEmbeddedPickle,
      {.confidence = is_bare ? Confidence::certain : Confidence::likely,
       .path = member,
       .params = {{"member", member},
                  {"how", is_bare ? "is a bare pickle, which no Keras writes there" : "is one, or can hold some"}},
       .evidence = std::move(evidence),
       .severity = is_bare ? std::nullopt : std::optional(Severity::warning)});
}

}  // namespace weighbridge::rules
