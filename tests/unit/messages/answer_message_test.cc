#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "messages/known_message.h"
#include "weighbridge/messages.h"

namespace weighbridge {
namespace {

Report report_with(VerdictState state, std::string finding_id) {
  Report report;
  report.verdict = {state, "The headline.", "The why.", "The next."};
  if (!finding_id.empty()) {
    WordedFinding worded;
    worded.finding.id = std::move(finding_id);
    worded.title = "The title";
    worded.why = "The cause.";
    worded.next = "The way out.";
    report.findings.push_back(worded);
  }
  return report;
}

std::string_view known_sound(std::string_view id) {
  for (const messages::KnownMessage& message : messages::known_messages())
    if (message.id == id) return message.sound;
  return "";
}

std::vector<std::string> ids(std::string_view pasted) {
  std::vector<std::string> ids;
  for (const MessageAnswer& answer : answer_message(pasted, nullptr, Audience::page).answers) ids.push_back(answer.id);
  return ids;
}

TEST_CASE("a traceback with line breaks, curly quotes and other names is recognised, the inner reason first") {
  const auto found =
      ids("Traceback (most recent call last):\n  File \"train.py\", line 3\nValueError: A total of 12 objects could "
          "not be loaded. "
          "Example error message for object <Dense name=dense_7, built=True>:\n\nLayer \u2018dense_7\u2019 expected 2 "
          "variables, but "
          "received\n0 variables during loading. Expected: ['kernel', 'bias']\n\nList of objects that could not be "
          "loaded:\n[...]");
  CHECK(found == std::vector<std::string>{"received-0-variables", "objects-could-not-be-loaded"});
}

TEST_CASE("the more telling of two patterns for the same words is meant") {
  CHECK(ids("ValueError: Layer count mismatch when loading weights from file. Model expected 2 layers, found 0 saved "
            "layers.") == std::vector<std::string>{"zero-saved-layers"});
  CHECK(ids("ValueError: Layer count mismatch when loading weights from file. Model expected 3 layers, found 2 saved "
            "layers.") == std::vector<std::string>{"layer-count-mismatch"});
  CHECK(ids("Layer 'd' expected 2 variables, but received 1 variables during loading. Expected: ['a']") ==
        std::vector<std::string>{"received-other-number"});
}

TEST_CASE("what the table foresees of this file is said to be foreseen, with what makes it load") {
  Report report = report_with(VerdictState::filled, "");
  LoaderPrediction said;
  said.loader = {"keras", "3.0.0", "3.2.1"};
  said.call = "load_model(path)";
  said.outcome = LoaderOutcome::raises;
  said.error = "IndexError: list index out of range";
  said.remedy = "Build it in code.";
  LoaderPrediction later;
  later.loader = {"keras", "3.3.0", "3.15.1"};
  later.call = said.call;
  report.loaders = {said, later};
  const auto answers = answer_message("IndexError: list index out of range", &report, Audience::page).answers;
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].here ==
        "This is what load_model of Keras 3.0.0 to 3.2.1 says to this file; its content is sound. Build it in code. As "
        "it is, it loads with load_model in Keras 3.3.0 to 3.15.1. If another Keras said it: " +
            std::string(known_sound("index-out-of-range")));
  report.my_keras = MyKeras{.package = "keras", .version = "3.15.1"};  // which does not say it
  CHECK_FALSE(answer_message("IndexError: list index out of range", &report, Audience::page)
                  .answers[0]
                  .here.contains("This is what"));
  report.my_keras = std::nullopt;
  report.loaders = {later};
  CHECK_FALSE(answer_message("IndexError: list index out of range", &report, Audience::page)
                  .answers[0]
                  .here.contains("This is what"));
}

