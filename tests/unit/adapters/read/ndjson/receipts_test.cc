// SPDX-License-Identifier: Apache-2.0
// receipts_test.cc - canonical receipts in: every member, every fault.
#include "adapters/read/ndjson/receipts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch {
namespace {

constexpr char kFull[] =
    R"({"receipt_id":"00112233445566778899","source":{"file":"march/bank.bai",)"
    R"("line":17,"format":"bai2"},"bank_reference":"BR-1","account":"0123",)"
    R"("booking_date":"2026-03-03","value_date":"2026-03-02","currency":"USD",)"
    R"("amount":"1250.00","direction":"debit","method":"ach",)"
    R"("type_code":"142","provisional":true,"payer":{"name":"Acme \"X\"",)"
    R"("account":"021000021/77","bank":"BK","id":"C1"},"references":)"
    R"([{"type":"invoice","value":"INV-1"},{"type":"creditor_reference",)"
    R"("value":"RF18539007547034"}],"text":["one","two"],"advice":)"
    R"([{"reference":"INV-1","gross":"1300.00","discount":"20.00","paid":)"
    R"("1250.00","adjustments":[{"amount":"30.00","reason":"59",)"
    R"("reference":"DM7"}]},{"reference":"CM-1","paid":"-5.00"}],)"
    R"("charges":"1.50","instructed":{"currency":"JPY","amount":"900"}})";

BankFile Read(std::string_view bytes, Strictness strictness = {}) {
  BankFile file;
  ReadOptions options;
  options.strictness = strictness;
  ReadReceiptsNdjson({"in.ndjson", bytes}, options, &file);
  return file;
}

/// A line with the three required members and whatever else.
std::string Line(std::string_view more, std::string_view amount = "\"10.00\"") {
  return R"({"amount":)" + std::string(amount) +
         R"(,"currency":"USD","value_date":"2026-03-02")" + std::string(more) +
         "}\n";
}

std::vector<std::string> Codes(const BankFile& file) {
  std::vector<std::string> codes;
  for (const Finding& finding : file.findings.list()) {
    codes.push_back(finding.code);
  }
  return codes;
}

using Strings = std::vector<std::string>;

TEST(ReceiptsNdjson, ReadsEveryMember) {
  const BankFile file = Read(kFull);
  EXPECT_EQ(Codes(file), Strings{});
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  const Receipt& r = file.receipts.receipts[0];
  EXPECT_EQ(r.id, "00112233445566778899");
  EXPECT_EQ(file.receipts.files.at(r.file).name, "march/bank.bai");
  EXPECT_EQ(file.receipts.files.at(r.file).format, "bai2");
  EXPECT_EQ(r.line, 17u);
  EXPECT_EQ(r.bank_reference, "BR-1");
  EXPECT_EQ(r.account, "0123");
  EXPECT_EQ(FormatDay(r.booking_date), "2026-03-03");
  EXPECT_EQ(FormatDay(r.value_date), "2026-03-02");
  EXPECT_EQ(r.amount, 125000);
  EXPECT_EQ(r.direction, Direction::kDebit);
  EXPECT_EQ(r.method, Method::kAch);
  EXPECT_EQ(r.type_code, "142");
  EXPECT_TRUE(r.provisional);
  EXPECT_EQ(r.payer_name, "Acme \"X\"");
  EXPECT_EQ(r.payer_account, "021000021/77");
  EXPECT_EQ(r.payer_bank, "BK");
  EXPECT_EQ(r.payer_id, "C1");
  EXPECT_EQ(r.charges, 150);
  EXPECT_EQ(r.instructed_amount, 900);  // yen have no minor unit
  EXPECT_EQ(CodeOf(r.instructed_currency).operator std::string_view(), "JPY");
}

