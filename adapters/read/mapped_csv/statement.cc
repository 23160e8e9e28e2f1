// SPDX-License-Identifier: Apache-2.0
// statement.cc - entries, sides, balances.
// Tested by tests/unit/adapters/read/mapped_csv/statement_test.cc
#include "adapters/read/mapped_csv/statement.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/read/mapped_csv/balances.h"
#include "adapters/read/mapped_csv/values.h"
#include "engine/model/creditor_reference.h"

namespace cashmatch {
namespace {

using F = StatementField;

enum class RowStatus : uint8_t { kBooked, kPending, kIntraday, kReturn };

struct Typed {
  F field;
  ReferenceType type;
};
constexpr std::array<Typed, 7> kReferences = {{
    {F::kInvoice, ReferenceType::kInvoice},
    {F::kCreditorReference, ReferenceType::kCreditorReference},
    {F::kEndToEnd, ReferenceType::kEndToEnd},
    {F::kPurchaseOrder, ReferenceType::kPurchaseOrder},
    {F::kCheckNumber, ReferenceType::kCheckNumber},
    {F::kTrace, ReferenceType::kTrace},
    {F::kReference, ReferenceType::kOther},
}};

constexpr std::array<std::string_view, 6> kMethods = {
    "other", "ach", "wire", "check", "card", "direct_debit"};

/// Reads one file; each function one part of a row.
class StatementFile {
 public:
  StatementFile(const Source& source, const CsvMapping& mapping,
                MappedRows* rows, BankFile* file)
      : mapping_(mapping),
        rows_(*rows),
        file_(*file),
        block_(file->receipts),
        source_file_(file->receipts.AddFile(source.name, "csv")) {}

  void Read() {
    while (rows_.Next()) Row();
    Balance();
    file_.summary.entries = rows_.rows();
    file_.summary.statements = accounts_.size();
  }

 private:
  void Hold(std::string_view code, std::string_view field,
            std::string_view found, std::string expected,
            std::string_view done) {
    rows_.Report(code, Severity::kHeld, field,
                 found.empty() ? "nothing" : Quote(found), std::move(expected),
                 std::string(done));
  }

  void Row() {
    AccountBalances& account = accounts_[std::string(rows_.Of(F::kAccount))];
    const std::optional<Currency> currency =
        ParseCurrency(rows_.Of(F::kCurrency));
    RowStatus status = RowStatus::kBooked;
    Minor amount = 0;  // as the account moves: a debit is negative
    if (!currency) {
      Hold("CSV-CURRENCY", "currency", rows_.Of(F::kCurrency),
           "an ISO 4217 code such as USD", "row held");
      return account.Break();
    }
    if (!ReadStatus(&status) || !ReadAmount(*currency, &amount)) {
      return account.Break();
    }
    Count(status, *currency, amount);
    if (status == RowStatus::kPending) return;
    const bool receipt = amount >= 0
                             ? status != RowStatus::kReturn || amount > 0
                             : status == RowStatus::kReturn;
    if (receipt) AddReceipt(status, *currency, amount);
    AddBalance(*currency, amount, receipt, &account);
  }

  bool ReadStatus(RowStatus* status) {
    const std::string_view text = rows_.Of(F::kStatus);
    constexpr std::array<std::string_view, 4> kStatuses = {
        "booked", "pending", "intraday", "return"};
    if (text.empty()) return true;
    for (size_t i = 0; i < kStatuses.size(); ++i) {
      if (text != kStatuses[i]) continue;
      *status = static_cast<RowStatus>(i);
      return true;
    }
    Hold("CSV-STATUS", "status", text,
         "booked, pending, intraday or return, or a word of the mapping",
         "row held");
    return false;
  }

  /// Reads an amount cell. False, and told: it is none.
  bool ReadCell(F field, std::string_view name, Currency currency,
                Minor* amount) {
    const std::string_view text = rows_.Of(field);
    const ParsedAmount parsed = ReadMappedAmount(text, currency, mapping_);
    *amount = parsed.minor;
    if (parsed.ok()) return true;
    Hold("CSV-AMOUNT", name, text,
         ExpectedAmount(parsed.fault, currency, mapping_), "row held");
    return false;
  }

  bool ReadAmount(Currency currency, Minor* amount) {
    if (!rows_.Knows(F::kAmount)) return ReadSides(currency, amount);
    if (!ReadCell(F::kAmount, "amount", currency, amount)) return false;
    if (rows_.Knows(F::kIndicator)) return TakeSide(amount);
    if (mapping_.credit_is_negative) *amount = -*amount;
    return true;
  }

