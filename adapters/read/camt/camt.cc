// SPDX-License-Identifier: Apache-2.0
// camt.cc - one camt file from its bytes to its summary.
// Tested by tests/unit/adapters/read/camt/camt_test.cc
#include "adapters/read/camt/camt.h"

#include <array>
#include <string>

#include "adapters/read/camt/encoding.h"
#include "adapters/read/camt/entry_reader.h"
#include "adapters/read/camt/entry_runs.h"
#include "adapters/read/camt/locator.h"
#include "adapters/read/camt/to_receipts.h"

namespace cashmatch {
namespace {

struct KindNames {
  std::string_view body, format;
  CamtKind kind;
};
constexpr std::array<KindNames, 3> kKinds = {
    {{"BkToCstmrAcctRpt", "camt.052", CamtKind::k052},
     {"BkToCstmrStmt", "camt.053", CamtKind::k053},
     {"BkToCstmrDbtCdtNtfctn", "camt.054", CamtKind::k054}}};

constexpr size_t kHead = size_t{1} << 16;  // where a file says what it is

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Returns the "08" of "...:camt.053.001.08", or of a body named ...V01.
std::string_view VersionOf(const Message& message) {
  const size_t camt = message.xmlns.find("camt.05");
  if (camt != std::string_view::npos) {
    constexpr size_t kVersionAt = std::string_view("camt.053.001.").size();
    const std::string_view name = message.xmlns.substr(camt);
    if (name.size() >= kVersionAt + 2 && IsDigit(name[kVersionAt]) &&
        IsDigit(name[kVersionAt + 1])) {
      return name.substr(kVersionAt, 2);
    }
  }
  return message.suffix.size() == 3 ? message.suffix.substr(1)
                                    : std::string_view();
}

std::string_view CodeOf(XmlFaultKind kind) {
  switch (kind) {
    case XmlFaultKind::kTruncated:
      return "CAMT-TRUNCATED";
    case XmlFaultKind::kDoctype:
      return "CAMT-DOCTYPE";
    case XmlFaultKind::kLimit:
      return "CAMT-LIMIT";
    case XmlFaultKind::kNone:
    case XmlFaultKind::kMalformed:
      break;
  }
  return "CAMT-XML";
}

/// Reads one file; the steps of ReadCamt share these.
class CamtFile {
 public:
  CamtFile(const Source& source, const DecodedXml& decoded,
           const ReadOptions& options, BankFile* file)
      : source_(source),
        text_(decoded.text),
        locator_(decoded, &source.let_go),
        reader_(decoded.text, decoded.repair),
        receipts_(options, &locator_, file),
        runs_(decoded.text, source, options, &reader_, &locator_, &receipts_,
              file),
        file_(*file) {}

  void Run() {
    Passage passage(source_.let_go);
    while (!file_.stopped) {
      passage.At(reader_.xml().position());
      switch (reader_.Next()) {
        case ReadEvent::kMessage:
          BeginMessage();
          break;
        case ReadEvent::kStatementBegin:
          receipts_.BeginStatement(reader_.statement());
          break;
        case ReadEvent::kEntry:
          receipts_.AddEntry(reader_.message(), reader_.statement(),
                             reader_.entry());
          if (!file_.stopped) runs_.Read();
          break;
        case ReadEvent::kAdvice:
          receipts_.Report("CAMT-ADVICE", Severity::kWarning,
                           locator_.At(reader_.entry().offset, {}),
                           "a remittance advice among bank messages",
                           "one in a file of its own", "not read");
          break;
        case ReadEvent::kStatementEnd:
          receipts_.EndStatement(reader_.message(), reader_.statement());
          receipts_.JudgeRepeat(StatementText());
          break;
        case ReadEvent::kDone:
          return Finish();
        case ReadEvent::kFault:
          return Refuse();
      }
    }
  }

 private:
  std::string_view StatementText() const {
    const size_t begin = reader_.statement().offset;
    return text_.substr(begin, reader_.xml().position() - begin);
  }

  void BeginMessage() {
    const Message& message = reader_.message();
    if (message.body == "RmtAdvc") return;  // told where it has an advice
    const KindNames* names = &kKinds[0];
    for (const KindNames& each : kKinds) {
      if (each.body == message.body) names = &each;
    }
    const std::string_view version = VersionOf(message);
    if (++messages_ == 1) {
      file_.summary.format = names->format;
      file_.summary.version = version;
      source_file_ = file_.receipts.AddFile(source_.name, file_.summary.format);
    } else {
      receipts_.Report("CAMT-SEVERAL", Severity::kWarning,
                       locator_.At(message.offset, {}),
                       "message " + std::to_string(messages_),
                       "one message in a file", "read as well");
    }
    CheckNamespace(message);
    const int number =
        version.empty() ? 0 : (version[0] - '0') * 10 + (version[1] - '0');
    receipts_.BeginMessage(names->kind, source_file_, number);
  }

