#include "judge.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "file_list.h"
#include "folders.h"
#include "formats/badge.h"
#include "formats/baseline_file.h"
#include "formats/gitlab.h"
#include "formats/sarif.h"
#include "judge_group.h"
#include "summary.h"
#include "terminal.h"
#include "weighbridge/analyze.h"

namespace weighbridge::cli {
namespace {

// Is it one text about all files?
bool is_document(Format format) {
  return format == Format::sarif || format == Format::gitlab || format == Format::badge || format == Format::baseline;
}

// The folder itself is the thing.
bool is_unzipped(const FileGroup& group) { return group.kind == GroupKind::keras_folder; }

class Judge {
 public:
  explicit Judge(const Arguments& arguments) : arguments_(arguments) {}

  int run() {
    for (const std::string& path : arguments_.files) {
      if (path == kStandardInput)
        list_.add_standard_input(arguments_.name);
      else
        for (const std::string& meant : paths_meant_by(path)) list_.add(meant);
    }
    const std::vector<FileGroup> groups = list_.groups();
    for (const std::string& trouble : list_.troubles()) report_trouble(trouble);
    summary_.count_unread(list_.unread());
    if (!list_.troubles().empty()) worst_ = kExitNotAnalysed;
    summary_.count_left_out(list_.left_out());
    is_one_ = groups.size() == 1 && list_.troubles().empty() && list_.left_out() == 0 &&
              (!list_.has_folder() || is_unzipped(groups.front()));
    for (const FileGroup& group : groups) {
      take(judge_group(group, list_.sources(), arguments_, is_one_, list_.standard_input()));
      list_.close(group.files);
    }
    for (const std::string& report : sound_) show(report);
    if (is_document(arguments_.format) && !arguments_.quiet) print(document());
    sum_up();
    return worst_;
  }

 private:
  void take(Judged judged) {
    if (!judged.trouble.empty()) report_trouble(judged.trouble);
    if (judged.is_read)
      summary_.count(
          judged.state,
          {.is_in_order = judged.is_in_order, .is_excused = judged.is_excused, .has_finding = judged.has_finding});
    else
      summary_.count_unread(1);
    excused_ += judged.excused;
    const FailOn& fail_on = arguments_.fail_on;
    const bool is_not_loaded = !judged.is_in_order && !judged.is_excused;
    const bool counts = judged.has_finding || (is_not_loaded && fail_on.errors);
    const bool is_bad = counts || !judged.is_read || (is_not_loaded && fail_on.is_never());
    if (!judged.is_read) worst_ = kExitNotAnalysed;
    // What is written down is not judged.
    if ((counts && arguments_.format != Format::baseline) || !judged.is_text_known) worst_ = std::max(worst_, kExitBad);
    if (is_document(arguments_.format)) {
      if (arguments_.only_bad && !is_bad) return;
      ids_.insert(judged.ids.begin(), judged.ids.end());
      parts_.push_back(std::move(judged.printed));
      return;
    }
    if (judged.printed.empty() || arguments_.quiet || (arguments_.only_bad && !is_bad)) return;
    // Lines of JSON are for programs and come as they are made; people see the bad files first.
    if (is_bad || is_one_ || arguments_.format == Format::json)
      show(judged.printed);
    else
      sound_.push_back(std::move(judged.printed));
  }

  // With a line between this one and the one before.
  void show(const std::string& report) {
    if (has_shown_ && arguments_.format == Format::markdown) print(kMarkdownBetween);
    if (has_shown_ && arguments_.format == Format::text) print("\n");
    print(report);
    has_shown_ = true;
  }

  void report_trouble(const std::string& sentence) {
    complain(sentence);
    troubles_.push_back(sentence);
  }

  [[nodiscard]] std::string document() const {
    switch (arguments_.format) {
      case Format::sarif:
        return sarif_document(parts_, ids_, troubles_);
      case Format::gitlab:
        return gitlab_document(parts_);
      case Format::baseline:
        return baseline_document(parts_);
      case Format::badge:
        return badge(summary_);
      case Format::text:
      case Format::json:
      case Format::markdown:
      case Format::github:
        break;
    }
    return "";
  }

  void sum_up() {
    if (arguments_.quiet) return;
    const bool is_worth_it = !is_one_ && arguments_.error.empty() && !arguments_.wrong_verdict;
    const bool is_for_programs = arguments_.format == Format::json || is_document(arguments_.format);
    if (is_worth_it && is_for_programs) complain(summary_.line());
    if (is_worth_it && !is_for_programs) {
      if (has_shown_) print("\n");
      print(summary_.line() + "\n");
    }
    if (excused_ > 0)
      complain(text::count_of(excused_, "finding") + " of these " + (excused_ == 1 ? "does" : "do") +
               " not count: ignored by the settings, or in the baseline.");
    // Whoever reads only the exit code must not take 0 for "loaded".
    if (worst_ == kExitFine && summary_.not_loaded() > 0)
      complain("The exit code is 0 because " + why_fine() + ": " + summary_.line() + ".");
  }

  [[nodiscard]] std::string why_fine() const {
    if (arguments_.format == Format::baseline) return "a baseline takes everything as it is";
    if (!arguments_.fail_on.errors) return "of --fail-on " + arguments_.fail_on.words;
    return summary_.excused() > 0 ? "what is not loaded is excused" : "what is empty here needs no weights";
  }

  const Arguments& arguments_;
  FileList list_;
  Summary summary_;
  std::vector<std::string> parts_;  // of a document, one a file
  std::set<std::string> ids_;       // of the findings in it
  std::vector<std::string> troubles_;
  std::size_t excused_ = 0;         // findings that do not count
  std::vector<std::string> sound_;  // reports that come behind those of the bad files
  bool is_one_ = false;
  bool has_shown_ = false;
  int worst_ = kExitFine;
};

}  // namespace

int judge_files(const Arguments& arguments) { return Judge(arguments).run(); }

}  // namespace weighbridge::cli
