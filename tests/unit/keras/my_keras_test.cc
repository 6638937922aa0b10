// Which Keras a reader has, as he says it.
#include "weighbridge/my_keras.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

namespace weighbridge::test {
namespace {

std::string read(std::string_view text) {
  const auto keras = read_my_keras(text);
  return keras ? keras->package + " " + keras->version + (keras->is_known ? "" : " ?") : "error";
}

TEST_CASE("a number alone is Keras' own, or TensorFlow's where Keras was a part of it") {
  CHECK(read("3.10") == "keras 3.10");
  CHECK(read("3.10.0") == "keras 3.10.0");
  CHECK(read(" v3.10.0 ") == "keras 3.10.0");
  CHECK(read("2.3.1") == "keras 2.3.1");
  CHECK(read("1.2.2") == "keras 1.2.2");
  CHECK(read("0.3.3") == "keras 0.3.3");
  CHECK(read("2.15") == "tf.keras 2.15");
  CHECK(read("2.4.0") == "tf.keras 2.4.0");
}

TEST_CASE("a name says which package counts") {
  CHECK(read("keras 2.3.1") == "keras 2.3.1");
  CHECK(read("Keras==3.9.2") == "keras 3.9.2");
  CHECK(read("keras-nightly 3.16.0.dev2026102704") == "keras 3.16.0.dev2026102704 ?");
  CHECK(read("tf.keras 2.3.1") == "tf.keras 2.3.1");
  CHECK(read("TensorFlow 1.15") == "tf.keras 1.15");
  CHECK(read("tensorflow==2.12.0") == "tf.keras 2.12.0");
  CHECK(read("tf 2.4") == "tf.keras 2.4");
  CHECK(read("tf_keras 2.16") == "tf_keras 2.16");
  CHECK(read("tf-keras==2.18.0") == "tf_keras 2.18.0");
}

TEST_CASE("a name or a line of releases alone is the newest of it") {
  CHECK(read("tf_keras") == "tf_keras 2.21.0");
  CHECK(read("tf.keras") == "tf.keras 2.15.1");
  CHECK(read("keras") == "keras 3.15.1");
  CHECK(read("Keras 3") == "keras 3.15.1");
  CHECK(read("2") == "tf.keras 2.15.1");
  CHECK(read("keras 1") == "keras 1.2.2");
  CHECK(read("tensorflow 1") == "tf.keras 1.15.5");
}

TEST_CASE("what tf.keras calls itself is a version of TensorFlow") {
  CHECK(read("2.2.4-tf") == "tf.keras 2.1.3");
  CHECK(read("2.3.0-tf") == "tf.keras 2.2.3");
  CHECK(read("9.9.9-tf") == "error");
}

TEST_CASE("what is newer than everything that was asked is said so") {
  CHECK(read("3.99") == "keras 3.99 ?");
  CHECK(read("3.15.1") == "keras 3.15.1");
  CHECK(read("3.15.2") == "keras 3.15.2 ?");
  CHECK(read("tf_keras 2.30") == "tf_keras 2.30 ?");
}

TEST_CASE("what is no version of Keras fails with a sentence that says what can be given") {
  for (const std::string_view text : {"", "banana", "three", "keras banana", "-1.2", "3.", ".10", "9", "4.0", "2.16",
                                      "tensorflow 2.16", "tf 1.4", "tf_keras 3.0", "tf_keras 2.4", "v", "=="}) {
    INFO(text);
    const auto keras = read_my_keras(text);
    REQUIRE_FALSE(keras);
    CHECK(keras.error().message.ends_with('.'));
  }
  CHECK(read_my_keras("banana").error().message.starts_with("'banana' is no version of Keras."));
  CHECK(read_my_keras("tf 2.16").error().message.starts_with("TensorFlow 2.16 and later come with Keras 3"));
  CHECK(read_my_keras(std::string(100'000, '3')).error().message.size() < 400);
  CHECK(read_my_keras("\xff\xfe").error().message.starts_with("'\xEF\xBF\xBD"));
}

TEST_CASE("a Keras is called by its name") {
  CHECK(name_for_people({.package = "keras", .version = "3.10"}) == "Keras 3.10");
  CHECK(name_for_people({.package = "tf.keras", .version = "2.15"}) == "tf.keras of TensorFlow 2.15");
  CHECK(name_for_people({.package = "tf_keras", .version = "2.16"}) == "tf_keras 2.16");
}

}  // namespace
}  // namespace weighbridge::test