TEST(ReceiptsNdjson, ReadsReferencesTextAndAdvice) {
  const BankFile file = Read(kFull);
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  const Receipt& r = file.receipts.receipts[0];
  const auto references = file.receipts.References(r);
  ASSERT_EQ(references.size(), 2u);
  EXPECT_EQ(references[1].type, ReferenceType::kCreditorReference);
  EXPECT_EQ(references[1].value, "RF18539007547034");
  ASSERT_EQ(file.receipts.Texts(r).size(), 2u);
  EXPECT_EQ(file.receipts.Texts(r)[1], "two");
  const auto advice = file.receipts.Advice(r);
  ASSERT_EQ(advice.size(), 2u);
  EXPECT_EQ(advice[0].gross, 130000);
  EXPECT_EQ(advice[0].discount, 2000);
  ASSERT_EQ(file.receipts.Adjustments(advice[0]).size(), 1u);
  EXPECT_EQ(file.receipts.Adjustments(advice[0])[0].amount, 3000);
  EXPECT_EQ(file.receipts.Adjustments(advice[0])[0].reason, "59");
  EXPECT_EQ(advice[1].reference, "CM-1");
  EXPECT_EQ(advice[1].paid, -500);
  EXPECT_EQ(advice[1].gross, kNotStated);
}

TEST(ReceiptsNdjson, SummaryCountsSidesAndReferences) {
  const BankFile file = Read(std::string(kFull) + "\n" + Line(""));
  EXPECT_EQ(file.summary.format, "ndjson");
  EXPECT_EQ(file.summary.entries, 2u);
  const Currency usd = *ParseCurrency("USD");
  EXPECT_TRUE(file.summary.booked.credit.at(usd) == 1000);
  EXPECT_TRUE(file.summary.booked.debit.at(usd) == 125000);
  EXPECT_EQ(file.summary.references.at("RF"), 1u);
  EXPECT_EQ(file.summary.control, Control::kAbsent);
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
}

TEST(ReceiptsNdjson, ThreeMembersAreEnough) {
  const BankFile file = Read("\xEF\xBB\xBF\n" + Line("") + "\r\n" + Line(""));
  EXPECT_EQ(Codes(file), Strings{});
  ASSERT_EQ(file.receipts.receipts.size(), 2u);
  const Receipt& first = file.receipts.receipts[0];
  EXPECT_EQ(first.line, 2u);
  EXPECT_EQ(first.direction, Direction::kCredit);
  EXPECT_EQ(first.booking_date, first.value_date);
  EXPECT_EQ(first.id.size(), 20u);
  EXPECT_EQ(file.receipts.receipts[1].line, 4u);
  // Equal receipts of one file are numbered, so that both count.
  EXPECT_NE(first.id, file.receipts.receipts[1].id);
  EXPECT_EQ(file.receipts.files.at(first.file).name, "in.ndjson");
  EXPECT_EQ(file.receipts.files.at(first.file).format, "ndjson");
}

TEST(ReceiptsNdjson, NullAndEmptyAreAbsent) {
  const BankFile file = Read(
      Line(R"(,"payer":null,"text":null,"charges":null,"booking_date":"",)"
           R"("receipt_id":null,"direction":null,"source":{"file":null})"));
  EXPECT_EQ(Codes(file), Strings{});
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].charges, kNotStated);
  EXPECT_EQ(file.receipts.receipts[0].id.size(), 20u);
}

TEST(ReceiptsNdjson, AmountsAreExactAsTextAndAsNumber) {
  const auto amount = [](std::string_view written) {
    const BankFile file = Read(Line("", written));
    return file.receipts.receipts.size() == 1 ? file.receipts.receipts[0].amount
                                              : kNotStated;
  };
  EXPECT_EQ(amount("\"0.29\""), 29);
  EXPECT_EQ(amount("0.29"), 29);
  EXPECT_EQ(amount("900719925474099.93 "), 90071992547409993);
  EXPECT_EQ(amount("\"0\""), 0);
  EXPECT_EQ(amount("1e3"), kNotStated);
  EXPECT_EQ(amount("\"10.005\""), kNotStated);
  EXPECT_EQ(amount("\"10,00\""), kNotStated);
  EXPECT_EQ(amount("\"999999999999999999999\""), kNotStated);
  EXPECT_EQ(amount("true"), kNotStated);
  EXPECT_EQ(amount("[\"1\"]"), kNotStated);
}