  void CheckNamespace(const Message& message) {
    const std::string_view xmlns = message.xmlns;
    const bool known =
        xmlns.find("camt.05") != std::string_view::npos &&
        (xmlns.substr(0, 31) == "urn:iso:std:iso:20022:tech:xsd:" ||
         xmlns.substr(0, 10) == "urn:swift:");
    if (known) return;
    receipts_.Report("CAMT-NAMESPACE", Severity::kWarning,
                     locator_.At(message.offset, {}),
                     xmlns.empty() ? "no namespace" : Quote(xmlns),
                     "urn:iso:std:iso:20022:tech:xsd:camt.05...",
                     "read by its element names");
  }

  void Finish() {
    receipts_.Finish();
    if (messages_ == 0) {
      receipts_.Report("CAMT-BODY", Severity::kRejected, Place(),
                       "XML without a camt body",
                       "BkToCstmrAcctRpt, BkToCstmrStmt or "
                       "BkToCstmrDbtCdtNtfctn",
                       "file rejected");
    } else if (file_.summary.statements == 0) {
      receipts_.Report("CAMT-EMPTY", Severity::kWarning,
                       locator_.At(reader_.message().offset, {}),
                       "0 statements in " + std::string(reader_.message().body),
                       "Rpt, Stmt or Ntfctn", "nothing to read");
    }
    ReportRepairs();
  }

  void ReportRepairs() {
    const size_t repairs = reader_.xml().repairs();
    if (repairs == 0) return;
    receipts_.Report("CAMT-ENCODING", Severity::kWarning,
                     locator_.At(reader_.xml().first_repair(), {}),
                     std::to_string(repairs) + " texts that are not UTF-8",
                     "UTF-8, as the file says", "read as Windows-1252");
  }

  void Refuse() {
    const XmlFault& fault = reader_.xml().fault();
    std::string found = fault.kind == XmlFaultKind::kTruncated
                            ? "the end of the file"
                            : Quote(fault.found);
    const uint64_t entries = file_.summary.entries;
    found += " after " + std::to_string(entries) +
             (entries == 1 ? " complete entry" : " complete entries");
    receipts_.Report(
        CodeOf(fault.kind), Severity::kRejected,
        locator_.At(fault.offset, receipts_.OpenPath(reader_.in_entry())),
        std::move(found), fault.expected, "file rejected");
  }

  const Source& source_;
  std::string_view text_;
  Locator locator_;
  EntryReader reader_;
  ToReceipts receipts_;
  EntryRuns runs_;
  BankFile& file_;
  uint32_t source_file_ = 0;
  uint64_t messages_ = 0;
};

bool Contains(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

/// Names the format of a file that may be too broken to be read.
std::string_view GuessFormat(std::string_view text) {
  for (const KindNames& names : kKinds) {
    if (Contains(text, names.body) || Contains(text, names.format)) {
      return names.format;
    }
  }
  return {};
}

}  // namespace

void ReadCamt(const Source& source, const ReadOptions& options,
              BankFile* file) {
  DecodedXml decoded;
  Passage passage(source.let_go);
  DecodeXml(source.bytes, &decoded, &passage);
  file->summary.format = GuessFormat(decoded.text.substr(0, kHead));
  file->summary.encoding = decoded.encoding;
  if (decoded.known) {
    CamtFile(source, decoded, options, file).Run();
  } else {
    Finding finding;
    finding.place.line = 1;
    finding.code = "CAMT-ENCODING";
    finding.severity = Severity::kRejected;
    finding.found = Quote(decoded.encoding);
    finding.expected = "a known encoding";
    finding.done = "file rejected";
    AddFinding(std::move(finding), false, options, file);
  }
  FinishBankFile(file);
}

bool LooksLikeCamt(std::string_view bytes) {
  DecodedXml decoded;
  DecodeXml(bytes.substr(0, kHead), &decoded);
  std::string_view text = decoded.text;
  while (!text.empty() && IsXmlBlank(text.front())) text.remove_prefix(1);
  if (text.empty() || text.front() != '<') return false;
  return !GuessFormat(text).empty();
}

}  // namespace cashmatch
