// SPDX-License-Identifier: Apache-2.0
// mapping.cc - the mapping file, and what must be in it.
// Tested by tests/unit/adapters/read/mapped_csv/mapping_test.cc
#include "adapters/read/mapped_csv/mapping.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <optional>

#include "adapters/read/mapped_csv/values.h"
#include "adapters/read/rows/columns.h"
#include "adapters/read/rules/rule_section.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, kMappingKinds> kKinds = {
    "statement", "open_items", "advice", "payouts"};
constexpr std::array<std::string_view, 2> kDecimals = {".", ","};
constexpr std::array<std::string_view, 2> kSigns = {"negative_is_debit",
                                                    "negative_is_credit"};
constexpr int64_t kColumnsMax = 10'000;

bool IsPlain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z');
}

/// Reads one file; each function one part of it.
class MappingFile {
 public:
  MappingFile(const toml::table& file, RuleErrors* errors, CsvMapping* mapping)
      : file_(file),
        errors_(*errors),
        section_(file, errors),
        mapping_(*mapping) {}

  void Read() {
    section_.Word("kind", kKinds, &mapping_.kind);
    if (!file_.contains("kind")) {
      section_.Error(
          "'kind' is missing: \"statement\", \"open_items\", \"advice\" or "
          "\"payouts\"");
    }
    section_.Text("name", &mapping_.name);
    mapping_.fields.assign(FieldNames(mapping_.kind).size(), {});
    ReadMarks();
    ReadNumbers();
    ReadEncoding();
    ReadColumns();
    ReadDefaults();
    ReadWords();
    section_.Finish();
    CheckRequired();
  }

 private:
  template <class Take>
  void OneCharacter(std::string_view key, bool may_be_none, const Take& take) {
    const toml::node* const node = section_.Node(key);
    if (node == nullptr) return;
    const auto* const text = node->as_string();
    const std::string_view value =
        text == nullptr ? std::string_view("??") : text->get();
    if (value.empty() && may_be_none) return take('\0');
    const bool fit = value.size() == 1 && !IsPlain(value[0]) &&
                     static_cast<unsigned char>(value[0]) < 0x80 &&
                     value[0] != '\n' && value[0] != '\r' && value[0] != '\0';
    if (!fit) {
      return section_.Error(*node, "'" + std::string(key) +
                                       "' must be one character, and no letter "
                                       "or digit");
    }
    take(value[0]);
  }

  void ReadMarks() {
    OneCharacter("delimiter", false,
                 [&](char c) { mapping_.marks.delimiter = c; });
    OneCharacter("quote", true, [&](char c) { mapping_.marks.quote = c; });
    if (mapping_.marks.delimiter == mapping_.marks.quote) {
      section_.Error("'delimiter' and 'quote' must differ");
    }
    section_.Flag("header", &mapping_.header);
    Number("skip_lines", &mapping_.skip_lines);
    section_.Texts("ignore_rows", &mapping_.ignore_rows);
  }

  void ReadNumbers() {
    size_t decimal = 0;
    section_.Word("decimal", kDecimals, &decimal);
    mapping_.decimal = kDecimals[decimal][0];
    if (!ReadSpelling()) {
      OneCharacter("thousands", true, [&](char c) {
        mapping_.thousands = c == '\0' ? "" : std::string(1, c);
      });
    }
    if (mapping_.thousands == std::string(1, mapping_.decimal)) {
      section_.Error("'decimal' and 'thousands' must differ");
    }
    size_t sign = 0;
    section_.Word("sign", kSigns, &sign);
    mapping_.credit_is_negative = sign == 1;
    section_.Text("date_format", &mapping_.date_format);
    if (!IsDateFormat(mapping_.date_format)) {
      section_.Error(
          *file_.get("date_format"),
          "'date_format' must have a year (YYYY or YY), a month (MM, "
          "M or MMM) and a day (DD or D), such as \"DD.MM.YYYY\"");
    }
  }

  /// Reads a thousands mark that is another spelling of a blank or apostrophe.
  bool ReadSpelling() {
    const auto text = file_["thousands"].value<std::string_view>();
    for (const char mark : {' ', '\''}) {
      for (const std::string_view spelling : SpellingsOf(mark)) {
        if (text != spelling) continue;
        section_.Node("thousands");  // it is known
        mapping_.thousands = mark;
        return true;
      }
    }
    return false;
  }

  void ReadEncoding() {
    section_.Text("encoding", &mapping_.encoding);
    if (mapping_.encoding.empty()) return;
    UErrorCode status = U_ZERO_ERROR;
    UConverter* const converter = ucnv_open(mapping_.encoding.c_str(), &status);
    if (U_FAILURE(status)) {
      section_.Error(*file_.get("encoding"),
                     "unknown encoding '" + mapping_.encoding +
                         "'; for example: utf-8, windows-1252, iso-8859-15, "
                         "utf-16");
    }
    ucnv_close(converter);
  }

  void Number(std::string_view key, uint32_t* number) {
    const toml::node* const node = section_.Node(key);
    if (node == nullptr) return;
    const auto* const value = node->as_integer();
    if (value == nullptr || value->get() < 0 || value->get() > kColumnsMax) {
      return section_.Error(*node, "'" + std::string(key) +
                                       "' must be a whole number, 0 to 10000");
    }
    *number = static_cast<uint32_t>(value->get());
  }

