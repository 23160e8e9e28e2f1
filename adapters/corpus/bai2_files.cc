// SPDX-License-Identifier: Apache-2.0
// bai2_files.cc - BAI2 statements: a file a day, an account for each company.
// Tested by tests/unit/adapters/corpus/bai2_files_test.cc
#include "adapters/corpus/bank_files.h"
#include "adapters/corpus/draw.h"

namespace cashmatch {
namespace {

constexpr uint64_t kReceiptsOfFile = 250'000;
constexpr Minor kOpeningBalance = 250'000'000;

class Bai2Writer {
 public:
  explicit Bai2Writer(const BankRun& run)
      : run_(run), blocks_(run.geometry, BankFormat::kBai2) {}

  std::string Write(const BankFilePlan& plan);

 private:
  std::string& out() { return file_->text(); }
  void EndRecord(std::string_view end = "/\n") {
    out().append(end);
    ++records_;
  }
  void FileHeader(const BankFilePlan& plan);
  void Account(Span ranks);
  void AccountHeader(const Company& company, Span ranks);
  void Detail(const BlockPlan& block, const PlannedReceipt& receipt);
  void DetailTexts();
  void Tagged(std::string_view tag, std::string_view value);

  BankRun run_;
  BlockReader blocks_;
  TextFile* file_ = nullptr;
  Payment payment_;
  std::string reference_;
  uint64_t records_ = 0;  // of the file so far
  WideMinor account_total_ = 0;
};

void Bai2Writer::FileHeader(const BankFilePlan& plan) {
  const Day day = BusinessDay(plan.day);
  out() += "01,121000358,CASHMATCH,";
  AppendShortDay(day, &out());
  out() += ",2330,";
  AppendNumber(plan.part + 1, &out());
  out() += ",,,2";
  EndRecord();
  out() += "02,CASHMATCH,121000358,1,";
  AppendShortDay(day, &out());
  out() += ",2359,USD,2";
  EndRecord();
}

// The balances and the sum of the credits stand before the details.
void Bai2Writer::AccountHeader(const Company& company, Span ranks) {
  Minor credits = 0;
  uint64_t count = 0;
  for (uint64_t rank = ranks.first; rank < ranks.last; ++rank) {
    const BlockPlan& block = blocks_.Read(rank);
    for (const PlannedReceipt& receipt : block.receipts) {
      credits += receipt.amount;
      ++count;
    }
  }
  const Minor closing = kOpeningBalance + credits;
  out() += "03," + OwnAccount(BankFormat::kBai2, company) + ",USD,010,";
  AppendNumber(kOpeningBalance, &out());
  out() += ",,,015,";
  AppendNumber(static_cast<uint64_t>(closing), &out());
  out() += ",,,100,";
  AppendNumber(static_cast<uint64_t>(credits), &out());
  out() += ",";
  AppendNumber(count, &out());
  out() += ",";
  EndRecord();
  account_total_ = WideMinor{kOpeningBalance} + closing + credits;
}

// A line of text has no end but the line's.
void Bai2Writer::Tagged(std::string_view tag, std::string_view value) {
  out().append("88,").append(tag).append(value);
  EndRecord("\n");
}

// A wire names its payer in words only, so it must quote something.
bool IsWire(const Payment& payment) {
  return payment.cls != ReceiptClass::kAmountOnly &&
         payment.cls != ReceiptClass::kCombination &&
         Below(Again(payment.draw, 5), 5) == 0;
}

std::string_view TypeCode(const Payment& payment) {
  if (payment.cls == ReceiptClass::kNotReceivable) {
    return (payment.draw & 1) != 0 ? "354" : "275";
  }
  return IsWire(payment) ? "195" : "142";
}

void Bai2Writer::DetailTexts() {
  std::string quotes;
  AppendQuotes(payment_, " ", &quotes);
  const bool wire = IsWire(payment_);
  out().append(wire ? "B/O:" : "ORIG CO NAME:").append(payment_.payer_name);
  EndRecord("\n");
  if (!wire) Tagged("ORIG ID:", payment_.payer_id);
  if (!quotes.empty()) Tagged(wire ? "OBI:" : "REMI:", quotes);
}

void Bai2Writer::Detail(const BlockPlan& block, const PlannedReceipt& receipt) {
  DescribePayment(run_.geometry, block, receipt, &payment_);
  reference_.clear();
  AppendBankReference("BR", receipt.index, &reference_);
  out().append("16,").append(TypeCode(payment_)).append(",");
  AppendNumber(static_cast<uint64_t>(receipt.amount), &out());
  out().append(",0,").append(reference_).append(",,");
  if (receipt.cls == ReceiptClass::kNotReceivable) {
    out() += payment_.text;
    EndRecord("\n");
  } else {
    DetailTexts();
  }
  account_total_ += receipt.amount;
  run_.truth->Add(run_.geometry, block, receipt, reference_);
}

void Bai2Writer::Account(Span ranks) {
  const uint64_t before = records_;
  const uint64_t first = run_.geometry.BlockAt(BankFormat::kBai2, ranks.first);
  AccountHeader(run_.geometry.CompanyOf(first), ranks);
  for (uint64_t rank = ranks.first; rank < ranks.last; ++rank) {
    const BlockPlan& block = blocks_.Read(rank);
    for (const PlannedReceipt& receipt : block.receipts) {
      Detail(block, receipt);
    }
    file_->Drain();
    run_.progress(block.receipts.size());
  }
  out() += "49,";
  AppendDecimal(account_total_, 0, &out());
  out() += ',';
  AppendNumber(records_ - before + 1, &out());
  EndRecord();
}

std::string Bai2Writer::Write(const BankFilePlan& plan) {
  TextFile file(run_.sink, plan.path);
  file_ = &file;
  records_ = 0;
  FileHeader(plan);
  WideMinor total = 0;
  uint64_t accounts = 0;
  Span rest = plan.ranks;
  while (rest.first < rest.last) {
    const Span section = FirstSection(run_.geometry, BankFormat::kBai2, rest);
    Account(section);
    total += account_total_;
    ++accounts;
    rest.first = section.last;
  }
  out() += "98,";
  AppendDecimal(total, 0, &out());
  out() += ',';
  AppendNumber(accounts, &out());
  out() += ',';
  AppendNumber(records_, &out());  // all but the 01, and itself
  EndRecord();
  out() += "99,";
  AppendDecimal(total, 0, &out());
  out() += ",1,";
  AppendNumber(records_ + 1, &out());
  EndRecord();
  return file.Close();
}

}  // namespace

std::string WriteBai2Files(const BankRun& run) {
  Bai2Writer writer(run);
  return ForEachFile(
      run.geometry, BankFormat::kBai2, kReceiptsOfFile, ".bai",
      [&](const BankFilePlan& plan) { return writer.Write(plan); });
}

}  // namespace cashmatch
