// SPDX-License-Identifier: Apache-2.0
// meaning.cc - a file's meaning, and what became of it.
#include "tests/hostile/meaning.h"

#include <algorithm>
#include <iterator>

#include "adapters/read/advice_input/advice_input.h"
#include "adapters/read/detect/detect.h"
#include "adapters/read/mapped_csv/mapped_csv.h"

namespace cashmatch::hostile {
namespace {

void Put(std::string_view text, std::string* out) {
  out->append(text);
  out->push_back('\x1f');
}

void Put(int64_t number, std::string* out) { Put(std::to_string(number), out); }

Said SaidBy(const ReceiptBlock& block, const Receipt& it, bool is_advice) {
  Said said;
  // An advice is no money, and neither is an entry of nothing.
  std::string* const money =
      is_advice || it.amount == 0 ? &said.rest : &said.money;
  Put(it.direction == Direction::kCredit ? "C" : "D", money);
  Put(CodeOf(it.currency), money);
  Put(it.amount, money);
  Put(it.provisional ? "intraday" : "booked", &said.rest);
  said.account = it.account;
  for (const int64_t number :
       {it.charges, it.instructed_amount, int64_t{it.booking_date},
        int64_t{it.value_date}, static_cast<int64_t>(it.instructed_currency),
        static_cast<int64_t>(it.method)}) {
    Put(number, &said.rest);
  }
  for (const std::string_view text :
       {it.bank_reference, it.type_code, it.payer_name, it.payer_account,
        it.payer_bank, it.payer_id}) {
    Put(text, &said.rest);
  }
  for (const Reference& reference : block.References(it)) {
    Put(static_cast<int64_t>(reference.type), &said.rest);
    Put(reference.value, &said.rest);
  }
  for (const std::string_view text : block.Texts(it)) Put(text, &said.rest);
  for (const AdviceLine& line : block.Advice(it)) {
    Put(line.reference, &said.rest);
    for (const int64_t number : {line.gross, line.discount, line.paid}) {
      Put(number, &said.rest);
    }
    for (const Adjustment& adjustment : block.Adjustments(line)) {
      Put(adjustment.amount, &said.rest);
      Put(adjustment.reason, &said.rest);
      Put(adjustment.reference, &said.rest);
    }
  }
  said.line = it.line;
  return said;
}

/// A copy without places, sorted: what can be compared as a whole.
std::vector<Said> Sorted(const std::vector<Said>& receipts) {
  std::vector<Said> sorted = receipts;
  for (Said& said : sorted) said.line = 0;
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

std::vector<std::string> Sorted(const std::vector<Said>& receipts,
                                std::string Said::* part) {
  std::vector<std::string> parts;
  for (const Said& said : receipts) {
    if (!(said.*part).empty()) parts.push_back(said.*part);
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

/// Tells which of the honest receipts no longer stand among `damaged`.
std::vector<bool> Gone(const Meaning& honest, std::vector<Said> damaged) {
  std::vector<bool> gone;
  for (Said said : honest.receipts) {
    said.line = 0;
    const auto at = std::lower_bound(damaged.begin(), damaged.end(), said);
    const bool there = at != damaged.end() && *at == said;
    if (there) damaged.erase(at);
    gone.push_back(!there);
  }
  return gone;
}

/// Index of the receipt that a line belongs to; -1 before the first.
int OwnerOf(const Meaning& honest, uint32_t line) {
  int owner = -1;
  for (size_t i = 0; i < honest.receipts.size(); ++i) {
    if (honest.receipts[i].line <= line) owner = static_cast<int>(i);
  }
  return owner;
}

/// Finds the lines behind the last TxDtls of each Ntry, whatever its prefix.
std::vector<SharedLines> FindShared(std::string_view bytes) {
  std::vector<SharedLines> found;
  SharedLines now;
  uint32_t line = 1;
  for (size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] == '\n') ++line;
    if (bytes[at] != '<') continue;
    std::string_view name = bytes.substr(at + 1, 48);
    const bool end = name.starts_with('/');
    if (end) name.remove_prefix(1);
    name = name.substr(0, name.find_first_of(" />\r\n"));
    name.remove_prefix(name.find(':') + 1);  // npos + 1 is 0
    if (name == "Ntry" && !end) now = {line, 0, 0};
    if (name == "TxDtls" && end) now.first = line + 1;
    if (name != "Ntry" || !end || now.first == 0) continue;
    now.last = line;
    found.push_back(now);
  }
  return found;
}

/// The first line whose receipts a damaged line may change.
uint32_t BeginOf(const Meaning& honest, uint32_t line) {
  for (const SharedLines& it : honest.shared) {
    if (it.first <= line && line <= it.last) return it.entry;
  }
  return UINT32_MAX;
}

/// True if a receipt says something else although its bytes were not touched.
/// To a receipt belong its lines and the headings above it, and what stands
/// behind the details of its entry. A turned bit in the
/// lines of one receipt that changes another, or anything below a damage that
/// changes what stands above it, is a stranger's change. Where two lines were
/// swapped, each place also belongs to the receipt before it, which goes on
/// where the next no longer begins.
bool StrangerChanged(const Meaning& honest, const std::vector<bool>& gone,
                     Touched touched) {
  const bool swapped = touched.first != touched.second;
  const int first = OwnerOf(honest, touched.first - swapped);
  const int owner = OwnerOf(honest, touched.first);
  if (first < 0) return false;
  const auto line = [&](int i) { return honest.receipts[i].line; };
  const uint32_t begin =
      std::min(BeginOf(honest, touched.first), BeginOf(honest, touched.second));
  for (int i = 0; i < static_cast<int>(gone.size()); ++i) {
    if (!gone[i]) continue;
    if (i < first && line(i) != line(first) && line(i) < begin) return true;
    if (!swapped && i > owner && gone[owner] && line(i) != line(owner)) {
      return true;
    }
  }
  return false;
}

}  // namespace

Meaning MeaningOf(fuzz::Kind kind, std::string_view mapping,
                  std::string_view bytes) {
  const std::vector<char> exact(bytes.begin(), bytes.end());
  const Source source{"input", {exact.data(), exact.size()}};
  BankFile file;
  if (kind == fuzz::Kind::kMapped) {
    CsvMapping columns;
    std::vector<std::string> errors;
    if (!ReadCsvMapping(mapping, "mapping", &columns, &errors) ||
        columns.kind == MappingKind::kOpenItems) {
      return {};
    }
    ReadMappedCsv(source, columns, ReadOptions(), &file);
  } else if (kind == fuzz::Kind::kAdvice) {
    ReadAdvice(source, {}, ReadOptions(), &file);
  } else {
    ReadBankFile(source, "", ReadOptions(), &file);
  }
  Meaning meaning;
  meaning.status = file.summary.status;
  meaning.control = file.summary.control;
  meaning.format = kind == fuzz::Kind::kAdvice ? "advice" : file.summary.format;
  if (meaning.format.starts_with("camt")) meaning.shared = FindShared(bytes);
  for (const Finding& finding : file.findings.list()) {
    meaning.said.push_back(finding.code + " " + finding.place.path);
  }
  std::sort(meaning.said.begin(), meaning.said.end());
  for (const ReceiptBlock* block : {&file.receipts, &file.advice}) {
    for (const Receipt& receipt : block->receipts) {
      if (receipt.held.empty()) {
        meaning.receipts.push_back(
            SaidBy(*block, receipt, block == &file.advice));
      } else {
        ++meaning.held;
      }
    }
  }
  return meaning;
}

std::string_view NameOf(Outcome outcome) {
  constexpr std::string_view kNames[kOutcomes] = {
      "refused", "held",   "unchanged", "prefix", "text",    "account",
      "missing", "warned", "unproved",  "MONEY",  "STRANGER"};
  return kNames[static_cast<size_t>(outcome)];
}

std::string MoneyChanged(const Meaning& honest, const Meaning& damaged) {
  const auto before = Sorted(honest.receipts, &Said::money);
  const auto after = Sorted(damaged.receipts, &Said::money);
  std::vector<std::string> gone, come;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                      std::back_inserter(gone));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                      std::back_inserter(come));
  std::string text;
  for (const auto& [word, parts] :
       {std::pair("gone ", &gone), std::pair("new ", &come)}) {
    for (const std::string& part : *parts) text += word + part + "; ";
  }
  std::replace(text.begin(), text.end(), '\x1f', ' ');
  return text;
}

