// SPDX-License-Identifier: Apache-2.0
// sap_multicash.cc - UMSATZ.TXT: one line a receipt, its documents as notes.
// Source: SAP note 36833, MultiCash format: no quotes, semicolons.
// Tested by tests/unit/adapters/write/erp/templates_test.cc
#include <algorithm>

#include "adapters/write/erp/cells.h"
#include "adapters/write/erp/templates.h"

namespace cashmatch::erp {
namespace {

constexpr size_t kNote = 27;  // letters of a note to payee
constexpr size_t kNotes = 14;

/// Whether a note holds it: nothing in it ends the field.
bool Fits(std::string_view text) {
  return text.size() <= kNote &&
         std::none_of(text.begin(), text.end(), [](char c) {
           return c == ';' || c == '"' || static_cast<unsigned char>(c) < ' ';
         });
}

/// A number that is cut is another number: it is left out.
std::string Fitting(std::string_view text) {
  return Fits(text) ? std::string(text) : std::string();
}

/// The n-th document that fits a note, or null.
const PostingLine* FittingAt(const Posting& posting, size_t n) {
  for (const PostingLine& line : posting.lines) {
    if (line.kind != "payment" || !Fits(DocumentOf(line))) continue;
    if (n-- == 0) return &line;
  }
  return nullptr;
}

/// 02.03.26
std::string ShortDay(Day day) {
  const std::string text = FormatDay(day);
  if (text.size() != 10) return {};
  return text.substr(8, 2) + "." + text.substr(5, 2) + "." + text.substr(2, 2);
}

std::string ShortValueDate(const ErpRow& row) {
  return ShortDay(row.posting->value_date);
}

std::string ShortBookingDate(const ErpRow& row) {
  return ShortDay(row.posting->booking_date);
}

/// The month and day of booking: a number of four digits that grows.
std::string Statement(const ErpRow& row) {
  const std::string text = FormatDay(row.posting->booking_date);
  return text.size() == 10 ? text.substr(5, 2) + text.substr(8, 2) : "0";
}

std::string Partner(const ErpRow& row) {
  return Fitting(row.posting->customer_id);
}

/// The n-th document; the last note tells that there are more.
template <size_t n>
std::string Note(const ErpRow& row) {
  const PostingLine* const line = FittingAt(*row.posting, n);
  if (line == nullptr) return {};
  if (n + 1 == kNotes && FittingAt(*row.posting, kNotes) != nullptr) {
    return "AND MORE";
  }
  return DocumentOf(*line);
}

std::string LeftOutOf(const Posting& posting) {
  size_t all = 0, fit = 0;
  for (const PostingLine& line : posting.lines) {
    if (line.kind != "payment") continue;
    ++all;
    fit += Fits(DocumentOf(line)) ? 1 : 0;
  }
  if (fit > kNotes) fit = kNotes - 1;
  std::string words;
  if (fit < all) {
    words = std::to_string(all - fit) + " of " + std::to_string(all) +
            " documents: a line has 14 notes of 27 letters, without ; and \"";
  }
  if (!Fits(posting.customer_id)) {
    words += words.empty() ? "" : "; ";
    words += "the customer: it does not fit either";
  }
  return words;
}

constexpr auto kColumns = std::to_array<ErpColumn>({
    {"bank key", &Nothing},
    {"bank account", &BankAccount},
    {"statement number", &Statement},
    {"value date", &ShortValueDate},
    {"primary note", &FileReceipt},
    {"note 1", &Note<0>},
    {"posting text", &Nothing},
    {"", &Nothing},
    {"text key", &Nothing},
    {"check number", &Nothing},
    {"amount", &ReceiptAmount},
    {"", &Nothing},
    {"", &Nothing},
    {"posting date", &ShortBookingDate},
    {"", &Nothing},
    {"", &Nothing},
    {"note 2", &Note<1>},
    {"note 3", &Note<2>},
    {"note 4", &Note<3>},
    {"note 5", &Note<4>},
    {"note 6", &Note<5>},
    {"note 7", &Note<6>},
    {"note 8", &Note<7>},
    {"note 9", &Note<8>},
    {"note 10", &Note<9>},
    {"note 11", &Note<10>},
    {"note 12", &Note<11>},
    {"note 13", &Note<12>},
    {"note 14", &Note<13>},
    {"business partner 1", &Partner},
    {"business partner 2", &Nothing},
});

}  // namespace

const ErpFormat kSapMulticash = {.name = "sap-multicash",
                                 .rows = ErpRows::kReceipts,
                                 .columns = kColumns,
                                 .separator = ';',
                                 .header = false,
                                 .line_end = "\r\n",
                                 .left_out = &LeftOutOf};

}  // namespace cashmatch::erp
