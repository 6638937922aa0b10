#include "loaders/causes.h"

#include <array>

namespace weighbridge::loaders::causes {
namespace {

using Ids = FindingId;

constexpr std::array<Ids, 17> kNotHdf5 = {
    ids::kZeroBytes,      ids::kAllZeroBytes,  ids::kGitLfsPointer, ids::kHtmlPage,        ids::kXmlError,
    ids::kJsonError,      ids::kSymlinkText,   ids::kSourceCode,    ids::kTextModeMangled, ids::kZipNamedH5,
    ids::kCompressedFile, ids::kLeadingJunk,   ids::kWriterKilled,  ids::kTruncatedZip,    ids::kTextFile,
    ids::kOtherFormat,    ids::kWrongExtension};
constexpr std::array<Ids, 17> kNotZip = {
    ids::kHdf5NamedKeras,  ids::kTruncatedZip,   ids::kZeroBytes,       ids::kAllZeroBytes, ids::kGitLfsPointer,
    ids::kHtmlPage,        ids::kXmlError,       ids::kJsonError,       ids::kSymlinkText,  ids::kSourceCode,
    ids::kTextModeMangled, ids::kCompressedFile, ids::kSaveInterrupted, ids::kWriterKilled, ids::kTextFile,
    ids::kOtherFormat,     ids::kWrongExtension};
constexpr std::array<Ids, 10> kDamaged = {
    ids::kWriterKilled,        ids::kTruncated,    ids::kTextModeMangled, ids::kTruncatedZip,    ids::kCorruptStructure,
    ids::kZipChecksumMismatch, ids::kZeroedBlocks, ids::kNotClosed,       ids::kSaveInterrupted, ids::kMissingFilter};
constexpr std::array<Ids, 4> kIncompleteArchive = {ids::kArchiveWithoutWeights, ids::kArchiveWithoutConfig,
                                                   ids::kRezippedArchive, ids::kSaveInterrupted};
constexpr std::array<Ids, 12> kOtherLayout = {ids::kLegacyLayoutNamedWeightsH5,
                                              ids::kV3LayoutNamedH5,
                                              ids::kKeras0Layout,
                                              ids::kModelInSubgroup,
                                              ids::kSaveInterrupted,
                                              ids::kBlankHdf5,
                                              ids::kOptimizerOnly,
                                              ids::kNoLayers,
                                              ids::kForeignHdf5,
                                              ids::kHdf5NamedKeras,
                                              ids::kZipNamedH5,
                                              ids::kWrongExtension};
constexpr std::array<Ids, 11> kEmpty = {ids::kLoneShard,
                                        ids::kMissingShard,
                                        ids::kSaveInterrupted,
                                        ids::kBuildWithoutCall,
                                        ids::kNeverBuilt,
                                        ids::kOptimizerOnly,
                                        ids::kNoLayers,
                                        ids::kLayerWithoutVariables,
                                        ids::kCustomLayerWithoutVariables,
                                        ids::kNeverWrittenDataset,
                                        ids::kWeightlessOnly};
constexpr std::array<Ids, 5> kInterrupted = {ids::kSaveInterrupted, ids::kZeroedBlocks, ids::kCorruptStructure,
                                             ids::kTruncated, ids::kNeverWrittenDataset};
constexpr std::array<Ids, 7> kNoModel = {ids::kWeightsOnlyFile, ids::kModelInSubgroup, ids::kKeras0Layout,
                                         ids::kV3LayoutNamedH5, ids::kSaveInterrupted, ids::kBlankHdf5,
                                         ids::kForeignHdf5};
constexpr std::array<Ids, 4> kPaths = {ids::kBackslashPaths, ids::kGappedPaths, ids::kLoneShard, ids::kWrapperModel};
constexpr std::array<Ids, 5> kDetours = {ids::kExternalLink, ids::kExternalStorage, ids::kVirtualDataset,
                                         ids::kShapeBomb, ids::kSoftLink};
constexpr std::array<Ids, 1> kBfloat16 = {ids::kBfloat16};
constexpr std::array<Ids, 1> kUntracked = {ids::kCustomLayerWithoutVariables};
constexpr std::array<Ids, 3> kQuantized = {ids::kQuantizedIncomplete, ids::kQuantizedOtherVersion, ids::kQuantized};
constexpr std::array<Ids, 1> kOwnVariables = {ids::kModelLevelWeights};
constexpr std::array<Ids, 1> kTransformersShard = {ids::kTransformersShard};
constexpr std::array<Ids, 1> kWords = {ids::kVocabularyNotInWeights};
constexpr std::array<Ids, 1> kShards = {ids::kMissingShard};
constexpr std::array<Ids, 1> kLambda = {ids::kLambdaCode};
constexpr std::array<Ids, 1> kKeras1 = {ids::kKeras1Layout};

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
Causes own_variables() { return kOwnVariables; }
Causes words() { return kWords; }
Causes transformers_shard() { return kTransformersShard; }
Causes shards() { return kShards; }
Causes lambda() { return kLambda; }
Causes keras_1() { return kKeras1; }
Causes detours() { return kDetours; }
Causes quantized() { return kQuantized; }
Causes none() { return {}; }

}  // namespace weighbridge::loaders::causes
