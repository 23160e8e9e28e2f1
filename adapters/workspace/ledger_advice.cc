// SPDX-License-Identifier: Apache-2.0
// ledger_advice.cc - advice that came with a run, or before it, joins receipts.
// Tested by tests/system/advice_over_time_test.py
#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "adapters/workspace/advice_inputs.h"
#include "adapters/workspace/ledger_run.h"
#include "adapters/workspace/ledger_store.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {
namespace {

std::string KeyOf(const std::string& sha256, uint32_t place) {
  return sha256 + "#" + std::to_string(place);
}

/// The copy that is counted, as far as it is known before the run.
ReceiptRow CopyThatCounts(const AdviceJoin& join,
                          const std::vector<Known>& known) {
  const auto found = std::find_if(
      join.copies.begin(), join.copies.end(),
      [&](ReceiptRow row) { return known[Index(row)] != Known::kCounted; });
  return found == join.copies.end() ? join.receipt : *found;
}

/// Takes the rows from `count` on out of a join; they are no receipts here.
void LeaveShown(size_t count, AdviceJoin* join) {
  const auto shown = [count](ReceiptRow row) { return Index(row) >= count; };
  std::erase_if(join->copies, shown);
  if (join->receipt == kNoReceipt || !shown(join->receipt)) return;
  if (!join->copies.empty()) {
    join->receipt = join->copies.front();
  } else {
    *join = {};  // the final statement came without it
  }
}

FileDecision HowToRead(const RunFiles& files, bool advice_only) {
  FileDecision how;
  how.advice_only = advice_only;
  how.mappings = files.mappings;
  return how;
}

}  // namespace

bool LedgerRun::ReadOwnAdvice() {
  advice_ = {};
  for (const KeptFile& file : files_.advice) {
    if (!ReadAdviceOf(file, HowToRead(files_, true), &advice_)) {
      return false;
    }
  }
  return IsUsable(advice_);
}

/// Reads the advice of one kept file, once more if need be; each remittance
/// knows its place in the file.
bool LedgerRun::ReadAdviceOf(const KeptFile& file, const FileDecision& how,
                             BankInputs* advice) const {
  const auto mappings = MappingsIn(view_.spool, how.mappings, watch_);
  if (!mappings) return false;
  RunWatch quiet = watch_;
  if (!how.name.empty()) quiet.say = nullptr;  // told when it came
  const std::vector<InputFile> listed = {
      {view_.spool.PathOf(file.sha256), file.name}};
  BankInputs read =
      how.advice_only ? ReadAdviceFiles(listed, *mappings, reading_, quiet)
                      : ReadBankFiles(listed, {"", *mappings}, reading_, quiet);
  uint32_t place = 0;
  for (ReadInput& input : read.files) {
    input.sha256 = file.sha256;  // of an archive's file: the archive's
    for (Receipt& one : input.file.advice.receipts) one.position = place++;
    advice->files.push_back(std::move(input));
  }
  advice->listed = true;
  return !watch_.Interrupted();
}

/// The files of this run that hold advice, then those of earlier ones that
/// still do, each under a name of its own.
std::vector<LedgerRun::AdviceFile> LedgerRun::AdviceFiles() const {
  std::vector<AdviceFile> files;
  for (const KeptFile& file : files_.advice) {
    files.push_back({file, HowToRead(files_, true)});
  }
  for (const KeptFile& file : files_.bank) {
    const bool any = std::any_of(
        inputs_.files.begin(), inputs_.files.end(), [&](const ReadInput& it) {
          return !it.file.advice.receipts.empty() &&
                 (it.name == file.name || it.name.starts_with(file.name + "/"));
        });
    if (any) files.push_back({file, HowToRead(files_, false)});
  }
  for (const auto& [sha256, open] : view_.ledger.open_advice()) {
    const std::string name =
        open.file.name + ", received in row " + std::to_string(open.seq);
    files.push_back({{name, sha256}, open.file});
  }
  std::set<std::string> names;
  for (AdviceFile& file : files) {
    if (names.insert(file.kept.name).second) continue;
    file.kept.name += " " + file.kept.sha256;
  }
  return files;
}

/// Leaves out what an earlier file holds and a receipt has, or a file before.
void LedgerRun::DropUsed(const AdviceFile& file, ReadInput* input) const {
  std::erase_if(input->file.advice.receipts, [&](const Receipt& one) {
    const std::string* const first = view_.ledger.AdviceWaitsIn(
        Ledger::AdviceContent(file.kept.sha256, file.how, one.position));
    return first == nullptr || *first != file.kept.sha256;
  });
}

/// Intraday copies of what came now lend it their keys; they are shown no more.
void LedgerRun::AddShown(const RunGiven& given, std::vector<Known>* known) {
  if (given.intraday.receipts.empty()) return;
  std::set<std::string> came;
  for (const Receipt& receipt : receipts_.receipts) {
    came.insert(IdentityOf(receipts_, receipt, policy_.own_accounts));
  }
  const uint32_t file = receipts_.AddFile("intraday copies", "ndjson");
  for (Receipt receipt : given.intraday.receipts) {
    if (!came.contains(
            IdentityOf(given.intraday, receipt, policy_.own_accounts))) {
      continue;
    }
    receipt.file = file;
    receipts_.AddCopy(given.intraday, receipt);
  }
  known->resize(receipts_.receipts.size(), Known::kCounted);
}

bool LedgerRun::JoinAdvice(const Book& book, std::vector<Known> known,
                           RunGiven* given) {
  joined_ = {};
  BankInputs all;
  std::map<std::string, const AdviceFile*, std::less<>> file_of;  // by name
  const std::vector<AdviceFile> files = AdviceFiles();
  for (const AdviceFile& file : files) {
    const size_t first = all.files.size();
    if (!ReadAdviceOf(file.kept, file.how, &all)) return false;
    for (size_t i = first; i < all.files.size(); ++i) {
      file_of[all.files[i].name] = &file;
      if (file.is_earlier()) DropUsed(file, &all.files[i]);
    }
  }
  if (all.files.empty()) return true;
  const size_t own = receipts_.receipts.size();
  AddShown(*given, &known);
  for (size_t i = 0; i < own; ++i) {
    if (!receipts_.receipts[i].provisional) continue;
    given->as_they_came.emplace(ReceiptRow{static_cast<uint32_t>(i)},
                                receipts_.receipts[i]);
  }
  const auto came_before = [&](std::string_view content,
                               std::string_view name) {
    return !file_of.find(name)->second->is_earlier() &&
           view_.ledger.WasAdviceReceived(content);
  };
  joined_ = JoinAllAdvice(book, policy_.own_accounts, std::array{&all},
                          came_before, watch_, &receipts_);
  receipts_.Truncate(own);
  for (size_t i = 0; i < joined_.joins.size(); ++i) {
    AdviceJoin& join = joined_.joins[i];
    LeaveShown(own, &join);
    if (join.status != AdviceStatus::kJoined) continue;
    const Receipt& one = joined_.advice.receipts[i];
    const auto file = file_of.find(joined_.advice.files[one.file].name);
    given->advice[CopyThatCounts(join, known)] =
        KeyOf(file->second->kept.sha256, one.position);
  }
  return true;
}

}  // namespace cashmatch
