#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "rules/rule.h"

namespace weighbridge::rules {

namespace {

// pickletools: PROTO and the protocol, which is 2 to 5 where a whole file can be inside. Pickles of a Keras model hold
// its .keras archive (keras/src/saving/keras_saveable.py, __reduce__).
bool is_pickle(const container::Identification& file) {
  constexpr std::string_view kBeginnings[] = {"80 02", "80 03", "80 04", "80 05"};
  return std::ranges::any_of(kBeginnings,
                             [&](std::string_view begin) { return file.first_bytes_hex.starts_with(begin); });
}

}  // namespace

void check_leading_junk(const Subject& subject, Findings& findings) {
  const container::Identification& file = subject.container;
  if (file.mangling != container::Mangling::none) return;
  const bool hdf5 = file.kind != container::Kind::hdf5 && file.was == "hdf5" && file.hdf5_signature_at.value_or(0) > 0;
  const std::uint64_t zip_prefix = file.zip ? file.zip->prefix_bytes : 0;
  if (!hdf5 && (zip_prefix == 0 || file.kind == container::Kind::hdf5)) return;
  const std::uint64_t junk = hdf5 ? *file.hdf5_signature_at : zip_prefix;
  const bool pickled = is_pickle(file);
  const std::string_view reason =
      pickled
          ? "The file is a Python pickle with the Keras file inside. Python's pickle module loads it as a whole, but "
            "only do that with a file you trust: a pickle can run any program. To cut the Keras file out runs nothing."
          : "Something was put before the first byte of the file: a byte order mark, the header of a download, or "
            "part of a mail. The content behind it can be cut out.";
  findings.add(
      ids::kLeadingJunk,
      {.params = {{"junk", text::count_of(junk, "byte")},
                  {"reason", std::string(reason)},
                  {"how", pickled ? "Cut the Keras file out, as shown below, give it a name that ends in " +
                                        std::string(hdf5 ? ".h5" : ".keras") +
                                        ", and load that; or load the pickle, if you trust it"
                                  : std::string("Cut off what stands in front, as shown below, and load the rest")},
                  {"offset", std::to_string(junk)},
                  {"kind", hdf5 ? "hdf5" : "zip"}},
       .evidence = {evidence::bytes(0, file.first_bytes_hex, "what stands in front"),
                    evidence::measurement("the real file begins at", static_cast<double>(junk), "bytes")},
       // Python's zipfile reads an archive with something in front; HDF5 does not.
       .severity = hdf5 ? std::nullopt : std::optional(Severity::warning)});
}

}  // namespace weighbridge::rules
