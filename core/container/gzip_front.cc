#include "container/gzip_front.h"

#include <array>
#include <cstddef>
#include <span>
#include <tuple>

#include "container/byte_reading.h"
#include "io/inflate.h"

namespace weighbridge::container {
namespace {

Inside kind_of_front(std::span<const std::byte> front) {
  if (stands_at(front, 0, "\x89HDF\r\n\x1a\n")) return Inside::hdf5;
  if (stands_at(front, 0, "PK\x03\x04")) return Inside::zip;
  if (stands_at(front, 0, "\x1F\x8B\x08")) return Inside::gzip;
  if (stands_at(front, 257, "ustar")) return Inside::tar;
  return Inside::not_known;
}

}  // namespace

Inside inside_gzip(const Probe& probe) {
  std::array<std::byte, 512> front{};
  io::Inflater inflater(io::Wrapping::gzip, front);
  // Whatever it says: what it wrote is right so far.
  std::ignore = inflater.feed(probe.head);
  return kind_of_front(std::span(front).first(inflater.written()));
}

}  // namespace weighbridge::container
