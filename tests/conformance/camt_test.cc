// SPDX-License-Identifier: Apache-2.0
// camt_test.cc - every camt file against what an independent reader found.
#include "adapters/read/camt/camt.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/camt/amount.h"
#include "adapters/read/camt/encoding.h"
#include "adapters/read/camt/entry_reader.h"
#include "tests/conformance/formats_folder.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 3> kMessages = {"camt052", "camt053",
                                                       "camt054"};

BankFile Read(const std::string& bytes) {
  BankFile file;
  ReadCamt({"file.xml", bytes}, ReadOptions(), &file);
  return file;
}

std::string Findings(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += "\n  " + Describe("", finding);
  }
  return out;
}

/// Writes 1190.00 as 1190 and 0.50 as 0.5, as the expectations do.
std::string Plain(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

/// The booked sums as "CRDT:EUR" -> "1190".
std::map<std::string, std::string> Sums(const SidedSums& sums) {
  std::map<std::string, std::string> out;
  const auto add = [&](const char* side, const auto& by_currency) {
    for (const auto& [currency, sum] : by_currency) {
      out[side + (":" + std::string(CodeOf(currency)))] =
          Plain(FormatMoney(sum, currency));
    }
  };
  add("CRDT", sums.credit);
  add("DBIT", sums.debit);
  return out;
}

/// What the balance checks of all statements come to: failed if one fails.
Control ExpectedBalances(simdjson::dom::element expected) {
  Control control = Control::kAbsent;
  const auto add = [&](simdjson::dom::element check) {
    if (check.is_null()) return;
    if (!bool(check)) control = Control::kFailed;
    if (bool(check) && control == Control::kAbsent) control = Control::kProved;
  };
  simdjson::dom::array list;
  if (expected["statements"].get(list) == simdjson::SUCCESS) {
    for (const auto statement : list) add(statement["balance_check"]);
  } else if (expected["balance_checks"].get(list) == simdjson::SUCCESS) {
    for (const auto check : list) add(check);
  }
  return control;
}

uint64_t Number(simdjson::dom::element expected, const char* key) {
  uint64_t value = 0;
  EXPECT_EQ(expected[key].get(value), simdjson::SUCCESS) << key;
  return value;
}

std::string Text(simdjson::dom::element expected, const char* key) {
  std::string_view text;
  return expected[key].get(text) == simdjson::SUCCESS ? std::string(text) : "";
}

void CompareSums(simdjson::dom::element expected, const BankFile& file) {
  std::map<std::string, std::string> sums;
  for (const auto [key, value] :
       simdjson::dom::object(expected["booked_sums"])) {
    sums[std::string(key)] = std::string(std::string_view(value));
  }
  // The expectations leave out entries without a status; we prove them.
  const bool unstated = Number(expected, "n_other_status") != 0;
  if (unstated) return;
  EXPECT_EQ(Sums(file.summary.booked), sums);
}

void CompareReferences(simdjson::dom::element expected, const BankFile& file) {
  std::map<std::string, uint64_t> kinds;
  for (const auto [key, value] :
       simdjson::dom::object(expected["creditor_ref_kinds"])) {
    kinds[std::string(key)] = uint64_t(value);
  }
  const auto found = [&](const char* kind) {
    const auto at = file.summary.references.find(kind);
    return at == file.summary.references.end() ? 0 : at->second;
  };
  EXPECT_EQ(found("QRR"), kinds["QRR/ESR"]);
  EXPECT_EQ(found("RF"), kinds["RF"]);
  EXPECT_EQ(found("FI"), kinds["FI-viite?"]);
}

void Compare(simdjson::dom::element expected, const BankFile& file) {
  ASSERT_FALSE(file.findings.rejected()) << Findings(file);
  EXPECT_EQ(file.summary.format, Text(expected, "message"));
  EXPECT_EQ(file.summary.version, Text(expected, "version"));
  EXPECT_EQ(file.summary.statements, Number(expected, "n_statements"));
  EXPECT_EQ(file.summary.entries, Number(expected, "n_entries"));
  EXPECT_EQ(file.summary.details, Number(expected, "n_txdtls"));
  CompareSums(expected, file);
  CompareReferences(expected, file);
  const Control balances = ExpectedBalances(expected);
  // Without both balances, declared sums may still prove or fail the file.
  if (balances != Control::kAbsent) {
    EXPECT_EQ(file.summary.control, balances) << Findings(file);
  }
}

TEST(CamtConformance, SummariesAgree) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  int files = 0;
  for (const std::string_view message : kMessages) {
    simdjson::dom::parser parser;
    const auto path =
        FormatsFolder() / "expectations" / (std::string(message) + ".json");
    for (const auto expected : parser.load(path)["files"]) {
      const std::string name = Text(expected, "file");
      SCOPED_TRACE(name);
      const std::string bytes = ReadWhole(FormatsFolder() / name);
      EXPECT_TRUE(LooksLikeCamt(bytes));
      const BankFile file = Read(bytes);
      if (bool(expected["error"])) {
        EXPECT_TRUE(file.findings.rejected());
      } else {
        Compare(expected, file);
      }
      ++files;
    }
  }
  EXPECT_GE(files, 100);
  std::printf("%d camt files compared\n", files);
}

