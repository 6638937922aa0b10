// What the tests of identification ask of bytes that they write out.
#ifndef WEIGHBRIDGE_TESTS_CONTAINER_IDENTIFYING_H_
#define WEIGHBRIDGE_TESTS_CONTAINER_IDENTIFYING_H_

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "bytes.h"
#include "container/identify.h"

namespace test {

inline weighbridge::container::Identification identified(std::string_view file) {
  auto source = source_of(file);
  auto found = weighbridge::container::identify(source);
  REQUIRE(found);
  CHECK(found->size_bytes == file.size());
  return *std::move(found);
}

inline std::string_view kind_of(std::string_view file) {
  return weighbridge::container::kind_id(identified(file).kind);
}

inline std::string varied(std::size_t count) {  // neither text nor any format
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>((i * 37 + 11) % 251);
  return bytes;
}

}  // namespace test

#endif  // WEIGHBRIDGE_TESTS_CONTAINER_IDENTIFYING_H_
