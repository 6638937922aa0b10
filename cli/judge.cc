#include "judge.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "file_list.h"
#include "judge_group.h"
#include "summary.h"
#include "terminal.h"
#include "weighbridge/analyze.h"

namespace weighbridge::cli {
namespace {

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
        list_.add(path);
    }
    const std::vector<FileGroup> groups = list_.groups();
    for (const std::string& trouble : list_.troubles()) complain(trouble);
    summary_.count_unread(list_.unread());
    if (!list_.troubles().empty()) worst_ = kExitNotAnalysed;
    summary_.count_left_out(list_.left_out());
    is_one_ = groups.size() == 1 && list_.troubles().empty() && list_.left_out() == 0 &&
              (!list_.has_folder() || is_unzipped(groups.front()));
    for (const FileGroup& group : groups) {
      take(judge_group(group, list_.sources(), arguments_, is_one_));
      list_.close(group.files);
    }
    for (const std::string& report : sound_) show(report);
    sum_up();
    return worst_;
  }

 private:
  void take(Judged judged) {
    if (!judged.trouble.empty()) complain(judged.trouble);
    if (judged.is_read)
      summary_.count(judged.state, judged.is_in_order, judged.has_finding);
    else
      summary_.count_unread(1);
    const bool is_bad = !judged.is_in_order || judged.has_finding || !judged.is_read;
    if (!judged.is_read) worst_ = kExitNotAnalysed;
    if ((is_bad && arguments_.fail_on != FailOn::never) || !judged.is_text_known) worst_ = std::max(worst_, kExitBad);
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

  void sum_up() {
    if (arguments_.quiet) return;
    const bool is_worth_it = !is_one_ && arguments_.error.empty() && !arguments_.wrong_verdict;
    if (is_worth_it && arguments_.format == Format::json) complain(summary_.line());
    if (is_worth_it && arguments_.format != Format::json) {
      if (has_shown_) print("\n");
      print(summary_.line() + "\n");
    }
    // Whoever reads only the exit code must not take 0 for "loaded".
    if (worst_ != kExitFine || summary_.not_loaded() == 0) return;
    complain(arguments_.fail_on == FailOn::never
                 ? "The exit code is 0 because of --fail-on never: " + summary_.line() + "."
                 : "The exit code is 0 because what is empty here needs no weights: " + summary_.line() + ".");
  }

  const Arguments& arguments_;
  FileList list_;
  Summary summary_;
  std::vector<std::string> sound_;  // reports that come behind those of the bad files
  bool is_one_ = false;
  bool has_shown_ = false;
  int worst_ = kExitFine;
};

}  // namespace

int judge_files(const Arguments& arguments) { return Judge(arguments).run(); }

}  // namespace weighbridge::cli
