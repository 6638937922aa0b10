// Files that end too early, as a full disk, a broken download or a killed process leave them: every tensor whose header
// and values are wholly there is listed, and none that was not in the whole file.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/little_endian.h"
#include "container/hdf5_part.h"
#include "container/identify.h"
#include "hdf5/tree.h"
#include "io/memory_source.h"
#include "support/fixture.h"
#include "support/hdf5_leaks.h"
#include "weighbridge/analysis.h"

namespace weighbridge::mutants {
namespace {

using Bytes = std::vector<std::byte>;

// Of every generation and layout of Keras, as it was written; their tensors lie contiguously.
constexpr const char* kFiles[] = {
    "keras-0.3.3_theano-0.9.0/d02_trained.h5",
    "keras-1.2.2_theano-1.0.5/d02_trained__full.h5",
    "keras-2.2.4_tf-1.13.2/c04_full_fit_adam.h5",
    "tfkeras-2.3.4/c04_full_fit_sgd_momentum.h5",
    "tf2.6/B_mha_model.h5",
    "tf2.15/D01d_fresh_initializers.weights.h5",
    "keras3.6.0/B_mha_model.keras",
    "keras3.15.1/B_quant_float8.weights.h5",
    "keras3.15.1/B_mha_model.keras",
    "derived/v3_latest_libver.weights.h5",
};
constexpr std::size_t kCuts = 100;
// For a long run by hand: every fixture that is whole, at so many places.
constexpr const char* kMoreCuts = "WEIGHBRIDGE_CUTS";
constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";

// Format specification 3.0, IV.A.1: where the first block of an object header ends. It is the only one here. None: in
// an archive whose members are packed.
std::optional<std::size_t> header_end(const Bytes& file, std::size_t header) {
  if (little_endian(file, header, 1) == 1) return header + 16 + little_endian(file, header + 8, 4);
  if (little_endian(file, header, 4) != 0x5244484f) return std::nullopt;  // "OHDR"
  const std::uint64_t flags = little_endian(file, header + 5, 1);
  const std::size_t size_at = header + 6 + ((flags & 0x20) != 0 ? 16u : 0u) + ((flags & 0x10) != 0 ? 4u : 0u);
  const std::size_t size_bytes = std::size_t{1} << (flags & 3);
  return size_at + size_bytes + little_endian(file, size_at, size_bytes) + 4;
}

struct Array {
  std::string path;
  std::vector<std::uint64_t> shape;
  std::string dtype;
  std::size_t complete_at = 0;  // where the last byte of its header and its values is
};
using Arrays = std::map<std::uint64_t, Array>;  // by where the values begin

void collect(const hdf5::Node& group, const std::string& path, const Bytes& file, Arrays& into) {
  const auto* first = reinterpret_cast<const std::byte*>(kSignature.data());
  const auto base = std::search(file.begin(), file.end(), first, first + kSignature.size()) - file.begin();
  for (const auto& child : group.children) {
    const std::string below = path.empty() ? child->name : path + "/" + child->name;
    collect(*child, below, file, into);
    if (!child->dataset || !child->dataset->storage.offset) continue;
    const Storage& storage = child->dataset->storage;
    const auto values_end = static_cast<std::size_t>(*storage.offset + storage.size_bytes);
    const std::size_t header = static_cast<std::size_t>(base) + static_cast<std::size_t>(*storage.object_address);
    const auto ends = header_end(file, header);
    if (ends)
      into[*storage.offset] = {below, child->dataset->shape, child->dataset->type.name, std::max(*ends, values_end)};
  }
}

// All that the file holds, whatever of it a report shows; nothing where it is not whole itself.
Arrays arrays_of(const Bytes& file) {
  io::MemorySource source(file);
  const auto found = container::identify(source);
  if (!found) return {};
  const container::Hdf5Part part = container::find_hdf5_part(source, *found);
  if (part.source == nullptr || !part.superblock) return {};
  const auto tree = hdf5::read_tree(*part.source, {part.superblock->end_of_file, part.report_offset});
  Arrays arrays;
  if (tree && tree->unreadable == 0 && tree->available_bytes >= part.superblock->end_of_file)
    collect(tree->root, "", file, arrays);
  return arrays;
}

std::vector<std::string> files() {
  if (std::getenv(kMoreCuts) == nullptr) return {std::begin(kFiles), std::end(kFiles)};
  std::vector<std::string> all;
  const std::filesystem::path folder = support::corpus();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).string();
    if (entry.is_regular_file() && !arrays_of(support::fixture_bytes(name)).empty()) all.push_back(name);
  }
  return all;
}

std::vector<Tensor> tensors_of(const Report& report) {
  std::vector<Tensor> all;
  for (const Layer& layer : report.layers) all.insert(all.end(), layer.tensors.begin(), layer.tensors.end());
  if (report.optimizer) all.insert(all.end(), report.optimizer->tensors.begin(), report.optimizer->tensors.end());
  return all;
}

Report judge(const std::string& name, const Bytes& file) {
  io::MemorySource source(file);
  const auto analysis = Analysis::open(name, source);
  REQUIRE(analysis);
  return (*analysis)->report();
}

// Where the values of tensors begin; each must be one of `whole`.
std::set<std::uint64_t> check_none_invented(const Report& report, const Arrays& whole) {
  std::set<std::uint64_t> listed;
  for (const Tensor& tensor : tensors_of(report)) {
    if (!tensor.storage.offset) continue;
    listed.insert(*tensor.storage.offset);
    const auto array = whole.find(*tensor.storage.offset);
    INFO(tensor.path << " at " << *tensor.storage.offset);
    REQUIRE(array != whole.end());
    CHECK(array->second.shape == tensor.shape);
    // numpy has no bfloat16 of its own: bytes that the report knows by the config.
    CHECK((array->second.dtype == tensor.dtype || (array->second.dtype == "opaque" && tensor.dtype == "bfloat16")));
    CHECK((array->second.path == tensor.path || tensor.path.starts_with("unnamed@")));
  }
  return listed;
}

}  // namespace

TEST_CASE("of a cut file all tensors are listed that are there, and no others", "[cuts]") {
  const std::string name = GENERATE(Catch::Generators::from_range(files()));
  const support::Hdf5LeaksExpected leaks;
  const Bytes whole = support::fixture_bytes(name);
  const std::string bare = name.substr(name.rfind('/') + 1);
  const Arrays arrays = arrays_of(whole);
  REQUIRE_FALSE(arrays.empty());
  const std::set<std::uint64_t> shown = check_none_invented(judge(bare, whole), arrays);
  const char* more = std::getenv(kMoreCuts);
  REQUIRE((shown.size() >= 4 || more != nullptr));
  const std::size_t cuts = more == nullptr ? kCuts : std::stoul(more);
  for (std::size_t cut = 1; cut < cuts; ++cut) {
    const std::size_t size = whole.size() * cut / cuts;
    const Report report = judge(bare, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    INFO(name << ", " << size << " of " << whole.size() << " bytes: " << report.verdict.headline);
    const std::set<std::uint64_t> listed = check_none_invented(report, arrays);
    for (const std::uint64_t offset : shown) {
      const Array& array = arrays.at(offset);
      if (array.complete_at > size) continue;
      INFO(array.path << " at " << offset << ", complete at " << array.complete_at);
      CHECK(listed.contains(offset));
    }
  }
}

}  // namespace weighbridge::mutants
