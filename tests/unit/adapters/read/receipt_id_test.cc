// SPDX-License-Identifier: Apache-2.0
// receipt_id_test.cc - content alone makes the id, and all of it.
#include "adapters/read/receipt_id.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {
namespace {

using Change = std::function<void(ReceiptBlock*, Receipt*)>;

/// A receipt of one file with every field of the id set, then changed.
ReceiptBlock Make(const Change& change = {}) {
  ReceiptBlock block;
  block.AddFile("f", "bai2");
  Receipt* const r = block.Add();
  r->account = "0123";
  r->booking_date = 20'514;
  r->value_date = 20'513;
  r->currency = *ParseCurrency("USD");
  r->amount = 125'000;
  r->bank_reference = "BR";
  r->payer_name = "Acme";
  r->payer_account = "DE1";
  r->payer_bank = "B";
  r->payer_id = "I";
  block.AddReference(ReferenceType::kInvoice, "INV");
  block.AddText("text");
  block.AddAdvice("A")->paid = 5;
  block.AddAdjustment(1, "why", "memo");
  if (change) change(&block, r);
  return block;
}

std::string IdOf(ReceiptBlock block) {
  AssignReceiptIds(&block);
  return std::string(block.receipts.at(0).id);
}

TEST(ReceiptId, AnAdviceWithoutAmountHasOneOnEitherSide) {
  const auto unstated = [](Direction side) {
    return Make([side](ReceiptBlock*, Receipt* it) {
      it->amount = kNotStated;
      it->direction = side;
    });
  };
  EXPECT_EQ(IdOf(unstated(Direction::kDebit)),
            IdOf(unstated(Direction::kCredit)));
}

TEST(ReceiptId, IsTwentyHexDigitsAndStable) {
  const std::string id = IdOf(Make());
  EXPECT_EQ(id.size(), 20u);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(id, IdOf(Make()));
  // Pinned: ids stand in results that people keep.
  EXPECT_EQ(id, "1d664b2afea8675f2581");
}

TEST(ReceiptId, EveryPartOfTheContentChangesIt) {
  const std::vector<Change> changes = {
      [](ReceiptBlock*, Receipt* r) { r->account = "0124"; },
      [](ReceiptBlock*, Receipt* r) { r->booking_date = 1; },
      [](ReceiptBlock*, Receipt* r) { r->value_date = 1; },
      [](ReceiptBlock*, Receipt* r) { r->currency = *ParseCurrency("EUR"); },
      [](ReceiptBlock*, Receipt* r) { r->amount = 1; },
      [](ReceiptBlock*, Receipt* r) { r->direction = Direction::kDebit; },
      [](ReceiptBlock*, Receipt* r) { r->bank_reference = "x"; },
      [](ReceiptBlock*, Receipt* r) { r->payer_name = "x"; },
      [](ReceiptBlock*, Receipt* r) { r->payer_account = "x"; },
      [](ReceiptBlock*, Receipt* r) { r->payer_bank = "x"; },
      [](ReceiptBlock*, Receipt* r) { r->payer_id = "x"; },
      // The same letters, cut elsewhere.
      [](ReceiptBlock*, Receipt* r) {
        r->payer_name = "AcmeD";
        r->payer_account = "E1";
      },
      [](ReceiptBlock* b, Receipt*) { b->references[0].value = "x"; },
      [](ReceiptBlock* b, Receipt*) {
        b->references[0].type = ReferenceType::kTrace;
      },
      [](ReceiptBlock* b, Receipt*) { b->texts[0] = "x"; },
      [](ReceiptBlock* b, Receipt*) { b->AddText(""); },
      [](ReceiptBlock* b, Receipt*) { b->advice[0].reference = "x"; },
      [](ReceiptBlock* b, Receipt*) { b->advice[0].gross = 5; },
      [](ReceiptBlock* b, Receipt*) { b->advice[0].discount = 5; },
      [](ReceiptBlock* b, Receipt*) { b->advice[0].paid = 6; },
      [](ReceiptBlock* b, Receipt*) { b->adjustments[0].amount = 2; },
      [](ReceiptBlock* b, Receipt*) { b->adjustments[0].reason = "x"; },
      [](ReceiptBlock* b, Receipt*) { b->adjustments[0].reference = "x"; },
  };
  std::set<std::string> ids = {IdOf(Make())};
  for (size_t i = 0; i < changes.size(); ++i) {
    EXPECT_TRUE(ids.insert(IdOf(Make(changes[i]))).second) << "change " << i;
  }
}

TEST(ReceiptId, NameLineAndTheRestDoNotEnter) {
  EXPECT_EQ(IdOf(Make([](ReceiptBlock* b, Receipt* r) {
              b->files[0].name = "elsewhere";
              b->files[0].format = "camt.053";
              r->line = 99;
              r->type_code = "195";
              r->method = Method::kWire;
              r->provisional = true;
            })),
            IdOf(Make()));
}

TEST(ReceiptId, EqualReceiptsAreNumberedWithinTheirFile) {
  ReceiptBlock block = Make();
  block.Append(Make());
  block.Append(Make());
  block.receipts[1].file = 0;  // two in the first file, one in the third
  AssignReceiptIds(&block);
  EXPECT_EQ(block.receipts[0].id, IdOf(Make()));
  EXPECT_NE(block.receipts[1].id, block.receipts[0].id);
  EXPECT_EQ(block.receipts[2].id, block.receipts[0].id);
  EXPECT_EQ(block.receipts[0].position, 0u);
  EXPECT_EQ(block.receipts[1].position, 1u);
  EXPECT_EQ(block.receipts[2].position, 0u);
}

TEST(ReceiptId, LooksLikeTwentyHexDigits) {
  EXPECT_TRUE(MayBeMadeId("0123456789abcdef0123"));
  EXPECT_FALSE(MayBeMadeId("0123456789abcdef012"));
  EXPECT_FALSE(MayBeMadeId("0123456789abcdef01234"));
  EXPECT_FALSE(MayBeMadeId("0123456789ABCDEF0123"));
  EXPECT_FALSE(MayBeMadeId(""));
}

TEST(ReceiptId, GivenIdsAreKept) {
  ReceiptBlock block = Make([](ReceiptBlock*, Receipt* r) { r->id = "given"; });
  AssignReceiptIds(&block);
  EXPECT_EQ(block.receipts[0].id, "given");
}

TEST(ReceiptId, FingerprintIsThatOfTheIdsInOrder) {
  const auto fingerprint = [](std::vector<std::string_view> ids) {
    ReceiptBlock block;
    block.AddFile("f", "x");
    for (const std::string_view id : ids) block.Add()->id = id;
    AssignReceiptIds(&block);
    return block.files[0].fingerprint;
  };
  EXPECT_EQ(fingerprint({"a", "b"}), fingerprint({"a", "b"}));
  EXPECT_NE(fingerprint({"a", "b"}), fingerprint({"b", "a"}));
  EXPECT_NE(fingerprint({"a"}), fingerprint({"a", "a"}));
}

TEST(ReceiptId, ReceiptsThatAreOnlyAlikeAreNoTwins) {
  ReceiptBlock block = Make();
  block.Append(Make([](ReceiptBlock* b, Receipt*) { b->AddText("more"); }));
  block.Append(Make());
  for (Receipt& receipt : block.receipts) receipt.file = 0;
  NumberReceipts(&block);
  EXPECT_EQ(block.receipts[0].twin, 0u);
  EXPECT_EQ(block.receipts[1].twin, 0u);
  EXPECT_EQ(block.receipts[2].twin, 1u);
}

TEST(ReceiptId, IsTheSameWhetherMadeAtOnceOrWhenAskedFor) {
  ReceiptBlock block = Make();
  block.Append(Make());
  block.Append(Make([](ReceiptBlock*, Receipt* r) { r->id = "given"; }));
  block.receipts[1].file = 0;
  NumberReceipts(&block);
  EXPECT_TRUE(block.receipts[0].id.empty());
  std::vector<std::string> asked;
  for (const Receipt& receipt : block.receipts) {
    asked.push_back(block.IdOf(receipt));
  }
  const std::vector<Fingerprint> fingerprints = block.Fingerprints();
  NameReceipts(&block);
  ASSERT_EQ(asked.size(), 3u);
  for (size_t i = 0; i < asked.size(); ++i) {
    EXPECT_EQ(asked[i], block.receipts[i].id);
    EXPECT_EQ(asked[i], block.IdOf(block.receipts[i]));
  }
  EXPECT_NE(asked[0], asked[1]);
  EXPECT_EQ(asked[2], "given");
  ASSERT_EQ(fingerprints.size(), 3u);
  for (size_t i = 0; i < fingerprints.size(); ++i) {
    EXPECT_EQ(fingerprints[i], block.files[i].fingerprint);
  }
  EXPECT_EQ(fingerprints, block.Fingerprints());
}

TEST(ContentIds, AreTheSameInEveryFileAndWhateverWasGiven) {
  ReceiptBlock block = Make();
  block.Append(Make([](ReceiptBlock*, Receipt* r) { r->id = "given"; }));
  block.Append(Make());
  block.receipts[1].file = 0;
  AssignReceiptIds(&block);
  const std::vector<std::string> ids = ContentIds(block);
  ASSERT_EQ(ids.size(), 3u);
  EXPECT_EQ(ids[0], block.receipts[0].id);
  EXPECT_EQ(ids[2], ids[0]) << "in another file";
  EXPECT_NE(ids[1], ids[0]) << "a twin in one";
  EXPECT_EQ(ids[1].size(), ids[0].size());
}

TEST(ContentHash, IsEqualForEqualContentOnly) {
  const ReceiptBlock one = Make(), same = Make();
  const ReceiptBlock other =
      Make([](ReceiptBlock*, Receipt* r) { r->amount = 1; });
  EXPECT_EQ(ContentHash(one, one.receipts[0]),
            ContentHash(same, same.receipts[0]));
  EXPECT_NE(ContentHash(one, one.receipts[0]),
            ContentHash(other, other.receipts[0]));
}

}  // namespace
}  // namespace cashmatch
