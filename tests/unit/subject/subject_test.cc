// What is derived from what is known of a file.
#include "subject/subject.h"

#include <catch2/catch_test_macros.hpp>

using namespace weighbridge;

TEST_CASE("a file without a superblock is neither cut nor left open") {
  const container::Identification unknown;
  const Subject subject{.file_name = "m.h5", .container = unknown};
  CHECK_FALSE(subject.is_cut());
  CHECK_FALSE(subject.never_closed());
  CHECK(subject.name() == "m.h5");
}

TEST_CASE("a file is cut if it ends before its superblock says so") {
  const container::Identification hdf5{.kind = container::Kind::hdf5};
  container::Superblock superblock;
  superblock.end_of_file = 1000;
  Subject subject{.file_name = "m.h5", .container = hdf5};
  subject.superblock = &superblock;
  subject.hdf5_available_bytes = 999;
  CHECK(subject.is_cut());
  subject.hdf5_available_bytes = 1000;
  CHECK_FALSE(subject.is_cut());
}

TEST_CASE("whether a file was closed stands in the flags of its superblock, by version") {
  const container::Identification hdf5{.kind = container::Kind::hdf5};
  container::Superblock superblock;
  Subject subject{.file_name = "m.h5", .container = hdf5};
  subject.superblock = &superblock;
  struct Row {
    int version;
    int flags;
    bool never_closed;
  };
  // H5F_SUPER_WRITE_ACCESS is bit 0, H5F_SUPER_FILE_OK bit 1, which HDF5 before 1.10 leaves in sound files (H5Fpkg.h
  // of 1.8 and 1.14).
  for (const Row& row : {Row{0, 0, false}, Row{0, 1, true}, Row{0, 3, false}, Row{2, 1, true}, Row{2, 3, false},
                         Row{3, 1, true}, Row{3, 3, true}, Row{3, 4, false}}) {
    superblock.version = row.version;
    superblock.consistency_flags = row.flags;
    CAPTURE(row.version, row.flags);
    CHECK(subject.never_closed() == row.never_closed);
  }
}

TEST_CASE("of several files, Keras is given the name of the set") {
  const container::Identification hdf5{.kind = container::Kind::hdf5};
  FileSet set;
  set.name = "m.weights.json";
  Subject subject{.file_name = "m_00000.weights.h5", .container = hdf5};
  subject.set = &set;
  CHECK(subject.name() == "m.weights.json");
}
