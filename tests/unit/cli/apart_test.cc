// Work in a process of its own: what it returns comes back whole, and what it dies of stays with it.
#include "apart.h"

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

using namespace weighbridge;
using cli::HandOver;
using cli::Mishap;
using cli::run_apart;
using Texts = std::vector<std::string>;

TEST_CASE("texts of any length and content come back", "[apart]") {
  const Texts texts{"", std::string("a\0b", 3), std::string(5'000'000, 'x'), "\n"};
  const auto back = run_apart([&texts](const HandOver& hand_over) { hand_over(texts); });
  REQUIRE(back.has_value());
  CHECK(*back == texts);
  CHECK(run_apart([](const HandOver& hand_over) { hand_over({}); }) == Texts{});
}

TEST_CASE("what comes after handing over is left undone, and a job that hands nothing over is a mishap", "[apart]") {
  const auto back = run_apart([](const HandOver& hand_over) {
    hand_over({"first"});
    std::raise(SIGKILL);
  });
  CHECK(back == Texts{"first"});
  const auto silent = run_apart([](const HandOver&) {});
  REQUIRE_FALSE(silent.has_value());
  CHECK(silent.error() == Mishap::crash);
}

TEST_CASE("a crash is a mishap, and the next job runs", "[apart]") {
  const auto crashed =
      run_apart([](const HandOver&) { std::raise(SIGKILL); });  // not one that the test program catches itself
  REQUIRE_FALSE(crashed.has_value());
  CHECK(crashed.error() == Mishap::crash);
  const auto left = run_apart([](const HandOver&) { std::_Exit(3); });
  REQUIRE_FALSE(left.has_value());
  CHECK(left.error() == Mishap::crash);
  CHECK(run_apart([](const HandOver& hand_over) { hand_over({"well"}); }) == Texts{"well"});
}

TEST_CASE("a job that never ends is ended, one that gives signs of life is not", "[apart]") {
  const auto hung = run_apart(
      [](const HandOver&) {
        for (;;) (void)std::clock();
      },
      1);
  REQUIRE_FALSE(hung.has_value());
  CHECK(hung.error() == Mishap::hang);
  // Three times as long as it may be silent.
  const auto busy = run_apart(
      [](const HandOver& hand_over) {
        for (int i = 0; i < 30; ++i) {
          const auto until = std::clock() + CLOCKS_PER_SEC / 10;
          while (std::clock() < until) {
          }
          cli::sign_of_life();
        }
        hand_over({"done"});
      },
      1);
  CHECK(busy == Texts{"done"});
}
