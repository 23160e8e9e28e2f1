// SPDX-License-Identifier: Apache-2.0
// changed_parts.cc - what contradicts a part that came under the same number.
// Tested by tests/system/changed_files_test.py
#include "adapters/workspace/changed_parts.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "adapters/bytes/sha256.h"
#include "engine/base/hash.h"
#include "engine/model/plain.h"

namespace cashmatch {
namespace {

constexpr std::string_view kCode = "FILE-CHANGED";
constexpr size_t kDigits = 16;  // of a hash

bool IsLockbox(const BankFile& file) {
  return file.summary.format == "lockbox";
}

/// Receipts of a lockbox are `<box>-<day>-<batch>-<item>`.
std::string_view BatchOf(const Receipt& receipt) {
  const std::string_view reference = receipt.bank_reference;
  const size_t dash = reference.rfind('-');
  return reference.substr(0, dash == std::string_view::npos ? 0 : dash);
}

/// The numbers of a file, its receipts by number.
std::vector<NumberedPart> NumbersOf(const BankFile& file) {
  if (!IsLockbox(file)) return file.parts;
  std::vector<NumberedPart> parts;
  const std::vector<Receipt>& all = file.receipts.receipts;
  std::string_view batch;
  for (uint32_t row = 0; row < all.size(); ++row) {
    if (row == 0 || BatchOf(all[row]) != batch) {
      batch = BatchOf(all[row]);
      parts.push_back({PartId({"lockbox", batch}), all[row].line, row, row});
    }
    parts.back().last = row + 1;
    // Checks that were plain stand behind those that were not.
    parts.back().line = std::min(parts.back().line, all[row].line);
  }
  return parts;
}

/// Tells the first of a kind, and counts the rest.
class Teller {
 public:
  explicit Teller(const RunWatch& watch) : watch_(watch) {}
  ~Teller() {
    if (count_ <= Findings::kMost) return;
    watch_.Say("and " + std::to_string(count_ - Findings::kMost) +
               " more like it");
  }
  void Tell(std::string_view file, uint32_t line, const std::string& other,
            size_t count, Contradiction contradiction) {
    if (++count_ > Findings::kMost) return;
    watch_.Say(std::string(file) + ":" + std::to_string(line) + ": " +
               std::string(kCode) + ": found other money than in " + other +
               ", under the same number, expected the same money or another "
               "number; " +
               std::to_string(count) +
               (contradiction == Contradiction::kHeld
                    ? " receipts held; ask the bank which is right, or set "
                      "numbers_repeat for the account"
                    : " receipts counted all the same; ask the bank which is "
                      "right"));
  }

 private:
  const RunWatch& watch_;
  size_t count_ = 0;
};

/// One number in several files of a run.
class Copies {
 public:
  Copies(Contradiction contradiction, const ReadOptions& options,
         BankInputs* inputs, Teller* teller)
      : contradiction_(contradiction),
        options_(options),
        inputs_(*inputs),
        teller_(*teller) {}

  using Places = std::map<size_t, std::vector<NumberedPart>>;  // by input

  void Compare(const Places& places) {
    std::map<std::string, size_t> least;  // by identity, of all files
    bool first = true;
    for (const auto& [input, parts] : places) {
      const auto counts = CountsOf(input, parts);
      if (first) least = counts;
      for (auto& [identity, count] : least) {
        const auto here = counts.find(identity);
        count = std::min(count, here == counts.end() ? 0 : here->second);
      }
      first = false;
    }
    for (const auto& [input, parts] : places) {
      TellBeyond(input, parts, least, places);
    }
  }

 private:
  template <class Visit>
  void ForEach(size_t input, const std::vector<NumberedPart>& parts,
               Visit visit) {
    std::vector<Receipt>& all = inputs_.files[input].file.receipts.receipts;
    for (const NumberedPart& part : parts) {
      for (uint32_t row = part.first; row < part.last; ++row) visit(all[row]);
    }
  }

  std::map<std::string, size_t> CountsOf(
      size_t input, const std::vector<NumberedPart>& parts) {
    std::map<std::string, size_t> counts;
    ForEach(input, parts, [&](const Receipt& it) {
      ++counts[IdentityOf(inputs_.files[input].file.receipts, it)];
    });
    return counts;
  }

