#include "report/color.h"

namespace weighbridge::report {
namespace {

std::string_view sequence_of(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::bold:
      return "\x1b[1m";
    case Ink::dim:
      return "\x1b[2m";
    case Ink::good:
      return "\x1b[1;32m";
    case Ink::warning:
      return "\x1b[1;33m";
    case Ink::bad:
      return "\x1b[1;31m";
    case Ink::note:
      return "\x1b[36m";
  }
  return "";
}

}  // namespace

std::string Painter::operator()(Ink ink, std::string_view text) const {
  if (!color_ || ink == Ink::plain || text.empty()) return std::string(text);
  return std::string(sequence_of(ink)).append(text).append("\x1b[0m");
}

Ink ink_of(VerdictState state) {
  switch (state) {
    case VerdictState::filled:
      return Ink::good;
    case VerdictState::partly_empty:
      return Ink::warning;
    case VerdictState::empty:
    case VerdictState::damaged:
    case VerdictState::not_weights:
      return Ink::bad;
  }
  return Ink::plain;
}

Ink ink_of(LayerState state) {
  switch (state) {
    case LayerState::empty:
    case LayerState::missing:
    case LayerState::unreadable:
      return Ink::bad;
    case LayerState::weightless:
    case LayerState::container:
      return Ink::dim;
    case LayerState::filled:
    case LayerState::undetermined:
      return Ink::plain;
  }
  return Ink::plain;
}

Ink ink_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Ink::bad;
    case Severity::warning:
      return Ink::warning;
    case Severity::note:
      return Ink::note;
  }
  return Ink::plain;
}

}  // namespace weighbridge::report
