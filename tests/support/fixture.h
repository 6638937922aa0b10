// Files of tests/fixtures, unpacked once.
#ifndef WEIGHBRIDGE_TESTS_SUPPORT_FIXTURE_H_
#define WEIGHBRIDGE_TESTS_SUPPORT_FIXTURE_H_

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace weighbridge::support {

inline std::string corpus() {
  const std::string command = "python3 '" + std::string(WEIGHBRIDGE_SOURCE_DIR) + "/tests/fixtures/unpack.py'";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char line[4096] = {};
  REQUIRE(std::fgets(line, sizeof line, pipe) != nullptr);
  REQUIRE(::pclose(pipe) == 0);
  std::string folder(line);
  folder.erase(folder.find_last_not_of('\n') + 1);
  return folder;
}

// "keras3.15.1/C02_m.keras"
inline std::string fixture_text(const std::string& name) {
  static const std::string folder = corpus();
  std::ifstream file(folder + "/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline std::vector<std::byte> fixture_bytes(const std::string& name) {
  const std::string text = fixture_text(name);
  std::vector<std::byte> bytes(text.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

}  // namespace weighbridge::support

#endif  // WEIGHBRIDGE_TESTS_SUPPORT_FIXTURE_H_
