// SPDX-License-Identifier: Apache-2.0
// framing_test.cc - what two readers could understand in two ways is refused.
#include "adapters/serve/framing.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cashmatch::serve {
namespace {

int StatusOf(const std::string& fields,
             const std::string& line = "POST /v1/files?a=1 HTTP/1.1",
             RequestHead* head = nullptr) {
  RequestHead ignored;
  std::string why;
  return ReadHead(line + "\r\n" + fields + "\r\n",
                  head == nullptr ? &ignored : head, &why);
}

constexpr const char* kHost = "Host: a\r\n";

TEST(FramingTest, AHeadIsTakenApart) {
  RequestHead head;
  ASSERT_EQ(StatusOf("hOST: a\r\nContent-Length:  12 \r\nExpect: "
                     "100-continue\r\nConnection: close\r\n",
                     "GET /v1/a%20b/?x=1%2B2&y=a+b HTTP/1.1", &head),
            0);
  EXPECT_EQ(head.method, "GET");
  EXPECT_EQ(head.segments, (std::vector<std::string>{"v1", "a b", ""}));
  EXPECT_EQ(head.query.at("x"), "1+2");
  EXPECT_EQ(head.query.at("y"), "a b");
  EXPECT_EQ(head.content_length, 12U);
  EXPECT_TRUE(head.expects_continue);
  EXPECT_FALSE(head.keep_alive);
  EXPECT_EQ(head.Field("host"), "a");
}

TEST(FramingTest, FieldsThatMeanTwoThingsAreRefused) {
  const std::vector<std::pair<std::string, int>> cases = {
      {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400},
      {"Transfer-Encoding: chunked\r\nContent-Length: 0\r\n", 400},
      {"Content-Length: 1\r\nContent-Length: 1\r\n", 400},
      {"Content-Length: 1, 1\r\n", 400},
      {"Content-Length: +1\r\n", 400},
      {"Content-Length: 0x1\r\n", 400},
      {"Content-Length: \r\n", 400},
      {"Content-Length: 18446744073709551617\r\n", 400},
      {"Transfer-Encoding: gzip, chunked\r\n", 501},
      {"Transfer-Encoding: identity\r\n", 501},
      {"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 501},
      {"Transfer-Encoding : chunked\r\n", 400},
      {"Transfer-Encoding:\r\n chunked\r\n", 501},
      {"X: a\rb\r\n", 400},
      {"X: a\nb\r\n", 400},
      {std::string("X: a\0b\r\n", 8), 400},
      {"Host: b\r\n", 400},
      {"nothing\r\n", 400},
      {": x\r\n", 400},
      {"Expect: wonders\r\n", 417},
      {"Authorization: a\r\nAuthorization: b\r\n", 400},
      {"Idempotency-Key: a\r\nIdempotency-Key: b\r\n", 400}};
  for (const auto& [fields, status] : cases) {
    EXPECT_EQ(StatusOf(kHost + fields), status) << fields;
  }
  EXPECT_EQ(StatusOf(""), 400);  // no Host
  std::string many = kHost;
  for (size_t i = 0; i <= kFieldsMax; ++i) many += "X: a\r\n";
  EXPECT_EQ(StatusOf(many), 431);
}

TEST(FramingTest, TargetsHideNothing) {
  const std::vector<std::pair<std::string, int>> cases = {
      {"GET /a HTTP/1.0", 400},
      {"GET /a HTTP/2.0", 505},
      {"GET /a", 400},
      {"GET a HTTP/1.1", 400},
      {"GET http://b/ HTTP/1.1", 400},
      {"GET /../a HTTP/1.1", 400},
      {"GET /%2e%2e/a HTTP/1.1", 400},
      {"GET /a%2fb HTTP/1.1", 400},
      {"GET /a%00 HTTP/1.1", 400},
      {"GET /a%2 HTTP/1.1", 400},
      {"GET /a b HTTP/1.1", 400},
      {"GET /a#b HTTP/1.1", 400},
      {"GET /a?x=1&x=2 HTTP/1.1", 400},
      {"GET /a?=1 HTTP/1.1", 400},
      {"GET /" + std::string(5000, 'a') + " HTTP/1.1", 414}};
  for (const auto& [line, status] : cases) {
    EXPECT_EQ(StatusOf(kHost, line), status) << line;
  }
}

}  // namespace
}  // namespace cashmatch::serve
