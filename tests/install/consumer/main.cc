// Judges one file through the installed headers alone and prints its verdict's headline.
#include <weighbridge/analyze.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

namespace {

class Bytes : public weighbridge::ByteSource {
 public:
  explicit Bytes(std::string bytes) : bytes_(std::move(bytes)) {}
  std::uint64_t size_bytes() const override { return bytes_.size(); }
  weighbridge::Result<void> read_at(std::uint64_t offset, std::span<std::byte> out) override {
    if (offset > bytes_.size() || out.size() > bytes_.size() - offset) {
      return weighbridge::fail(weighbridge::ErrorCode::out_of_range, "behind the end");
    }
    const auto* from = reinterpret_cast<const std::byte*>(bytes_.data()) + offset;
    std::copy(from, from + out.size(), out.begin());
    return {};
  }

 private:
  std::string bytes_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  std::ifstream file(argv[1], std::ios::binary);
  Bytes bytes(std::string(std::istreambuf_iterator<char>(file), {}));
  const auto report = weighbridge::analyze("model.weights.h5", bytes);
  if (!report) return 2;
  std::puts(report->verdict.headline.c_str());
}
