// SPDX-License-Identifier: Apache-2.0
// remt.cc - one remittance advice file from its bytes to its summary.
// Tested by tests/unit/adapters/read/camt/remt_test.cc
#include "adapters/read/camt/remt.h"

#include <string>
#include <utility>

#include "adapters/read/camt/amount.h"
#include "adapters/read/camt/camt.h"
#include "adapters/read/camt/encoding.h"
#include "adapters/read/camt/entry_reader.h"
#include "adapters/read/camt/fill_receipt.h"
#include "adapters/read/camt/locator.h"
#include "engine/model/creditor_reference.h"

namespace cashmatch {
namespace {

constexpr std::string_view kFormat = "remt.001";
constexpr std::string_view kBody = "RmtAdvc";
constexpr size_t kHead = size_t{1} << 16;  // where a file says what it is

std::string_view CodeOf(XmlFaultKind kind) {
  switch (kind) {
    case XmlFaultKind::kTruncated:
      return "REMT-TRUNCATED";
    case XmlFaultKind::kDoctype:
      return "REMT-DOCTYPE";
    case XmlFaultKind::kLimit:
      return "REMT-LIMIT";
    case XmlFaultKind::kNone:
    case XmlFaultKind::kMalformed:
      break;
  }
  return "REMT-XML";
}

/// Returns the "06" of "...:remt.001.001.06".
std::string_view VersionOf(std::string_view xmlns) {
  constexpr std::string_view kName = "remt.001.001.";
  const size_t at = xmlns.find(kName);
  return at == std::string_view::npos ? std::string_view()
                                      : xmlns.substr(at + kName.size(), 2);
}

/// Reads one file; the steps of ReadRemt share these.
class RemtFile {
 public:
  RemtFile(const Source& source, const DecodedXml& decoded,
           const ReadOptions& options, BankFile* file)
      : source_(source),
        options_(options),
        locator_(decoded),
        reader_(decoded.text, decoded.repair),
        file_(*file) {}

  void Run() {
    while (true) {
      switch (reader_.Next()) {
        case ReadEvent::kMessage:
          BeginMessage();
          break;
        case ReadEvent::kAdvice:
          AddAdvice(reader_.entry());
          break;
        case ReadEvent::kStatementBegin:
        case ReadEvent::kEntry:
        case ReadEvent::kStatementEnd:
          break;
        case ReadEvent::kDone:
          return Finish();
        case ReadEvent::kFault:
          return Refuse();
      }
    }
  }

 private:
  void Report(std::string_view code, Severity severity, Place place,
              std::string found, std::string_view expected,
              std::string_view done) {
    Finding finding;
    finding.place = std::move(place);
    finding.code = code;
    finding.severity = severity;
    finding.found = std::move(found);
    finding.expected = expected;
    finding.done = done;
    AddFinding(std::move(finding), false, options_, &file_);
  }

  void BeginMessage() {
    const Message& message = reader_.message();
    if (message.body != kBody) {
      Report("REMT-BODY", Severity::kRejected, locator_.At(message.offset, {}),
             Quote(message.body), "nothing but remittance advice in this file",
             "file rejected");
      return;
    }
    if (file_.summary.statements++ == 0) {
      file_.summary.version = VersionOf(message.xmlns);
      source_file_ = file_.advice.AddFile(source_.name, kFormat);
    }
  }

  /// Reads what the original payment is said to be. False: no number.
  bool SetAmount(const Entry& entry, Receipt* advice) {
    AmountText text = entry.details.back().amount;
    const Money money = ReadMoney(text, Currency::kNone);
    if (money.ok()) {
      advice->amount = money.minor;
      advice->currency = money.currency;
      return true;
    }
    for (const DocumentAmountText& amount : entry.amounts) {
      const Money line = ReadMoney(amount.amount, Currency::kNone);
      if (!line.ok()) continue;
      advice->currency = line.currency;
      break;
    }
    return money.fault == MoneyFault::kMissing;
  }

  /// Without a payment of its own, an advice announces the sum of its lines.
  void SumLines(Receipt* advice) const {
    if (advice->amount != kNotStated) return;
    WideMinor sum = 0;
    for (const AdviceLine& line : file_.advice.Advice(*advice)) {
      if (line.paid == kNotStated) return;
      sum += line.paid;
    }
    if (sum > 0 && sum <= kAmountMax) advice->amount = static_cast<Minor>(sum);
  }

