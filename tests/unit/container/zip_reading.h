// Archives of the tests, and what read_zip_directory() finds in them.
#ifndef WEIGHBRIDGE_TESTS_UNIT_CONTAINER_ZIP_READING_H_
#define WEIGHBRIDGE_TESTS_UNIT_CONTAINER_ZIP_READING_H_

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bytes.h"
#include "container/zip/zip.h"
#include "python_zips.h"

namespace test {

inline const std::string kStored = from_hex(python_zips::kStored);
inline const std::vector<std::string> kStoredNames = {"metadata.json", "config.json", "model.weights.h5"};

inline weighbridge::container::ZipDirectory read(std::string_view archive) {
  auto source = source_of(archive);
  auto directory = weighbridge::container::read_zip_directory(source);
  REQUIRE(directory);
  return *std::move(directory);
}

inline std::vector<std::string> names_of(const weighbridge::container::ZipDirectory& directory) {
  std::vector<std::string> names;
  for (const weighbridge::container::ZipMember& member : directory.members) names.push_back(member.name);
  return names;
}

inline std::string content_of(std::string_view archive, const weighbridge::container::ZipMember& member) {
  auto source = source_of(archive);
  auto opened = weighbridge::container::open_member(source, member);
  return opened ? text_of(*opened->source) : opened.error().message;
}

inline void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace test

#endif  // WEIGHBRIDGE_TESTS_UNIT_CONTAINER_ZIP_READING_H_
