// SPDX-License-Identifier: Apache-2.0
// inflate.cc - streaming gzip and zstd into one growing buffer.
// Tested by tests/unit/adapters/bytes/inflate_test.cc
#include "adapters/bytes/inflate.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "adapters/bytes/unzip.h"

namespace cashmatch {
namespace {

constexpr size_t kStep = size_t{1} << 20;

/// The output: hands out room and says when the input has grown too much.
class Target {
 public:
  Target(size_t packed, const InputLimits& limits, const Mapping* stored,
         GrowingMapping* to)
      : to_(to), stored_(stored), most_(MostFor(packed, limits)) {}

  /// Returns room, or null when there is no memory or the limit is passed.
  char* Room() { return Passed() ? nullptr : to_->Room(kStep); }
  size_t room() const { return to_->room(); }
  void Grow(size_t count) {
    to_->Grow(count);
    since_ += count;
    if (stored_ == nullptr || since_ < kBetween) return;
    stored_->LetGo();
    since_ = 0;
  }
  bool Passed() const { return to_->bytes().size() > most_; }
  std::string Fault() const {
    if (!Passed()) return "too large for this machine's memory";
    return "unpacks to more than " + std::to_string(most_) +
           " bytes, the limit for an input of its size";
  }

 private:
  static constexpr size_t kBetween = size_t{64} << 20;

  GrowingMapping* to_;
  const Mapping* stored_;
  uint64_t most_;
  size_t since_ = 0;  // bytes since memory was given back
};

bool AllZero(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

/// One zlib stream that reads gzip members.
class GzipStream {
 public:
  GzipStream() { ok_ = inflateInit2(&stream_, kGzipWindow) == Z_OK; }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  ~GzipStream() { inflateEnd(&stream_); }

  bool ok() const { return ok_; }

  /// Inflates the member at the front of `*rest` and cuts it off. Returns an
  /// empty string or what is wrong.
  std::string Member(std::string_view* rest, Target* to) {
    inflateReset(&stream_);
    for (;;) {
      char* const room = to->Room();
      if (room == nullptr) return to->Fault();
      Feed(*rest);
      const auto given = static_cast<uInt>(
          std::min<size_t>(to->room(), std::numeric_limits<uInt>::max()));
      stream_.next_out = reinterpret_cast<Bytef*>(room);
      stream_.avail_out = given;
      const uInt fed = stream_.avail_in;
      const int result = inflate(&stream_, Z_NO_FLUSH);
      rest->remove_prefix(fed - stream_.avail_in);
      to->Grow(given - stream_.avail_out);
      if (result == Z_STREAM_END) return {};
      const bool starved = rest->empty() && stream_.avail_out != 0;
      if (starved && (result == Z_OK || result == Z_BUF_ERROR)) {
        return "the gzip data ends too early";
      }
      if (result != Z_OK && result != Z_BUF_ERROR) {
        return "the gzip data is damaged";
      }
    }
  }

 private:
  static constexpr int kGzipWindow = 15 + 16;

  void Feed(std::string_view rest) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data()));
    stream_.avail_in = static_cast<uInt>(
        std::min<size_t>(rest.size(), std::numeric_limits<uInt>::max()));
  }

  z_stream stream_ = {};
  bool ok_ = false;
};

std::string InflateGzip(std::string_view bytes, Target* to) {
  GzipStream stream;
  if (!stream.ok()) return "no memory to inflate it";
  while (!bytes.empty()) {
    const std::string fault = stream.Member(&bytes, to);
    if (!fault.empty()) return fault;
    if (AllZero(bytes)) return {};  // tapes and block devices pad with zeros
    if (CompressionOf(bytes) != Compression::kGzip) {
      return "foreign bytes after the end of the gzip data";
    }
  }
  return {};
}

std::string InflateZstd(std::string_view bytes, Target* to) {
  const std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream(
      ZSTD_createDStream(), ZSTD_freeDStream);
  if (stream == nullptr) return "no memory to inflate it";
  ZSTD_inBuffer in = {bytes.data(), bytes.size(), 0};
  size_t wanted = 1;  // 0: at the end of a frame
  while (in.pos < in.size || wanted != 0) {
    char* const room = to->Room();
    if (room == nullptr) return to->Fault();
    ZSTD_outBuffer out = {room, to->room(), 0};
    const size_t before = in.pos;
    wanted = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(wanted) != 0) {
      return std::string("the zstd data is damaged: ") +
             ZSTD_getErrorName(wanted);
    }
    to->Grow(out.pos);
    if (wanted != 0 && out.pos == 0 && in.pos == before) {
      return "the zstd data ends too early";
    }
  }
  return {};
}

}  // namespace

uint64_t MostFor(size_t packed, const InputLimits& limits) {
  constexpr uint64_t kMost = std::numeric_limits<uint64_t>::max();
  const uint64_t by_ratio =
      packed > kMost / limits.ratio_max ? kMost : packed * limits.ratio_max;
  return std::min(limits.bytes_max,
                  std::max(by_ratio, limits.ratio_free_bytes));
}

Compression CompressionOf(std::string_view bytes) {
  // Cut within its magic bytes, a file is still compressed.
  constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";
  if (bytes.starts_with("\x1F\x8B")) return Compression::kGzip;
  if (bytes.size() >= 2 && kZstdMagic.starts_with(bytes.substr(0, 4))) {
    return Compression::kZstd;
  }
  if (IsZip(bytes)) return Compression::kZip;
  return Compression::kNone;
}

bool Inflate(std::string_view bytes, Compression compression,
             const std::string& name, const InputLimits& limits,
             GrowingMapping* to, std::string* error, const Mapping* stored) {
  Target target(bytes.size(), limits, stored, to);
  std::string fault = compression == Compression::kGzip
                          ? InflateGzip(bytes, &target)
                          : InflateZstd(bytes, &target);
  if (fault.empty() && target.Passed()) fault = target.Fault();
  if (fault.empty()) return true;
  *error = name + ": " + fault;
  return false;
}

}  // namespace cashmatch
