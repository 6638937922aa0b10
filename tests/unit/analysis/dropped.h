// Files as they are dropped together, and the report on them as one thing.
#ifndef WEIGHBRIDGE_TESTS_UNIT_ANALYSIS_DROPPED_H_
#define WEIGHBRIDGE_TESTS_UNIT_ANALYSIS_DROPPED_H_

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "io/memory_source.h"
#include "support/fixture.h"
#include "weighbridge/analysis.h"
#include "weighbridge/file_set.h"
#include "weighbridge/inspector.h"

namespace weighbridge::testing {

inline std::string fixture(const std::string& name) { return support::fixture_text(name); }

struct Dropped {
  void add(std::string path, std::string_view text) {
    std::vector<std::byte> bytes(text.size());
    std::memcpy(bytes.data(), text.data(), text.size());
    memory.emplace_back(std::move(bytes));
    files.push_back({std::move(path), &memory.back()});
  }
  [[nodiscard]] std::vector<FileGroup> groups() const { return group_files(files); }
  // Of the only group.
  [[nodiscard]] Report report(bool with_values = false) const {
    const auto found = groups();
    REQUIRE(found.size() == 1);
    auto analysis = Analysis::open_group(found[0], files, {.inspect = ask_hdf5()});
    REQUIRE(analysis);
    if (!with_values) return (*analysis)->report();
    while ((*analysis)->read_next().value_or(false)) {
    }
    (*analysis)->finish_scan();
    return (*analysis)->report();
  }
  std::deque<io::MemorySource> memory;
  std::vector<NamedSource> files;
};

}  // namespace weighbridge::testing

#endif  // WEIGHBRIDGE_TESTS_UNIT_ANALYSIS_DROPPED_H_
