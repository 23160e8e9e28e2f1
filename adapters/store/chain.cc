// SPDX-License-Identifier: Apache-2.0
// chain.cc - links by OpenSSL's SHA-256.
// Tested by tests/unit/adapters/store/chain_test.cc
#include "adapters/store/chain.h"

#include <openssl/evp.h>

#include "engine/base/check.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

void AppendNumber(uint64_t number, std::string* bytes) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    *bytes += static_cast<char>(number >> shift & 0xff);
  }
}

void AppendText(std::string_view text, std::string* bytes) {
  if (!Planted("fields of a link run together"))
    AppendNumber(text.size(), bytes);
  *bytes += text;
}

}  // namespace

/// An algorithm that is fetched once: a look-up by name costs as much as the
/// hash of a short row.
struct Chain::Digest {
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~Digest() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(algorithm);
  }
};

Chain::Chain() : digest_(std::make_unique<Digest>()) {
  CASHMATCH_CHECK(digest_->algorithm != nullptr && digest_->context != nullptr);
}
Chain::Chain(Chain&&) noexcept = default;
Chain& Chain::operator=(Chain&&) noexcept = default;
Chain::~Chain() = default;

Link Chain::LinkOf(const Link& before, const JournalRow& row) {
  bytes_.assign(1, '\0');
  bytes_.append(reinterpret_cast<const char*>(before.data()), before.size());
  AppendText(row.tenant, &bytes_);
  AppendNumber(row.seq, &bytes_);
  AppendText(row.at, &bytes_);
  if (!Planted("a link leaves out who")) AppendText(row.who, &bytes_);
  AppendText(NameOf(row.decision.kind), &bytes_);
  AppendText(row.decision.subject, &bytes_);
  AppendText(row.decision.payload, &bytes_);
  Link link;
  unsigned size = 0;
  CASHMATCH_CHECK(
      EVP_DigestInit_ex2(digest_->context, digest_->algorithm, nullptr) == 1 &&
      EVP_DigestUpdate(digest_->context, bytes_.data(), bytes_.size()) == 1 &&
      EVP_DigestFinal_ex(digest_->context, link.data(), &size) == 1 &&
      size == link.size());
  return link;
}

std::string HexOf(const Link& link) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : link) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

bool ChainWalk::Take(const JournalRow& row) {
  if (!broken_.empty()) return false;
  const std::string place = "row " + std::to_string(row.seq) + ": ";
  if (row.tenant != tenant_) {
    broken_ =
        place + "found tenant '" + row.tenant + "', expected '" + tenant_ + "'";
  } else if (row.seq != head_.seq + 1) {
    broken_ = place + "found after row " + std::to_string(head_.seq) +
              ", rows are missing or out of order";
  } else if (const Link link = chain_.LinkOf(head_.link, row);
             link != row.link) {
    broken_ = place + "found link " + HexOf(row.link) + ", expected " +
              HexOf(link) + "; this row or its link was changed";
  } else {
    head_ = {row.seq, row.link};
    return true;
  }
  return false;
}

}  // namespace cashmatch
