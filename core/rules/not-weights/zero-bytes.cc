#include "keras/file_names.h"
#include "rules/rule.h"

namespace weighbridge::rules {
namespace {

// keras/src/saving/saving_lib.py, save_model: since 3.2 the file is opened before the model is serialized. Run with
// 3.3.3, 3.6.0, 3.10.0 and 3.15.1.
constexpr std::string_view kAnyFile =
    "Nothing was ever written into it, or what was written never reached the disk: usual causes are a full disk or "
    "quota, a broken copy or upload, or a program that was killed at once.";
constexpr std::string_view kGetItAgain =
    "Copy or download it again from where it came from, or save it again to a local disk with free space.";
constexpr std::string_view kArchive =
    "Nothing was ever written into it, or what was written never reached the disk. model.save of Keras 3.2 and newer "
    "leaves such a .keras where it stops with an error before it writes, most often because a class of the model's "
    "lacks get_config(). A full disk or quota, or a broken copy or upload, does the same.";
constexpr std::string_view kSaveAgain =
    "If it was saved here, save again and read the error that the save prints: where it names get_config(), give that "
    "class one, or save weights alone with model.save_weights. If it was copied or downloaded, get it again.";

}  // namespace

void check_zero_bytes(const Subject& subject, Findings& findings) {
  if (subject.container.kind != container::Kind::empty) return;
  const bool is_archive = keras::name_kind(subject.file_name) == keras::NameKind::keras;
  findings.add(ids::kZeroBytes, {.confidence = Confidence::certain,
                                 .params = {{"how", std::string(is_archive ? kArchive : kAnyFile)},
                                            {"next", std::string(is_archive ? kSaveAgain : kGetItAgain)}},
                                 .evidence = {evidence::measurement("file size", 0, "bytes")}});
}

}  // namespace weighbridge::rules