TEST(ReceiptsNdjson, CurrencyMayStandLast) {
  const BankFile file =
      Read(R"({"advice":[{"reference":"A","paid":"7"}],"amount":"100",)"
           R"("value_date":"2026-03-02","currency":"JPY"})");
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].amount, 100);
  EXPECT_EQ(file.receipts.advice.at(0).paid, 7);
}

TEST(ReceiptsNdjson, NegativeAmountIsLeftOutAndHeld) {
  const BankFile file = Read(Line("", "\"-10.00\"") + Line(""));
  EXPECT_EQ(Codes(file), Strings{"NDJSON-AMOUNT"});
  EXPECT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  EXPECT_EQ(file.findings.list()[0].place.line, 1u);
  EXPECT_EQ(MessageOf(file.findings.list()[0]),
            "found '-10.00', expected a positive amount, with the side as "
            "`direction`; receipt left out");
}

TEST(ReceiptsNdjson, MissingMembersAreNamed) {
  const BankFile file = Read(
      "{\"amount\":\"1\",\"currency\":\"USD\"}\n"
      "{\"amount\":\"1\",\"value_date\":\"2026-03-02\"}\n"
      "{\"currency\":\"USD\",\"value_date\":\"2026-03-02\"}\n"
      "{}\n");
  Strings fields;
  for (const Finding& f : file.findings.list()) {
    EXPECT_EQ(f.code, "NDJSON-FIELD");
    fields.push_back(std::to_string(f.place.line) + f.place.path);
  }
  EXPECT_EQ(fields, (Strings{"1value_date", "2currency", "3amount", "4currency",
                             "4value_date"}));
  // Only the first states money; it is kept, and held.
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].held, "NDJSON-FIELD");
}

TEST(ReceiptsNdjson, BadWordsAndDatesHoldOrWarn) {
  const BankFile file =
      Read(Line(R"(,"direction":"in")") + Line(R"(,"method":"pigeon")") +
           Line(R"(,"booking_date":"2026-02-30")") +
           Line(R"(,"references":[{"type":"x","value":"1"}])"));
  EXPECT_EQ(Codes(file), (Strings{"NDJSON-WORD", "NDJSON-WORD", "NDJSON-DATE",
                                  "NDJSON-WORD"}));
  ASSERT_EQ(file.receipts.receipts.size(), 4u);
  EXPECT_EQ(file.receipts.receipts[0].held, "NDJSON-WORD");
  EXPECT_EQ(file.receipts.receipts[1].held, "");
  EXPECT_EQ(file.receipts.receipts[1].method, Method::kOther);
  EXPECT_EQ(file.receipts.receipts[2].held, "NDJSON-DATE");
  EXPECT_EQ(file.receipts.receipts[3].held, "");
}

TEST(ReceiptsNdjson, StrictHoldsWhatElseWarns) {
  const BankFile file =
      Read(Line(R"(,"method":"pigeon")"), Strictness::kStrict);
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].held, "NDJSON-WORD");
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
}

TEST(ReceiptsNdjson, MoneyStatedTwiceIsLeftOut) {
  const BankFile file = Read(Line(R"(,"amount":"99.00")"));
  EXPECT_EQ(Codes(file), Strings{"NDJSON-FIELD"});
  EXPECT_TRUE(file.receipts.receipts.empty());
}

TEST(ReceiptsNdjson, UnknownMembersAreOneWarning) {
  const BankFile file =
      Read(Line(R"(,"colour":{"a":[1,{"b":2}]},"payer":{"nick":"x"})") +
           Line(R"(,"colour":"red")"));
  EXPECT_EQ(Codes(file), Strings{"NDJSON-UNKNOWN"});
  EXPECT_EQ(file.findings.list()[0].found,
            "unknown members 'colour', 'payer.nick'");
  EXPECT_EQ(file.findings.worst(), Severity::kWarning);
  EXPECT_EQ(file.receipts.receipts.size(), 2u);
}

