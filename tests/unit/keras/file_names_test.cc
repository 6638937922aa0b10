// What a file's name says.
#include "keras/file_names.h"

#include <catch2/catch_test_macros.hpp>

using namespace weighbridge::keras;

TEST_CASE("the kind and the stem of a name") {
  CHECK(name_kind("a.weights.h5") == NameKind::weights_h5);
  CHECK(name_kind("a.h5") == NameKind::h5);
  CHECK(name_kind("a.hdf5") == NameKind::h5);
  CHECK(name_kind("a.keras") == NameKind::keras);
  CHECK(name_kind("a.H5") == NameKind::other);
  CHECK(name_kind("a.weights.json") == NameKind::weights_json);
  CHECK(name_kind("") == NameKind::other);
  CHECK(stem("a.b.weights.h5") == "a.b");
  CHECK(stem("m.keras") == "m");
  CHECK(stem("m.ckpt") == "m");
  CHECK(stem(".h5") == ".h5");
  CHECK(stem("m") == "m");
  CHECK(stem("M.WEIGHTS.H5") == "M");
  CHECK(stem("m.keras.zip") == "m");
  CHECK(stem("m.weights.h5.txt") == "m");
  CHECK(stem("m.h5.part") == "m");
  CHECK(stem("v1.2.ckpt") == "v1.2");
}

TEST_CASE("a name with another ending") {
  CHECK(with_ending("m.weights.h5", ".h5") == "m.h5");
  CHECK(with_ending("m.keras", ".weights.h5") == "m.weights.h5");
  CHECK(with_ending("m.ckpt", ".h5") == "m.ckpt.h5");
  CHECK(with_ending("m.keras.zip", ".keras") == "m.keras");
  CHECK(with_ending("M.WEIGHTS.H5", ".weights.h5") == "M.weights.h5");
}

TEST_CASE("the parts of a sharded save") {
  REQUIRE(shard_name("m_00001.weights.h5"));
  CHECK(shard_name("m_00001.weights.h5")->model == "m");
  CHECK(shard_name("m_00001.weights.h5")->number == "00001");
  CHECK_FALSE(shard_name("m_0001.weights.h5"));
  CHECK_FALSE(shard_name("m-00001.weights.h5"));
  CHECK_FALSE(shard_name("00001.weights.h5"));
  CHECK_FALSE(shard_name("m_0000a.weights.h5"));
  CHECK_FALSE(shard_name("m_00001.h5"));
}

TEST_CASE("the pieces of a TensorFlow checkpoint") {
  REQUIRE(checkpoint_piece("w.ckpt.index"));
  CHECK(checkpoint_piece("w.ckpt.index")->is_index);
  CHECK(checkpoint_piece("w.ckpt.index")->prefix == "w.ckpt");
  const auto data = checkpoint_piece("w.ckpt.data-00001-of-00002");
  REQUIRE(data);
  CHECK(data->prefix == "w.ckpt");
  CHECK(data->number == 1);
  CHECK(data->of == 2);
  CHECK(data_name(data->prefix, data->number, data->of) == "w.ckpt.data-00001-of-00002");
  CHECK(index_name(data->prefix) == "w.ckpt.index");
  CHECK_FALSE(checkpoint_piece(".index"));
  CHECK_FALSE(checkpoint_piece("w.data-00002-of-00002"));
  CHECK_FALSE(checkpoint_piece("w.data-0-of-2"));
}
