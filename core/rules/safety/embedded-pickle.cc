#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

bool is_pickle(std::string_view name) {
  // Keras' npz of weights holds pickled dictionaries (saving_lib.py, NpzIOStore); loading it needs allow_pickle.
  return name == "model.weights.npz" || name.ends_with(".pkl") || name.ends_with(".pickle");
}

}  // namespace

void check_embedded_pickle(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (!file.zip || file.kind != container::Kind::keras_zip) return;
  std::vector<std::string> names;
  for (const container::ZipMember& member : file.zip->members) {
    if (names.size() < 20 && is_pickle(member.name)) names.push_back(text::shorten(member.name, 120));
  }
  if (names.empty()) return;
  findings.add(ids::kEmbeddedPickle,
               {.path = names.front(), .params = {{"member", names.front()}}, .evidence = {evidence::list("members", names)}});
}

}  // namespace weighbridge::rules