TEST(ReceiptsNdjson, BrokenLinesAreAllReportedAndReject) {
  const BankFile file =
      Read("nonsense\n" + Line("") + "{\"amount\":\"1\"\n" + "[1]\n" +
           "{\"amount\":\"1\"} {}\n" + "{\"text\":[\"\xFF\"]}\n" +
           "{\"provisional\":tru}\n" + "{\"text\":[1,}\n");
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  EXPECT_TRUE(file.receipts.receipts.empty());
  Strings lines;
  for (const Finding& finding : file.findings.list()) {
    if (finding.code == "NDJSON-JSON") {
      lines.push_back(std::to_string(finding.place.line));
    }
  }
  EXPECT_EQ(lines, (Strings{"1", "3", "4", "5", "6", "8"}));
}

TEST(ReceiptsNdjson, OffsetsPointAtTheLine) {
  const std::string good = Line("");
  const BankFile file = Read(good + "x\n");
  ASSERT_EQ(file.findings.list().size(), 1u);
  EXPECT_EQ(file.findings.list()[0].place.offset, good.size());
}

TEST(ReceiptsNdjson, SameIdWithOtherContentRejects) {
  const std::string a = Line(R"(,"receipt_id":"A","text":["x"])");
  const std::string elsewhere =
      Line(R"(,"receipt_id":"A","text":["x"],"source":{"file":"copy"})");
  EXPECT_EQ(Codes(Read(a + elsewhere)), Strings{});  // the same file twice
  const BankFile file = Read(a + Line(R"(,"receipt_id":"A","text":["y"])"));
  EXPECT_EQ(Codes(file), Strings{"NDJSON-ID"});
  EXPECT_EQ(file.findings.list()[0].place.line, 2u);
  EXPECT_NE(MessageOf(file.findings.list()[0]).find("line 1"),
            std::string::npos);
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
}

TEST(ReceiptsNdjson, TheSameIdAgainInOneFileIsThatFileAgain) {
  const std::string a = Line(R"(,"receipt_id":"A")");
  const std::string b = Line(R"(,"receipt_id":"B")");  // a twin
  const std::string elsewhere =
      Line(R"(,"receipt_id":"A","source":{"file":"x"})");
  const BankFile file = Read(a + b + elsewhere + a + elsewhere + a + b);
  EXPECT_EQ(Codes(file), Strings{});
  std::vector<uint32_t> files;
  for (const Receipt& receipt : file.receipts.receipts) {
    files.push_back(receipt.file);
  }
  EXPECT_EQ(files, (std::vector<uint32_t>{0, 0, 1, 2, 3, 4, 2}));
  Strings names;
  for (const SourceFile& from : file.receipts.files) {
    names.emplace_back(from.name);
  }
  EXPECT_EQ(names, (Strings{"in.ndjson", "x", "in.ndjson", "x", "in.ndjson"}));
}

TEST(ReceiptsNdjson, SeveralSourceFilesStaySeveral) {
  const auto from = [](std::string_view name) {
    return Line(R"(,"source":{"file":")" + std::string(name) +
                R"(","line":5,"format":"camt.053"})");
  };
  const BankFile file = Read(from("a") + from("b") + from("a") + Line(""));
  ASSERT_EQ(file.receipts.files.size(), 3u);
  EXPECT_EQ(file.receipts.files[0].name, "a");
  EXPECT_EQ(file.receipts.files[1].format, "camt.053");
  EXPECT_EQ(file.receipts.files[2].name, "in.ndjson");
  const auto& receipts = file.receipts.receipts;
  ASSERT_EQ(receipts.size(), 4u);
  EXPECT_EQ(receipts[0].file, receipts[2].file);
  EXPECT_EQ(receipts[2].position, 1u);
  // Numbered within its own file: the same content, the same id elsewhere.
  EXPECT_EQ(receipts[0].id, receipts[1].id);
  EXPECT_NE(receipts[0].id, receipts[2].id);
}

