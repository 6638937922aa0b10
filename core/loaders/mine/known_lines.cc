// Every minor release within the generations, as a reader chooses from them.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "keras/versions.h"
#include "loaders/generation.h"
#include "weighbridge/my_keras.h"

namespace weighbridge {
namespace {

using keras::Version;

constexpr int kLastMinorOf1 = 15;  // of TensorFlow; the one generation that goes over to another major number

std::string line_of(Version version) {
  return std::to_string(version.major_number) + "." + std::to_string(version.minor_number);
}

std::vector<Version> minors_of(const loaders::Generation& generation) {
  std::vector<Version> minors;
  for (Version at{generation.from.major_number, generation.from.minor_number, 0}; at <= generation.to;) {
    minors.push_back(at);
    const bool is_last = at.major_number < generation.to.major_number && at.minor_number >= kLastMinorOf1;
    at = is_last ? Version{at.major_number + 1, 0, 0} : Version{at.major_number, at.minor_number + 1, 0};
  }
  return minors;
}

// Newest first.
void add_lines(std::vector<MyKeras>& lines, loaders::Package package, bool is_keras_3) {
  std::vector<MyKeras> found;
  for (const loaders::Generation& generation : loaders::generations()) {
    if (generation.package != package || generation.is_keras_3() != is_keras_3) continue;
    for (const Version minor : minors_of(generation)) {
      const bool is_known = package != loaders::Package::keras || minor <= keras::kNewestRelease;
      MyKeras line{.package = std::string(package_id(package)), .version = line_of(minor), .is_known = is_known};
      if (!std::ranges::contains(found, line)) found.push_back(std::move(line));
    }
  }
  std::ranges::reverse(found);
  lines.insert(lines.end(), found.begin(), found.end());
}

}  // namespace

std::vector<MyKeras> known_lines_of_keras() {
  std::vector<MyKeras> lines;
  add_lines(lines, loaders::Package::keras, true);
  add_lines(lines, loaders::Package::tf_dot_keras, false);
  add_lines(lines, loaders::Package::tf_keras, false);
  add_lines(lines, loaders::Package::keras, false);
  return lines;
}

}  // namespace weighbridge
