// Files for the tests of the loaders, made of plain values: no HDF5 is written or read.
#ifndef WEIGHBRIDGE_TESTS_UNIT_LOADERS_MODEL_FILE_H_
#define WEIGHBRIDGE_TESTS_UNIT_LOADERS_MODEL_FILE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "container/identify.h"
#include "hdf5/tree.h"
#include "keras/checkpoint.h"
#include "keras/model_config.h"
#include "loaders/predict.h"

namespace weighbridge::loaders::test {

// An HDF5 file that is being put together, and what the loaders would do with it.
class ModelFile {
 public:
  // The group at "a/b/c", made where it is missing.
  hdf5::Node& group(std::string_view path);
  void dataset(std::string_view path, std::vector<std::uint64_t> shape, std::string_view type = "float32");
  void attribute(std::string_view path, std::string_view name, std::vector<std::string> values);

  // Layers of the legacy layout: name, then the names of its weights. Under `root` ("" or "model_weights").
  void legacy_layer(std::string_view root, const std::string& name, const std::vector<std::string>& weights);
  // A Dense layer of the v3 layout with its kernel and bias, or without.
  void v3_dense(std::string_view path, std::string_view name, bool filled = true);

  std::vector<LoaderPrediction> predict(std::string_view file_name, std::vector<std::string> finding_ids = {}) const;

  std::string config_json;
  std::string architecture;  // the text that load_model follows; empty: it is not followed
  std::optional<container::Superblock> superblock;
  std::uint64_t size_bytes = 10'000;

 private:
  hdf5::Tree tree_;
};

// The row for one version; fails the test unless there is exactly one.
LoaderPrediction row_of(const std::vector<LoaderPrediction>& rows, std::string_view package, std::string_view version,
                        std::string_view call);

inline constexpr std::string_view kLoadWeights = "model.load_weights(path)";
inline constexpr std::string_view kLoadModel = "load_model(path)";

}  // namespace weighbridge::loaders::test

#endif  // WEIGHBRIDGE_TESTS_UNIT_LOADERS_MODEL_FILE_H_
