// The rows of the Keras that the reader has.
#include "loaders/mine/my_rows.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "loaders/generation.h"

namespace weighbridge::loaders::test {
namespace {

MyKeras keras(std::string package, std::string version, bool is_known = true) {
  return {.package = std::move(package), .version = std::move(version), .is_known = is_known};
}

LoaderPrediction a_row(std::string package, std::string from, std::string to, std::string call) {
  LoaderPrediction row;
  row.loader = {std::move(package), std::move(from), std::move(to)};
  row.call = std::move(call);
  return row;
}

TEST_CASE("a version is about the generation that holds it, one without a patch release about its newest") {
  CHECK(is_about({"keras", "3.10.0", "3.10.0"}, keras("keras", "3.10")));
  CHECK(is_about({"keras", "3.0.0", "3.15.1"}, keras("keras", "3.10")));
  CHECK_FALSE(is_about({"keras", "3.11.0", "3.15.1"}, keras("keras", "3.10")));
  CHECK_FALSE(is_about({"tf.keras", "2.3.0", "2.3.4"}, keras("keras", "2.3.1")));
  CHECK(is_about({"keras", "3.12.3", "3.12.4"}, keras("keras", "3.12")));
  CHECK_FALSE(is_about({"keras", "3.12.0", "3.12.2"}, keras("keras", "3.12")));
  CHECK(is_about({"keras", "3.12.0", "3.12.0"}, keras("keras", "3.12.0")));
  CHECK_FALSE(is_about({"keras", "3.12.3", "3.12.4"}, keras("keras", "3.12.0")));
}

TEST_CASE("a version newer than all is about the newest") {
  CHECK(is_about({"keras", "3.16.0", "3.16.0"}, keras("keras", "3.99", false)));
  CHECK(is_about({"keras", "3.16.0", "3.16.0"}, keras("keras", "3.16.0.dev2026102704", false)));
  CHECK_FALSE(is_about({"keras", "3.15.0", "3.15.1"}, keras("keras", "3.99", false)));
}

TEST_CASE("every version of every generation has exactly one generation") {
  for (const Generation& of : generations()) {
    const std::string package(package_id(of.package));
    for (const Version version : {of.from, of.to}) {
      int count = 0;
      for (const Generation& one : generations()) {
        const VersionRange range{std::string(package_id(one.package)), to_string(one.from), to_string(one.to)};
        count += is_about(range, keras(package, to_string(version))) ? 1 : 0;
      }
      INFO(package << ' ' << to_string(version));
      CHECK(count == 1);
    }
  }
}

TEST_CASE("the reader's rows come first, marked, and the others keep their order") {
  std::vector<LoaderPrediction> rows = {a_row("keras", "3.0.0", "3.9.2", "w"), a_row("keras", "3.10.0", "3.15.1", "w"),
                                        a_row("tf_keras", "2.15.0", "2.21.0", "w"),
                                        a_row("keras", "3.0.0", "3.9.2", "m"), a_row("keras", "3.10.0", "3.15.1", "m")};
  put_mine_first(rows, keras("keras", "3.12"));
  std::string order;
  for (const LoaderPrediction& row : rows) order += row.call + *row.loader.from + (row.is_mine ? "* " : " ");
  CHECK(order == "w3.10.0* m3.10.0* w3.0.0 w2.15.0 m3.0.0 ");
}

TEST_CASE("every line that a reader can choose is read back as itself, and once") {
  std::string all = "|";
  for (const MyKeras& line : known_lines_of_keras()) {
    INFO(said(line));
    const auto read = read_my_keras(said(line));
    REQUIRE(read);
    CHECK(*read == line);
    CHECK_FALSE(all.contains("|" + said(line) + "|"));
    all += said(line) + "|";
  }
  CHECK(all.starts_with("|3.16|3.15|3.14|"));
  for (const char* line : {"|3.0|", "|tf.keras 2.15|", "|tf.keras 2.0|", "|tf.keras 1.15|", "|tf.keras 1.8|",
                           "|tf_keras 2.21|", "|tf_keras 2.15|", "|2.3|", "|2.0|", "|1.2|", "|0.1|"})
    CHECK(all.contains(line));
  for (const char* line : {"|tf.keras 1.16|", "|2.4|", "|0.4|", "|1.3|", "|tf.keras 1.7|"})
    CHECK_FALSE(all.contains(line));
}

}  // namespace
}  // namespace weighbridge::loaders::test
