// Mangled, cut and damaged files.
#include <catch2/catch_test_macros.hpp>

#include "rules/subject_builder.h"

using namespace weighbridge;
using namespace weighbridge::rules;
using namespace weighbridge::rules::testing;
using container::Kind;
using container::Mangling;
using Ids = std::vector<std::string>;

namespace {

std::vector<Layer> one() { return {layer("dense", "Dense", LayerState::filled)}; }

// As the process left it that was killed in the middle of a save: the size of a new file, a root of zeros, the flag
// set, nothing to open.
SubjectBuilder killed() {
  SubjectBuilder file = v3_file({});
  file.tree.reset();
  file.checkpoint.reset();
  file.hdf5_problem = "bad object header version number";
  file.superblock->end_of_file = 2048;
  file.superblock->consistency_flags = 1;
  file.superblock->root_header_is_zero = true;
  file.hdf5_available_bytes = file.file.size_bytes = 103'824;
  return file;
}

SubjectBuilder cut(std::uint64_t there) {
  SubjectBuilder file = v3_file({layer("dense", "Dense", LayerState::empty)});
  file.hdf5_available_bytes = file.file.size_bytes = there;
  return file;
}

SubjectBuilder zip(bool complete) {
  SubjectBuilder file = plain_file("m.keras", Kind::keras_zip);
  container::ZipDirectory& directory = file.file.zip.emplace();
  directory.complete = directory.has_end_record = complete;
  for (const char* name : {"metadata.json", "config.json", "model.weights.h5"}) {
    directory.members.push_back({});
    directory.members.back().name = name;
  }
  return file;
}

}  // namespace

