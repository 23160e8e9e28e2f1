// SPDX-License-Identifier: Apache-2.0
// ledger_advice.cc - advice that came with a run, or before it, joins receipts.
// Tested by tests/system/advice_over_time_test.py
#include <algorithm>
#include <iterator>
#include <utility>

#include "adapters/workspace/advice_inputs.h"
#include "adapters/workspace/ledger_run.h"
#include "adapters/workspace/ledger_store.h"

namespace cashmatch {
namespace {

std::string KeyOf(const std::string& sha256, uint32_t place) {
  return sha256 + "#" + std::to_string(place);
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

bool LedgerRun::JoinAdvice(const Book& book, RunGiven* given) {
  BankInputs all, none;
  std::map<std::string, std::string, std::less<>> sha256_of;  // by name
  for (const AdviceFile& file : AdviceFiles()) {
    const size_t first = all.files.size();
    if (!ReadAdviceOf(file.kept, file.how, &all)) return false;
    for (size_t i = first; i < all.files.size(); ++i) {
      ReadInput& input = all.files[i];
      sha256_of[input.name] = file.kept.sha256;
      std::erase_if(input.file.advice.receipts, [&](const Receipt& one) {
        return view_.ledger.IsAdviceUsed(KeyOf(file.kept.sha256, one.position));
      });
    }
  }
  if (all.files.empty()) return true;
  const JoinedAdvice joined =
      JoinAllAdvice(book, &none, &all, watch_, &receipts_);
  for (size_t i = 0; i < joined.joins.size(); ++i) {
    const AdviceJoin& join = joined.joins[i];
    if (join.status != AdviceStatus::kJoined) continue;
    const Receipt& one = joined.advice.receipts[i];
    const auto sha256 = sha256_of.find(joined.advice.files[one.file].name);
    if (sha256 == sha256_of.end()) return Fail("advice of an unknown file");
    given->advice[join.receipt] = KeyOf(sha256->second, one.position);
  }
  return true;
}

}  // namespace cashmatch
