// SPDX-License-Identifier: Apache-2.0
// feed.cc - one function for each kind of input.
// Tested by the program itself: honest seeds must be accepted and applied.
#include "tests/fuzz/feed.h"

#include <array>
#include <utility>

#include "adapters/bytes/inflate.h"
#include "adapters/bytes/unzip.h"
#include "adapters/read/advice_input/advice_input.h"
#include "adapters/read/bank_file.h"
#include "adapters/read/book_input/book_input.h"
#include "adapters/read/detect/detect.h"
#include "adapters/read/mapped_csv/mapped_csv.h"
#include "adapters/read/rules/rules.h"
#include "engine/join_advice.h"
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/run_oracle.h"
#include "tests/fuzz/small_book.h"

namespace cashmatch::fuzz {
namespace {

constexpr std::array<std::string_view, 11> kFormats = {
    "bai2",    "lockbox", "camt.052", "camt.053", "camt.054", "mt940",
    "x12.820", "x12.823", "nacha",    "ndjson",   "remt.001"};
constexpr InputLimits kLimits = {
    .bytes_max = 8 << 20, .ratio_max = 100, .ratio_free_bytes = 1 << 20};

ReadOptions DrawOptions(Draw* draw) {
  ReadOptions options;
  if (draw == nullptr) return options;
  options.strictness = static_cast<Strictness>(draw->Below(3));
  options.trailer_optional = draw->OneIn(8);
  options.decimal_amounts = draw->OneIn(8);
  return options;
}

/// Mostly none, so that the content decides.
std::string_view DrawFormat(Draw* draw) {
  if (draw == nullptr || !draw->OneIn(12)) return "";
  return kFormats[draw->Below(kFormats.size())];
}

Verdict VerdictOf(FileStatus status) {
  if (status == FileStatus::kRejected) return Verdict::kRejected;
  return status == FileStatus::kHeld ? Verdict::kHeld : Verdict::kAccepted;
}

BankFile Read(std::string_view bytes, std::string_view format,
              const ReadOptions& options) {
  BankFile file;
  ReadBankFile(Source{"input", bytes}, format, options, &file);
  return file;
}

}  // namespace

Feeder::Feeder(const std::vector<Seed>& seeds) {
  policy_.general.under.absolute[*ParseCurrency("USD")] = 500;
  policy_.general.grace_days = 3;
  policy_.general.short_pay = ShortPay::kApply;
  policy_.general.wait_days = 5;
  OpenItemBlock items;
  CustomerBlock customers;
  for (const Seed& seed : seeds) {
    if (seed.kind != Kind::kBankFile) continue;
    BankFile file = Read(seed.bytes, "", ReadOptions());
    AddItemsFor(file.receipts, &items, &customers);
    if (file.summary.format == "lockbox") lockbox_ = seed.bytes;
    receipts_.Append(std::move(file.receipts));
  }
  book_ = std::make_unique<Book>(
      Book::Build(std::move(items), std::move(customers), policy_));
}

Feeder::~Feeder() = default;

Fed Feeder::Feed(Kind kind, std::string_view bytes, Draw* draw) {
  // A block of exactly this size, so that reading one byte beyond is seen.
  const std::vector<char> exact(bytes.begin(), bytes.end());
  return FeedAsIs(kind, {exact.data(), exact.size()}, draw);
}

Fed Feeder::FeedAsIs(Kind kind, std::string_view bytes, Draw* draw) {
  switch (kind) {
    case Kind::kBankFile:
      return FeedBankFile(bytes, draw);
    case Kind::kOpenItems:
      return FeedOpenItems(bytes);
    case Kind::kCustomers:
      return FeedCustomers(bytes);
    case Kind::kRules:
      return FeedRules(bytes);
    case Kind::kLayouts:
      return FeedLayouts(bytes);
    case Kind::kCompressed:
      return FeedCompressed(bytes, draw);
    case Kind::kAdvice:
      return FeedAdvice(bytes, draw);
    case Kind::kMapped:
      return FeedMapped(bytes, draw);
  }
  return {};
}

void Feeder::Settle(const Book& book, const ReceiptBlock& receipts,
                    const Policy& policy, Fed* fed) const {
  const Report report = Apply(book, receipts, policy);
  for (const ReceiptOutcome& outcome : report.outcomes) {
    fed->applied += outcome.status == ReceiptStatus::kApplied;
  }
  if (fed->fault.empty()) fed->fault = FaultOf(book, receipts, report);
}

Fed Feeder::FeedBankFile(std::string_view bytes, Draw* draw) {
  const ReadOptions options = DrawOptions(draw);
  return Judge(Read(bytes, DrawFormat(draw), options));
}

Fed Feeder::Judge(const BankFile& file) const {
  Fed fed;
  fed.format = file.summary.format;
  fed.verdict = VerdictOf(file.summary.status);
  fed.receipts = file.receipts.receipts.size();
  fed.fault = FaultOf(file);
  if (fed.fault.empty()) fed.fault = FaultOfRoundTrip(file);
  Settle(*book_, file.receipts, policy_, &fed);
  return fed;
}

Fed Feeder::FeedOpenItems(std::string_view bytes) {
  Fed fed;
  fed.format = "open_items";
  OpenItemBlock items;
  Findings findings;
  ReadOpenItems(Source{"input", bytes}, &policy_, &items, &findings);
  if (findings.rejected()) return fed;
  fed.verdict = Verdict::kAccepted;
  const Book book = Book::Build(std::move(items), {}, policy_);
  Settle(book, receipts_, policy_, &fed);
  return fed;
}

Fed Feeder::FeedCustomers(std::string_view bytes) {
  Fed fed;
  fed.format = "customers";
  CustomerBlock customers;
  Findings findings;
  ReadCustomers(Source{"input", bytes}, &customers, &findings);
  if (findings.rejected()) return fed;
  fed.verdict = Verdict::kAccepted;
  const Book book = Book::Build(PackedItems(), std::move(customers), policy_);
  Settle(book, receipts_, policy_, &fed);
  return fed;
}

Fed Feeder::FeedRules(std::string_view bytes) {
  Fed fed;
  fed.format = "rules";
  Policy policy;
  ReadOptions options;
  std::vector<std::string> errors;
  ReadRules(bytes, "input", &policy, &options, &errors);
  if (!errors.empty()) return fed;
  fed.verdict = Verdict::kAccepted;
  // The book keeps the terms it was built with; the rest of the rules is new.
  Settle(*book_, receipts_, policy, &fed);
  return fed;
}

Fed Feeder::FeedLayouts(std::string_view bytes) {
  ReadOptions options;
  options.lockbox_layouts_toml = bytes;
  const BankFile file = Read(lockbox_, "lockbox", options);
  Fed fed;
  fed.format = "layouts";
  fed.verdict = VerdictOf(file.summary.status);
  fed.receipts = file.receipts.receipts.size();
  fed.fault = FaultOf(file);
  return fed;
}

Fed Feeder::FeedCompressed(std::string_view bytes, Draw* draw) {
  if (CompressionOf(bytes) == Compression::kZip)
    return FeedArchive(bytes, draw);
  Fed fed;
  fed.format = "compressed";
  GrowingMapping unpacked;
  std::string error;
  const Compression compression = CompressionOf(bytes);
  if (compression == Compression::kNone) return fed;
  if (!Inflate(bytes, compression, "input", kLimits, &unpacked, &error)) {
    if (error.empty()) fed.fault = "refused without a message";
    return fed;
  }
  fed = FeedAsIs(Kind::kBankFile, unpacked.bytes(), draw);
  fed.format = "compressed";
  return fed;
}

Fed Feeder::FeedArchive(std::string_view bytes, Draw* draw) {
  Fed fed;
  fed.format = "archive";
  std::vector<ArchiveMember> members;
  std::string error;
  if (!Unzip(bytes, "input", kLimits, &members, &error)) {
    if (error.empty()) fed.fault = "refused without a message";
    return fed;
  }
  if (members.empty()) fed.fault = "an archive without files is accepted";
  for (const ArchiveMember& member : members) {
    const Fed one = FeedAsIs(Kind::kBankFile, member.content.bytes(), draw);
    fed.verdict = one.verdict;
    fed.receipts += one.receipts;
    fed.applied += one.applied;
    if (fed.fault.empty()) fed.fault = one.fault;
  }
  return fed;
}

/// Joins advice to receipts that are made for it, and settles those.
Fed Feeder::FeedAdvice(std::string_view bytes, Draw* draw) {
  BankFile file;
  ReadAdvice(Source{"input", bytes}, {}, DrawOptions(draw), &file);
  Fed fed;
  fed.format = "advice";
  fed.verdict = VerdictOf(file.summary.status);
  fed.receipts = file.advice.receipts.size();
  fed.fault = FaultOf(file);
  if (!file.receipts.receipts.empty()) fed.fault = "advice brings money";
  ReceiptBlock receipts;
  receipts.AddFile("bank", "bai2");
  WideMinor before = 0, after = 0;
  for (const Receipt& advice : file.advice.receipts) {
    if (advice.currency == Currency::kNone || advice.amount < 0) continue;
    Receipt* const receipt = receipts.Add();
    receipt->amount = advice.amount;
    receipt->currency = advice.currency;
    receipt->value_date = receipt->booking_date =
        advice.value_date == kNoDay ? 20000 : advice.value_date;
    receipt->payer_name = receipts.Keep(advice.payer_name);
    receipt->id = receipts.Keep(advice.id);
    for (const Reference& reference : file.advice.References(advice)) {
      receipts.AddReference(reference.type, reference.value);
    }
    before += receipt->amount;
  }
  JoinAdvice(*book_, policy_.own_accounts, file.advice, {}, &receipts);
  for (const Receipt& receipt : receipts.receipts) after += receipt.amount;
  if (before != after) fed.fault = "joining advice changes the money";
  Settle(*book_, receipts, policy_, &fed);
  return fed;
}

Fed Feeder::FeedMapped(std::string_view bytes, Draw* draw) {
  Fed fed;
  fed.format = "mapped";
  const size_t cut = bytes.find(kMappedCut);
  if (cut == std::string_view::npos) return fed;
  CsvMapping mapping;
  std::vector<std::string> errors;
  if (!ReadCsvMapping(bytes.substr(0, cut), "input", &mapping, &errors)) {
    if (errors.empty()) fed.fault = "refused without a message";
    return fed;
  }
  const Source source{"input", bytes.substr(cut + kMappedCut.size())};
  if (mapping.kind == MappingKind::kOpenItems) {
    OpenItemBlock items;
    Findings findings;
    ReadMappedOpenItems(source, mapping, &policy_, &items, &findings);
    if (findings.rejected()) return fed;
    fed.verdict = Verdict::kAccepted;
    const Book book = Book::Build(std::move(items), {}, policy_);
    Settle(book, receipts_, policy_, &fed);
    return fed;
  }
  BankFile file;
  ReadMappedCsv(source, mapping, DrawOptions(draw), &file);
  fed = Judge(file);
  fed.format = "mapped";
  return fed;
}

}  // namespace cashmatch::fuzz
