// SPDX-License-Identifier: Apache-2.0
// receipt_decision.cc - decisions to JSON and back.
// Tested by tests/unit/adapters/ledger/receipt_decision_test.cc
#include "adapters/ledger/receipt_decision.h"

#include <simdjson.h>

#include "adapters/write/row.h"

namespace cashmatch {
namespace {

/// Writes the members of one object, leaving out what has no value.
class Members {
 public:
  Members(Currency currency, std::string* out)
      : currency_(currency), out_(*out) {
    out_ += '{';
  }

  void Text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    Name(name);
    AppendJsonString(value, &out_);
  }
  void Money(std::string_view name, Minor value) {
    Text(name, FormatMoney(value, currency_));
  }
  void Number(std::string_view name, int64_t value) {
    if (value == 0) return;
    Name(name);
    out_ += std::to_string(value);
  }
  /// A value that is JSON already.
  void Json(std::string_view name, std::string_view json) {
    if (json.empty()) return;
    Name(name);
    out_ += json;
  }
  template <class List, class Write>
  void Each(std::string_view name, const List& list, Write write) {
    if (list.empty()) return;
    Name(name);
    char before = '[';
    for (const auto& one : list) {
      out_ += before;
      before = ',';
      write(one, &out_);
    }
    out_ += ']';
  }
  void End() { out_ += '}'; }

 private:
  void Name(std::string_view name) {
    if (out_.back() != '{') out_ += ',';
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }

  Currency currency_;
  std::string& out_;
};

void AddRow(const DecidedRow& row, Members* members) {
  members->Text("item", row.item);
  members->Text("kind", NameOf(row.kind));
  members->Money("amount", row.amount);
  members->Text("reason", row.reason);
  members->Text("undoes", row.undoes);
}

/// Finds the value of an enumeration by its word.
template <class Enum>
bool FromName(std::string_view name, int count, Enum* value) {
  for (int i = 0; i < count; ++i) {
    if (NameOf(static_cast<Enum>(i)) != name) continue;
    *value = static_cast<Enum>(i);
    return true;
  }
  return false;
}

constexpr int kApplicationKinds = 6;
constexpr int kRemainderKinds = 6;

/// Reads members of one object; the first fault ends it.
class Reader {
 public:
  using Element = simdjson::dom::element;
  using Object = simdjson::dom::object;

  explicit Reader(ReceiptText text = ReceiptText::kAll) : text_(text) {}

  bool Read(std::string_view json, ReceiptDecision* decision) {
    Object object;
    // Kept between decisions: a parser's buffers cost more than a decision.
    thread_local simdjson::dom::parser parser;
    if (parser.parse(json.data(), json.size()).get_object().get(object) !=
        simdjson::SUCCESS) {
      return Fault("an object");
    }
    std::string_view code = TextOf(object, "currency");
    const auto currency = ParseCurrency(code);
    if (!currency) return Fault("currency");
    currency_ = decision->currency = *currency;
    ReadHead(object, decision);
    Each(object, "rows",
         [&](Object row) { ReadRow(row, &decision->rows.emplace_back()); });
    Each(object, "parts",
         [&](Object part) { ReadPart(part, &decision->parts.emplace_back()); });
    Each(object, "offers", [&](Object offer) {
      ReadOffer(offer, &decision->offers.emplace_back());
    });
    Each(object, "made", [&](Object item) {
      decision->made.push_back(simdjson::minify(item));
    });
    return error_.empty();
  }

  bool Read(std::string_view json, ReviewDecision* decision) {
    Object object;
    thread_local simdjson::dom::parser parser;
    if (parser.parse(json.data(), json.size()).get_object().get(object) !=
        simdjson::SUCCESS) {
      return Fault("an object");
    }
    decision->turn = static_cast<uint32_t>(NumberOf(object, "turn"));
    if (decision->turn == 0) Fault("turn");
    if (object["right"].get_bool().get(decision->right) != simdjson::SUCCESS) {
      Fault("right");
    }
    decision->note = TextOf(object, "note");
    return error_.empty();
  }

