// Emptiness needs proof: of every thousand copies of a file with one wrong bit or field some lose a name, a count or an
// address that all else hangs on. No file that was filled is called empty because one bit or one field of it is wrong.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "io/memory_source.h"
#include "mutants/mutation.h"
#include "support/fixture.h"
#include "support/hdf5_leaks.h"
#include "weighbridge/analysis.h"
#include "weighbridge/inspector.h"

namespace weighbridge::mutants {
namespace {

// One of each kind that Keras writes, small and filled.
constexpr const char* kFiles[] = {
    "keras-0.3.3_theano-0.9.0/a01_ex1_before_call.h5",
    "keras-1.2.2_theano-1.0.5/a01_ex1_before_call.h5",
    "keras-2.2.4_tf-1.13.2/b17_lambda__full.h5",
    "tf2.6/B_norm.h5",
    "tf2.15/A01_seed1_after_call.weights.h5",
    "tf2.15/A09_sub_build_only_model.keras",
    "keras3.15.1/A01_seed1_after_call.weights.h5",
    "derived/v3_latest_libver.weights.h5",
    "derived/zip_redeflated.keras",
    "newest/kerashub/L_hubreal_gpt2.lora.h5",
};
constexpr std::size_t kMutantsOfEach = 400;
constexpr const char* kMoreMutants = "WEIGHBRIDGE_MUTANTS";  // how many of each file, for a long run by hand
constexpr std::uint64_t kSeed = 14;

struct Judged {
  VerdictState state = VerdictState::not_weights;
  std::string headline;
  std::vector<Stretch> values;
};

Judged judge(const std::string& name, const Bytes& file) {
  io::MemorySource source(file);
  const auto analysis = Analysis::open(name, source, {.inspect = ask_hdf5()});
  REQUIRE(analysis);
  const Report& report = (*analysis)->report();
  Judged judged{report.verdict.state, report.verdict.headline, {}};
  for (const Layer& layer : report.layers) {
    for (const Tensor& tensor : layer.tensors) {
      const auto offset = static_cast<std::size_t>(tensor.storage.offset.value_or(0));
      judged.values.push_back({offset, offset + static_cast<std::size_t>(tensor.storage.size_bytes)});
    }
  }
  return judged;
}

std::vector<Mutation> some_mutations(const Bytes& file, const std::vector<Stretch>& values) {
  std::vector<Mutation> all = all_mutations(file, values);
  std::mt19937_64 random(kSeed);
  std::ranges::shuffle(all, random);
  const char* more = std::getenv(kMoreMutants);
  const std::size_t most = more == nullptr ? kMutantsOfEach : std::stoul(more);
  all.resize(std::min(all.size(), most));
  return all;
}

}  // namespace

TEST_CASE("nothing that was filled is called empty for one wrong field", "[mutants]") {
  const std::string name = GENERATE(Catch::Generators::from_range(std::begin(kFiles), std::end(kFiles)));
  const support::Hdf5LeaksExpected leaks;
  Bytes file = support::fixture_bytes(name);
  const std::string bare = name.substr(name.rfind('/') + 1);
  const Judged whole = judge(bare, file);
  REQUIRE(whole.state == VerdictState::filled);
  for (Mutation& mutation : some_mutations(file, whole.values)) {
    swap_in(file, mutation);
    const Judged judged = judge(bare, file);
    swap_in(file, mutation);
    INFO(name << ", at " << mutation.text() << ": " << judged.headline);
    CHECK_FALSE(judged.state == VerdictState::empty);
    CHECK_FALSE(judged.state == VerdictState::partly_empty);
    CHECK_FALSE(judged.state == VerdictState::not_weights);
  }
}

}  // namespace weighbridge::mutants
