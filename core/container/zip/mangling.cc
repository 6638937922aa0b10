#include "container/zip/mangling.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"
#include "container/byte_reading.h"
#include "container/mangled_signature.h"

namespace weighbridge::container {
namespace {

constexpr std::uint64_t kExaminedBytes = 8u << 20;

// What a text tool leaves behind, counted over the first 8 MiB.
struct Traces {
  std::uint64_t replacements = 0;    // EF BF BD
  std::uint64_t latin1_letters = 0;  // C2 xx or C3 xx: U+0080 to U+00FF
  std::uint64_t other_wide = 0;      // any other character beyond ASCII
  std::uint64_t lone_lf = 0;
  std::uint64_t cr_lf = 0;
  bool valid_utf8 = true;
};

void count_characters(std::string_view text, Traces& traces) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0xC2) continue;  // ASCII and continuation bytes
    if (text.substr(i).starts_with("\xEF\xBF\xBD"))
      ++traces.replacements;
    else if (byte <= 0xC3)
      ++traces.latin1_letters;
    else
      ++traces.other_wide;
  }
}

void count_line_ends(std::string_view bytes, char before, Traces& traces) {
  for (const char c : bytes) {
    if (c == '\n') ++(before == '\r' ? traces.cr_lf : traces.lone_lf);
    before = c;
  }
}

Result<Traces> read_traces(ByteSource& source) {
  Traces traces;
  std::string cut;  // the beginning of a character whose end is in the next piece
  char before = '\0';
  const std::uint64_t end = std::min(source.size_bytes(), kExaminedBytes);
  for (std::uint64_t at = 0; at < end; at += kPieceBytes) {
    const auto piece = read_available(source, at, kPieceBytes);
    if (!piece) return std::unexpected(piece.error());
    count_line_ends(as_text(*piece), before, traces);
    before = as_text(*piece).back();
    if (!traces.valid_utf8) continue;
    const std::string text = cut.append(as_text(*piece));
    const std::size_t valid = text::valid_utf8_prefix(text);
    count_characters(std::string_view(text).substr(0, valid), traces);
    cut = text.substr(valid);
    if (!cut.empty() && !text::is_cut_character(cut)) traces.valid_utf8 = false;
  }
  return traces;
}

Mangling judge(const Traces& traces) {
  constexpr std::uint64_t kEnough = 8;  // characters: more than an archive without binary members holds by chance
  if (traces.valid_utf8 && traces.replacements >= kEnough) return Mangling::utf8_replaced;
  if (traces.valid_utf8 && traces.latin1_letters >= kEnough && traces.other_wide == 0) return Mangling::latin1_to_utf8;
  if (traces.lone_lf == 0 && traces.cr_lf >= kEnough) return Mangling::lf_to_crlf;
  // In binary data every 256th LF follows a CR; none at all among very many says that the CRs were taken.
  if (traces.cr_lf == 0 && traces.lone_lf >= 4096) return Mangling::crlf_to_lf;
  return Mangling::none;
}

}  // namespace

Result<void> note_zip_mangling(Probe& probe, Identification& found) {
  // In a sound archive everything is where the directory says.
  if (!found.zip || found.zip->complete) return {};
  const auto front = read_available(probe.source, 0, kPieceBytes);
  if (!front) return std::unexpected(front.error());
  if (const MangledSignature* signature = mangled_signature_within(as_text(*front))) {
    found.mangling = signature->mangling;
  } else if (found.zip->inconsistent) {  // one that was only cut has its headers where they should be
    const auto traces = read_traces(probe.source);
    if (!traces) return std::unexpected(traces.error());
    found.mangling = judge(*traces);
  }
  if (found.mangling != Mangling::none) found.was = "zip";
  return {};
}

}  // namespace weighbridge::container
