#include <optional>
#include <string>
#include <string_view>

#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

struct Said {
  std::string_view what;
  std::string_view kind;
};

// What kind of text, as far as the identification could tell; none where another rule says more about it.
std::optional<Said> said_of(const container::Identification& file) {
  if (const auto* json = file.as<container::JsonDocument>()) {
    if (json->shards || json->tfjs || json->message || json->class_name) return std::nullopt;
    return Said{json->is_valid ? "a JSON document" : "text that begins like JSON", "plain"};
  }
  const auto* plain = file.as<container::PlainText>();
  if (plain == nullptr) return std::nullopt;
  switch (plain->kind) {
    case container::TextKind::plain:
      return Said{"plain text", "plain"};
    case container::TextKind::dvc_pointer:
      return Said{"a pointer of dvc to the real file", "dvc"};
    case container::TextKind::git_annex_pointer:
      return Said{"a pointer of git-annex to the real file", "git-annex"};
    case container::TextKind::base64_of_hdf5:
      return Said{"an HDF5 file in base64", "base64"};
    case container::TextKind::base64_of_zip:
      return Said{"a zip archive in base64", "base64"};
    case container::TextKind::source_code:
    case container::TextKind::link_target:
    case container::TextKind::tf_checkpoint:
      break;
  }
  return std::nullopt;
}

}  // namespace

void check_text_file(const Subject& subject, Findings& findings) {
  const std::optional<Said> said = said_of(subject.container);
  if (!said) return;
  findings.add(ids::kTextFile,
               {.params = {{"what", std::string(said->what)}, {"kind", std::string(said->kind)}},
                .evidence = {evidence::excerpt("the file begins with", subject.container.text_excerpt)}});
}

}  // namespace weighbridge::rules
