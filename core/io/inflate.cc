#include "io/inflate.h"

#include <zlib.h>

#include <limits>

namespace weighbridge::io {
namespace {

constexpr std::size_t kMostAtOnce = std::numeric_limits<uInt>::max();

// What inflateInit2() is told: RFC 1951 alone, with RFC 1950's header, with RFC 1952's.
int window_bits(Wrapping wrapping) {
  switch (wrapping) {
    case Wrapping::raw:
      return -MAX_WBITS;
    case Wrapping::zlib:
      return MAX_WBITS;
    case Wrapping::gzip:
      return MAX_WBITS + 16;
  }
  return MAX_WBITS;
}

}  // namespace

// Not zlib's uncompress(): the wasm build of zlib holds only what HDF5 itself calls for.
Inflater::Inflater(Wrapping wrapping, std::span<std::byte> out) : out_(out), stream_(std::make_unique<z_stream>()) {
  if (out.size() > kMostAtOnce) return;
  stream_->next_out = reinterpret_cast<Bytef*>(out.data());
  stream_->avail_out = static_cast<uInt>(out.size());
  ready_ = inflateInit2(stream_.get(), window_bits(wrapping)) == Z_OK;
}

Inflater::~Inflater() {
  if (ready_) inflateEnd(stream_.get());
}

Inflater::Status Inflater::feed(std::span<const std::byte> input) { return run(input, Z_NO_FLUSH); }

Inflater::Status Inflater::feed_whole(std::span<const std::byte> input) { return run(input, Z_FINISH); }

std::size_t Inflater::written() const { return out_.size() - stream_->avail_out; }

Inflater::Status Inflater::run(std::span<const std::byte> input, int flush) {
  if (!ready_ || input.size() > kMostAtOnce) return Status::broken;
  Bytef beyond = 0;  // nothing at all still needs a place to write nothing to
  if (out_.empty()) stream_->next_out = &beyond;
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(input.data()));  // zlib only reads it
  stream_->avail_in = static_cast<uInt>(input.size());
  const int status = inflate(stream_.get(), flush);
  if (status == Z_STREAM_END) return Status::end;
  if (status != Z_OK && status != Z_BUF_ERROR) return Status::broken;
  return stream_->avail_in > 0 ? Status::full : Status::more;
}

}  // namespace weighbridge::io
