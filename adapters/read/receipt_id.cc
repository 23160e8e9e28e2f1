// SPDX-License-Identifier: Apache-2.0
// receipt_id.cc - content hashes of receipts.
// Tested by tests/unit/adapters/read/receipt_id_test.cc
#include "adapters/read/receipt_id.h"

#include <openssl/evp.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <compare>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/base/sort_by_key.h"

namespace cashmatch {
namespace {

constexpr size_t kIdBytes = 10;  // 20 hex digits
constexpr std::string_view kDigits = "0123456789abcdef";

/// Spells a receipt as bytes, each field with its length, so that no two
/// different receipts are spelled alike.
class Speller {
 public:
  const std::string& Spell(const ReceiptBlock& block, const Receipt& receipt) {
    bytes_.clear();
    Text(receipt.account);
    Number(receipt.booking_date);
    Number(receipt.value_date);
    Number(static_cast<int64_t>(receipt.currency));
    // An advice may announce no amount, which has no other side.
    const bool turned =
        receipt.direction == Direction::kDebit && receipt.amount != kNotStated;
    Number(turned ? -receipt.amount : receipt.amount);
    Text(receipt.bank_reference);
    Text(receipt.payer_name);
    Text(receipt.payer_account);
    Text(receipt.payer_bank);
    Text(receipt.payer_id);
    Number(receipt.references_count);
    for (const Reference& reference : block.References(receipt)) {
      Number(static_cast<int64_t>(reference.type));
      Text(reference.value);
    }
    Number(receipt.texts_count);
    for (const std::string_view text : block.Texts(receipt)) Text(text);
    Number(receipt.advice_count);
    for (const AdviceLine& line : block.Advice(receipt)) Advice(block, line);
    return bytes_;
  }

  void Number(int64_t value) {
    std::array<char, 8> bytes;  // little-endian on every machine
    for (int i = 0; i < 8; ++i) {
      bytes[static_cast<size_t>(i)] =
          static_cast<char>(static_cast<uint64_t>(value) >> (8 * i));
    }
    bytes_.append(bytes.data(), bytes.size());
  }

  const std::string& bytes() const { return bytes_; }

 private:
  void Text(std::string_view text) {
    Number(static_cast<int64_t>(text.size()));
    bytes_ += text;
  }

  void Advice(const ReceiptBlock& block, const AdviceLine& line) {
    Text(line.reference);
    Number(line.gross);
    Number(line.discount);
    Number(line.paid);
    Number(line.adjustments_count);
    for (const Adjustment& part : block.Adjustments(line)) {
      Number(part.amount);
      Text(part.reason);
      Text(part.reference);
    }
  }

  std::string bytes_;
};

/// SHA-256 with the algorithm fetched once: twice as fast as by name each time.
class Sha256 {
 public:
  std::array<unsigned char, 32> Of(std::string_view bytes) {
    std::array<unsigned char, 32> digest{};
    unsigned size = 0;
    CASHMATCH_CHECK(
        EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) == 1 &&
        EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1 &&
        EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1);
    return digest;
  }

 private:
  struct Free {
    void operator()(EVP_MD* md) const { EVP_MD_free(md); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD, Free> algorithm_{
      EVP_MD_fetch(nullptr, "SHA256", nullptr)};
  std::unique_ptr<EVP_MD_CTX, Free> context_{EVP_MD_CTX_new()};
};

std::array<char, 2 * kIdBytes> Hex(
    const std::array<unsigned char, 32>& digest) {
  std::array<char, 2 * kIdBytes> hex{};
  for (size_t i = 0; i < kIdBytes; ++i) {
    hex[2 * i] = kDigits[digest[i] >> 4];
    hex[2 * i + 1] = kDigits[digest[i] & 15];
  }
  return hex;
}

using Id = std::array<char, 2 * kIdBytes>;

/// Names receipts; holds buffers: one for each thread.
class Namer {
 public:
  Id IdOf(const ReceiptBlock& block, const Receipt& receipt) {
    speller_.Spell(block, receipt);
    speller_.Number(receipt.twin);
    return Hex(sha256_.Of(speller_.bytes()));
  }