TEST_CASE("truncated", "[truncated]") {
  CHECK(silent("truncated", v3_file(one())));
  CHECK(check("truncated", cut(6'276)).at(0).params.at("length").contains("(50 %)"));
  CHECK(check("truncated", cut(12'551)).at(0).params.at("length").contains("(99.9 %)"));
  CHECK(ids_of(cut(6'276)) == Ids{"truncated"});
  SubjectBuilder longer = v3_file(one());
  longer.hdf5_available_bytes += 7;
  CHECK(silent("truncated", longer));
}

TEST_CASE("truncated inside the superblock or the signature", "[truncated]") {
  SubjectBuilder file = plain_file("m.h5", Kind::hdf5);
  CHECK(ids_of(file) == Ids{"truncated"});
  SubjectBuilder seven = plain_file("m.h5", Kind::unknown);
  seven.file.was = "hdf5";
  CHECK(ids_of(seven) == Ids{"truncated"});
  SubjectBuilder nonsense = plain_file("m.h5", Kind::hdf5);
  nonsense.hdf5_available_bytes = 520;  // longer than any superblock: not cut, but wrong
  CHECK(silent("truncated", nonsense));
}

TEST_CASE("writer-killed", "[writer-killed]") {
  CHECK(ids_of(killed()) == Ids{"writer-killed"});
  CHECK(check("writer-killed", killed()).at(0).confidence == Confidence::certain);
  SECTION("right after create: 96 bytes") {
    SubjectBuilder file = killed();
    file.superblock->root_header_is_zero = false;
    file.hdf5_available_bytes = 96;
    CHECK(ids_of(file) == Ids{"writer-killed"});
  }
  SECTION("without the flag it is likely") {
    SubjectBuilder file = killed();
    file.superblock->consistency_flags = 0;
    CHECK(check("writer-killed", file).at(0).confidence == Confidence::likely);
  }
  SECTION("killed after a flush: it opens, but is longer than it knows") {
    SubjectBuilder file = v3_file(one());
    file.superblock->consistency_flags = 1;
    file.hdf5_available_bytes = 266'144;
    CHECK(ids_of(file) == Ids{"not-closed"});  // a cause of damage needs damage
    file.tree->unreadable = 1;
    CHECK(ids_of(file) == Ids{"writer-killed"});
    CHECK(check("writer-killed", file).at(0).confidence == Confidence::likely);
  }
  SECTION("silent on a file that opens and has its length, and on a cut one") {
    SubjectBuilder open = v3_file(one());
    open.superblock->consistency_flags = 1;
    CHECK(silent("writer-killed", open));
    CHECK(silent("writer-killed", cut(6'276)));
  }
}

TEST_CASE("not-closed", "[not-closed]") {
  SubjectBuilder file = v3_file(one());
  CHECK(silent("not-closed", file));
  file.superblock->consistency_flags = 1;
  CHECK(ids_of(file) == Ids{"not-closed"});
  file.superblock->consistency_flags = 2;  // another flag alone
  CHECK(silent("not-closed", file));
  // HDF5 before 1.10 leaves both in a file that it closed; in version 3, which is younger, the second is reserved.
  file.superblock->consistency_flags = 3;
  CHECK(silent("not-closed", file));
  file.superblock->version = 3;
  const std::vector<Finding> found = check("not-closed", file);
  REQUIRE(found.size() == 1);
  CHECK(std::get<std::string>(found[0].evidence.at(0).fields.at(1).second) == "03");
}

TEST_CASE("text-mode-mangled", "[text-mode-mangled]") {
  SubjectBuilder file = plain_file("m.h5", Kind::unknown);
  file.file.was = "hdf5";
  CHECK(silent("text-mode-mangled", file));
  for (const Mangling mangling :
       {Mangling::crlf_to_lf, Mangling::lf_to_crlf, Mangling::utf8_replaced, Mangling::latin1_to_utf8}) {
    file.file.mangling = mangling;
    CHECK(ids_of(file) == Ids{"text-mode-mangled"});
    CHECK(check("text-mode-mangled", file).at(0).confidence == Confidence::certain);
  }
  SubjectBuilder archive = zip(false);
  archive.file.mangling = Mangling::lf_to_crlf;
  archive.file.was = "zip";
  CHECK(ids_of(archive) == Ids{"text-mode-mangled"});
  CHECK(check("text-mode-mangled", archive).at(0).confidence == Confidence::likely);
}

TEST_CASE("leading-junk", "[leading-junk]") {
  SubjectBuilder file = v3_file(one());
  file.file.kind = Kind::unknown;
  file.file.was = "hdf5";
  file.file.hdf5_signature_at = 3;
  CHECK(ids_of(file) == Ids{"leading-junk"});
  CHECK(check("leading-junk", file).at(0).params.at("offset") == "3");
  SubjectBuilder archive = zip(true);
  CHECK(silent("leading-junk", archive));
  archive.file.zip->prefix_bytes = 3;
  CHECK(check("leading-junk", archive).at(0).severity == Severity::warning);
  CHECK(check("leading-junk", archive).at(0).params.at("reason").contains("byte order mark"));
  archive.file.first_bytes_hex = "80 04 95 FF A1 00 00 00";
  CHECK(check("leading-junk", archive).at(0).params.at("reason").contains("pickle"));
  CHECK(check("leading-junk", archive).at(0).params.at("how").contains(".keras"));
  archive.file.first_bytes_hex = "80 01 95 FF A1 00 00 00";
  CHECK_FALSE(check("leading-junk", archive).at(0).params.at("reason").contains("pickle"));
  CHECK(silent("leading-junk", v3_file(one())));
}

TEST_CASE("user-block", "[user-block]") {
  SubjectBuilder file = v3_file(one());
  CHECK(silent("user-block", file));
  file.file.hdf5_signature_at = 512;
  CHECK(ids_of(file) == Ids{"user-block"});
}

TEST_CASE("trailing-junk", "[trailing-junk]") {
  SubjectBuilder file = v3_file(one());
  CHECK(silent("trailing-junk", file));
  file.hdf5_available_bytes += 7;
  CHECK(check("trailing-junk", file).at(0).params.at("junk") == "7 bytes");
  file.superblock->consistency_flags = 1;
  CHECK(silent("trailing-junk", file));
  SubjectBuilder archive = zip(true);
  archive.file.zip->trailing_bytes = 1;
  CHECK(fires("trailing-junk", archive));
}

TEST_CASE("truncated-zip", "[truncated-zip]") {
  CHECK(ids_of(zip(false)) == Ids{"truncated-zip"});
  CHECK(silent("truncated-zip", zip(true)));
  SubjectBuilder both_ends = zip(false);
  both_ends.file.zip->has_end_record = true;
  CHECK(silent("truncated-zip", both_ends));
  CHECK(fires("corrupt-structure", both_ends));
}

TEST_CASE("corrupt-structure", "[corrupt-structure]") {
  SubjectBuilder file = v3_file(one());
  CHECK(silent("corrupt-structure", file));
  SECTION("an object cannot be read") {
    add_child(file.tree->root, "dense", hdf5::NodeKind::unreadable).problem = "bad object header version number";
    file.tree->unreadable = 1;
    const Finding finding = check("corrupt-structure", file).at(0);
    CHECK(finding.path == "dense");
    CHECK(finding.params.at("reason") == "bad object header version number");
  }
  SECTION("the root cannot be listed to its end") {
    file.tree->root.problem = "wrong B-tree signature";
    CHECK(fires("corrupt-structure", file));
  }
  SECTION("nothing can be opened") {
    SubjectBuilder closed = plain_file("m.h5", Kind::hdf5);
    closed.superblock.emplace().end_of_file = closed.hdf5_available_bytes = 12'552;
    closed.hdf5_problem = "bad heap free list";
    CHECK(ids_of(closed) == Ids{"corrupt-structure"});
    CHECK(check("corrupt-structure", closed).at(0).params.at("how").contains("full length"));
    CHECK(check("corrupt-structure", closed).at(0).params.at("rescue").empty());
    closed.superblock.reset();
    CHECK_FALSE(check("corrupt-structure", closed).at(0).params.at("how").contains("full length"));
  }
  SECTION("the list of an archive does not fit, although its HDF5 file can be read") {
    SubjectBuilder archive = v3_file(one());
    archive.file.kind = Kind::keras_zip;
    archive.file.zip.emplace().has_end_record = true;
    CHECK(fires("corrupt-structure", archive));
  }
}

TEST_CASE("zeroed-blocks", "[zeroed-blocks]") {
  SubjectBuilder file = plain_file("m.h5", Kind::unknown);
  CHECK(silent("zeroed-blocks", file));
  file.file.begins_with_zeros = true;
  CHECK(ids_of(file) == Ids{"zeroed-blocks"});
  CHECK(check("zeroed-blocks", file).at(0).confidence == Confidence::possible);
}

TEST_CASE("zeroed-blocks inside tensors are likely, and cited", "[zeroed-blocks]") {
  SubjectBuilder file = v3_file({layer("dense", "Dense", LayerState::filled)});
  Tensor tensor;
  tensor.path = "layers/dense/vars/0";
  tensor.shape = {1'000, 100};
  tensor.parameters = 100'000;
  tensor.bytes = 400'000;
  tensor.storage.offset = 2'048;
  const std::vector<stats::ZeroedStretch> zeroed = {{&tensor, 8'192, 12'288}, {&tensor, 40'960, 57'344}};
  Subject subject = file.subject();
  subject.values_known = true;
  Findings none;
  for (const Rule& rule : all_rules())
    if (rule.entry.id == "zeroed-blocks") rule.check(subject, none);
  CHECK(none.take().empty());
  subject.zeroed = zeroed;
  Findings some;
  for (const Rule& rule : all_rules())
    if (rule.entry.id == "zeroed-blocks") rule.check(subject, some);
  const std::vector<Finding> found = some.take();
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].path == "layers/dense/vars/0");
  const auto ranges = std::get<std::vector<std::string>>(found[0].evidence.at(1).fields.at(1).second);
  CHECK(ranges ==
        std::vector<std::string>{"layers/dense/vars/0: 8,192 to 12,288", "layers/dense/vars/0: 40,960 to 57,344"});
}

TEST_CASE("zeroed-blocks that are whole rows count where they are no chance", "[zeroed-blocks]") {
  const auto count = [](std::uint64_t columns, const std::vector<std::pair<std::uint64_t, std::uint64_t>>& places) {
    SubjectBuilder file = v3_file({layer("dense", "Dense", LayerState::filled)});
    Tensor tensor;
    tensor.path = "layers/dense/vars/0";
    tensor.shape = {1'000, columns};
    tensor.parameters = 1'000 * columns;
    tensor.bytes = 4 * tensor.parameters;
    tensor.storage.offset = 4'096;
    std::vector<stats::ZeroedStretch> zeroed;
    for (const auto& [begin, end] : places) zeroed.push_back({&tensor, begin, end});
    Subject subject = file.subject();
    subject.values_known = true;
    subject.zeroed = zeroed;
    Findings findings;
    for (const Rule& rule : all_rules())
      if (rule.entry.id == "zeroed-blocks") rule.check(subject, findings);
    return findings.take().size();
  };
  // The padding row of an embedding, inputs that were pruned: rows of 4,096 bytes keep to the blocks by themselves.
  CHECK(count(1'024, {{8'192, 12'288}, {40'960, 57'344}}) == 0);
  // Rows of 256 bytes: one in 16 begins where a block does, so both ends of one stretch do by one chance in 256.
  CHECK(count(64, {{8'192, 12'288}}) == 0);
  CHECK(count(64, {{8'192, 12'288}, {40'960, 57'344}}) == 1);
  CHECK(count(100, {{8'192, 12'288}}) == 1);
  CHECK(count(1, {{8'192, 12'288}}) == 1);  // one number in 1,024 begins where a block does
}

TEST_CASE("zip-checksum-mismatch", "[zip-checksum-mismatch]") {
  SubjectBuilder file = v3_file({layer("dense", "Dense", LayerState::filled)});
  CHECK(silent("zip-checksum-mismatch", file));
  const std::vector<container::WrongChecksum> wrong = {{"config.json", 0xcbf43926, 0x1},
                                                       {"model.weights.h5", 0, 0xffffffff}};
  Subject subject = file.subject();
  subject.wrong_checksums = wrong;
  Findings findings;
  for (const Rule& rule : all_rules())
    if (rule.entry.id == "zip-checksum-mismatch") rule.check(subject, findings);
  const std::vector<Finding> found = findings.take();
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].path == "config.json");
  CHECK(found[0].params.at("members") == "config.json and model.weights.h5");
  CHECK(std::get<std::string>(found[0].evidence.at(0).fields.at(1).second) == "cbf43926");
  CHECK(std::get<std::string>(found[0].evidence.at(0).fields.at(2).second) == "00000001");
}
