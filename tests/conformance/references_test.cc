// SPDX-License-Identifier: Apache-2.0
// references_test.cc - every check-digit vector, valid and invalid.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <array>
#include <string>
#include <string_view>

#include "engine/model/creditor_reference.h"
#include "tests/conformance/formats_folder.h"

namespace cashmatch {
namespace {

struct Scheme {
  std::string_view vectors;
  CreditorReferenceKind kind;
};
constexpr std::array<Scheme, 7> kSchemes = {{
    {"RF", CreditorReferenceKind::kRf},
    {"QRR", CreditorReferenceKind::kQrr},
    {"KID", CreditorReferenceKind::kKid},
    {"FI", CreditorReferenceKind::kFi},
    {"OGM", CreditorReferenceKind::kOgm},
    {"OCR_SE", CreditorReferenceKind::kOcr},
    {"OCR_SE_len", CreditorReferenceKind::kOcr},
}};

TEST(References, AgreeWithEveryVector) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  const auto path = FormatsFolder() / "expectations" / "references.json";
  const simdjson::dom::element vectors = parser.load(path)["vectors"];
  for (const Scheme& scheme : kSchemes) {
    SCOPED_TRACE(scheme.vectors);
    int valid = 0, invalid = 0;
    for (const auto entry : vectors[scheme.vectors]["valid"]) {
      const std::string_view reference = entry;
      EXPECT_TRUE(IsValid(scheme.kind, reference)) << reference;
      EXPECT_NE(KindOf(reference), CreditorReferenceKind::kNone) << reference;
      ++valid;
    }
    for (const auto entry : vectors[scheme.vectors]["invalid"]) {
      const std::string_view reference = entry;
      EXPECT_FALSE(IsValid(scheme.kind, reference)) << reference;
      ++invalid;
    }
    EXPECT_GE(valid, 10);
    EXPECT_GE(invalid, 10);
    std::printf("%-10.*s %d valid, %d invalid\n",
                static_cast<int>(scheme.vectors.size()), scheme.vectors.data(),
                valid, invalid);
  }
}

TEST(References, FoundInSampleFilesAreRecognised) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  const auto path = FormatsFolder() / "expectations" / "references.json";
  const simdjson::dom::object found = parser.load(path)["found_in_samples"];
  int seen = 0;
  for (const auto [reference, facts] : found) {
    const simdjson::dom::array schemes = facts["valid_as"];
    for (const Scheme& scheme : kSchemes) {
      bool expected = false;
      bool listed = false;  // KID and OCR are not judged there
      for (const std::string_view judged : {"RF", "QRR", "FI", "OGM"}) {
        listed = listed || judged == scheme.vectors;
      }
      if (!listed) continue;
      for (const std::string_view name : schemes) {
        expected = expected || name == scheme.vectors;
      }
      EXPECT_EQ(IsValid(scheme.kind, reference), expected)
          << reference << " as " << scheme.vectors;
      ++seen;
    }
  }
  EXPECT_GT(seen, 0);
}

}  // namespace
}  // namespace cashmatch