  void AddAdvice(const Entry& entry) {
    if (source_file_ == kNoFile) return;
    const uint64_t number = ++file_.summary.entries;
    file_.summary.details += entry.structured.size();
    const std::string path = "advice " + std::to_string(number);
    Receipt* const advice = file_.advice.Add();
    advice->file = source_file_;
    advice->line = locator_.LineAt(entry.offset);
    advice->amount = kNotStated;
    const bool readable = SetAmount(entry, advice);
    FillReceipt(entry, &entry.details.back(), false, advice, &file_.advice);
    advice->bank_reference = {};  // the bank's own names are not the payer's
    advice->value_date = ReadDay(entry.booking_date);
    if (advice->value_date == kNoDay) {
      advice->value_date = ReadDay(reader_.message().created);
    }
    advice->booking_date = advice->value_date;
    if (readable) {
      SumLines(advice);
    } else {
      const AmountText& text = entry.details.back().amount;
      advice->held = "REMT-AMOUNT";
      Report("REMT-AMOUNT", Severity::kHeld, locator_.At(text.offset, path),
             Quote(text.digits) + " " + Quote(text.currency),
             "an amount with its currency", "advice held");
    }
    CountReferences(*advice);
  }

  void CountReferences(const Receipt& advice) {
    for (const Reference& reference : file_.advice.References(advice)) {
      if (reference.type != ReferenceType::kCreditorReference) continue;
      const CreditorReferenceKind kind = KindOf(reference.value);
      if (kind == CreditorReferenceKind::kNone) continue;
      ++file_.summary.references[std::string(NameOf(kind))];
    }
  }

  void Finish() {
    if (source_file_ == kNoFile && !file_.findings.rejected()) {
      Report("REMT-BODY", Severity::kRejected, Place(),
             "XML without a remittance advice", kBody, "file rejected");
    } else if (file_.summary.entries == 0) {
      Report("REMT-EMPTY", Severity::kWarning,
             locator_.At(reader_.message().offset, {}), "0 RmtInf in RmtAdvc",
             "remittance for at least one payment", "nothing in it");
    }
    const size_t repairs = reader_.xml().repairs();
    if (repairs == 0) return;
    Report("REMT-ENCODING", Severity::kWarning,
           locator_.At(reader_.xml().first_repair(), {}),
           std::to_string(repairs) + " texts that are not UTF-8",
           "UTF-8, as the file says", "read as Windows-1252");
  }

  void Refuse() {
    const XmlFault& fault = reader_.xml().fault();
    const std::string found = fault.kind == XmlFaultKind::kTruncated
                                  ? "the end of the file after " +
                                        std::to_string(file_.summary.entries) +
                                        " complete advices"
                                  : Quote(fault.found);
    Report(CodeOf(fault.kind), Severity::kRejected,
           locator_.At(fault.offset, {}), found, fault.expected,
           "file rejected");
  }

  static constexpr uint32_t kNoFile = UINT32_MAX;

  const Source& source_;
  const ReadOptions& options_;
  Locator locator_;
  EntryReader reader_;
  BankFile& file_;
  uint32_t source_file_ = kNoFile;
};

}  // namespace

void ReadRemt(const Source& source, const ReadOptions& options,
              BankFile* file) {
  DecodedXml decoded;
  DecodeXml(source.bytes, &decoded);
  file->summary.format = kFormat;
  file->summary.encoding = decoded.encoding;
  if (decoded.known) {
    RemtFile(source, decoded, options, file).Run();
  } else {
    Finding finding;
    finding.place.line = 1;
    finding.code = "REMT-ENCODING";
    finding.severity = Severity::kRejected;
    finding.found = Quote(decoded.encoding);
    finding.expected = "a known encoding";
    finding.done = "file rejected";
    AddFinding(std::move(finding), false, options, file);
  }
  FinishBankFile(file);
}

bool LooksLikeRemt(std::string_view bytes) {
  if (LooksLikeCamt(bytes)) return false;
  DecodedXml decoded;
  DecodeXml(bytes.substr(0, kHead), &decoded);
  std::string_view text = decoded.text;
  while (!text.empty() && IsXmlBlank(text.front())) text.remove_prefix(1);
  if (text.empty() || text.front() != '<') return false;
  return text.find(kFormat) != std::string_view::npos ||
         text.find(kBody) != std::string_view::npos;
}

}  // namespace cashmatch
