// SPDX-License-Identifier: Apache-2.0
// receipt_id.cc - content hashes of receipts.
// Tested by tests/unit/adapters/read/receipt_id_test.cc
#include "adapters/read/receipt_id.h"

#include <openssl/evp.h>
#include <xxhash.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/base/check.h"

namespace cashmatch {
namespace {

constexpr size_t kIdBytes = 10;  // 20 hex digits

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
    Number(receipt.direction == Direction::kCredit ? receipt.amount
                                                   : -receipt.amount);
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
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<char, 2 * kIdBytes> hex{};
  for (size_t i = 0; i < kIdBytes; ++i) {
    hex[2 * i] = kDigits[digest[i] >> 4];
    hex[2 * i + 1] = kDigits[digest[i] & 15];
  }
  return hex;
}

struct Seen {
  size_t operator()(const std::pair<uint32_t, XXH128_hash_t>& key) const {
    return key.second.low64 ^ key.first;
  }
  bool operator()(const std::pair<uint32_t, XXH128_hash_t>& a,
                  const std::pair<uint32_t, XXH128_hash_t>& b) const {
    return a.first == b.first && XXH128_isEqual(a.second, b.second);
  }
};

}  // namespace

void AssignReceiptIds(ReceiptBlock* block) {
  Speller speller;
  Sha256 sha256;
  std::unordered_map<std::pair<uint32_t, XXH128_hash_t>, uint32_t, Seen, Seen>
      twins;
  twins.reserve(block->receipts.size());
  std::vector<uint32_t> positions(block->files.size(), 0);
  for (Receipt& receipt : block->receipts) {
    receipt.position = positions[receipt.file]++;
    if (receipt.id.empty()) {
      const std::string& bytes = speller.Spell(*block, receipt);
      const XXH128_hash_t content = XXH3_128bits(bytes.data(), bytes.size());
      speller.Number(twins[{receipt.file, content}]++);
      const auto hex = Hex(sha256.Of(speller.bytes()));
      receipt.id = block->Keep({hex.data(), hex.size()});
    }
    auto& fingerprint = block->files[receipt.file].fingerprint;
    const XXH128_hash_t next = XXH3_128bits_withSeed(
        receipt.id.data(), receipt.id.size(), fingerprint[0] ^ fingerprint[1]);
    fingerprint = {next.high64, next.low64};
  }
}

std::array<uint64_t, 2> ContentHash(const ReceiptBlock& block,
                                    const Receipt& receipt) {
  Speller speller;
  const std::string& bytes = speller.Spell(block, receipt);
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

}  // namespace cashmatch