/// Writes what the entry reader sees in the form of the expectations' lines.
class Lines {
 public:
  std::string Of(const std::string& bytes) {
    DecodedXml decoded;
    DecodeXml(bytes, &decoded);
    EntryReader reader(decoded.text, decoded.repair);
    while (true) {
      switch (reader.Next()) {
        case ReadEvent::kEntry:
          AddEntry(reader.entry());
          break;
        case ReadEvent::kStatementEnd:
          AddStatement(reader.statement());
          break;
        case ReadEvent::kDone:
        case ReadEvent::kFault:
          return out_;
        default:
          break;
      }
    }
  }

 private:
  using Cells = std::initializer_list<std::string_view>;

  static void Join(Cells cells, std::string* out) {
    bool first = true;
    for (const std::string_view cell : cells) {
      if (!first) *out += '|';
      *out += cell;
      first = false;
    }
    *out += '\n';
  }

  static std::string AmountText(std::string_view digits) {
    WideMinor fine;
    return ReadFine(digits, &fine) ? Plain(FormatFine(fine)) : "";
  }

  void AddStatement(const Statement& statement) {
    const std::string number = std::to_string(statements_++);
    Join({"S", number, statement.account, statement.currency,
          std::to_string(entry_)},
         &out_);
    for (const BalanceText& balance : statement.balances) {
      Join({"B", number, balance.code, balance.amount.currency,
            AmountText(balance.amount.digits), balance.side, balance.date},
           &out_);
    }
    out_ += entries_;
    entries_.clear();
    entry_ = 0;
  }

  void AddEntry(const Entry& entry) {
    std::string codes(entry.codes.domain);
    for (const auto part : {entry.codes.family, entry.codes.subfamily}) {
      if (!part.empty())
        codes += (codes.empty() ? "" : "/") + std::string(part);
    }
    const std::string statement = std::to_string(statements_);
    const std::string number = std::to_string(entry_++);
    Join({"E", statement, number, AmountText(entry.amount.digits),
          entry.amount.currency, entry.side, entry.reversal ? "R" : "",
          entry.status, entry.booking_date, entry.value_date,
          entry.bank_reference, codes},
         &entries_);
    int detail_number = 0;
    for (const Detail& detail : entry.details) {
      AddDetail(
          entry, detail,
          statement + "|" + number + "|" + std::to_string(detail_number++));
    }
  }

  void AddDetail(const Entry& entry, const Detail& detail,
                 const std::string& number) {
    const auto* amount = &detail.amount;
    if (!amount->present()) amount = &detail.transacted;
    if (!amount->present()) amount = &detail.instructed;
    std::string references, documents;
    for (uint32_t i = 0; i < detail.structured.count; ++i) {
      const StructuredText& structured =
          entry.structured[detail.structured.first + i];
      if (!structured.creditor_reference.empty()) {
        references += (references.empty() ? "" : ";") +
                      std::string(structured.creditor_reference);
      }
      for (uint32_t d = 0; d < structured.documents.count; ++d) {
        const DocumentText& document =
            entry.documents[structured.documents.first + d];
        documents += (documents.empty() ? "" : ";") +
                     std::string(document.code) + "=" +
                     std::string(document.number);
      }
    }
    Join({"T", number, AmountText(amount->digits), amount->currency,
          detail.side, detail.Reference(Slot::kEndToEndId), detail.debtor.name,
          detail.debtor.account, references, documents},
         &entries_);
  }

  std::string out_, entries_;
  int statements_ = 0, entry_ = 0;
};