  void TellBeyond(size_t input, const std::vector<NumberedPart>& parts,
                  const std::map<std::string, size_t>& least,
                  const Places& places) {
    std::map<std::string, size_t> seen;
    size_t count = 0;
    const bool hold = contradiction_ == Contradiction::kHeld;
    BankInput& file = inputs_.files[input];
    ForEach(input, parts, [&](Receipt& it) {
      const std::string identity = IdentityOf(file.file.receipts, it);
      const auto most = least.find(identity);
      if (++seen[identity] <= (most == least.end() ? 0 : most->second) ||
          !it.held.empty() || options_.repeating.contains(it.account)) {
        return;
      }
      if (hold) it.held = kCode;
      ++count;
    });
    if (count == 0) return;
    if (hold) {
      file.file.summary.status =
          std::max(file.file.summary.status, FileStatus::kHeld);
    }
    const auto first = std::min_element(
        parts.begin(), parts.end(),
        [](const auto& a, const auto& b) { return a.line < b.line; });
    const auto other =
        std::find_if(places.begin(), places.end(),
                     [&](const auto& place) { return place.first != input; });
    teller_.Tell(file.name, first->line, inputs_.files[other->first].name,
                 count, contradiction_);
  }

  const Contradiction contradiction_;
  const ReadOptions& options_;
  BankInputs& inputs_;
  Teller& teller_;
};

/// A part whose number came before with another content.
struct Changed {
  uint32_t last = 0;  // position of the receipt behind it
  uint32_t line = 0;
  const std::string* before = nullptr;  // the file it came in
  size_t input = 0;
  size_t held = 0;
};

/// Calls `batch` with each batch of a lockbox file, as BatchOf spells it, once
/// for all of its checks that follow each other. `of_interest` tells by the
/// beginning of the spelling, `<box>-<day>-`, whether plain checks are looked
/// at.
template <class OfInterest, class Batch>
void ForEachBatch(const ReceiptBlock& block, const OfInterest& of_interest,
                  const Batch& batch) {
  std::string name;
  for (const PlainFile& plain : block.plain) {
    for (const PlainDeposit& it : plain.deposits) {
      if (!of_interest(it.reference)) continue;
      std::string_view last;
      for (uint32_t row = it.first; row < it.first + it.count; ++row) {
        const std::string_view number = plain.bytes.substr(
            plain.rows[row].record + plain.batch.at, plain.batch.size);
        if (row != it.first && number == last) continue;
        last = number;
        batch(name.assign(it.reference).append(number));
      }
    }
  }
  std::string_view last;
  for (const Receipt& it : block.receipts) {
    if (BatchOf(it) == last) continue;
    last = BatchOf(it);
    batch(name.assign(last));
  }
}

/// The inputs that have something of one name.
class Sharers {
 public:
  void Add(const std::string& name, size_t input) {
    const auto [at, fresh] = first_.try_emplace(name, Seen{input, false});
    if (fresh || at->second.input == input) return;
    at->second.several = true;
    inputs_.insert({at->second.input, input});
  }
  bool Several(std::string_view name) const {
    const auto at = first_.find(std::string(name));
    return at != first_.end() && at->second.several;
  }
  const std::set<size_t>& inputs() const { return inputs_; }

