// Files that are read where they stand: their bytes are the same, and one that becomes shorter meanwhile is said to.
#include "file_source.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "apart.h"
#include "arguments.h"
#include "file_list.h"
#include "judge_group.h"
#include "support/fixture.h"

using namespace weighbridge;
using namespace weighbridge::cli;
using Texts = std::vector<std::string>;

namespace {

constexpr std::size_t kSize = 300'000;

// A copy of a fixture, longer than a page by far, that can be cut.
class File {
 public:
  explicit File(const std::string& name) : path_((std::filesystem::temp_directory_path() / name).string()) {
    std::ofstream(path_, std::ios::binary) << support::fixture_text("keras3.15.1/B_300long.weights.h5");
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { std::filesystem::remove(path_); }
  [[nodiscard]] const std::string& path() const { return path_; }
  void cut() const { std::filesystem::resize_file(path_, 4096); }

 private:
  std::string path_;
};

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Cuts the file when it is first looked into in place.
class CutSource final : public ByteSource {
 public:
  CutSource(ByteSource& whole, const File& file) : whole_(whole), file_(file) {}
  [[nodiscard]] std::uint64_t size_bytes() const override { return whole_.size_bytes(); }
  [[nodiscard]] Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    return whole_.read_at(offset, out);
  }
  [[nodiscard]] std::span<const std::byte> in_place(std::uint64_t offset, std::size_t size_bytes) override {
    const auto found = whole_.in_place(offset, size_bytes);
    file_.cut();
    return found;
  }

 private:
  ByteSource& whole_;
  const File& file_;
};

}  // namespace

// One test: read_copies() is for the rest of the process.
TEST_CASE("a file is read in place where that can end no more than a job", "[apart]") {
  const File file("weighbridge-in-place.weights.h5");
  auto source = FileSource::open(file.path());
  REQUIRE(source);
  REQUIRE(source->size_bytes() > kSize);
  std::vector<std::byte> copy(kSize);
  REQUIRE(source->read_at(5, copy));
  CHECK(source->in_place(5, kSize).empty());
  const auto there =
      run_apart([&source](const HandOver& hand_over) { hand_over({text_of(source->in_place(5, kSize))}); });
  CHECK(there == Texts{text_of(copy)});

  const auto lost = run_apart([&](const HandOver& hand_over) {
    const auto bytes = source->in_place(0, kSize);
    file.cut();
    hand_over({text_of(bytes)});
  });
  REQUIRE_FALSE(lost.has_value());
  CHECK(lost.error() == Mishap::lost_pages);

  const File judged("weighbridge-cut.weights.h5");
  ListedFile listed(judged.path(), std::filesystem::file_size(judged.path()));
  CutSource cut(listed, judged);
  const std::vector<NamedSource> files{{judged.path(), &cut}};
  const auto verdict = judge_group({GroupKind::single, judged.path(), {0}}, files, Arguments{}, true);
  CHECK_FALSE(verdict.is_read);
  CHECK(verdict.trouble == "'" + judged.path() + "' could not be analysed: its size changed while it was judged.");

  // From now on bytes are copied.
  const auto copied = run_apart([&](const HandOver& hand_over) { hand_over({text_of(source->in_place(0, 100))}); });
  CHECK(copied == Texts{""});
}