Outcome Judge(const Meaning& honest, const Meaning& damaged, Touched touched) {
  if (damaged.status == FileStatus::kRejected) return Outcome::kRefused;
  const std::vector<Said> before = Sorted(honest.receipts);
  const std::vector<Said> after = Sorted(damaged.receipts);
  if (before == after) return Outcome::kUnchanged;
  const bool nothing_new =
      std::includes(before.begin(), before.end(), after.begin(), after.end());
  const bool held = damaged.status == FileStatus::kHeld;
  if (nothing_new && held) return Outcome::kHeld;
  if (nothing_new && touched.cut) return Outcome::kPrefix;
  const auto money_before = Sorted(honest.receipts, &Said::money);
  const auto money_after = Sorted(damaged.receipts, &Said::money);
  const bool money_kept =
      held ? std::includes(money_before.begin(), money_before.end(),
                           money_after.begin(), money_after.end())
           : money_before == money_after;
  if (!money_kept) {
    // CSV has no mark at its end: nothing can tell that rows are missing.
    const bool open_end = touched.cut && honest.format == "csv";
    if (honest.control != Control::kProved || open_end) {
      return Outcome::kUnproved;
    }
    const bool silent = std::includes(honest.said.begin(), honest.said.end(),
                                      damaged.said.begin(), damaged.said.end());
    // What is held excuses what is missing, never money that nobody sent.
    if (silent || (held && !nothing_new)) return Outcome::kMoney;
    return nothing_new ? Outcome::kMissing : Outcome::kWarned;
  }
  if (!held && StrangerChanged(honest, Gone(honest, after), touched)) {
    return Outcome::kStranger;
  }
  return Sorted(honest.receipts, &Said::account) ==
                 Sorted(damaged.receipts, &Said::account)
             ? Outcome::kText
             : Outcome::kAccount;
}

}  // namespace cashmatch::hostile
