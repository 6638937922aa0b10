#include <string>

#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

struct Story {
  std::string_view kind;
  std::string_view what;
  std::string_view rescue;
  bool can_be_undone = false;
};

Story story_of(container::Mangling mangling) {
  switch (mangling) {
    case container::Mangling::crlf_to_lf:
      return {"crlf-to-lf", "line ends were turned from CR LF into LF",
              "The bytes that were taken out are lost, so it cannot be repaired."};
    case container::Mangling::lf_to_crlf:
      return {"lf-to-crlf", "line ends were turned from LF into CR LF", "Often that can be undone.", true};
    case container::Mangling::utf8_replaced:
      return {"utf8-replaced", "bytes that are no text were replaced or dropped",
              "Those bytes are lost, so it cannot be repaired."};
    case container::Mangling::latin1_to_utf8:
      return {"latin1-to-utf8", "every byte was re-encoded as UTF-8", "That can be undone.", true};
    case container::Mangling::none:
      break;
  }
  return {"", "", ""};
}

}  // namespace

void check_text_mode_mangled(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.mangling == container::Mangling::none) return;
  const Story story = story_of(file.mangling);
  const std::string was = file.was == "zip" ? "zip archive (.keras)" : "HDF5 file";
  std::vector<Evidence> evidence{evidence::bytes(0, file.first_bytes_hex, "what became of the first bytes")};
  if (file.was == "hdf5")
    evidence.push_back(evidence::pair("signature", "89 48 44 46 0d 0a 1a 0a", file.first_bytes_hex));
  findings.add(ids::kTextModeMangled, {.confidence = file.was == "zip" ? Confidence::likely : Confidence::certain,
                                       .params = {{"was", was},
                                                  {"article", file.was == "zip" ? "a" : "an"},
                                                  {"what", std::string(story.what)},
                                                  {"rescue", std::string(story.rescue)},
                                                  {"undo", story.can_be_undone ? ", or undo it as shown below" : ""},
                                                  {"kind", std::string(story.kind)}},
                                       .evidence = std::move(evidence)});
}

}  // namespace weighbridge::rules
