// A job that is told in words to another process comes out as the one that is done here.
#include "told_job.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "apart.h"
#include "arguments.h"
#include "file_list.h"
#include "judge_group.h"
#include "support/fixture.h"

using namespace weighbridge;
using namespace weighbridge::cli;
using Texts = std::vector<std::string>;

namespace {

Texts told(const Texts& words, const Arguments& arguments) {
  Texts answer;
  do_told_job({words, [&answer](const Texts& texts) { answer = texts; }}, arguments);
  return answer;
}

}  // namespace

TEST_CASE("a told job comes out as the job itself", "[told]") {
  const std::string path = support::corpus() + "/keras3.15.1/B_300long.weights.h5";
  FileList list;
  list.add(path);
  const FileGroup group = list.groups().front();
  Arguments arguments;
  arguments.format = Format::json;
  for (const std::optional<Mishap> mishap : {std::optional<Mishap>(), std::optional(Mishap::crash)}) {
    for (const bool is_one : {false, true}) {
      const auto here = run_here(
          [&](const HandOver& hand_over) { judge_here(group, list.sources(), arguments, is_one, mishap, hand_over); });
      REQUIRE_FALSE(here.empty());
      CHECK(told(group_job_words({group, is_one, mishap, ""}, list.sources(), nullptr), arguments) == here);
    }
  }
}

TEST_CASE("a message that came on standard input is told along", "[told]") {
  const std::string path = support::corpus() + "/keras3.15.1/B_300long.weights.h5";
  FileList list;
  list.add(path);
  const FileGroup group = list.groups().front();
  Arguments arguments;
  arguments.error = "received 0 variables";
  const auto here = run_here(
      [&](const HandOver& hand_over) { judge_here(group, list.sources(), arguments, true, std::nullopt, hand_over); });
  const auto words = group_job_words({group, true, std::nullopt, arguments.error}, list.sources(), nullptr);
  arguments.error = "-";
  CHECK(told(words, arguments) == here);
}

TEST_CASE("words that are no job hand over nothing", "[told]") {
  CHECK(told({}, {}).empty());
  CHECK(told({"group", "1"}, {}).empty());
  CHECK(told({"something else"}, {}).empty());
}