  /// Calls visit(field number, node) for each key of a table of fields.
  template <class Visit>
  void ForEachField(std::string_view key, const Visit& visit) {
    const toml::table* const table = section_.Table(key);
    if (table == nullptr) return;
    RuleSection names(*table, &errors_);
    const auto fields = FieldNames(mapping_.kind);
    for (size_t i = 0; i < fields.size(); ++i) {
      const toml::node* const node = names.Node(fields[i]);
      if (node != nullptr) visit(i, *node);
    }
    names.Finish();
  }

  std::optional<ColumnRef> Column(const toml::node& node) {
    if (const auto* const number = node.as_integer()) {
      if (number->get() >= 1 && number->get() <= kColumnsMax) {
        return ColumnRef{{}, static_cast<uint32_t>(number->get())};
      }
    } else if (const auto* const name = node.as_string()) {
      if (mapping_.header && !name->get().empty()) {
        return ColumnRef{name->get(), 0};
      }
      if (!mapping_.header) {
        errors_.Add(node.source(),
                    "without a header a column is a number from 1");
        return std::nullopt;
      }
    }
    errors_.Add(node.source(),
                "a column is the name in the header line, or a number from 1");
    return std::nullopt;
  }

  void ReadColumns() {
    ForEachField("columns", [&](size_t field, const toml::node& node) {
      std::vector<ColumnRef>& columns = mapping_.fields[field].columns;
      const auto add = [&](const toml::node& each) {
        if (const auto column = Column(each)) columns.push_back(*column);
      };
      if (const toml::array* const list = node.as_array()) {
        for (const toml::node& each : *list) add(each);
      } else {
        add(node);
      }
    });
  }

  void ReadDefaults() {
    ForEachField("defaults", [&](size_t field, const toml::node& node) {
      if (const auto* const text = node.as_string()) {
        mapping_.fields[field].fallback = text->get();
      } else {
        errors_.Add(node.source(), "a default is a text in quotes");
      }
    });
  }

  void ReadWords() {
    ForEachField("words", [&](size_t field, const toml::node& node) {
      const toml::table* const table = node.as_table();
      if (table == nullptr) {
        errors_.Add(node.source(), "words are a table: theirs = \"ours\"");
        return;
      }
      for (const auto& [theirs, ours] : *table) {
        if (const auto* const text = ours.as_string()) {
          mapping_.fields[field].words[std::string(theirs.str())] = text->get();
        } else {
          errors_.Add(ours.source(), "words are a table: theirs = \"ours\"");
        }
      }
    });
  }

  template <class... E>
  bool Any(E... fields) const {
    return (mapping_.Of(fields).known() || ...);
  }

  void CheckRequired() {
    const auto want = [&](bool there, std::string_view what) {
      if (!there) {
        section_.Error(std::string(what) +
                       " must have a column or a default, for rows of kind '" +
                       std::string(NameOf(mapping_.kind)) + "'");
      }
    };
    switch (mapping_.kind) {
      case MappingKind::kStatement:
        using S = StatementField;
        want(Any(S::kCurrency), "'currency'");
        want(Any(S::kBookingDate, S::kValueDate),
             "'booking_date' or 'value_date'");
        want(Any(S::kAmount, S::kCredit, S::kDebit),
             "'amount', or 'credit' and 'debit',");
        if (Any(S::kAmount) && Any(S::kCredit, S::kDebit)) {
          section_.Error("map 'amount', or 'credit' and 'debit', not both");
        }
        return;
      case MappingKind::kPayouts:
        using P = PayoutField;
        want(Any(P::kPayoutId), "'payout_id'");
        want(Any(P::kPayoutDate), "'payout_date'");
        want(Any(P::kCurrency), "'currency'");
        want(Any(P::kGross, P::kNet), "'gross' or 'net'");
        return;
      case MappingKind::kAdvice:
        using A = AdviceField;
        want(Any(A::kReference, A::kText), "'reference' or 'text'");
        return;
      case MappingKind::kOpenItems:
        CheckItems(want);
        return;
    }
  }

  template <class Want>
  void CheckItems(const Want& want) {
    const auto side = [&](ItemSideField field) {
      return mapping_.Of(kItemColumnCount + static_cast<size_t>(field)).known();
    };
    for (size_t i = 0; i < kItemColumnCount; ++i) {
      if (!kItemColumns[i].required) continue;
      const bool by_sides =
          i == static_cast<size_t>(ItemColumn::kAmount) &&
          (side(ItemSideField::kCredit) || side(ItemSideField::kDebit));
      want(by_sides || mapping_.Of(i).known(),
           "'" + std::string(kItemColumns[i].name) + "'");
    }
  }

  const toml::table& file_;
  RuleErrors& errors_;
  RuleSection section_;
  CsvMapping& mapping_;
};

}  // namespace

bool ReadCsvMapping(std::string_view toml_text, std::string_view file_name,
                    CsvMapping* mapping, std::vector<std::string>* errors) {
  RuleErrors found(file_name);
  mapping->path = file_name;
  try {
    const toml::table file = toml::parse(toml_text);
    MappingFile(file, &found, mapping).Read();
  } catch (const toml::parse_error& error) {
    found.Add(error.source(), error.description());
  }
  if (found.empty()) return true;
  found.AppendTo(errors);
  return false;
}

CsvMapping OwnMapping(MappingKind kind) {
  CsvMapping mapping;
  mapping.kind = kind;
  mapping.own = true;
  const auto names = FieldNames(kind);
  mapping.fields.resize(names.size());
  for (size_t i = 0; i < names.size(); ++i) {
    mapping.fields[i].columns.push_back({std::string(names[i]), 0});
  }
  return mapping;
}

}  // namespace cashmatch
