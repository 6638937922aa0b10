// Which Keras a pasted text comes from.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "weighbridge/messages.h"

namespace weighbridge::test {
namespace {

std::string seen(std::string_view text) {
  const auto found = keras_in(text);
  return found ? found->keras.package + " " + found->keras.version : "";
}

std::string frame(std::string_view path) {
  return "Traceback (most recent call last):\n  File \"/opt/py/lib/python3.11/site-packages/" + std::string(path) +
         "\", line 122, in error_handler\n    raise e.with_traceback(filtered_tb) from None\nValueError: no\n";
}

TEST_CASE("a version that the text names is the one that printed it") {
  CHECK(seen("Keras version: 3.10.0\nValueError: ...") == "keras 3.10.0");
  CHECK(seen("I use keras==2.3.1 with Theano") == "keras 2.3.1");
  CHECK(seen("tf_keras 2.16.0") == "tf_keras 2.16.0");
  CHECK(seen("TensorFlow version 2.12.0") == "tf.keras 2.12.0");
  CHECK(seen("tensorflow==2.18.0, keras==3.6.0") == "keras 3.6.0");
  CHECK(seen("keras (3.9.2)") == "keras 3.9.2");
  CHECK(seen("keras.__version__ is fine") == "");
  CHECK(keras_in("Keras version: 3.10.0")->said == "The text says Keras 3.10.0.");
}

TEST_CASE("what a file or a sentence says of other versions is not taken for it") {
  CHECK(seen("\"keras_version\": \"2.4.0\", \"backend\": \"tensorflow\"") == "");
  CHECK(seen("ValueError: File format not supported: filepath=m.bin. Keras 3 only supports V3 `.keras` files") == "");
  CHECK(seen("tensorflow 2.18.0 is installed") == "");
  CHECK(seen("mykeras 2.3.1") == "");
}

TEST_CASE("the paths of a traceback tell the line of releases, and the newest of it stands for it") {
  CHECK(seen(frame("keras/src/saving/saving_api.py")) == "keras 3.15.1");
  CHECK(seen(frame("keras/src/engine/base_layer.py")) == "tf.keras 2.15.1");
  CHECK(seen(frame("keras/src/saving/legacy/hdf5_format.py")) == "tf.keras 2.15.1");
  CHECK(seen(frame("tf_keras/src/saving/legacy/hdf5_format.py")) == "tf_keras 2.21.0");
  CHECK(seen(frame("tensorflow/python/keras/saving/hdf5_format.py")) == "tf.keras 2.5.3");
  CHECK(seen(frame("tensorflow_core/python/keras/saving/hdf5_format.py")) == "tf.keras 2.1.4");
  CHECK(seen(frame("keras/saving/hdf5_format.py")) == "tf.keras 2.12.1");
  CHECK(seen(frame("keras/engine/saving.py")) == "keras 2.3.1");
  CHECK(seen(frame("keras/engine/topology.py")) == "keras 2.1.6");
  CHECK(seen("File \"C:\\Python311\\Lib\\site-packages\\keras\\src\\saving\\saving_lib.py\"") == "keras 3.15.1");
  CHECK(seen("no paths at all") == "");
  CHECK(keras_in(frame("keras/src/saving/saving_api.py"))->said ==
        "The paths in the text are those of Keras 3; Keras 3.15.1 stands for it, unless you say which you have.");
}

TEST_CASE("the same files have other lines in TensorFlow 2.13 to 2.15 than in Keras 3") {
  const std::string where = "File \"/usr/lib/python3.11/site-packages/keras/src/";
  CHECK(seen(where + "utils/traceback_utils.py\", line 70, in error_handler") == "tf.keras 2.15.1");
  CHECK(seen(where + "utils/traceback_utils.py\", line 122, in error_handler") == "keras 3.15.1");
  CHECK(seen(where + "saving/saving_api.py\", line 254, in load_model") == "tf.keras 2.15.1");
  CHECK(seen(where + "saving/saving_api.py\", line 255, in load_weights") == "keras 3.15.1");
  CHECK(seen(where + "backend.py\", line 4359, in _assign_value_to_variable") == "tf.keras 2.15.1");
  CHECK(seen(where + "backend/jax/core.py\", line 25, in assign") == "keras 3.15.1");
  CHECK(
      seen(
          "/usr/lib/keras/src/utils/traceback_utils.py in error_handler(*args, **kwargs)\n     68 # To get the full") ==
      "tf.keras 2.15.1");
}

TEST_CASE("a release in the name of a folder stands for the line, unless it is Python's") {
  const auto below = [](std::string_view folder, std::string_view python, std::string_view rest) {
    return "File \"/home/me/" + std::string(folder) + "/lib/" + std::string(python) + "/site-packages/" +
           std::string(rest) + "\", line 1, in f\n";
  };
  constexpr std::string_view kOf3 = "keras/src/saving/saving_lib.py";
  CHECK(seen(below("venv-keras-3.10.0", "python3.11", kOf3)) == "keras 3.10.0");
  CHECK(seen(below("t1v3.10.0", "python3.11", kOf3)) == "keras 3.10.0");
  CHECK(seen(below("envs/keras3.4", "python3.11", kOf3)) == "keras 3.4");
  CHECK(seen(below("envs/tf2.10", "python3.9", "keras/engine/functional.py")) == "tf.keras 2.10");
  CHECK(seen(below("envs/tf2.15.0", "python3.9", "keras/src/engine/base_layer.py")) == "tf.keras 2.15.0");
  // Of another line, or of Python.
  CHECK(seen(below("envs/tf2.18.0", "python3.11", kOf3)) == "keras 3.15.1");
  CHECK(seen(below(".pyenv/versions/3.10.0", "python3.10", kOf3)) == "keras 3.15.1");
  CHECK(seen(below("envs/py3.10.2", "python3.10", kOf3)) == "keras 3.15.1");
  CHECK(seen(below("Python-3.11.4", "python3.11", kOf3)) == "keras 3.15.1");
  CHECK(seen(below("env3.11.4", "python3.11", kOf3)) == "keras 3.15.1");
  const auto found = keras_in(below("t1v3.10.0", "python3.11", kOf3));
  CHECK(found->is_stand_in);
  CHECK(found->said.contains("below a folder t1v3.10.0"));
}

TEST_CASE("a version that is named counts before paths") {
  CHECK(seen(frame("keras/src/saving/saving_api.py") + "keras 3.4.1") == "keras 3.4.1");
}

}  // namespace
}  // namespace weighbridge::test
