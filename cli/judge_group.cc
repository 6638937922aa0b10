#include "judge_group.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "catalogue/ids.gen.h"
#include "file_source.h"
#include "formats/baseline_file.h"
#include "formats/github.h"
#include "formats/gitlab.h"
#include "formats/sarif.h"
#include "scan_values.h"
#include "terminal.h"
#include "told_job.h"
#include "weighbridge/analysis.h"
#include "weighbridge/analyze.h"
#include "weighbridge/inspector.h"
#include "weighbridge/messages.h"
#include "weighbridge/wrong_verdict.h"

namespace weighbridge::cli {
namespace {

// A file that is empty and needs no weights is as it should be.
bool is_in_order(const Report& report) {
  const auto says_so = [](const WordedFinding& worded) { return worded.finding.id == ids::kWeightlessOnly; };
  return report.verdict.state == VerdictState::filled ||
         (report.verdict.state == VerdictState::empty && std::ranges::any_of(report.findings, says_so));
}

// Where nobody takes such reports the facts can still be sent to whoever is asked.
std::string wrong_verdict(const Report& report) {
  const std::string link = wrong_verdict_link(report);
  return facts_without_names(report) + (link.empty() ? "" : "\nThe same, to be sent from a browser:\n" + link + "\n");
}

std::string answer(const Report& report, const Arguments& arguments, Judged& judged) {
  const MessageAnswers answers = answer_message(arguments.error, &report, Audience::terminal);
  judged.is_text_known = !answers.answers.empty();
  if (arguments.format == Format::json) return messages_to_json(answers);
  return messages_to_text(answers, {.columns = terminal_columns(), .color = wants_color(arguments.color)});
}

// `path`: "" where it tells no more than the name; `whole_path` is as the user gave it.
std::string rendered(const Report& report, std::string_view path, std::string_view whole_path,
                     const Arguments& arguments) {
  if (arguments.wrong_verdict) return wrong_verdict(report);
  switch (arguments.format) {
    case Format::json:
      return to_json(report, path);
    case Format::markdown:
      return to_markdown(report, path);
    case Format::text:
      return to_text(report, {.columns = terminal_columns(), .color = wants_color(arguments.color)}, path);
    case Format::sarif:
      return sarif_results(report, whole_path, arguments.excuses);
    case Format::github:
      return github_lines(report, whole_path, arguments.excuses);
    case Format::gitlab:
      return gitlab_issues(report, whole_path, arguments.excuses);
    case Format::baseline:
      return baseline_rows(report, whole_path);
    case Format::badge:
      return "";  // what came of all files is enough for it
  }
  return "";
}

void count_findings(Judged& judged, const Report& report, std::string_view path, const Arguments& arguments) {
  for (const WordedFinding& worded : report.findings) {
    judged.ids.push_back(worded.finding.id);
    if (arguments.excuses.of(path, worded.finding))
      ++judged.excused;
    else if (arguments.fail_on.counts(worded.finding))
      judged.has_finding = true;
  }
}

// HDF5's library is asked, unless a process died of that: then this is what it says.
Inspect inspect_after(std::optional<Mishap> mishap) {
  if (!mishap) return ask_hdf5();
  const auto answer = *mishap == Mishap::hang ? InspectionAnswer::hung : InspectionAnswer::crashed;
  return [answer](std::size_t, ByteSource&, std::uint64_t) -> Result<std::optional<Inspection>> {
    return Inspection{.library = library_name(), .answer = answer, .words = {}};
  };
}

Judged judge(Analysis& analysis, const FileGroup& group, const Arguments& arguments, bool is_one) {
  Judged judged{.is_read = true};
  if (arguments.values) {
    const auto scanned = scan_values(analysis, is_terminal(Stream::error));
    judged.is_read = scanned.has_value();
    if (!scanned)
      judged.trouble = "'" + group.name + "' could not be read to its end: " + scanned.error().message + ".";
  }
  // Of a traceback the Keras that printed it counts, unless another was said.
  const auto seen = arguments.error.empty() || arguments.my_keras ? std::nullopt : keras_in(arguments.error);
  if (seen) analysis.speak_of(seen->keras);
  const Report& report = analysis.report();
  judged.state = report.verdict.state;
  judged.is_in_order = is_in_order(report);
  judged.is_excused = !judged.is_in_order && arguments.excuses.excuse_verdict(group.name, report);
  count_findings(judged, report, group.name, arguments);
  const std::string_view path =
      is_one || group.name == report.file_name ? std::string_view() : std::string_view(group.name);
  judged.printed =
      arguments.error.empty() ? rendered(report, path, group.name, arguments) : answer(report, arguments, judged);
  return judged;
}

// What goes from the process apart to this one.
std::vector<std::string> to_texts(Judged judged) {
  const auto text = [](bool flag) { return std::string(flag ? "1" : ""); };
  std::vector<std::string> texts = {text(judged.is_read),       std::to_string(static_cast<int>(judged.state)),
                                    text(judged.is_in_order),   text(judged.is_excused),
                                    text(judged.has_finding),   std::to_string(judged.excused),
                                    text(judged.is_text_known), std::move(judged.printed),
                                    std::move(judged.trouble)};
  std::ranges::move(judged.ids, std::back_inserter(texts));
  return texts;
}

Judged from_texts(std::vector<std::string> texts) {
  const auto flag = [&texts](std::size_t place) { return !texts[place].empty(); };
  return {.is_read = flag(0),
          .state = static_cast<VerdictState>(std::stoi(texts[1])),
          .is_in_order = flag(2),
          .is_excused = flag(3),
          .has_finding = flag(4),
          .excused = std::stoul(texts[5]),
          .is_text_known = flag(6),
          .printed = std::move(texts[7]),
          .ids = {texts.begin() + 9, texts.end()},
          .trouble = std::move(texts[8])};
}

}  // namespace

void judge_here(const FileGroup& group, std::span<const NamedSource> files, const Arguments& arguments, bool is_one,
                std::optional<Mishap> mishap, const HandOver& hand_over) {
  const auto analysis =
      Analysis::open_group(group, files, {.inspect = inspect_after(mishap), .my_keras = arguments.my_keras});
  Judged judged;
  if (analysis)
    judged = judge(**analysis, group, arguments, is_one);
  else
    judged.trouble = "'" + group.name + "' could not be analysed: " + analysis.error().message + ".";
  hand_over(to_texts(std::move(judged)));
}

Judged judge_group(const FileGroup& group, std::span<const NamedSource> files, const Arguments& arguments, bool is_one,
                   ByteSource* standard_input) {
  const bool reads_input =
      std::ranges::any_of(group.files, [&](std::size_t i) { return files[i].source == standard_input; });
  ByteSource* const piped = reads_input ? standard_input : nullptr;
  std::optional<Mishap> mishap;
  for (int attempt = 0; attempt < 3; ++attempt) {
    auto texts =
        run_apart([&](const HandOver& hand_over) { judge_here(group, files, arguments, is_one, mishap, hand_over); },
                  kMostSilentSeconds,
                  [&] { return group_job_words({group, is_one, mishap, arguments.error}, files, piped); }, piped);
    if (texts) return from_texts(std::move(*texts));
    // Where nothing is mapped it is a crash: macOS has the same signal for a write where none may be.
    if (texts.error() == Mishap::lost_pages && !FileSource::reads_copies())
      FileSource::read_copies();  // an error then, not the end
    else if (mishap)
      break;
    else
      mishap = texts.error();
  }
  Judged crashed;
  crashed.trouble = "'" + group.name + "' could not be analysed: the program crashed on it.";
  return crashed;
}

}  // namespace weighbridge::cli
