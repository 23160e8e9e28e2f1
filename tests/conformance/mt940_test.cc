// SPDX-License-Identifier: Apache-2.0
// mt940_test.cc - every MT940 and MT942 against an independent reader.
#include "adapters/read/mt940/mt940.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "adapters/read/mt940/message.h"
#include "adapters/read/mt940/values.h"
#include "tests/conformance/formats_folder.h"

namespace cashmatch {
namespace {

using mt940::Entry;
using mt940::Mark;
using mt940::Message;

/// Files on which we and the expectations differ, and why.
struct Difference {
  std::string_view file, field, why;
};
constexpr auto kDifferences = std::to_array<Difference>({
    {"mt940/svenstaro__mt940-rs/sepa_snippet_broken.sta", "account",
     "a :25: behind the entries is out of place, not another account"},
    {"mt940/sandermarechal__jejik-mt940/bug-core-5401.txt", "type",
     "a blank in front of the type does not hide it"},
    {"mt940/sandermarechal__jejik-mt940/deutschebank.txt", "type",
     "a blank in front of the type does not hide it"},
    {"mt942/svenstaro__mt940-rs/mt942.sta", "control",
     "the declared sum of :90D: is not that of the entries"},
    {"mt942/wolph__mt940/mt942.sta", "control",
     "the sums of :90C: and :90D: prove the entries"},
    {"mt940/wolph__mt940/multiline.sta", "net",
     "an entry behind the end of the message is none of it"},
    {"mt940/wolph__mt940/wrapped_timestamp.sta", "text",
     "a line of a text that looks like a tag is text"},
    {"mt940/tryton__mt940/MT940.txt", "text",
     "a :86: behind :62F: is the statement's, not the last entry's"},
});

bool IsKnown(std::string_view file, std::string_view field) {
  return std::any_of(kDifferences.begin(), kDifferences.end(),
                     [&](const Difference& known) {
                       return known.file == file && known.field == field;
                     });
}

BankFile Read(std::string_view bytes) {
  BankFile file;
  ReadMt940({"file.sta", bytes}, ReadOptions(), &file);
  return file;
}

std::string Findings(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += "\n  " + Describe("", finding);
  }
  return out;
}

std::string Text(simdjson::dom::element expected, const char* key) {
  std::string_view text;
  return expected[key].get(text) == simdjson::SUCCESS ? std::string(text) : "";
}

/// Writes 1190.00 as 1190 and 0.50 as 0.5, as the expectations do.
std::string Plain(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string PlainMoney(WideMinor amount, Currency currency) {
  return Plain(FormatMoney(amount, currency));
}

/// Without blanks, line ends and "\n": what was said, however it was wrapped.
std::string Letters(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\\n") {
      ++i;
    } else if (static_cast<unsigned char>(text[i]) > ' ') {
      out += text[i];
    }
  }
  return out;
}

Control ExpectedControl(simdjson::dom::element expected) {
  Control control = Control::kAbsent;
  for (const auto statement : simdjson::dom::array(expected["statements"])) {
    const auto check = statement["balance_check"];
    if (check.is_null()) continue;
    if (!bool(check)) control = Control::kFailed;
    if (bool(check) && control == Control::kAbsent) control = Control::kProved;
  }
  return control;
}

TEST(Mt940Conformance, SummariesAgree) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  int files = 0;
  for (const auto expected :
       parser.load(FormatsFolder() / "expectations" / "mt94x.json")["files"]) {
    const std::string name = Text(expected, "file");
    SCOPED_TRACE(name);
    const std::string bytes = ReadWhole(FormatsFolder() / name);
    EXPECT_TRUE(LooksLikeMt940(bytes));
    const BankFile file = Read(bytes);
    EXPECT_EQ(file.summary.format, name.substr(0, 5));
    EXPECT_FALSE(file.findings.rejected()) << Findings(file);
    EXPECT_EQ(file.summary.statements, uint64_t(expected["n_statements"]));
    EXPECT_EQ(file.summary.entries, uint64_t(expected["n_transactions"]));
    EXPECT_EQ(file.summary.encoding == "utf-8",
              Text(expected, "encoding") == "utf-8");
    EXPECT_EQ(file.summary.control == ExpectedControl(expected),
              !IsKnown(name, "control"))
        << Findings(file);
    ++files;
  }
  EXPECT_GE(files, 50);
  std::printf("%d MT940 and MT942 files compared\n", files);
}

/// One message against one statement of the expectations.
class Comparison {
 public:
  Comparison(std::string_view file, const Message& message,
             simdjson::dom::element expected)
      : file_(file), message_(message), expected_(expected) {}

  void Run() {
    Same("account", message_.account, Text(expected_, "account"));
    Same("seq", message_.number_text, Text(expected_, "seq"));
    CompareBalance(message_.opening, "open");
    CompareBalance(message_.closing, "close");
    WideMinor net = 0;
    size_t row = 0;
    const auto rows = simdjson::dom::array(expected_["tx"]);
    if (!IsKnown(file_, "net")) {
      ASSERT_EQ(message_.entries.size(), rows.size());
    }
    for (const auto tx : rows) {
      if (row == message_.entries.size()) break;
      const Entry& entry = message_.entries[row++];
      CompareEntry(entry, tx);
      const Minor amount =
          mt940::ReadAmount(entry.amount, message_.currency()).minor;
      net += mt940::IsCreditSide(entry.mark) ? amount : -amount;
    }
    if (message_.currency() == Currency::kNone) return;
    Same("net", PlainMoney(net, message_.currency()), Text(expected_, "net"));
  }

