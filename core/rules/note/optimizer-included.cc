#include <cmath>

#include "base/text.h"
#include "keras/averages.h"
#include "keras/each_tensor.h"
#include "rules/rule.h"

namespace weighbridge::rules {
void check_optimizer_included(const Subject& subject, Findings& findings) {
  const keras::Checkpoint& checkpoint = *subject.checkpoint;
  if (!checkpoint.optimizer) return;
  std::uint64_t weights = 0;
  keras::any_weight(checkpoint, [&weights](const Layer*, const Tensor& tensor) {
    weights += tensor.bytes;
    return false;
  });
  std::uint64_t optimizer = 0;
  for (const Tensor& tensor : checkpoint.optimizer->tensors) optimizer += tensor.bytes;
  // The step counter and the learning rate alone are not worth a word.
  if (checkpoint.optimizer->tensors.size() <= 2 || weights == 0 || optimizer == 0) return;
  const double share = 100.0 * static_cast<double>(optimizer) / static_cast<double>(optimizer + weights);
  const keras::Averages averages = keras::find_averages(checkpoint);
  const bool sure = averages == keras::Averages::yes;
  const bool is_plain = checkpoint.zip_member.empty() || subject.set != nullptr;
  const bool maybe = averages == keras::Averages::possible;
  findings.add(
      ids::kOptimizerIncluded,
      {.path = checkpoint.optimizer->path,
       .params =
           {{"size", text::size_for_people(optimizer)},
            {"share", text::number(std::floor(share)) + " %"},
            {"use", sure ? "With it are moving averages of the weights (use_ema), which often are the better weights."
                    : maybe ? "If you trained with use_ema=True, moving averages of the weights are with it; the file "
                              "does not tell."
                            : "It is only needed to go on training."},
            {"next",
             sure ? "Put the averages into the model before you write a copy without the optimizer, or they are lost."
             : maybe ? "Nothing to do; before you write a copy without the optimizer, be sure that you did not train "
                       "with use_ema=True."
                     : "Nothing to do; to make the file smaller, write a copy without the optimizer."},
            {"kind", sure        ? "averages"
                     : !is_plain ? "keras-zip"
                     : maybe     ? "maybe"
                                 : "hdf5"}},
       .evidence = {evidence::measurement("arrays of the optimizer",
                                          static_cast<double>(checkpoint.optimizer->tensors.size()), "tensors"),
                    evidence::measurement("share of the numbers in the file", std::floor(share), "%")}});
}

}  // namespace weighbridge::rules
