// The catalogue: what every finding is called, how it ranks and in which words it is told. Generated from
// core/rules/<family>/<id>.md by scripts/gen-catalogue; the checks themselves are core/rules.
#ifndef WEIGHBRIDGE_CATALOGUE_CATALOGUE_H_
#define WEIGHBRIDGE_CATALOGUE_CATALOGUE_H_

#include <span>
#include <string>
#include <string_view>

#include "weighbridge/finding.h"

namespace weighbridge::catalogue {

// What a rule must have to say anything; without it the rule is skipped silently if it can't apply, or listed under
// not_run if damage is the reason.
enum class Needs { container, tree, checkpoint, values };

struct FixText {
  std::string_view title;
  std::string_view package;   // keras tf.keras tf_keras any
  std::string_view from;      // "" is open
  std::string_view to;        // "" is open
  std::string_view language;  // python sh
  std::string_view only_for;  // kinds (the finding's parameter "kind") that it is for, space between; "" is all
  std::string_view code;
};

struct Entry {
  std::string_view id;
  std::string_view family;  // empty, name, not-weights, damaged, values, safety, note
  Severity severity;
  Confidence ceiling;  // the most it may claim
  int rank;            // among causes: the smallest explains the most and makes the verdict
  Needs needs;
  std::string_view title;                   // one line; {{placeholders}}
  std::string_view headline;                // the verdict of a file that this explains: a whole sentence; may be empty
  std::string_view headline_if_loaded;      // instead of it, of a file that has all its weights; may be empty
  std::string_view why;                     // the cause, one to three sentences
  std::string_view next;                    // what to do, one sentence
  std::span<const std::string_view> hides;  // ids of consequences that are not reported beside this one
  std::span<const FixText> fixes;
};

[[nodiscard]] std::span<const Entry> all();            // generated: catalogue.gen.cc
[[nodiscard]] const Entry* find(std::string_view id);  // null: there is none
// Markdown, for --explain; "": there is none (generated: pages.gen.cc).
[[nodiscard]] std::string_view page_of(std::string_view id);

// Where the page stands: "homepage" of project.json; "": nobody said it yet.
[[nodiscard]] std::string_view site_address();
// Where a site shows the page of a finding (web/site/findings.ts); "" where the site's address is "".
[[nodiscard]] std::string page_address(std::string_view id, std::string_view site = site_address());

}  // namespace weighbridge::catalogue

#endif  // WEIGHBRIDGE_CATALOGUE_CATALOGUE_H_