 private:
  void Same(std::string_view field, std::string_view ours,
            std::string_view theirs) {
    if (IsKnown(file_, field)) return;
    EXPECT_EQ(ours, theirs) << field;
  }

  void CompareBalance(const mt940::Balance& balance, const char* key) {
    simdjson::dom::array cells;
    if (expected_[key].get(cells) != simdjson::SUCCESS) {
      EXPECT_FALSE(balance.readable) << key;
      return;
    }
    ASSERT_TRUE(balance.readable) << key << " " << balance.text;
    const bool debit = std::string_view(cells.at(1)) == "D";
    const std::string theirs =
        (debit ? "-" : "") + std::string(std::string_view(cells.at(4)));
    EXPECT_EQ(PlainMoney(balance.amount, balance.currency),
              theirs == "-0" ? "0" : theirs);
    EXPECT_EQ(std::string_view(CodeOf(balance.currency)),
              std::string_view(cells.at(3)));
  }

  void CompareEntry(const Entry& entry, simdjson::dom::element tx) {
    const auto cell = [tx](size_t i) { return std::string_view(tx.at(i)); };
    const std::array<std::string_view, 7> marks = {"",   "C",  "D", "RC",
                                                   "RD", "EC", "ED"};
    EXPECT_EQ(entry.line, uint64_t(tx.at(0)));
    EXPECT_EQ(entry.value_text, cell(1));
    EXPECT_EQ(entry.entry_text, cell(2));
    EXPECT_EQ(marks.at(static_cast<size_t>(entry.mark)), cell(3));
    EXPECT_EQ(entry.funds == 0 ? "" : std::string(1, entry.funds), cell(4));
    Same("type", entry.type, cell(6));
    if (!IsKnown(file_, "type")) {
      EXPECT_EQ(Letters(entry.customer_reference), Letters(cell(7)));
    }
    EXPECT_EQ(Letters(entry.bank_reference), Letters(cell(8)));
    EXPECT_EQ(Letters(entry.supplementary), Letters(cell(9)));
    CompareText(entry, cell(10));
  }

  /// The expectations keep the first :86: of an entry and no :NS:.
  void CompareText(const Entry& entry, std::string_view theirs) {
    if (entry.structure || IsKnown(file_, "text")) return;
    std::string ours;
    for (uint32_t i = 0; i < entry.lines_count; ++i) {
      ours += message_.lines[entry.lines_first + i];
    }
    EXPECT_TRUE(Letters(ours).starts_with(Letters(theirs)))
        << ours << "\nagainst\n"
        << theirs;
  }

  std::string_view file_;
  const Message& message_;
  simdjson::dom::element expected_;
};

TEST(Mt940Conformance, EveryFieldOfEveryEntryAgrees) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  size_t entries = 0;
  for (const auto expected :
       parser.load(FormatsFolder() / "expectations" / "mt94x.json")["files"]) {
    const std::string name = Text(expected, "file");
    SCOPED_TRACE(name);
    const std::string bytes = ReadWhole(FormatsFolder() / name);
    // The expectations are of the bytes as Latin-1; letters are not compared.
    if (Text(expected, "encoding") != "utf-8") continue;
    mt940::MessageReader reader(bytes);
    Message message;
    for (const auto statement : simdjson::dom::array(expected["statements"])) {
      ASSERT_TRUE(reader.Next(&message));
      Comparison(name, message, statement).Run();
      entries += message.entries.size();
    }
  }
  EXPECT_GE(entries, 500u);
  std::printf("%zu entries compared\n", entries);
}

TEST(Mt940Conformance, TrapsAreTreatedByTheirPolicy) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  int traps = 0;
  for (const auto trap :
       parser.load(FormatsFolder() / "expectations" / "traps.json")["files"]) {
    const std::string name = Text(trap, "file");
    if (!name.starts_with("synthetic/mt940/")) continue;
    SCOPED_TRACE(name + ": " + Text(trap, "what"));
    const BankFile file = Read(ReadWhole(FormatsFolder() / name));
    const std::string policy = Text(trap, "policy");
    ASSERT_TRUE(policy == "accept" || policy == "accept_warn") << policy;
    EXPECT_EQ(file.summary.status, FileStatus::kAccepted) << Findings(file);
    EXPECT_EQ(file.findings.empty(), policy == "accept") << Findings(file);
    EXPECT_EQ(file.summary.control, Control::kProved);
    ASSERT_EQ(file.receipts.receipts.size(), 1u);
    const Receipt& receipt = file.receipts.receipts[0];
    const bool credit = receipt.direction == Direction::kCredit;
    const std::string net =
        (credit ? "" : "-") + FormatMoney(receipt.amount, receipt.currency);
    const std::string credits = Text(trap, "credits");
    EXPECT_EQ(net, credits.empty() ? "1190.00" : credits);
    ++traps;
  }
  EXPECT_GE(traps, 10);
  std::printf("%d traps\n", traps);
}

}  // namespace
}  // namespace cashmatch