TEST_CASE("all versions that say a text are named, also where a path stands for the newest of them") {
  Report report = report_with(VerdictState::filled, "");
  for (const auto& [from, to] : {std::pair("3.0.0", "3.2.1"), std::pair("3.4.0", "3.4.1")}) {
    LoaderPrediction said;
    said.loader = {"keras", from, to};
    said.call = "load_model(path)";
    said.outcome = LoaderOutcome::raises;
    said.error = "IndexError: list index out of range";
    report.loaders.push_back(said);
  }
  const auto here = [&](std::string_view pasted) {
    return answer_message(pasted, &report, Audience::page).answers.at(0).here;
  };
  CHECK(here("IndexError: list index out of range")
            .contains("load_model of Keras 3.0.0 to 3.2.1 and Keras 3.4.0 to 3.4.1 says"));
  report.my_keras = MyKeras{.package = "keras", .version = "3.15.1"};
  CHECK(here("File \"/x/keras/src/saving/saving_lib.py\", line 1\nIndexError: list index out of range")
            .contains("This is what"));
  CHECK_FALSE(here("Keras 3.15.1\nIndexError: list index out of range").contains("This is what"));
}

TEST_CASE("what is said of the model in memory comes before what is wrong with the file") {
  constexpr std::string_view kText = "Model expected 0 layers, found 2 saved layers";
  const auto here = [&](VerdictState state) {
    const Report report = report_with(state, "never-built");
    return answer_message(kText, &report, Audience::page).answers.at(0).here;
  };
  const std::string sound(known_sound("loading-into-unbuilt-model"));
  CHECK(here(VerdictState::filled) == sound);
  CHECK(here(VerdictState::partly_empty) == sound + " The headline.");
  CHECK(here(VerdictState::empty) == sound + " The headline. The next.");
}

TEST_CASE("an error that names another thing is not taken for its like") {
  CHECK(ids("AttributeError: 'str' object has no attribute 'shape'").empty());
  CHECK(ids("AttributeError: 'dict' object has no attribute 'name'").empty());
  CHECK(ids("ModuleNotFoundError: No module named 'pandas'").empty());
  CHECK(ids("ValueError: Exception encountered when calling layer 'dense' (type Dense). Dimensions must be equal")
            .empty());
}

// Of Keras 3.15.1, NumPy and JAX: none is about weights.
TEST_CASE("a whole error of another matter is not taken for one that shares a few words with it") {
  CHECK(ids("ValueError: `mode` should be either 'w' or 'r'. Received: x").empty());
  CHECK(ids("ValueError: `sparse=True` is not supported with numpy backend").empty());
  CHECK(ids("ValueError: `axis` cannot be None for `concatenate`.").empty());
  CHECK(ids("TypeError: Argument `bins` must be of type `int`. Received: bins=2.5").empty());
  CHECK(ids("ValueError: dims and idxs must have the same length").empty());
  CHECK(ids("ValueError: weights should have the same shape as a.").empty());
  CHECK(ids("TypeError: fit() got an unexpected keyword argument 'nb_epoch'").empty());
  CHECK(ids("ImportError: cannot import name 'soft_unicode' from 'markupsafe'").empty());
  CHECK(ids("INFO:tensorflow:Assets written to: model/assets").empty());
  CHECK(ids("ValueError").empty());
  CHECK(ids("NotImplementedError: Initializer subclasses must implement the `__call__()` method.").empty());
}

TEST_CASE("a whole error of other words than are known is recognised by the rest of them") {
  CHECK(ids("ValueError: Layer 'lstm' expected exactly 3 variables, but received 0 variables while loading. "
            "Expected: ['kernel', 'bias']")
            .at(0) == "received-0-variables");
  CHECK(std::ranges::contains(ids("ValueError: You are trying to load a weight file which contains 3 saved layers "
                                  "into a network with 2 layers"),
                              "layer-count-mismatch"));
}

TEST_CASE("text that is no known message gets no answer") {
  CHECK(ids("").empty());
  CHECK(ids("my model does not work, please help").empty());
  CHECK(ids("my layer received a tensor and I do not know why, the training of it takes three hours").empty());
  CHECK(ids("TypeError: unsupported operand type(s) for +: 'int' and 'str'").empty());
}

TEST_CASE("for a file, the finding that explains the message comes first") {
  const Report legacy = report_with(VerdictState::filled, "legacy-layout-named-weights-h5");
  const auto answers = answer_message("Layer 'dense' expected 2 variables, but received 0 variables during loading.",
                                      &legacy, Audience::page)
                           .answers;
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].because == "legacy-layout-named-weights-h5");
  CHECK(answers[0].here == "The title. The cause. The way out.");
}