TEST(ReceiptsNdjson, HeldReceiptsStayHeld) {
  const BankFile file =
      Read("{\"amount\":\"1\",\"currency\":\"USD\",\"held\":\"BAI-DATE\"}\n");
  EXPECT_EQ(Codes(file), Strings{"BAI-DATE"});
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].held, "BAI-DATE");
}

TEST(ReceiptsNdjson, EmptyInputIsAWarning) {
  EXPECT_EQ(Codes(Read("")), Strings{"NDJSON-EMPTY"});
  EXPECT_EQ(Codes(Read(" \n\n")), Strings{"NDJSON-EMPTY"});
  EXPECT_EQ(Read("").summary.status, FileStatus::kAccepted);
}

TEST(ReceiptsNdjson, DeepNestingDoesNotHurt) {
  const std::string deep(100'000, '[');
  const BankFile file = Read(Line(",\"x\":" + deep) + Line(""));
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
}

TEST(ReceiptsNdjson, IsRecognisedByItsFirstLine) {
  EXPECT_TRUE(LooksLikeReceiptsNdjson(kFull));
  EXPECT_TRUE(LooksLikeReceiptsNdjson("\xEF\xBB\xBF \n" + Line("")));
  EXPECT_FALSE(LooksLikeReceiptsNdjson(""));
  EXPECT_FALSE(LooksLikeReceiptsNdjson("01,A,B,260302,0900,1,,,2/"));
  EXPECT_FALSE(LooksLikeReceiptsNdjson(
      R"({"item_id":"1","amount":"1","currency":"USD"})"));
  EXPECT_FALSE(LooksLikeReceiptsNdjson(R"({"a":1})"));
}

TEST(ReceiptsNdjson, ANameInAListIsNoText) {
  for (const char* const more :
       {R"(,"text":["a","b":[1]])", R"(,"text":["a":"b"])",
        R"(,"text":["a","b":"c","d"])"}) {
    EXPECT_EQ(Codes(Read(Line(more))), Strings{"NDJSON-JSON"}) << more;
  }
}

/// Everything a file says, but where its bytes lay in memory.
std::string Said(const BankFile& file) {
  std::string said;
  for (const Finding& finding : file.findings.list()) {
    said += Describe("in", finding) + "\n";
  }
  for (const Receipt& receipt : file.receipts.receipts) {
    const SourceFile& from = file.receipts.files.at(receipt.file);
    said += std::string(receipt.id) + " " + std::string(from.name) + ":" +
            std::to_string(receipt.line) + " " +
            std::to_string(receipt.amount) + " " + std::string(receipt.held) +
            " " + std::to_string(receipt.references_count) + "\n";
  }
  for (const SourceFile& from : file.receipts.files) said += from.name;
  return said + std::to_string(file.summary.entries);
}

TEST(ReceiptsNdjson, APartMayBeginAtAnyLine) {
  std::string bytes = "\xEF\xBB\xBF";
  for (int i = 0; i < 9; ++i) {
    const std::string number = std::to_string(i % 4);
    bytes += Line(R"(,"receipt_id":"id)" + number + R"(","source":{"file":"f)" +
                      number + R"("},"shoe)" + std::to_string(i) + R"(":1)",
                  i == 8 ? "\"11.00\"" : "\"10.00\"");
    if (i % 3 == 1) bytes += Line(R"(,"method":"pigeon")") + "\n";
  }
  bytes += kFull;
  for (const bool broken : {false, true}) {
    if (broken) bytes += "\n{";
    const std::string whole = Said(Read(bytes));
    EXPECT_NE(whole.find("NDJSON-ID"), std::string::npos);
    for (size_t size = 1; size <= bytes.size(); ++size) {
      BankFile file;
      ReadOptions options;
      options.part_bytes = size;
      ReadReceiptsNdjson({"in.ndjson", bytes}, options, &file);
      ASSERT_EQ(Said(file), whole) << size;
    }
  }
}

}  // namespace
}  // namespace cashmatch
