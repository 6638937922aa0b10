#include "loaders/causes.h"

#include <array>

namespace weighbridge::loaders::causes {
namespace {

using Ids = std::string_view;

constexpr std::array<Ids, 17> kNotHdf5 = {"zero-bytes",      "all-zero-bytes", "git-lfs-pointer", "html-page",         "xml-error",
                                          "json-error",      "symlink-text",   "source-code",     "text-mode-mangled", "zip-named-h5",
                                          "compressed-file", "leading-junk",   "writer-killed",   "truncated-zip",     "text-file",
                                          "other-format",    "wrong-extension"};
constexpr std::array<Ids, 17> kNotZip = {"hdf5-named-keras",  "truncated-zip",   "zero-bytes",       "all-zero-bytes", "git-lfs-pointer",
                                         "html-page",         "xml-error",       "json-error",       "symlink-text",   "source-code",
                                         "text-mode-mangled", "compressed-file", "save-interrupted", "writer-killed",  "text-file",
                                         "other-format",      "wrong-extension"};
constexpr std::array<Ids, 10> kDamaged = {
    "writer-killed",         "truncated",     "text-mode-mangled", "truncated-zip",    "corrupt-structure",
    "zip-checksum-mismatch", "zeroed-blocks", "not-closed",        "save-interrupted", "missing-filter"};
constexpr std::array<Ids, 4> kIncompleteArchive = {"archive-without-weights", "archive-without-config", "rezipped-archive",
                                                   "save-interrupted"};
constexpr std::array<Ids, 12> kOtherLayout = {"legacy-layout-named-weights-h5",
                                              "v3-layout-named-h5",
                                              "keras-0-layout",
                                              "model-in-subgroup",
                                              "save-interrupted",
                                              "blank-hdf5",
                                              "optimizer-only",
                                              "no-layers",
                                              "foreign-hdf5",
                                              "hdf5-named-keras",
                                              "zip-named-h5",
                                              "wrong-extension"};
constexpr std::array<Ids, 11> kEmpty = {"lone-shard",
                                        "missing-shard",
                                        "save-interrupted",
                                        "build-without-call",
                                        "never-built",
                                        "optimizer-only",
                                        "no-layers",
                                        "layer-without-variables",
                                        "custom-layer-without-variables",
                                        "never-written-dataset",
                                        "weightless-only"};
constexpr std::array<Ids, 5> kInterrupted = {"save-interrupted", "zeroed-blocks", "corrupt-structure", "truncated",
                                             "never-written-dataset"};
constexpr std::array<Ids, 7> kNoModel = {"weights-only-file", "model-in-subgroup", "keras-0-layout", "v3-layout-named-h5",
                                         "save-interrupted",  "blank-hdf5",        "foreign-hdf5"};
constexpr std::array<Ids, 4> kPaths = {"backslash-paths", "gapped-paths", "lone-shard", "wrapper-model"};
constexpr std::array<Ids, 5> kDetours = {"external-link", "external-storage", "virtual-dataset", "shape-bomb", "soft-link"};
constexpr std::array<Ids, 1> kBfloat16 = {"bfloat16"};
constexpr std::array<Ids, 1> kUntracked = {"custom-layer-without-variables"};
constexpr std::array<Ids, 1> kLambda = {"lambda-code"};
constexpr std::array<Ids, 1> kKeras1 = {"keras-1-layout"};

}  // namespace

Causes not_hdf5() { return kNotHdf5; }
Causes not_zip() { return kNotZip; }
Causes damaged() { return kDamaged; }
Causes incomplete_archive() { return kIncompleteArchive; }
Causes other_layout() { return kOtherLayout; }
Causes empty() { return kEmpty; }
Causes interrupted() { return kInterrupted; }
Causes no_model() { return kNoModel; }
Causes paths() { return kPaths; }
Causes bfloat16() { return kBfloat16; }
Causes untracked() { return kUntracked; }
Causes lambda() { return kLambda; }
Causes keras_1() { return kKeras1; }
Causes detours() { return kDetours; }
Causes none() { return {}; }

}  // namespace weighbridge::loaders::causes
