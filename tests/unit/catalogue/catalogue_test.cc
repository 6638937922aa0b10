// The compiled table of findings.
#include "catalogue/catalogue.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "catalogue/ids.gen.h"

using namespace weighbridge;

TEST_CASE("every finding is found by its id, and no other is") {
  REQUIRE(catalogue::all().size() > 80);
  for (const catalogue::Entry& entry : catalogue::all()) CHECK(catalogue::find(entry.id) == &entry);
  CHECK(catalogue::find("no-such-finding") == nullptr);
  CHECK(catalogue::find("") == nullptr);
  CHECK(catalogue::find(ids::kNeverBuilt.text())->family == "empty");
}

TEST_CASE("every finding has a page that begins with its title and names its id") {
  for (const catalogue::Entry& entry : catalogue::all()) {
    CAPTURE(entry.id);
    const std::string_view page = catalogue::page_of(entry.id);
    CHECK(page.starts_with("# "));
    CHECK(page.contains("`" + std::string(entry.id) + "`"));
  }
  CHECK(catalogue::page_of("no-such-finding").empty());
}

TEST_CASE("a page's address is known where the site's is") {
  CHECK(catalogue::page_address("never-built", "") == "");
  CHECK(catalogue::page_address("never-built", "https://example.org/w/") ==
        "https://example.org/w/findings/never-built.html");
  CHECK(catalogue::page_address("never-built", "https://example.org") ==
        "https://example.org/findings/never-built.html");
  CHECK(catalogue::page_address("never-built").empty() == catalogue::site_address().empty());
}

TEST_CASE("what a finding hides is another finding") {
  for (const catalogue::Entry& entry : catalogue::all()) {
    for (const std::string_view hidden : entry.hides) {
      CAPTURE(entry.id, hidden);
      CHECK(hidden != entry.id);
      CHECK(catalogue::find(hidden) != nullptr);
    }
  }
}

TEST_CASE("a headline is for files that are loaded, or for others") {
  for (const catalogue::Entry& entry : catalogue::all()) {
    CAPTURE(entry.id);
    CHECK((entry.headline.empty() || entry.headline_if_loaded.empty()));
  }
}