  const std::string& error() const { return error_; }

 private:
  bool Fault(std::string_view what) {
    if (error_.empty()) error_ = "decision without " + std::string(what);
    return false;
  }

  static std::string_view TextOf(Object object, std::string_view name) {
    std::string_view text;
    return object[name].get_string().get(text) == simdjson::SUCCESS
               ? text
               : std::string_view();
  }
  static int64_t NumberOf(Object object, std::string_view name) {
    int64_t number = 0;
    return object[name].get_int64().get(number) == simdjson::SUCCESS ? number
                                                                     : 0;
  }
  Minor MoneyOf(Object object, std::string_view name) {
    const ParsedAmount amount =
        ParseDecimal(TextOf(object, name), ExponentOf(currency_));
    if (!amount.ok()) Fault(name);
    return amount.minor;
  }
  template <class Enum>
  void WordOf(Object object, std::string_view name, int count, Enum* value) {
    if (!FromName(TextOf(object, name), count, value)) Fault(name);
  }
  template <class Visit>
  void Each(Object object, std::string_view name, Visit visit) {
    simdjson::dom::array array;
    if (object[name].get_array().get(array) != simdjson::SUCCESS) return;
    for (const Element element : array) {
      Object one;
      if (element.get_object().get(one) != simdjson::SUCCESS) {
        Fault(name);
        return;
      }
      visit(one);
    }
  }

  void ReadHead(Object object, ReceiptDecision* decision) {
    decision->turn = static_cast<uint32_t>(NumberOf(object, "turn"));
    if (decision->turn == 0) Fault("turn");
    decision->amount = MoneyOf(object, "amount");
    decision->confidence =
        static_cast<Millionths>(NumberOf(object, "confidence"));
    WordOf(object, "status", kStatusCount, &decision->status);
    WordOf(object, "rule", kRuleCount, &decision->rule);
    // No exception has no word, as in the results.
    FromName(TextOf(object, "exception"), kExceptionCount,
             &decision->exception);
    decision->customer = TextOf(object, "customer");
    decision->original = TextOf(object, "original");
    decision->advice = TextOf(object, "advice");
    decision->rules_sha256 = TextOf(object, "rules");
    decision->engine = TextOf(object, "engine");
    decision->note = TextOf(object, "note");
    decision->qa_sample =
        static_cast<Millionths>(NumberOf(object, "qa_sample"));
    decision->identity = TextOf(object, "identity");
    Object receipt;
    if (object["receipt"].get_object().get(receipt) == simdjson::SUCCESS) {
      decision->receipt =
          text_ == ReceiptText::kMark ? "{}" : simdjson::minify(receipt);
      ReadSigns(receipt, &decision->signs);
    }
  }

  void ReadSigns(Object receipt, LumpSigns* signs) {
    Object source;
    if (receipt["source"].get_object().get(source) == simdjson::SUCCESS) {
      signs->format = TextOf(source, "format");
    }
    signs->type_code = TextOf(receipt, "type_code");
    signs->currency = currency_;
    signs->value_date =
        ParseIsoDay(TextOf(receipt, "value_date")).value_or(kNoDay);
    // Where it is the value date it is not written.
    signs->booking_date = ParseIsoDay(TextOf(receipt, "booking_date"))
                              .value_or(signs->value_date);
    if (!HasReferenceSigns(signs->format)) return;
    signs->references.emplace_back(TextOf(receipt, "bank_reference"));
    Each(receipt, "references", [&](Object reference) {
      if (TextOf(reference, "type") != "other") return;
      signs->references.emplace_back(TextOf(reference, "value"));
    });
  }

  void ReadRow(Object object, DecidedRow* row) {
    row->item = TextOf(object, "item");
    if (row->item.empty()) Fault("item");
    row->reason = TextOf(object, "reason");
    row->undoes = TextOf(object, "undoes");
    WordOf(object, "kind", kApplicationKinds, &row->kind);
    row->amount = MoneyOf(object, "amount");
  }

