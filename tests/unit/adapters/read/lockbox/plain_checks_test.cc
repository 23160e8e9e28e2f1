// SPDX-License-Identifier: Apache-2.0
// plain_checks_test.cc - what is read plainly is what would be read anyway.
#include "adapters/read/lockbox/plain_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "adapters/read/lockbox/lockbox.h"
#include "adapters/read/receipt_id.h"

namespace cashmatch {
namespace {

std::string Pad(std::string record) {
  record.resize(80, ' ');
  return record + "\n";
}

std::string Digits(uint64_t value, int width) {
  std::string text = std::to_string(value);
  text.insert(0, static_cast<size_t>(width) - text.size(), '0');
  return text;
}

/// One lockbox and day in layout sap_bai2, with its totals.
struct Sample {
  std::string text = Pad("100000077001001210003582603020600") +
                     Pad("200007700100121000358000000000040008000801");
  uint64_t sum = 0, checks = 0;

  void Deposit(uint64_t box) {
    text += Pad("5001000" + Digits(box, 7) + "260302");
  }
  void Check(uint64_t item, uint64_t cents) {
    text += Pad("6001" + Digits(item, 3) + Digits(cents, 10) +
                "0021000021"
                "0000004455"
                "000000001");
    sum += cents;
    ++checks;
  }
  void Overflow(uint64_t item, uint64_t cents, std::string number,
                char last = '9') {
    number.resize(16, ' ');
    text += Pad("4001" + Digits(item, 3) + "401" + last + number +
                Digits(cents, 10) + "0000000000");
  }
  void Plain(uint64_t item, uint64_t cents) {
    Check(item, cents);
    Overflow(item, cents, "INV-" + std::to_string(1000 + item));
  }
  void Totals(uint64_t box) {
    text += Pad("7001000" + Digits(box, 7) + "260302" + Digits(checks, 3) +
                Digits(sum, 10));
    text += Pad("8000000" + Digits(box, 7) + "260302" + Digits(checks, 4) +
                Digits(sum, 10));
    sum = checks = 0;
  }
};

Sample SomeChecks() {
  Sample sample;
  sample.Deposit(8841);
  for (uint64_t i = 1; i <= 6; ++i) sample.Plain(i, 10'000 + i);
  sample.Check(7, 3'000);  // two documents
  sample.Overflow(7, 1'000, "INV-1007", '0');
  sample.Overflow(7, 2'000, "INV-1008");
  sample.Plain(8, 555);
  sample.Totals(8841);
  sample.Deposit(8842);
  for (uint64_t i = 1; i <= 3; ++i) sample.Plain(i, 20'000 + i);
  sample.Totals(8842);
  sample.text += Pad("9" + Digits(29, 6));
  return sample;
}

BankFile Read(std::string_view bytes, bool plain) {
  ReadOptions options;
  options.plain = plain;
  BankFile file;
  file.defer_ids = true;
  ReadLockbox({"a.lbx", bytes}, options, &file);
  return file;
}

/// All that a reader tells of a file, in words.
std::string Told(BankFile file) {
  MakeAllReceipts(&file.receipts);
  std::ranges::sort(file.receipts.receipts, {}, &Receipt::position);
  std::string told = file.summary.version + "|" + file.summary.encoding + "|" +
                     std::to_string(static_cast<int>(file.summary.status)) +
                     std::to_string(static_cast<int>(file.summary.control)) +
                     "|" + std::to_string(file.summary.statements) + " " +
                     std::to_string(file.summary.entries) + " " +
                     std::to_string(file.summary.details);
  for (const auto& [currency, sum] : file.summary.booked.credit) {
    told += " " + FormatMoney(sum, currency);
  }
  for (const Finding& it : file.findings.list()) {
    told += "\n" + Describe("a.lbx", it);
  }
  for (const Receipt& it : file.receipts.receipts) {
    told += "\n" + file.receipts.IdOf(it) + " " + std::to_string(it.line) +
            " " + std::to_string(it.position) + " " + std::string(it.held) +
            " " + std::string(it.bank_reference) + " " +
            std::string(it.payer_account);
  }
  return told;
}

size_t PlainIn(const BankFile& file) {
  return file.receipts.plain.empty() ? 0 : file.receipts.plain[0].rows.size();
}

TEST(PlainChecks, KeepsWhatSaysOneDocumentAndItsAmount) {
  const std::string text = SomeChecks().text;
  const BankFile file = Read(text, true);
  EXPECT_EQ(file.summary.version, "sap_bai2");
  EXPECT_EQ(file.summary.control, Control::kProved);
  ASSERT_EQ(PlainIn(file), 10u);
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].position, 6u);
  const PlainFile& plain = file.receipts.plain[0];
  ASSERT_EQ(plain.deposits.size(), 2u);
  EXPECT_EQ(plain.deposits[0].count, 7u);
  EXPECT_EQ(plain.deposits[1].account, "8842");
  EXPECT_EQ(plain.NumberOf(plain.rows[6]), "INV-1008");
  EXPECT_EQ(plain.rows[6].amount, 555);
  std::string reference;
  plain.AppendBankReference(plain.deposits[0], plain.rows[6], &reference);
  EXPECT_EQ(reference, "8841-20260302-001-008");
}

TEST(PlainChecks, MakesTheReceiptsThatWouldHaveBeenRead) {
  const std::string text = SomeChecks().text;
  EXPECT_EQ(Told(Read(text, true)), Told(Read(text, false)));
}

TEST(PlainChecks, WhatIsHeldIsNotPlain) {
  Sample sample = SomeChecks();
  const size_t seven = sample.text.find("\n7001") + 1;
  sample.text[seven + 32] ^= 1;  // the last digit of the batch's total
  const BankFile file = Read(sample.text, true);
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  EXPECT_EQ(PlainIn(file), 0u);
  EXPECT_EQ(Told(Read(sample.text, true)), Told(Read(sample.text, false)));
}

TEST(PlainChecks, ChecksThatMightBeEqualAreNotPlain) {
  Sample sample;
  sample.Deposit(8841);
  sample.Plain(2, 100);
  sample.Plain(2, 100);
  sample.Totals(8841);
  EXPECT_EQ(PlainIn(Read(sample.text, true)), 0u);
  EXPECT_EQ(Told(Read(sample.text, true)), Told(Read(sample.text, false)));
}

TEST(PlainChecks, LineBreaksOfTwoBytesAreFine) {
  std::string text;
  for (const char c : SomeChecks().text)
    text += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(PlainIn(Read(text, true)), 10u);
  EXPECT_EQ(Told(Read(text, true)), Told(Read(text, false)));
}

/// Damages a file: another byte, two lines swapped, one doubled, one dropped.
std::string Damage(std::string text, std::mt19937_64& random) {
  constexpr std::string_view kBytes = " 019456789A-{\t\x7F\xE9\n";
  const auto below = [&random](size_t n) { return random() % n; };
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  for (size_t count = 1 + below(3); count > 0; --count) {
    std::string& line = lines[below(lines.size())];
    switch (below(8)) {
      case 0:
        std::swap(line, lines[below(lines.size())]);
        break;
      case 1:
        lines.insert(lines.begin() + static_cast<long>(below(lines.size())),
                     std::string(line));
        break;
      case 2:
        line = line.substr(0, below(line.size() + 1));
        break;
      case 3:
        line.clear();
        break;
      default:
        if (!line.empty()) {
          line[below(line.size())] = kBytes[below(kBytes.size())];
        }
    }
  }
  std::string damaged;
  for (const std::string& line : lines) damaged += line + "\n";
  return damaged;
}

TEST(PlainChecks, DamagedFilesReadAlikeEitherWay) {
  const std::string honest = SomeChecks().text;
  std::mt19937_64 random(7);
  size_t plain = 0, differing = 0;
  constexpr int kCases = 6000;
  for (int i = 0; i < kCases; ++i) {
    const std::string text = Damage(honest, random);
    const BankFile file = Read(text, true);
    plain += PlainIn(file) != 0 ? 1 : 0;
    const std::string expected = Told(Read(text, false));
    differing += expected != Told(Read(honest, false)) ? 1 : 0;
    ASSERT_EQ(Told(Read(text, true)), expected) << text;
  }
  EXPECT_GT(plain, kCases / 10);
  EXPECT_GT(differing, kCases / 2);
}

/// One check of so much, behind enough others that tell the layout.
Sample LastCheck(uint64_t cents) {
  Sample sample;
  sample.Deposit(8841);
  for (uint64_t i = 1; i <= 8; ++i) sample.Plain(i, 10'000 + i);
  sample.Plain(9, cents);
  sample.Totals(8841);
  sample.text += Pad("9" + Digits(23, 6));
  return sample;
}

TEST(PlainChecks, AnyByteAnywhereReadsAlikeEitherWay) {
  const std::string honest = LastCheck(10'101).text;
  const size_t first = honest.find("\n6001009") + 1;
  const size_t last = honest.find("\n7001");
  ASSERT_EQ(PlainIn(Read(honest, true)), 9u);
  for (size_t place = first; place < last; ++place) {
    std::string text = honest;
    for (int byte = 0; byte < 256; ++byte) {
      text[place] = static_cast<char>(byte);
      ASSERT_EQ(Told(Read(text, true)), Told(Read(text, false)))
          << place - first << ": " << byte;
    }
  }
}

/// Whose place beside '0' makes of "0:" ten, so that even the totals agree.
TEST(PlainChecks, SignsBehindNineAreNoDigits) {
  for (uint64_t unit = 1; unit <= 100'000'000; unit *= 10) {
    for (uint64_t more = 0; more < 6; ++more) {
      const std::string amount = Digits((10 + more) * unit, 10);
      std::string other = amount;
      const size_t one = other.find('1');
      other[one] = '0';
      other[one + 1] = static_cast<char>(other[one + 1] + 10);
      std::string text = LastCheck((10 + more) * unit).text;
      ASSERT_EQ(PlainIn(Read(text, true)), 9u) << amount;
      for (const char* const record : {"\n6001009", "\n4001009"}) {
        const size_t at = text.find(amount, text.find(record));
        text.replace(at, amount.size(), other);
      }
      EXPECT_EQ(Told(Read(text, true)), Told(Read(text, false))) << other;
    }
  }
}

}  // namespace
}  // namespace cashmatch