  /// Takes the side of an amount from the word beside it.
  bool TakeSide(Minor* amount) {
    const std::string_view side = rows_.Of(F::kIndicator);
    if (side != "debit" && side != "credit") {
      Hold("CSV-SIDE", "indicator", side,
           "credit or debit, or a word of the mapping", "row held");
      return false;
    }
    if (!SignFits(F::kAmount, "amount", side, *amount)) return false;
    *amount = OfSide(side == "debit", *amount);
    return true;
  }

  /// Some banks write the sign of a side beside its word or column as well; the
  /// sign of the other side is a contradiction.
  bool SignFits(F field, std::string_view name, std::string_view side,
                Minor amount) {
    const bool turned = (side == "credit") == mapping_.credit_is_negative;
    if (amount >= 0 || turned) return true;
    Hold("CSV-SIDE", name, rows_.Of(field),
         "no minus beside " + std::string(side), "row held");
    return false;
  }

  static Minor OfSide(bool debit, Minor amount) {
    return (amount > 0) == debit ? -amount : amount;
  }

  /// One column a side: one of them is empty, or both are and mean nothing.
  bool ReadSides(Currency currency, Minor* amount) {
    Minor credit = 0, debit = 0;
    const bool has_credit = !rows_.Of(F::kCredit).empty();
    const bool has_debit = !rows_.Of(F::kDebit).empty();
    if (has_credit && !ReadCell(F::kCredit, "credit", currency, &credit)) {
      return false;
    }
    if (has_debit && !ReadCell(F::kDebit, "debit", currency, &debit)) {
      return false;
    }
    if ((credit != 0 && debit != 0) || (!has_credit && !has_debit)) {
      Hold("CSV-SIDE", {},
           credit != 0 ? "amounts on both sides" : "no amount on either side",
           "an amount on one side", "row held");
      return false;
    }
    if (!SignFits(F::kCredit, "credit", "credit", credit) ||
        !SignFits(F::kDebit, "debit", "debit", debit)) {
      return false;
    }
    *amount = debit != 0 ? OfSide(true, debit) : OfSide(false, credit);
    return true;
  }

  void Count(RowStatus status, Currency currency, Minor amount) {
    SidedSums& sums = status == RowStatus::kPending ? file_.summary.pending
                                                    : file_.summary.booked;
    (amount < 0 ? sums.debit : sums.credit)[currency] +=
        amount < 0 ? -amount : amount;
  }

  /// Reads a date cell; empty ones are no fault. False: it is none.
  bool ReadDate(F field, std::string_view name, Day* day) {
    const std::string_view text = rows_.Of(field);
    if (text.empty()) return true;
    const std::optional<Day> read = ReadDayBy(mapping_.date_format, text);
    if (read) {
      *day = *read;
      return true;
    }
    Hold("CSV-DATE", name, text, "a date " + mapping_.date_format,
         "receipt held");
    return false;
  }

  void AddReceipt(RowStatus status, Currency currency, Minor amount) {
    Receipt* const receipt = block_.Add();
    receipt->file = source_file_;
    receipt->line = rows_.place().line;
    receipt->amount = amount < 0 ? -amount : amount;
    receipt->direction = amount < 0 ? Direction::kDebit : Direction::kCredit;
    receipt->currency = currency;
    receipt->provisional = status == RowStatus::kIntraday;
    const bool booked =
        ReadDate(F::kBookingDate, "booking_date", &receipt->booking_date);
    const bool valued =
        ReadDate(F::kValueDate, "value_date", &receipt->value_date);
    if (receipt->value_date == kNoDay)
      receipt->value_date = receipt->booking_date;
    if (receipt->booking_date == kNoDay) {
      receipt->booking_date = receipt->value_date;
    }
    if (receipt->value_date == kNoDay && booked && valued) {
      Hold("CSV-DATE", "value_date", {}, "a date " + mapping_.date_format,
           "receipt held");
    }
    if (receipt->value_date == kNoDay || !booked || !valued) {
      receipt->held = "CSV-DATE";
    }
    AddNames(receipt);
    if (status == RowStatus::kReturn && amount > 0) {
      // Money of ours that came back: intake knows it by the ending.
      receipt->type_code =
          block_.Keep(std::string(receipt->type_code) + "/RTRN");
    }
    AddReferences();
    AddAmounts(receipt);
  }

