#include "container/mangled_signature.h"

#include <array>
#include <string_view>

namespace weighbridge::container {
namespace {

using std::string_view_literals::operator""sv;

// The signature is 89 48 44 46 0D 0A 1A 0A. Its bytes are chosen so that each of these shows (HDF5 File Format
// Specification 3.0, section II.A, after PNG's): the first is no ASCII, CR LF and LF catch programs that alter line
// ends.
constexpr std::array kForms = {
    MangledSignature{"\x89HDF\n\x1a\n"sv, Mangling::crlf_to_lf},        // CR LF became LF
    MangledSignature{"\x89HDF\r\r\n\x1a\r\n"sv, Mangling::lf_to_crlf},  // LF became CR LF
    // The same only where no CR stood before, as Git does it.
    MangledSignature{"\x89HDF\r\n\x1a\r\n"sv, Mangling::lf_to_crlf},
    MangledSignature{"\xEF\xBF\xBDHDF"sv, Mangling::utf8_replaced},   // bytes that are no UTF-8 became U+FFFD
    MangledSignature{"\xC2\x89HDF"sv, Mangling::latin1_to_utf8},      // read as Latin-1, written as UTF-8
    MangledSignature{"\xE2\x80\xB0HDF"sv, Mangling::latin1_to_utf8},  // read as Windows-1252, written as UTF-8
    MangledSignature{"?HDF\r\n\x1a\n"sv, Mangling::utf8_replaced},    // bytes that are no ASCII became question marks
    MangledSignature{"HDF\r\n\x1a\n"sv, Mangling::utf8_replaced},     // bytes that are no ASCII were dropped
};
// Part of the sound signature: it says something at the start of a file only.
constexpr std::size_t kFormsFoundAnywhere = kForms.size() - 1;

}  // namespace

const MangledSignature* mangled_signature_at_start(std::string_view file) {
  for (const MangledSignature& form : kForms) {
    if (file.starts_with(form.bytes)) return &form;
  }
  return nullptr;
}

const MangledSignature* mangled_signature_within(std::string_view front) {
  for (std::size_t i = 0; i < kFormsFoundAnywhere; ++i) {
    if (front.contains(kForms[i].bytes)) return &kForms[i];
  }
  return nullptr;
}

}  // namespace weighbridge::container
