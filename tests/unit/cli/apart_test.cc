// Work in a process of its own: what it returns comes back whole, and what it dies of stays with it.
#include "apart.h"

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

using namespace weighbridge;
using cli::Mishap;
using cli::run_apart;
using Texts = std::vector<std::string>;

TEST_CASE("texts of any length and content come back", "[apart]") {
  const Texts texts{"", std::string("a\0b", 3), std::string(5'000'000, 'x'), "\n"};
  const auto back = run_apart([&texts] { return texts; });
  REQUIRE(back.has_value());
  CHECK(*back == texts);
  CHECK(run_apart([] { return Texts{}; }) == Texts{});
}

TEST_CASE("a crash is a mishap, and the next job runs", "[apart]") {
  const auto crashed = run_apart([]() -> Texts {
    std::raise(SIGKILL);  // not one that the test program catches itself
    return {};
  });
  REQUIRE_FALSE(crashed.has_value());
  CHECK(crashed.error() == Mishap::crash);
  const auto left = run_apart([]() -> Texts { std::_Exit(3); });
  REQUIRE_FALSE(left.has_value());
  CHECK(left.error() == Mishap::crash);
  CHECK(run_apart([] { return Texts{"well"}; }) == Texts{"well"});
}

TEST_CASE("a job that never ends is ended, one that gives signs of life is not", "[apart]") {
  const auto hung = run_apart(
      []() -> Texts {
        for (;;) (void)std::clock();
      },
      1);
  REQUIRE_FALSE(hung.has_value());
  CHECK(hung.error() == Mishap::hang);
  // Three times as long as it may be silent.
  const auto busy = run_apart(
      [] {
        for (int i = 0; i < 30; ++i) {
          const auto until = std::clock() + CLOCKS_PER_SEC / 10;
          while (std::clock() < until) {
          }
          cli::sign_of_life();
        }
        return Texts{"done"};
      },
      1);
  CHECK(busy == Texts{"done"});
}
