// Which of the files that were given together are one thing.
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "io/memory_source.h"
#include "weighbridge/file_set.h"

using namespace weighbridge;

namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> bytes(text.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

}  // namespace

TEST_CASE("what belongs together is grouped, what does not is left alone") {
  struct Row {
    std::vector<std::string> given;
    std::vector<std::vector<std::size_t>> groups;
  };
  const std::string index =
      R"({"metadata": {}, "weight_map": {"/layers/dense/vars": "x_00000.weights.h5",
          "/layers/dense_1/vars": ["x_00001.weights.h5"]}})";
  const Row rows[] = {
      {{"a.h5", "b.h5"}, {{0}, {1}}},
      {{"x_00000.weights.h5", "x_00001.weights.h5"}, {{0}, {1}}},  // epochs of a ModelCheckpoint look like this
      {{"x_00001.weights.h5", "x_00000.weights.h5", "x.weights.json"}, {{2, 1, 0}}},
      {{"d/x_00001.weights.h5", "e/x_00000.weights.h5", "d/x.weights.json"},
       {{2, 0}, {1}}},  // another folder is another set
      {{"x.weights.json", "y_00000.weights.h5"}, {{0}, {1}}},
      {{"model.weights.h5", "config.json"}, {{0}, {1}}},
      {{"k/config.json", "k/metadata.json", "k/model.weights.h5", "k/assets/v.txt", "k/other.h5"}, {{2, 0, 1, 3}, {4}}},
      {{"w.index", "w.data-00000-of-00001", "v.index"}, {{0, 1}, {2}}},
      {{"w.data-00001-of-00002", "w.data-00000-of-00002", "w.index"}, {{2, 1, 0}}},
      {{"w.index", "w.data-2-of-1", "checkpoint"}, {{0}, {1}, {2}}},  // no such name; `checkpoint` names nothing
      {{"a.h5", "a.h5"}, {{0}, {1}}},
  };
  for (const Row& row : rows) {
    std::deque<io::MemorySource> memory;
    std::vector<NamedSource> files;
    for (const std::string& path : row.given) {
      memory.emplace_back(bytes_of(path.ends_with("weights.json") ? index : "-"));
      files.push_back({path, &memory.back()});
    }
    std::vector<std::vector<std::size_t>> groups;
    for (const FileGroup& group : group_files(files)) groups.push_back(group.files);
    INFO(row.given[0]);
    CHECK(groups == row.groups);
  }
}