  void AddNames(Receipt* receipt) {
    const auto keep = [&](F field) { return block_.Keep(rows_.Of(field)); };
    receipt->account = keep(F::kAccount);
    receipt->bank_reference = keep(F::kBankReference);
    receipt->type_code = keep(F::kTypeCode);
    receipt->payer_name = keep(F::kPayerName);
    receipt->payer_account = keep(F::kPayerAccount);
    receipt->payer_bank = keep(F::kPayerBank);
    receipt->payer_id = keep(F::kPayerId);
    const std::string_view method = rows_.Of(F::kMethod);
    for (size_t i = 0; i < kMethods.size(); ++i) {
      if (method == kMethods[i]) receipt->method = static_cast<Method>(i);
    }
    rows_.Each(F::kText, [&](std::string_view text) { block_.AddText(text); });
  }

  void AddReferences() {
    for (const auto& [field, type] : kReferences) {
      rows_.Each(field, [&, kind = type](std::string_view text) {
        block_.AddReference(kind, text);
        if (kind != ReferenceType::kCreditorReference) return;
        const CreditorReferenceKind check = KindOf(text);
        if (check == CreditorReferenceKind::kNone) return;
        ++file_.summary.references[std::string(NameOf(check))];
      });
    }
  }

  /// Charges and the instructed amount are facts beside the money: one that
  /// cannot be read is told and left out.
  void AddAmounts(Receipt* receipt) {
    const auto read = [&](F field, std::string_view name, Currency currency,
                          Minor* amount) {
      const std::string_view text = rows_.Of(field);
      if (text.empty()) return;
      const ParsedAmount parsed = ReadMappedAmount(text, currency, mapping_);
      if (parsed.ok()) {
        *amount = parsed.minor < 0 ? -parsed.minor : parsed.minor;
        return;
      }
      rows_.Report("CSV-AMOUNT", Severity::kWarning, name, Quote(text),
                   ExpectedAmount(parsed.fault, currency, mapping_),
                   "left out");
    };
    read(F::kCharges, "charges", receipt->currency, &receipt->charges);
    const auto instructed = ParseCurrency(rows_.Of(F::kInstructedCurrency));
    if (!instructed) return;
    read(F::kInstructedAmount, "instructed_amount", *instructed,
         &receipt->instructed_amount);
    if (receipt->instructed_amount != kNotStated) {
      receipt->instructed_currency = *instructed;
    }
  }

  void AddBalance(Currency currency, Minor amount, bool receipt,
                  AccountBalances* account) {
    if (receipt) {
      account->AddReceipt(static_cast<uint32_t>(block_.receipts.size() - 1));
    }
    const std::string_view text = rows_.Of(F::kBalance);
    if (text.empty()) return account->Break();
    const ParsedAmount parsed = ReadMappedAmount(text, currency, mapping_);
    if (parsed.ok()) {
      return account->Add({amount, parsed.minor, currency, rows_.place()});
    }
    account->Break();
    rows_.Report("CSV-BALANCE", Severity::kWarning, "balance", Quote(text),
                 ExpectedAmount(parsed.fault, currency, mapping_),
                 "balance not checked");
  }

  void Balance() {
    for (const auto& [name, account] : accounts_) {
      const BalanceCheck check = account.Check();
      if (check.control == Control::kAbsent) continue;
      Control& control = file_.summary.control;
      if (control != Control::kFailed) control = check.control;
      if (check.control != Control::kFailed) continue;
      Place place = check.place;
      place.path = name.empty() ? "" : "account " + MaskAccount(name);
      rows_.ReportAt(std::move(place), "CSV-BALANCE", Severity::kHeld,
                     "a balance of " + FormatMoney(check.found, check.currency),
                     FormatMoney(check.expected, check.currency) +
                         ", from the row before it",
                     "account held");
      for (const uint32_t row : account.receipts()) {
        block_.receipts[row].held = "CSV-BALANCE";
      }
    }
  }

  const CsvMapping& mapping_;
  MappedRows& rows_;
  BankFile& file_;
  ReceiptBlock& block_;
  uint32_t source_file_;
  std::map<std::string, AccountBalances> accounts_;
};

}  // namespace

void ReadStatementRows(const Source& source, const CsvMapping& mapping,
                       MappedRows* rows, BankFile* file) {
  StatementFile(source, mapping, rows, file).Read();
}

}  // namespace cashmatch
