// The ids of the JSON contract (docs/report.schema.json) for the enumerations of report.h and finding.h.
#include "report/wording.h"

namespace weighbridge::report {

std::string_view id_of(VerdictState state) {
  switch (state) {
    case VerdictState::filled:
      return "filled";
    case VerdictState::partly_empty:
      return "partly-empty";
    case VerdictState::empty:
      return "empty";
    case VerdictState::damaged:
      return "damaged";
    case VerdictState::not_weights:
      return "not-weights";
  }
  return "not-weights";
}

std::string_view id_of(LayerState state) {
  switch (state) {
    case LayerState::filled:
      return "filled";
    case LayerState::empty:
      return "empty";
    case LayerState::weightless:
      return "weightless";
    case LayerState::container:
      return "container";
    case LayerState::undetermined:
      return "undetermined";
    case LayerState::missing:
      return "missing";
    case LayerState::unreadable:
      return "unreadable";
  }
  return "undetermined";
}

std::string_view id_of(TensorState state) {
  switch (state) {
    case TensorState::intact:
      return "intact";
    case TensorState::cut:
      return "cut";
    case TensorState::lost:
      return "lost";
    case TensorState::never_written:
      return "never-written";
    case TensorState::unreadable:
      return "unreadable";
  }
  return "unreadable";
}

std::string_view id_of(StorageKind kind) {
  switch (kind) {
    case StorageKind::none:
      return "none";
    case StorageKind::contiguous:
      return "contiguous";
    case StorageKind::chunked:
      return "chunked";
    case StorageKind::compact:
      return "compact";
    case StorageKind::external:
      return "external";
    case StorageKind::virtual_:
      return "virtual";
  }
  return "none";
}

std::string_view id_of(ScanState state) {
  switch (state) {
    case ScanState::skipped:
      return "skipped";
    case ScanState::done:
      return "done";
    case ScanState::cancelled:
      return "cancelled";
    case ScanState::partial:
      return "partial";
  }
  return "skipped";
}

std::string_view id_of(LoaderOutcome outcome) {
  switch (outcome) {
    case LoaderOutcome::loads:
      return "loads";
    case LoaderOutcome::raises:
      return "raises";
    case LoaderOutcome::silent:
      return "silent";
    case LoaderOutcome::depends:
      return "depends";
  }
  return "raises";
}

std::string_view id_of(NotRunCause cause) {
  switch (cause) {
    case NotRunCause::unopened:
      return "unopened";
    case NotRunCause::values_unread:
      return "values-unread";
  }
  return "";
}

std::string_view id_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "note";
}

std::string_view id_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::certain:
      return "certain";
    case Confidence::likely:
      return "likely";
    case Confidence::possible:
      return "possible";
  }
  return "possible";
}

}  // namespace weighbridge::report
