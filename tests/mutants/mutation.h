// Copies of a file in which one bit or one field is wrong, as a failing disk or a broken transfer makes them.
#ifndef WEIGHBRIDGE_TESTS_MUTANTS_MUTATION_H_
#define WEIGHBRIDGE_TESTS_MUTANTS_MUTATION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace weighbridge::mutants {

using Bytes = std::vector<std::byte>;

// A stretch of a file, [begins, ends).
struct Stretch {
  std::size_t begins = 0;
  std::size_t ends = 0;
};

// What stands in the file instead.
struct Mutation {
  std::size_t offset = 0;
  std::size_t size = 1;
  std::array<std::byte, 8> bytes{};

  [[nodiscard]] std::string text() const;  // "4096: 01 00 -> 00 00", for whoever looks for it again
};

// Every one-bit error and every field of 1, 2, 4 and 8 bytes (aligned) made zero, all ones, one less or one more, of
// all bytes outside of `values`.
[[nodiscard]] std::vector<Mutation> all_mutations(std::span<const std::byte> file, const std::vector<Stretch>& values);

// Puts what stood there into `mutation`: applied twice the file is what it was.
void swap_in(Bytes& file, Mutation& mutation);

}  // namespace weighbridge::mutants

#endif  // WEIGHBRIDGE_TESTS_MUTANTS_MUTATION_H_
