#include <array>
#include <utility>

#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// By the interpreter of a script's first line (container/plain_text.cc).
std::string ending_of(std::string_view language) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kEndings = {{{"python", ".py"},
                                                                                      {"python3", ".py"},
                                                                                      {"bash", ".sh"},
                                                                                      {"sh", ".sh"},
                                                                                      {"node", ".js"},
                                                                                      {"perl", ".pl"},
                                                                                      {"ruby", ".rb"},
                                                                                      {"lua", ".lua"}}};
  for (const auto& [name, ending] : kEndings) {
    if (language == name) return std::string(ending);
  }
  return ".txt";
}

}  // namespace

void check_source_code(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  const auto* plain = file.as<container::PlainText>();
  if (plain == nullptr || plain->kind != container::TextKind::source_code) return;
  const std::string name = plain->named == "python" ? "Python" : text::shorten(plain->named, 30);
  const std::string ending = ending_of(plain->named);
  // A script under the name of a script has its own name already.
  const bool misnamed = !subject.file_name.ends_with(ending);
  findings.add(ids::kSourceCode,
               {.params = {{"language", name}, {"ending", ending}, {"kind", misnamed ? "misnamed" : "script"}},
                .evidence = {evidence::excerpt("the file begins with", file.text_excerpt)}});
}

}  // namespace weighbridge::rules
