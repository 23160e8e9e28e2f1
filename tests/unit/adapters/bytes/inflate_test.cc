// SPDX-License-Identifier: Apache-2.0
// inflate_test.cc - gzip and zstd: whole, cut, damaged, and bombs.
#include "adapters/bytes/inflate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

namespace cashmatch {
namespace {

using testing::HasSubstr;

std::string Gzip(std::string text) {
  z_stream stream = {};
  EXPECT_EQ(
      deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY),
      Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string Zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(
      ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string Text(int lines) {
  std::string text;
  for (int64_t i = 0; i < lines; ++i) text += std::to_string(i * i) + "\n";
  return text;
}

struct Outcome {
  bool ok;
  std::string text, error;
};

Outcome Unpack(const std::string& packed, const InputLimits& limits = {}) {
  GrowingMapping to;
  Outcome outcome;
  outcome.ok = Inflate(packed, CompressionOf(packed), "in.x", limits, &to,
                       &outcome.error);
  outcome.text = to.bytes();
  return outcome;
}

TEST(CompressionOfTest, GoesByContent) {
  EXPECT_EQ(CompressionOf(Gzip("a")), Compression::kGzip);
  EXPECT_EQ(CompressionOf(Zstd("a")), Compression::kZstd);
  EXPECT_EQ(CompressionOf("01,SENDER,"), Compression::kNone);
  EXPECT_EQ(CompressionOf(""), Compression::kNone);
  // Cut off behind two bytes.
  EXPECT_EQ(CompressionOf(Gzip("a").substr(0, 2)), Compression::kGzip);
  EXPECT_EQ(CompressionOf(Zstd("a").substr(0, 2)), Compression::kZstd);
  EXPECT_EQ(CompressionOf("("), Compression::kNone);
}

TEST(InflateTest, GivesBackWhatWasPacked) {
  for (const int lines : {0, 1, 1000, 500'000}) {
    const std::string text = Text(lines);
    EXPECT_EQ(Unpack(Gzip(text)).text, text) << lines;
    EXPECT_EQ(Unpack(Zstd(text)).text, text) << lines;
  }
}

TEST(InflateTest, ReadsAllMembersAndFrames) {
  EXPECT_EQ(Unpack(Gzip("one ") + Gzip("two")).text, "one two");
  EXPECT_EQ(Unpack(Zstd("one ") + Zstd("two")).text, "one two");
}

TEST(InflateTest, PassesOverZerosBehindGzip) {
  const Outcome outcome = Unpack(Gzip("one") + std::string(512, '\0'));
  EXPECT_TRUE(outcome.ok);
  EXPECT_EQ(outcome.text, "one");
}

TEST(InflateTest, RefusesForeignBytesBehind) {
  EXPECT_THAT(Unpack(Gzip("one") + "two").error,
              HasSubstr("in.x: foreign bytes after the end"));
  EXPECT_THAT(Unpack(Zstd("one") + "two").error, HasSubstr("damaged"));
}

TEST(InflateTest, RefusesEveryTruncation) {
  for (const std::string& packed : {Gzip(Text(50)), Zstd(Text(50))}) {
    for (size_t size = 4; size < packed.size(); ++size) {
      const Outcome outcome = Unpack(packed.substr(0, size));
      EXPECT_FALSE(outcome.ok) << size;
      EXPECT_THAT(outcome.error, HasSubstr("ends too early")) << size;
    }
  }
}

TEST(InflateTest, RefusesADamagedByte) {
  std::string gzip = Gzip(Text(1000));
  gzip[gzip.size() - 5] ^= 1;  // in the checksum
  EXPECT_THAT(Unpack(gzip).error, HasSubstr("damaged"));
}

TEST(InflateTest, StopsABomb) {
  const std::string zeros(20 << 20, '0');
  InputLimits limits;
  limits.ratio_free_bytes = 1 << 20;
  for (const std::string& packed : {Gzip(zeros), Zstd(zeros)}) {
    const Outcome outcome = Unpack(packed, limits);
    EXPECT_THAT(outcome.error, HasSubstr("the limit for an input of its size"));
    EXPECT_LT(outcome.text.size(), 8u << 20);
  }
  limits.bytes_max = 1000;
  EXPECT_FALSE(Unpack(Gzip(Text(1000)), limits).ok);
}

}  // namespace
}  // namespace cashmatch
