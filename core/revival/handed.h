// What one layer of a model gives to the next.
#ifndef WEIGHBRIDGE_REVIVAL_HANDED_H_
#define WEIGHBRIDGE_REVIVAL_HANDED_H_

namespace weighbridge::revival {

enum class Handed {
  tensor,
  list,     // with one tensor in it
  pair,     // two tensors that are none: a shape taken apart by a layer that was given a list
  thin,     // a tensor without a batch, of a Dense that was given a list
  column,   // what Flatten makes of that
  unknown,  // nothing is said of what follows
};

}  // namespace weighbridge::revival

#endif  // WEIGHBRIDGE_REVIVAL_HANDED_H_
