// What a file may ask of us. Sizes and counts read from a file are compared with these before anything is allocated.
// All are far above what Keras writes and far below what would hurt a browser tab.
#ifndef WEIGHBRIDGE_LIMITS_H_
#define WEIGHBRIDGE_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace weighbridge::limits {

inline constexpr std::uint64_t kMaxObjects = 2'000'000;  // groups and datasets of one file
inline constexpr std::size_t kMaxDepth = 200;            // nested groups
// One attribute's value (model_config of huge models: MiBs).
inline constexpr std::uint64_t kMaxAttributeBytes = 64u << 20;
inline constexpr std::size_t kMaxAttributesPerObject = 20'000;  // chunked layer_names0... of huge models: dozens
inline constexpr std::uint64_t kMaxZipMembers = 200'000;
inline constexpr std::uint64_t kMaxZipDirectoryBytes = 64u << 20;
// config.json (1 MiB for 1,000 layers), metadata.json, a shard index.
inline constexpr std::uint64_t kMaxJsonBytes = 32u << 20;
inline constexpr std::size_t kMaxConfigLayers = 100'000;        // of one architecture, all models in it together
inline constexpr std::size_t kMaxNameBytes = 1'000;             // of a layer, as an architecture has it
inline constexpr std::uint64_t kMaxInflatedBytes = 512u << 20;  // a deflated HDF5 member is held in memory
// One chunk of a dataset, stored or unpacked: HDF5's default is 1 MiB.
inline constexpr std::uint64_t kMaxChunkBytes = 256u << 20;
inline constexpr std::uint64_t kMaxChunks = 1'000'000;  // of one dataset
// Unpacked bytes a stored byte: what deflate can do (zlib, "Technical Details").
inline constexpr std::uint64_t kMaxExpansion = 1032;
inline constexpr std::size_t kMaxRank = 32;             // HDF5's own limit, H5S_MAX_RANK
inline constexpr std::size_t kMaxTextBytes = 1u << 20;  // how much of a text file is looked at

// What Keras refuses to load: a dataset that declares more than so much and stores less than the ratio of it
// (keras/src/saving/saving_lib.py, 3.12.3 and 3.15.0: _H5_DATASET_BOMB_FLOOR_BYTES, _H5_DATASET_MAX_EXPANSION), and a
// member of an archive that grows more (3.12.4 and 3.15.1); weights shrink by a tenth.
inline constexpr std::uint64_t kShapeBombBytes = std::uint64_t{4} << 30;
inline constexpr std::uint64_t kShapeBombRatio = 1000;
inline constexpr std::uint64_t kZipBombBytes = std::uint64_t{256} << 20;
inline constexpr std::uint64_t kZipBombRatio = 100;

}  // namespace weighbridge::limits

#endif  // WEIGHBRIDGE_LIMITS_H_
