#include "formats/pieces.h"

#include <cstdint>

namespace weighbridge::cli {
namespace {

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv): for telling apart, not against anyone.
std::string hash_of(std::string_view words) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char letter : words) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3u;
  std::string out(16, '0');
  for (std::size_t i = out.size(); i-- > 0; hash >>= 4) out[i] = "0123456789abcdef"[hash & 15u];
  return out;
}

}  // namespace

std::string joined(std::span<const std::string> parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string sentence_of(const WordedFinding& worded) {
  const std::string stop = worded.title.ends_with('.') || worded.title.ends_with('?') ? "" : ".";
  return worded.title + stop + (worded.why.empty() ? "" : " " + worded.why);
}

std::string Fingerprints::of(std::string_view file, const Finding& finding) {
  std::string words = finding.id + '\0' + std::string(file) + '\0' + finding.path.value_or("");
  const int before = seen_[words]++;
  return hash_of(before == 0 ? words : words + '\0' + std::to_string(before));
}

}  // namespace weighbridge::cli