 private:
  struct Seen {
    size_t input;
    bool several;
  };
  std::unordered_map<std::string, Seen, TextHash> first_;
  std::set<size_t> inputs_;
};

/// Plain checks of files that have a batch of one number are made receipts.
void MakeShared(BankInputs* inputs) {
  const auto for_each = [inputs](const auto& visit) {
    for (size_t i = 0; i < inputs->files.size(); ++i) {
      const BankFile& file = inputs->files[i].file;
      if (IsLockbox(file)) visit(i, file.receipts);
    }
  };
  Sharers days, batches;
  for_each([&](size_t input, const ReceiptBlock& block) {
    for (const PlainFile& plain : block.plain) {
      for (const PlainDeposit& it : plain.deposits) {
        days.Add(std::string(it.reference), input);
      }
    }
    for (const Receipt& it : block.receipts) {
      const std::string_view batch = BatchOf(it);
      days.Add(std::string(batch.substr(0, batch.rfind('-') + 1)), input);
    }
  });
  const auto shared = [&](std::string_view day) { return days.Several(day); };
  for_each([&](size_t input, const ReceiptBlock& block) {
    ForEachBatch(block, shared,
                 [&](const std::string& name) { batches.Add(name, input); });
  });
  for (const size_t i : batches.inputs()) {
    MakeAllReceipts(&inputs->files[i].file.receipts);
  }
}

}  // namespace

std::vector<PartContent> PartsOf(const BankFile& file) {
  std::map<std::string, PartContent> parts;
  std::map<std::string, std::vector<std::string>> identities;
  std::set<std::string> held;
  for (const NumberedPart& number : NumbersOf(file)) {
    PartContent& part =
        parts
            .try_emplace(number.id, PartContent{number.id, {}, number.line, {}})
            .first->second;
    part.positions.emplace_back(number.first, number.last);
    for (uint32_t row = number.first; row < number.last; ++row) {
      const Receipt& receipt = file.receipts.receipts[row];
      if (!receipt.held.empty()) held.insert(number.id);
      identities[number.id].push_back(IdentityOf(file.receipts, receipt));
    }
  }
  std::vector<PartContent> list;
  for (auto& [id, part] : parts) {
    std::vector<std::string>& all = identities[id];
    std::sort(all.begin(), all.end());
    std::string text;
    for (const std::string& one : all) text += one + '\n';
    if (!held.contains(id)) part.content = Sha256Hex(text).substr(0, kDigits);
    list.push_back(std::move(part));
  }
  return list;
}

void TellContradictions(Contradiction contradiction, const ReadOptions& options,
                        const RunWatch& watch, BankInputs* inputs) {
  if (inputs->files.size() < 2) return;
  MakeShared(inputs);
  std::map<std::string, Copies::Places> numbers;
  for (size_t i = 0; i < inputs->files.size(); ++i) {
    if (inputs->files[i].rejected()) continue;
    for (NumberedPart& part : NumbersOf(inputs->files[i].file)) {
      numbers[part.id][i].push_back(std::move(part));
    }
  }
  Teller teller(watch);
  Copies copies(contradiction, options, inputs, &teller);
  for (const auto& [id, places] : numbers) {
    if (places.size() > 1) copies.Compare(places);
  }
}

std::vector<size_t> HoldChanged(const Ledger& ledger,
                                const ReadOptions& options,
                                std::span<const PlacedParts> files,
                                std::span<const Known> known,
                                const RunWatch& watch, ReceiptBlock* receipts) {
  std::map<std::pair<uint32_t, uint32_t>, Changed> changed;
  for (size_t i = 0; i < files.size(); ++i) {
    for (const PartContent& part : files[i].parts) {
      const ReceivedPart* const before = ledger.PartOf(part.id);
      if (before == nullptr || before->content == part.content) continue;
      for (const auto& [first, last] : part.positions) {
        changed.emplace(std::pair(files[i].first_file, first),
                        Changed{last, part.line, &before->file, i});
      }
    }
  }
  for (size_t row = 0; row < known.size() && !changed.empty(); ++row) {
    Receipt& it = receipts->receipts[row];
    auto at = changed.upper_bound({it.file, it.position});
    if (at == changed.begin() || known[row] != Known::kNew ||
        !it.held.empty() || options.repeating.contains(it.account)) {
      continue;
    }
    --at;
    if (at->first.first != it.file || it.position >= at->second.last) continue;
    it.held = kCode;
    ++at->second.held;
  }
  Teller teller(watch);
  std::vector<size_t> held;
  for (const auto& [place, one] : changed) {
    if (one.held == 0) continue;
    teller.Tell(receipts->files[place.first].name, one.line, *one.before,
                one.held, Contradiction::kHeld);
    held.push_back(one.input);
  }
  return held;
}

}  // namespace cashmatch
