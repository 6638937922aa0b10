// stages FILE...: where the processor time of a verdict goes, stage by stage. For docs/performance.md; not part of the
// product.
//   scripts/environment/run ninja -C build/native stages && build/native/bench/stages FILE
// Without a file it makes one of 10,000 Dense layers in the v3 layout, and one in the legacy layout.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "container/identify.h"
#include "container/superblock.h"
#include "fixtures/sparse_file.h"
#include "hdf5/tree.h"
#include "io/block_cache.h"
#include "keras/checkpoint.h"
#include "keras/layouts.h"
#include "keras/model_config.h"
#include "rules/rule.h"
#include "subject/unusual_nodes.h"
#include "support/counting_file.h"
#include "weighbridge/analyze.h"

using namespace weighbridge;

namespace {

constexpr int kRounds = 5;  // the fastest counts: everything else is other programs

// Of this process, not of the clock on the wall: a busy machine measures the same.
double processor_ms() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <typename Work>
double fastest_ms(Work work) {
  double best = 1e12;
  for (int round = 0; round < kRounds; ++round) {
    const double start = processor_ms();
    work();
    best = std::min(best, processor_ms() - start);
  }
  return best;
}

void show(const char* what, double ms, double whole) {
  std::printf("  %-34s %9.2f ms %6.1f %%\n", what, ms, 100 * ms / whole);
}

int measure(const std::string& path) {
  const std::string name = std::filesystem::path(path).filename().string();
  support::CountingFile file(path);
  std::string json;
  const double whole = fastest_ms([&] {
    const auto report = analyze(name, file);
    if (report) json = to_json(*report);
  });
  std::printf("%s: %llu bytes\n", name.c_str(), static_cast<unsigned long long>(file.size_bytes()));
  show("the verdict, from the file to JSON", whole, whole);

  io::BlockCache cache(file);
  const auto found = container::identify(cache);
  if (!found || !found->superblock) return std::fprintf(stderr, "%s is no HDF5 file\n", name.c_str()), 1;
  const hdf5::OpenOptions options{found->superblock->end_of_file, 0};
  show("HDF5: listing the structure", fastest_ms([&] { (void)hdf5::read_tree(cache, options); }), whole);
  const auto tree = hdf5::read_tree(cache, options);
  if (!tree) return 1;
  const auto read_keras = [&] {
    return keras::read_checkpoint(*tree, *keras::read_model_config(&tree->root, {}), file.size_bytes());
  };
  show("Keras: layers and tensors of it", fastest_ms([&] { (void)read_keras(); }), whole);
  const keras::Checkpoint checkpoint = read_keras();

  Subject subject{.file_name = name, .size_bytes = file.size_bytes(), .container = *found};
  subject.tree = &*tree;
  subject.superblock = &*found->superblock;
  subject.hdf5_available_bytes = file.size_bytes();
  subject.checkpoint = &checkpoint;
  const std::vector<const hdf5::Node*> unusual_nodes = find_unusual_nodes(*tree);
  subject.unusual_nodes = &unusual_nodes;
  show("all rules", fastest_ms([&] { (void)rules::run_rules(subject); }), whole);

  struct Cost {
    double ms;
    std::string id;
  };
  std::vector<Cost> costs;
  for (const rules::Rule& rule : rules::all_rules()) {
    if (rule.entry.needs == catalogue::Needs::values) continue;
    costs.push_back({fastest_ms([&] {
                       rules::Findings findings;
                       rule.check(subject, findings);
                     }),
                     std::string(rule.entry.id)});
  }
  std::ranges::sort(costs, std::greater{}, &Cost::ms);
  for (std::size_t i = 0; i < 3 && i < costs.size(); ++i) show(("    " + costs[i].id).c_str(), costs[i].ms, whole);
  support::CountingFile once(path);
  (void)analyze(name, once);
  std::printf("  read: %llu bytes in %llu calls, %llu of the bytes more than once\n",
              static_cast<unsigned long long>(once.read_bytes()), static_cast<unsigned long long>(once.reads()),
              static_cast<unsigned long long>(once.read_again_bytes()));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> paths(arguments + 1, arguments + count);
  const bool own = paths.empty();
  if (own) {
    const std::string folder = std::filesystem::temp_directory_path().string();
    paths = {folder + "/weighbridge-stages.weights.h5", folder + "/weighbridge-stages.h5"};
    constexpr fixtures::SparseModel kModel{.layers = 10'000, .tensor_values = 64};
    fixtures::write_v3_weights(paths[0], kModel);
    fixtures::write_legacy_weights(paths[1], kModel);
  }
  int status = 0;
  for (const std::string& path : paths) status |= measure(path);
  if (own) {
    for (const std::string& path : paths) std::filesystem::remove(path);
  }
  return status;
}
