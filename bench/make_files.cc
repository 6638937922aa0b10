// make_files FOLDER [small]: writes the files that scripts/bench measures with, those that are not there yet. small:
// without the large ones. The tensors of all but values.weights.h5 take no room on the disk.
#include <hdf5.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "fixtures/sparse_file.h"

namespace fixtures = weighbridge::fixtures;
namespace fs = std::filesystem;

namespace {

constexpr fixtures::SparseModel kMiddling{.layers = 100, .tensor_values = 4096};
constexpr fixtures::SparseModel kMany{.layers = 10'000, .tensor_values = 64};
constexpr fixtures::SparseModel kVeryMany{.layers = 100'000, .tensor_values = 64};
constexpr fixtures::SparseModel kGigabyte{.layers = 32, .tensor_values = 4 << 20};    // 64 tensors of 16 MiB
constexpr fixtures::SparseModel kTwenty{.layers = 100, .tensor_values = 25'000'000};  // 200 tensors, 20 GB
constexpr int kSmallFiles = 1000;

// What a kernel looks like after training. A block of it is drawn once and begins at another place in each tensor.
class Values {
 public:
  Values() : drawn_(kGigabyte.tensor_values + kStep * 2 * kGigabyte.layers) {
    std::mt19937 random(20);
    std::normal_distribution<float> normal(0.0F, 0.05F);
    for (float& value : drawn_) value = normal(random);
  }
  const float* next() { return drawn_.data() + kStep * tensor_++; }

 private:
  static constexpr std::size_t kStep = 1009;
  std::vector<float> drawn_;
  std::size_t tensor_ = 0;
};

herr_t fill(hid_t file, const char* name, const H5O_info2_t* info, void* values) {
  if (info->type != H5O_TYPE_DATASET) return 0;
  const hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
  const float* drawn = static_cast<Values*>(values)->next();
  const herr_t written = H5Dwrite(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, drawn);
  return H5Dclose(dataset) < 0 ? -1 : written;
}

void write_values(const std::string& path) {
  fixtures::write_v3_weights(path, kGigabyte);
  Values values;
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const herr_t filled = H5Ovisit3(file, H5_INDEX_NAME, H5_ITER_NATIVE, fill, &values, H5O_INFO_BASIC);
  if (H5Fclose(file) < 0 || filled < 0) std::exit((std::fprintf(stderr, "HDF5 could not write %s\n", path.c_str()), 1));
}

// Checkpoints of models of one to ten layers, every other one in the legacy layout.
void write_folder(const std::string& path) {
  fs::create_directory(path);
  for (int i = 0; i < kSmallFiles; ++i) {
    const fixtures::SparseModel model{.layers = 1 + i % 10, .tensor_values = 256};
    const std::string stem = path + "/epoch-" + std::to_string(1000 + i);
    if (i % 2 == 0)
      fixtures::write_v3_weights(stem + ".weights.h5", model);
    else
      fixtures::write_legacy_weights(stem + ".h5", model);
  }
}

struct File {
  const char* name;
  bool large;
  std::function<void(const std::string&)> write;
};

const File kFiles[] = {
    {"dense-200.weights.h5", false, [](const auto& path) { fixtures::write_v3_weights(path, kMiddling); }},
    {"dense-10000.weights.h5", false, [](const auto& path) { fixtures::write_v3_weights(path, kMany); }},
    {"dense-10000.h5", false, [](const auto& path) { fixtures::write_legacy_weights(path, kMany); }},
    {"folder", false, write_folder},
    {"sparse-20gb.weights.h5", false, [](const auto& path) { fixtures::write_v3_weights(path, kTwenty); }},
    {"dense-100000.weights.h5", true, [](const auto& path) { fixtures::write_v3_weights(path, kVeryMany); }},
    {"values.weights.h5", true, write_values},
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return std::fprintf(stderr, "usage: make_files FOLDER [small]\n"), 64;
  const fs::path folder = arguments[1];
  const bool small = count > 2 && std::string_view(arguments[2]) == "small";
  fs::create_directories(folder);
  for (const File& file : kFiles) {
    const fs::path whole = folder / file.name;
    if (fs::exists(whole) || (small && file.large)) continue;
    // Named when complete, so that an interrupted run leaves nothing half done.
    const fs::path partial = folder / "partial";
    fs::remove_all(partial);
    file.write(partial.string());
    fs::rename(partial, whole);
    std::printf("%s\n", whole.c_str());
  }
  return 0;
}
