// SPDX-License-Identifier: Apache-2.0
// evidence.cc - how well a layout fits. Tested by
// tests/unit/adapters/read/lockbox/choose_layout_test.cc
#include "adapters/read/lockbox/evidence.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/read/lockbox/fields.h"
#include "engine/base/hash.h"

namespace cashmatch::lockbox {
namespace {

constexpr int64_t kFull = 1000;  // a tally that is all good
constexpr int64_t kZeroFillWeight = 4;

size_t Width(Columns columns) { return columns.last - columns.first + 1u; }

/// What a batch or a lockbox came to so far.
struct Sum {
  WideMinor amount = 0;
  Minor count = 0;
};

class Weigher {
 public:
  explicit Weigher(const Layout& layout) : layout_(layout) {
    evidence_.layout = &layout;
    const CheckColumns& c = layout.check;
    Cover({1, 1});
    for (const Columns columns :
         {c.batch, c.item, c.amount, c.routing, c.account, c.check_number,
          c.check_date, c.remitter, c.customer, c.text, c.payee, c.other}) {
      Cover(columns);
    }
    for (const InvoiceColumns& i : c.invoices) {
      for (const Columns columns :
           {i.number, i.gross, i.amount, i.discount, i.deduction, i.reason}) {
        Cover(columns);
      }
    }
    for (size_t i = 0; i < covered_.size(); ++i) {
      if (!covered_[i]) gaps_.push_back(i);
    }
  }

  void Look(const Record& record);
  Evidence Take() { return std::move(evidence_); }

 private:
  void LookAtCheck(std::string_view text);
  void LookAtInvoice(std::string_view text, const InvoiceColumns& columns);
  std::optional<WideMinor> TrailerAmount(std::string_view text) const;
  void LookAtTotal(std::string_view text, const TotalColumns& columns,
                   const std::string& what, const Sum& sum);
  void Cover(Columns columns);
  bool Covers(std::string_view text) const;
  void Date(std::string_view text, Columns columns);
  void Number(std::string_view text, Columns columns);