std::vector<std::string> Cut(std::string_view text, char at) {
  std::vector<std::string> cells(1);
  for (const char c : text) {
    if (c == at) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

/// Drops the amounts among the documents: "AMT=RmtdAmt=1.00;CdtNoteAmt=2.00".
std::string WithoutAmounts(std::string_view documents) {
  std::string out;
  for (const std::string& document : Cut(documents, ';')) {
    const size_t key = document.find('=');
    const bool amount = document.substr(0, 4) == "AMT=" ||
                        (key != std::string::npos && key >= 3 &&
                         document.substr(key - 3, 3) == "Amt") ||
                        document.substr(0, key) == "AdjstmntAmtAndRsn";
    if (!amount) out += (out.empty() ? "" : ";") + document;
  }
  return out;
}

/// Drops what Lines does not write: the amounts among the documents, and the
/// text of a detail, which may go on over lines.
std::string Comparable(const std::string& lines) {
  constexpr size_t kDocuments = 11;
  constexpr std::string_view kKinds = "SBET";
  std::string out;
  for (const std::string& line : Cut(lines, '\n')) {
    if (line.size() < 2 || line[1] != '|' ||
        kKinds.find(line[0]) == std::string_view::npos) {
      continue;
    }
    if (line[0] != 'T') {
      out += line + "\n";
      continue;
    }
    std::vector<std::string> cells = Cut(line, '|');
    cells.resize(kDocuments + 1);
    cells[kDocuments] = WithoutAmounts(cells[kDocuments]);
    for (size_t i = 0; i < cells.size(); ++i) out += (i ? "|" : "") + cells[i];
    out += "\n";
  }
  return out;
}

TEST(CamtConformance, FieldsAgreeLineByLine) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  int files = 0;
  const auto folder = FormatsFolder() / "expectations" / "lines";
  for (const auto& each : std::filesystem::directory_iterator(folder)) {
    std::string name = each.path().stem().string();
    if (name.substr(0, 5) != "camt0") continue;
    SCOPED_TRACE(name);
    const size_t first = name.find("__");
    const size_t last = name.find("__", name.find("__", first + 2) + 2);
    name.replace(last, 2, "/").replace(first, 2, "/");
    const std::string bytes = ReadWhole(FormatsFolder() / name);
    ASSERT_FALSE(bytes.empty()) << name;
    EXPECT_EQ(Comparable(Lines().Of(bytes)),
              Comparable(ReadWhole(each.path())));
    ++files;
  }
  EXPECT_GE(files, 60);
  std::printf("%d camt files compared line by line\n", files);
}

/// What a policy of the traps means for a file's status.
FileStatus StatusFor(std::string_view policy) {
  if (policy == "reject") return FileStatus::kRejected;
  return policy.substr(0, 7) == "reject_" ? FileStatus::kHeld
                                          : FileStatus::kAccepted;
}

TEST(CamtConformance, TrapsAreTreatedByTheirPolicy) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  int traps = 0;
  for (const auto trap :
       parser.load(FormatsFolder() / "expectations" / "traps.json")["files"]) {
    const std::string name = Text(trap, "file");
    if (name.substr(0, 15) != "synthetic/camt/") continue;
    SCOPED_TRACE(name + ": " + Text(trap, "what"));
    const std::string bytes = ReadWhole(FormatsFolder() / name);
    EXPECT_TRUE(LooksLikeCamt(bytes));
    const BankFile file = Read(bytes);
    const std::string policy = Text(trap, "policy");
    EXPECT_EQ(file.summary.status, StatusFor(policy)) << Findings(file);
    EXPECT_EQ(file.findings.empty(), policy == "accept") << Findings(file);
    uint64_t number;
    if (trap["statements"].get(number) == simdjson::SUCCESS) {
      EXPECT_EQ(file.summary.statements, number);
    }
    if (trap["entries"].get(number) == simdjson::SUCCESS) {
      EXPECT_EQ(file.summary.entries, number);
    }
    if (trap["receipts"].get(number) == simdjson::SUCCESS) {
      EXPECT_EQ(file.receipts.receipts.size(), number);
    }
    const std::string credit = Text(trap, "booked_credit");
    if (!credit.empty()) {
      const auto sums = Sums(file.summary.booked);
      const auto found = sums.find("CRDT:EUR");
      EXPECT_EQ(found == sums.end() ? "0" : found->second, Plain(credit));
    }
    ++traps;
  }
  EXPECT_GE(traps, 20);
  std::printf("%d traps\n", traps);
}

}  // namespace
}  // namespace cashmatch