  void ReadPart(Object object, DecidedPart* part) {
    part->customer = TextOf(object, "customer");
    part->reference = TextOf(object, "reference");
    part->reason = TextOf(object, "reason");
    WordOf(object, "kind", kRemainderKinds, &part->kind);
    part->amount = MoneyOf(object, "amount");
  }

  void ReadOffer(Object object, DecidedOffer* offer) {
    offer->rank = static_cast<uint32_t>(NumberOf(object, "rank"));
    offer->confidence = static_cast<Millionths>(NumberOf(object, "confidence"));
    WordOf(object, "rule", kRuleCount, &offer->rule);
    ReadRow(object, &offer->row);
  }

  ReceiptText text_;
  Currency currency_ = Currency::kNone;
  std::string error_;
};

}  // namespace

std::optional<ApplicationKind> ApplicationKindOf(std::string_view name) {
  for (int i = 0; i < kApplicationKinds; ++i) {
    const auto kind = static_cast<ApplicationKind>(i);
    if (NameOf(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string ToJson(const ReceiptDecision& decision) {
  // Written where there is room and copied as long as it is: of a million in
  // memory, what grew would have a quarter to spare.
  thread_local std::string out;
  out.clear();
  const Currency currency = decision.currency;
  Members members(currency, &out);
  members.Number("turn", decision.turn);
  members.Text("status", NameOf(decision.status));
  members.Text("rule", NameOf(decision.rule));
  members.Text("exception", NameOf(decision.exception));
  members.Number("confidence", decision.confidence);
  members.Text("currency", CodeOf(currency));
  members.Money("amount", decision.amount);
  members.Text("customer", decision.customer);
  members.Text("original", decision.original);
  members.Text("advice", decision.advice);
  members.Each("rows", decision.rows,
               [&](const DecidedRow& row, std::string* to) {
                 Members one(currency, to);
                 AddRow(row, &one);
                 one.End();
               });
  members.Each("parts", decision.parts,
               [&](const DecidedPart& part, std::string* to) {
                 Members one(currency, to);
                 one.Text("kind", NameOf(part.kind));
                 one.Money("amount", part.amount);
                 one.Text("customer", part.customer);
                 one.Text("reference", part.reference);
                 one.Text("reason", part.reason);
                 one.End();
               });
  members.Each("offers", decision.offers,
               [&](const DecidedOffer& offer, std::string* to) {
                 Members one(currency, to);
                 one.Number("rank", offer.rank);
                 one.Number("confidence", offer.confidence);
                 one.Text("rule", NameOf(offer.rule));
                 AddRow(offer.row, &one);
                 one.End();
               });
  members.Each("made", decision.made,
               [](const std::string& item, std::string* to) { *to += item; });
  members.Text("rules", decision.rules_sha256);
  members.Text("engine", decision.engine);
  members.Text("note", decision.note);
  members.Number("qa_sample", decision.qa_sample);
  members.Text("identity", decision.identity);
  members.Json("receipt", decision.receipt);
  members.End();
  return std::string(out);
}

std::string ToJson(const ReviewDecision& decision) {
  std::string out;
  Members members(Currency::kNone, &out);
  members.Number("turn", decision.turn);
  members.Json("right", decision.right ? "true" : "false");
  members.Text("note", decision.note);
  members.End();
  return out;
}

bool FromJson(std::string_view json, ReviewDecision* decision,
              std::string* error) {
  Reader reader;
  if (reader.Read(json, decision)) return true;
  *error = reader.error();
  return false;
}

bool FromJson(std::string_view json, ReceiptDecision* decision,
              std::string* error, ReceiptText text) {
  Reader reader(text);
  if (reader.Read(json, decision)) return true;
  *error = reader.error();
  return false;
}

}  // namespace cashmatch
