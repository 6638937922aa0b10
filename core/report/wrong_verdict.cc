#include "weighbridge/wrong_verdict.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "base/text.h"
#include "keras/class_table.h"
#include "report/wording.h"
#include "weighbridge/analyze.h"

namespace weighbridge {

constexpr std::string_view kReportsAddress = WEIGHBRIDGE_REPORTS_ADDRESS;

namespace {

using report::id_of;

// A link longer than some 8,000 characters is refused by hosts; encoding makes text up to three times as long.
constexpr std::size_t kMostListed = 24;
constexpr std::array<std::string_view, 9> kEndings{".weights.h5", ".weights.json", ".h5",   ".hdf5", ".keras",
                                                   ".npz",        ".index",        ".json", ".pb"};

using Counts = std::map<std::string_view, std::uint64_t>;

std::string counted(const Counts& counts) {
  std::string out;
  std::size_t listed = 0;
  for (const auto& [name, count] : counts) {
    if (listed++ == kMostListed) return out + ", and others";
    out += (out.empty() ? "" : ", ") + std::string(name) + " " + text::group_digits(count);
  }
  return out.empty() ? "none" : out;
}

std::string_view known_ending(std::string_view file_name) {
  const std::string lower = text::to_lower_ascii(file_name);
  const auto found = std::ranges::find_if(kEndings, [&](std::string_view ending) { return lower.ends_with(ending); });
  return found == kEndings.end() ? "another ending" : *found;
}

// A version may be any text that the file holds as one.
bool is_version(std::string_view text) {
  return !text.empty() && text.size() <= 16 && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string range_of(const VersionRange& version) {
  const auto shown = [](const std::string& text) { return is_version(text) ? text : std::string("?"); };
  if (!version.from) return version.package + (version.to ? " up to " + shown(*version.to) : "");
  return version.package + " " + shown(*version.from) + (version.to ? " to " + shown(*version.to) : " and newer");
}

std::string layers_of(const Report& report) {
  Counts states;
  Counts classes;
  Counts types;
  Counts conditions;
  for (const Layer& layer : report.layers) {
    ++states[id_of(layer.state)];
    ++classes[keras::find_class(layer.class_name) != nullptr ? std::string_view(layer.class_name) : "of other classes"];
    for (const Tensor& tensor : layer.tensors) {
      ++types[tensor.dtype];
      ++conditions[id_of(tensor.state)];
    }
  }
  return "- layers: " + counted(states) + "\n- classes: " + counted(classes) + "\n- tensors: " + counted(types) + "; " +
         counted(conditions) + "; " + text::group_digits(report.totals.parameters) + " parameters\n";
}

std::string findings_of(const Report& report) {
  std::string out;
  std::size_t listed = 0;
  for (const WordedFinding& worded : report.findings) {
    if (listed++ == kMostListed) break;
    const Finding& finding = worded.finding;
    out += (out.empty() ? "" : ", ") + finding.id + " (" + std::string(id_of(finding.severity)) + ", " +
           std::string(id_of(finding.confidence)) + ")";
  }
  return "- findings: " + (out.empty() ? "none" : out) + "\n";
}

std::string loaders_of(const Report& report) {
  std::string out;
  std::size_t listed = 0;
  for (const LoaderPrediction& loader : report.loaders) {
    if (listed++ == kMostListed) break;
    out += "- " + loader.call + ", " + range_of(loader.loader) + ": " + std::string(id_of(loader.outcome)) +
           (loader.because ? ", because of " + *loader.because : "") + "\n";
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kPlain.contains(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
  }
  return out;
}

}  // namespace

std::string facts_without_names(const Report& report) {
  std::string out = "What does the file really hold, and how do you know it?\n\n\n\nWhat Weighbridge " +
                    std::string(kVersion) + " said of it:\n\n";
  out += "- verdict: " + std::string(id_of(report.verdict.state)) + "\n";
  out += "- file: " + std::string(known_ending(report.file_name)) + ", " + text::group_digits(report.size_bytes) +
         " bytes, " + report.container + (report.layout ? ", " + *report.layout : "") + "\n";
  out += "- written by: " + range_of(report.writer.version) + "\n";
  out += layers_of(report);
  if (report.optimizer) out += "- optimizer: " + text::count_of(report.optimizer->tensors.size(), "tensor") + "\n";
  out += findings_of(report);
  out += "- values: " + std::string(id_of(report.scan.state)) + "\n";
  return out + loaders_of(report);
}

std::string wrong_verdict_link(const Report& report, std::string_view reports_address) {
  if (reports_address.empty()) return "";
  const std::string title = "Wrong verdict: " + std::string(id_of(report.verdict.state));
  return std::string(reports_address) + (reports_address.contains('?') ? "&" : "?") +
         "title=" + percent_encoded(title) + "&body=" + percent_encoded(facts_without_names(report));
}

}  // namespace weighbridge
