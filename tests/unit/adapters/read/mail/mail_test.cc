// SPDX-License-Identifier: Apache-2.0
// mail_test.cc - mails: honest, cut, and made to hurt.
#include "adapters/read/mail/mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/read/mail/encodings.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;

constexpr std::string_view kMail =
    "From: \"ACME, Inc.\" <ap@acme.example>\r\n"
    "Date: Tue, 3 Mar 2026 10:00:00 +0100\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed;\r\n"
    "\tboundary=\"b=1\"\r\n"
    "\r\n"
    "preamble\r\n"
    "--b=1\r\n"
    "Content-Type: multipart/alternative; boundary=inner\r\n"
    "\r\n"
    "--inner\r\n"
    "\r\n"
    "plain\r\n"
    "--inner--\r\n"
    "--b=1\r\n"
    "Content-Type: text/csv; name=a.csv\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "cmVmZXJlbmNl\r\nCklOVi0x\r\n"
    "--b=1\r\n"
    "Content-Type: TEXT/PLAIN\r\n"
    "Content-Transfer-Encoding: Quoted-Printable\r\n"
    "\r\n"
    "a=3D=\r\nb\r\n"
    "--b=1--\r\n"
    "epilogue\r\n";

std::string FaultOf(std::string_view bytes) {
  Mail mail;
  std::string fault;
  const bool read = ReadMail(bytes, &mail, &fault);
  EXPECT_EQ(read, fault.empty());
  return fault;
}

TEST(ReadMailTest, GivesThePartsInTheirOrderDecoded) {
  EXPECT_TRUE(LooksLikeMail(kMail));
  Mail mail;
  std::string fault;
  ASSERT_TRUE(ReadMail(kMail, &mail, &fault)) << fault;
  EXPECT_EQ(mail.from, "ACME, Inc.");
  EXPECT_EQ(mail.date, "Tue, 3 Mar 2026 10:00:00 +0100");
  ASSERT_EQ(mail.parts.size(), 3u);
  EXPECT_EQ(mail.parts[0].content, "plain");
  EXPECT_EQ(mail.parts[1].type, "text/csv");
  EXPECT_EQ(mail.parts[1].content, "reference\nINV-1");
  EXPECT_EQ(mail.parts[2].content, "a=b");
}

TEST(ReadMailTest, APlainMailIsOnePart) {
  Mail mail;
  std::string fault;
  ASSERT_TRUE(ReadMail("From: ap@acme.example\n\nbody\n", &mail, &fault));
  EXPECT_EQ(mail.from, "ap@acme.example");
  ASSERT_EQ(mail.parts.size(), 1u);
  EXPECT_EQ(mail.parts[0].type, "text/plain");
  EXPECT_EQ(mail.parts[0].content, "body\n");
}

TEST(ReadMailTest, AHeaderMayGoOnBelowItsName) {  // RFC 5322, 2.2.3
  Mail mail;
  std::string fault;
  ASSERT_TRUE(
      ReadMail("From:\r\n ap@acme.example\r\nDate:\r\n Tue,\r\n 3 Mar 2026\r\n"
               "Content-Transfer-Encoding:\r\n base64\r\n\r\nYT1i\r\n",
               &mail, &fault))
      << fault;
  EXPECT_EQ(mail.from, "ap@acme.example");
  EXPECT_EQ(mail.date, "Tue, 3 Mar 2026");
  ASSERT_EQ(mail.parts.size(), 1u);
  EXPECT_EQ(mail.parts[0].content, "a=b");
}

TEST(ReadMailTest, EveryPrefixIsReadOrRefused) {
  size_t refused = 0;
  for (size_t size = 0; size < kMail.size(); ++size) {
    refused += FaultOf(kMail.substr(0, size)).empty() ? 0 : 1;
  }
  EXPECT_GT(refused, 100u);
}

TEST(ReadMailTest, ContainersWithinContainersEndAtTheLimit) {
  std::string open, close;
  for (int i = 0; i < 5'000; ++i) {
    const std::string mark = "b" + std::to_string(i);
    open += "Content-Type: multipart/mixed; boundary=" + mark + "\n\n--" +
            mark + "\n";
    close.insert(0, "\n--" + mark + "--");
  }
  EXPECT_THAT(FaultOf(open + "x" + close), HasSubstr("more than 8 deep"));
  std::string nested;
  for (int i = 0; i < 50'000; ++i) nested += "Content-Type: message/rfc822\n\n";
  EXPECT_THAT(FaultOf(nested + "\nx"), HasSubstr("more than 8 deep"));
}

TEST(ReadMailTest, PartsAndHeadersEndAtTheLimit) {
  std::string parts = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 101; ++i) parts += "--b\n\nx\n";
  EXPECT_THAT(FaultOf(parts + "--b--\n"), HasSubstr("more than 100 parts"));
  EXPECT_THAT(FaultOf("Subject: " + std::string(kMailHeadMax, 'x') + "\n\n"),
              HasSubstr("header"));
}

TEST(ReadMailTest, WhatIsDamagedIsRefused) {
  EXPECT_THAT(FaultOf("no header at all\n"), HasSubstr("header"));
  EXPECT_THAT(FaultOf("Content-Type: multipart/mixed\n\nx"),
              HasSubstr("without a boundary"));
  EXPECT_THAT(FaultOf("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx"),
              HasSubstr("cut off"));
  EXPECT_THAT(FaultOf("Content-Transfer-Encoding: base64\n\nA!==\n"),
              HasSubstr("damaged base64"));
  EXPECT_THAT(FaultOf("Content-Transfer-Encoding: x-uu\n\nA\n"),
              HasSubstr("unknown encoding"));
}

TEST(LooksLikeMailTest, OtherTextsAreNone) {
  EXPECT_FALSE(LooksLikeMail("reference,paid\nINV-1,5\n"));
  EXPECT_FALSE(LooksLikeMail("Date: 2026-03-02\nAmount: 5\n\n"));
  EXPECT_FALSE(LooksLikeMail(":20:X\n:25:Y\n"));
  EXPECT_FALSE(LooksLikeMail(""));
}

TEST(DecodeBase64Test, TakesWholeGroupsOnly) {
  const auto decode = [](std::string_view text) {
    std::string out;
    return DecodeBase64(text, &out) ? out : std::string("none");
  };
  EXPECT_EQ(decode("YQ=="), "a");
  EXPECT_EQ(decode("YWI="), "ab");
  EXPECT_EQ(decode("YW Jj\n"), "abc");
  EXPECT_EQ(decode("Y"), "none");
  EXPECT_EQ(decode("YQ==YQ=="), "none");
  EXPECT_EQ(decode("Y?=="), "none");
}

}  // namespace
}  // namespace cashmatch
