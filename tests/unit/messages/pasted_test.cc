// What pages, chats and terminals make of a text, and what is left of it.
#include "messages/pasted/pasted.h"

#include <catch2/catch_test_macros.hpp>

#include "weighbridge/messages.h"

namespace weighbridge::messages {
namespace {

std::vector<std::string> ids(std::string_view pasted) {
  std::vector<std::string> ids;
  for (const MessageAnswer& answer : answer_message(pasted, nullptr, Audience::page).answers) ids.push_back(answer.id);
  return ids;
}

TEST_CASE("signs that look alike are one") {
  CHECK(in_plain_signs("file\u00a0signature\u202fnot\u200b found") == "file signature not found");
  CHECK(in_plain_signs("Layer \u2018d\u2019 \u2010 \u201cx\u201d, o\ufb00set") == "Layer 'd' - \"x\", offset");
  CHECK(in_plain_signs("&lt;class &#39;int&#39;&gt;") == "<class 'int'>");
  CHECK(in_plain_signs("\x1b[0;31mValueError\x1b[0m: no [1;32m2[0m layers") == "ValueError: no 2 layers");
  CHECK(in_plain_signs("shape [3,5] and [3]") == "shape [3,5] and [3]");
  CHECK(in_plain_signs("ValueError\uff1a No \uff08x\uff09\uff5e") == "ValueError: No (x)~");
  CHECK(in_plain_signs("cut \xe2\x80") == "cut \xe2\x80");
  CHECK(in_plain_signs("").empty());
}

TEST_CASE("a frame is no part of the text in it") {
  CHECK(in_plain_signs("\u256d\u2500\u2500\u256e\n\u2502 one \u2502\n\u2502  two\u2502\n| three |\na | b") ==
        "  \none \n two\nthree \na | b");
}

TEST_CASE("the code of a traceback was not said") {
  const Lines lines = lines_of(
      "Traceback (most recent call last):\n  File \"a.py\", line 3, in f\n    raise ValueError(\"Shapes %s and %s are "
      "incompatible\")\n           ^^^^^\nValueError: Shapes (4,) and (5,) are incompatible\n  more of it");
  CHECK(without_code(lines) == Lines{"ValueError: Shapes (4,) and (5,) are incompatible", "  more of it"});
  CHECK(without_code(lines_of("---> 12 model.load_weights(path)\n     13 \nValueError: no")) ==
        Lines{"ValueError: no"});
  // Somebody asks for that alone.
  CHECK(without_code(lines_of("  File \"a.py\", line 3, in f\n    load()")).size() == 2);
}

TEST_CASE("a line that a terminal broke is joined, another one is not") {
  const std::string wide = "ValueError: Layer count mismatch when loading weights from file. Model expected 3 la";
  CHECK(join_lines(lines_of(wide + "\nyers, found 2 saved layers.")).contains("3 layers, found"));
  CHECK(join_lines(lines_of("ValueError: Layer count mismatch when loading weights\nfrom file"))
            .contains("weights\nfrom"));
  CHECK(join_lines(lines_of("ValueError: Unknown layer: SelfAttentionOfMine\nGreetings")).contains("Mine\nGreet"));
  CHECK(ids(wide + "\nyers, found 2 saved layers.") == std::vector<std::string>{"layer-count-mismatch"});
}

TEST_CASE("what counts something else is no likely text") {
  CHECK(ids("oh: Model expected 3 layers somehow, and found 2 saved layers") !=
        std::vector<std::string>{"zero-saved-layers"});
  for (const std::string& id : ids("Model expected 3 layers, found 2 saved layers")) CHECK(id != "zero-saved-layers");
}

}  // namespace
}  // namespace weighbridge::messages