TEST_CASE("for a sound file it says that the file is not to blame, for another one what is wrong with it") {
  const Report sound = report_with(VerdictState::filled, "");
  CHECK(answer_message("file signature not found", &sound, Audience::page)
            .answers[0]
            .here.find("This file does begin like an HDF5 file") == 0);
  const Report other = report_with(VerdictState::damaged, "unheard-of");
  CHECK(answer_message("file signature not found", &other, Audience::page).answers[0].here ==
        "The headline. The why. The next.");
  CHECK_FALSE(answer_message("file signature not found", &other, Audience::page).answers[0].because);
}

TEST_CASE("a wildcard spans a path, but not a whole book") {
  const std::string near = "a total of " + std::string(messages::kMaxGap, '9') + " objects could not be loaded";
  const std::string far = "a total of " + std::string(messages::kMaxGap + 2, '9') + " objects could not be loaded";
  CHECK(messages::find_pattern("A total of * objects could not be loaded", messages::normalise(near)));
  CHECK_FALSE(messages::find_pattern("A total of * objects could not be loaded", messages::normalise(far)));
}

TEST_CASE("every known text recognises itself, and whole") {
  for (const auto& message : messages::known_messages()) {
    for (const std::string_view says : message.says) {
      INFO(message.id << ": " << says);
      const MessageAnswers answers = answer_message(says, nullptr, Audience::page);
      CHECK(answers.match == MessageMatch::whole);
      CHECK_FALSE(answers.answers.empty());
    }
  }
}

TEST_CASE("a fragment is enough, and is said to be one") {
  const auto first = [](std::string_view pasted) {
    const MessageAnswers answers = answer_message(pasted, nullptr, Audience::terminal);
    CHECK(answers.match == MessageMatch::part);
    return answers.answers.empty() ? "" : answers.answers.front().id;
  };
  CHECK(first("expected 2 variables, but received 0 variables") == "received-0-variables");
  CHECK(first("received 0 variables") == "received-0-variables");
  CHECK(answer_message("expected 2 variables, but received 0 variables", nullptr, Audience::terminal).answers.size() ==
        1);
  CHECK(first("found 0 saved layers") == "zero-saved-layers");
  CHECK(first("ValueError: No model config found in the file") == "no-model-config");
  CHECK(first("  RECEIVED  0\nvariables ") == "received-0-variables");
  CHECK(first("When loading it received 0 variables") == "received-0-variables");
  CHECK(first("keras says that it found 0 saved layers in my h5") == "zero-saved-layers");
}

TEST_CASE("a fragment of several messages names them all, the likeliest first") {
  const MessageAnswers answers = answer_message("but received 3 variables during loading", nullptr, Audience::terminal);
  REQUIRE(!answers.answers.empty());
  CHECK(answers.answers.front().id == "received-other-number");
  CHECK(answer_message("saved layers", nullptr, Audience::terminal).answers.size() >= 2);
}

TEST_CASE("an unknown text gets the nearest known ones and no answer") {
  const MessageAnswers answers =
      answer_message("the layers were expected to receive many variables yesterday", nullptr, Audience::terminal);
  CHECK(answers.answers.empty());
  CHECK_FALSE(answers.nearest.empty());
  CHECK(answer_message("lorem ipsum dolor", nullptr, Audience::terminal).nearest.empty());
}

TEST_CASE("the terminal is not told to drop a file, and nobody sees a placeholder") {
  for (const auto& message : messages::known_messages()) {
    for (const Audience audience : {Audience::page, Audience::terminal}) {
      for (const MessageAnswer& answer : answer_message(message.says.front(), nullptr, audience).answers) {
        INFO(answer.id);
        CHECK_FALSE(answer.here.contains("{{"));
        CHECK_FALSE(answer.means.contains("{{"));
        if (audience == Audience::terminal) CHECK_FALSE(answer.here.contains("rop the file here"));
      }
    }
  }
}

}  // namespace
}  // namespace weighbridge