 private:
  Speller speller_;
  Sha256 sha256_;
};

std::string MakeId(const ReceiptBlock& block, const Receipt& receipt) {
  thread_local Namer namer;
  const Id id = namer.IdOf(block, receipt);
  return {id.data(), id.size()};
}

/// Receipts of one file that may be equal, as they agree in what differs most.
struct Alike {
  uint64_t key;
  uint32_t row;
  friend auto operator<=>(const Alike&, const Alike&) = default;
};

Alike AlikeOf(const Receipt& receipt, uint32_t row) {
  uint64_t hash = HashMix(receipt.file, static_cast<uint64_t>(receipt.amount));
  hash = HashMix(hash, static_cast<uint64_t>(receipt.value_date));
  hash = HashText(receipt.bank_reference, hash);
  if (receipt.bank_reference.empty()) {
    hash = HashText(receipt.payer_name, hash);
    hash = HashText(receipt.payer_account, hash);
  }
  return {hash, row};
}

/// Numbers the equal ones among receipts that are alike, in their order.
void NumberTwins(std::span<const Alike> alike, ReceiptBlock* block) {
  Speller speller;
  std::map<std::tuple<uint32_t, uint64_t, uint64_t>, uint32_t> seen;
  for (const Alike& at : alike) {
    Receipt& receipt = block->receipts[at.row];
    const std::string& bytes = speller.Spell(*block, receipt);
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    receipt.twin = seen[{receipt.file, hash.high64, hash.low64}]++;
  }
}

}  // namespace

void NumberReceipts(ReceiptBlock* block) {
  block->make_id = MakeId;
  // A reader that keeps some plain has given positions, and knows that no two
  // are equal.
  if (!block->plain.empty()) return;
  std::vector<uint32_t> positions(block->files.size(), 0);
  std::vector<Alike> alike;
  for (uint32_t row = 0; row < block->receipts.size(); ++row) {
    Receipt& receipt = block->receipts[row];
    receipt.position = positions[receipt.file]++;
    if (receipt.id.empty()) alike.push_back(AlikeOf(receipt, row));
  }
  SortByKey(&alike);
  for (size_t first = 0, last = 0; first < alike.size(); first = last) {
    while (last < alike.size() && alike[last].key == alike[first].key) ++last;
    if (last - first == 1) continue;
    NumberTwins(std::span(alike).subspan(first, last - first), block);
  }
}

void NameReceipts(ReceiptBlock* block) {
  constexpr size_t kGrain = 4096;
  std::vector<Receipt*> unnamed;
  for (Receipt& receipt : block->receipts) {
    if (receipt.id.empty()) unnamed.push_back(&receipt);
  }
  char* const texts = block->Reserve(unnamed.size() * sizeof(Id));
  ForEachChunk(unnamed.size(), kGrain, [&](size_t, size_t begin, size_t end) {
    Namer namer;
    for (size_t i = begin; i < end; ++i) {
      const Id id = namer.IdOf(*block, *unnamed[i]);
      char* const to = texts + i * id.size();
      std::copy(id.begin(), id.end(), to);
      unnamed[i]->id = {to, id.size()};
    }
  });
  for (SourceFile& file : block->files) file.fingerprint = {};
  for (const Receipt& receipt : block->receipts) {
    Extend(receipt.id, &block->files[receipt.file].fingerprint);
  }
  block->make_id = nullptr;
}

std::vector<std::string> ContentIds(const ReceiptBlock& block) {
  std::vector<std::string> ids;
  std::map<std::pair<uint32_t, std::string>, uint32_t> seen;  // by file
  for (Receipt one : block.receipts) {
    one.twin = 0;
    std::string id = MakeId(block, one);
    one.twin = seen[{one.file, id}]++;
    ids.push_back(one.twin == 0 ? std::move(id) : MakeId(block, one));
  }
  return ids;
}

bool MayBeMadeId(std::string_view id) {
  return id.size() == 2 * kIdBytes &&
         id.find_first_not_of(kDigits) == std::string_view::npos;
}

void AssignReceiptIds(ReceiptBlock* block) {
  NumberReceipts(block);
  NameReceipts(block);
}

std::array<uint64_t, 2> ContentHash(const ReceiptBlock& block,
                                    const Receipt& receipt) {
  Speller speller;
  const std::string& bytes = speller.Spell(block, receipt);
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

}  // namespace cashmatch