  const Layout& layout_;
  Evidence evidence_;
  std::vector<bool> covered_;
  std::vector<size_t> gaps_;  // columns that are not, before the last that is
  std::unordered_map<std::string_view, Sum, TextHash>
      batches_;  // without record 7
  std::string_view lockbox_number_;
  Sum lockbox_, file_;
};

void Weigher::Cover(Columns columns) {
  if (!columns.present()) return;
  if (covered_.size() < columns.last) covered_.resize(columns.last);
  std::fill(covered_.begin() + columns.first - 1,
            covered_.begin() + columns.last, true);
}

bool Weigher::Covers(std::string_view text) const {
  for (const size_t i : gaps_) {
    if (i < text.size() && text[i] != ' ') return false;
  }
  return text.find_first_not_of(' ', covered_.size()) == std::string_view::npos;
}

void Weigher::Date(std::string_view text, Columns columns) {
  const std::string_view field = Slice(text, columns);
  if (IsBlankOrZero(field)) return;
  evidence_.dates.Add(ReadPatternDay(field, layout_.date_format).has_value());
}

void Weigher::Number(std::string_view text, Columns columns) {
  const std::string_view field = Slice(text, columns);
  if (Trim(field).empty()) return;
  evidence_.numbers.Add(field.size() == Width(columns) && AllDigits(field));
}

void Weigher::Look(const Record& record) {
  const std::string_view text = record.text;
  switch (record.type()) {
    case '1':
      Date(text, layout_.file_date);
      file_ = {};
      break;
    case '5': {
      Date(text, layout_.deposit.date);
      Number(text, layout_.deposit.lockbox);
      const std::string_view number = Field(text, layout_.deposit.lockbox);
      if (number != lockbox_number_) {
        batches_.clear();
        lockbox_ = {};
        lockbox_number_ = number;
      }
      break;
    }
    case '6':
      LookAtCheck(text);
      break;
    case '4':
      for (const InvoiceColumns& columns : layout_.overflow.invoices) {
        LookAtInvoice(text, columns);
      }
      break;
    case '7': {
      const std::string_view batch = Field(text, layout_.batch_total.batch);
      LookAtTotal(text, layout_.batch_total, "batch " + Quote(batch),
                  batches_[batch]);
      batches_.erase(batch);
      break;
    }
    case '8':
      LookAtTotal(text, layout_.lockbox_total,
                  "lockbox " + Quote(MaskAccount(
                                   Field(text, layout_.lockbox_total.lockbox))),
                  lockbox_);
      batches_.clear();
      lockbox_ = {};
      break;
    case '9':
      // Only speaks for a layout: one that does not read it must not win for
      // leaving out a total that differs.
      if (const auto amount = TrailerAmount(text); amount == file_.amount) {
        evidence_.totals.Add(true);
      }
      break;
    default:
      break;
  }
}

std::optional<WideMinor> Weigher::TrailerAmount(std::string_view text) const {
  const Columns columns = layout_.trailer.amount;
  if (!columns.present()) return std::nullopt;
  return ReadDigits(Slice(text, columns), Width(columns));
}

void Weigher::LookAtCheck(std::string_view text) {
  const CheckColumns& columns = layout_.check;
  const std::string_view slice = Slice(text, columns.amount);
  const auto amount = ReadDigits(slice, Width(columns.amount));
  evidence_.amounts.Add(amount.has_value());
  for (Sum* const sum :
       {&batches_[Field(text, columns.batch)], &lockbox_, &file_}) {
    sum->amount += amount.value_or(0);
    ++sum->count;
  }
  const std::string_view routing = Slice(text, columns.routing);
  if (!IsBlankOrZero(routing)) {
    evidence_.routings.Add(RoutingPasses(RoutingDigits(Trim(routing))));
  }
  const std::string_view check_date = Slice(text, columns.check_date);
  if (!IsBlankOrZero(check_date)) {
    evidence_.check_dates.Add(
        ReadPatternDay(check_date, layout_.check_date_format).has_value());
  }
  for (const Columns number :
       {columns.batch, columns.item, columns.check_number}) {
    Number(text, number);
  }
  const std::string_view check_number = Slice(text, columns.check_number);
  if (!IsBlankOrZero(check_number)) {
    evidence_.zeros +=
        check_number.size() - WithoutLeadingZeros(check_number).size();
    evidence_.zeros_possible += check_number.size();
  }
  evidence_.covered.Add(Covers(text));
}

void Weigher::LookAtInvoice(std::string_view text,
                            const InvoiceColumns& columns) {
  const std::string_view number = Field(text, columns.number);
  bool all_blank = true, all_read = true, any_read = false;
  for (const Columns amount :
       {columns.gross, columns.amount, columns.discount, columns.deduction}) {
    if (!amount.present()) continue;
    bool blank = false;
    const auto read = ReadSigned(Slice(text, amount), Width(amount), &blank);
    all_blank = all_blank && blank;
    all_read = all_read && (blank || read);
    any_read = any_read || read;
  }
  if (number.empty() && all_blank) return;
  const bool plain = number.find(' ') == std::string_view::npos;
  evidence_.invoices.Add(plain && all_read && any_read);
}

void Weigher::LookAtTotal(std::string_view text, const TotalColumns& columns,
                          const std::string& what, const Sum& sum) {
  Date(text, columns.date);
  Number(text, columns.lockbox);
  if (columns.count.present()) {
    const auto count =
        ReadDigits(Slice(text, columns.count), Width(columns.count));
    evidence_.counts.Add(count == sum.count);
  }
  if (!columns.amount.present()) return;
  const std::string_view slice = Slice(text, columns.amount);
  const auto amount = ReadDigits(slice, Width(columns.amount));
  const bool agrees = amount && *amount == sum.amount;
  evidence_.totals.Add(agrees);
  if (!agrees && evidence_.first_difference.empty()) {
    evidence_.first_difference =
        what + " declares " +
        (amount ? FormatDecimal(*amount, layout_.decimals) : Quote(slice)) +
        ", its checks come to " + FormatDecimal(sum.amount, layout_.decimals);
  }
}

std::string Share(const Tally& tally, const char* what) {
  return std::to_string(tally.good) + " of " + std::to_string(tally.seen) +
         what;
}

}  // namespace

int64_t Evidence::Score() const {
  const std::array<std::pair<const Tally*, int64_t>, 9> weights = {
      {{&totals, 40},
       {&routings, 30},
       {&amounts, 20},
       {&invoices, 15},
       {&dates, 8},
       {&numbers, 8},
       {&counts, 5},
       {&check_dates, 4},
       {&covered, 4}}};
  int64_t score = 0;
  for (const auto& [tally, weight] : weights) {
    if (tally->seen == 0) continue;
    const int64_t good = tally->good, seen = tally->seen;
    score += weight * (2 * good - seen) * kFull / seen;
  }
  if (zeros_possible != 0) {
    score += kZeroFillWeight * static_cast<int64_t>(zeros) * kFull /
             static_cast<int64_t>(zeros_possible);
  }
  return score;
}

bool Evidence::IsSpotless() const {
  const auto all_good = [](const Tally& tally) {
    return tally.good == tally.seen;
  };
  return totals.good > 0 && all_good(totals) && all_good(counts) &&
         all_good(routings) && all_good(amounts) && all_good(invoices) &&
         all_good(dates) && all_good(numbers) && all_good(check_dates) &&
         all_good(covered);
}

bool Evidence::Convinces() const {
  if (amounts.seen == 0) {
    return dates.Reaches(50) && (totals.seen == 0 || totals.Reaches(50));
  }
  return amounts.Reaches(50) && (totals.Reaches(50) || routings.Reaches(80));
}

std::string Evidence::Describe() const {
  std::string text = Share(totals, " totals agree") + ", " +
                     Share(routings, " routing numbers valid") + ", " +
                     Share(amounts, " amounts are digits");
  if (!first_difference.empty()) text += ", " + first_difference;
  return text;
}

Evidence Weigh(const Layout& layout, std::span<const Record> records) {
  Weigher weigher(layout);
  for (const Record& record : records) weigher.Look(record);
  return weigher.Take();
}

}  // namespace cashmatch::lockbox
