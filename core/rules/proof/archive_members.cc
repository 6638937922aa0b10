#include "rules/proof/archive_members.h"

#include "base/text.h"
#include "container/zip/keras_archive.h"
#include "rules/proof/layer_sets.h"

namespace weighbridge::rules {

const container::ZipDirectory* complete_zip(const Subject& subject) {
  const container::Identification& file = subject.container;
  const bool archive = file.kind == container::Kind::keras_zip || file.kind == container::Kind::zip;
  return archive && file.zip && file.zip->complete ? &*file.zip : nullptr;
}

bool holds_weights(const container::ZipDirectory& zip) {
  return zip.find(container::kWeightsMember) != nullptr ||
         zip.find(container::kNumpyWeightsMember) != nullptr;  // saving_lib.py: _VARS_FNAME
}

std::vector<std::string> member_names(const container::ZipDirectory& zip) {
  std::vector<std::string> names;
  for (const container::ZipMember& member : zip.members) {
    if (names.size() == kListed) break;
    names.push_back(text::shorten(member.name, 120));
  }
  return names;
}

}  // namespace weighbridge::rules
