// SPDX-License-Identifier: Apache-2.0
// render.cc - a score as JSON and as a table.
// Tested by tests/unit/adapters/score/render_test.cc
#include <algorithm>

#include "adapters/score/score.h"

namespace cashmatch {
namespace {

// `part` of `whole` with six decimals, cut off: 1.000000 means all.
std::string Ratio(uint64_t part, uint64_t whole) {
  return FormatDecimal(static_cast<WideMinor>(part) * 1'000'000 / whole, 6);
}

std::string PerCent(uint64_t part, uint64_t whole) {
  if (whole == 0) return "-";
  std::string out =
      FormatDecimal(static_cast<WideMinor>(part) * 10'000 / whole, 2);
  return out += " %";
}

std::string_view Word(Control control) {
  switch (control) {
    case Control::kProved:
      return "proved";
    case Control::kFailed:
      return "failed";
    case Control::kAbsent:
      break;
  }
  return "absent";
}

// A JSON object or array being written: what stands before the next member.
class Json {
 public:
  explicit Json(std::string* out) : out_(*out) {}

  void Begin(char bracket) {
    Next();
    out_ += bracket;
  }
  void End(char bracket) { out_ += bracket; }
  void Key(std::string_view name) {
    Next();
    out_.append("\"").append(name).append("\":");
  }
  void Count(std::string_view name, uint64_t value) {
    Key(name);
    out_ += std::to_string(value);
  }
  void Share(std::string_view name, uint64_t part, uint64_t whole) {
    Key(name);
    out_ += whole == 0 ? "null" : Ratio(part, whole);
  }
  void Text(std::string_view name, std::string_view value);

 private:
  void Next() {
    if (out_.empty()) return;
    const char last = out_.back();
    if (last != '{' && last != '[' && last != ':') out_ += ',';
  }
  std::string& out_;
};

void Json::Text(std::string_view name, std::string_view value) {
  Key(name);
  out_ += '"';
  for (const char c : value) {
    if (static_cast<unsigned char>(c) < 0x20) {
      constexpr std::string_view kHex = "0123456789abcdef";
      out_ += "\\u00";
      out_ += kHex[static_cast<unsigned char>(c) >> 4];
      out_ += kHex[c & 15];
      continue;
    }
    if (c == '"' || c == '\\') out_ += '\\';
    out_ += c;
  }
  out_ += '"';
}

void WriteClass(const ClassScore& cls, Json* json) {
  json->Begin('{');
  json->Text("class", cls.name);
  json->Count("receipts", cls.receipts);
  json->Count("due", cls.due);
  json->Count("right", cls.right);
  json->Share("coverage", cls.right, cls.due);
  json->Count("applied", cls.applied);
  json->Count("part", cls.part);
  json->Count("wrong", cls.wrong);
  json->End('}');
}

void WriteWrong(const WrongReceipt& wrong, Json* json) {
  json->Begin('{');
  json->Text("bank_reference", wrong.bank_reference);
  json->Text("class", wrong.cls);
  json->Text("expected", wrong.expected);
  json->Text("found", wrong.found);
  json->End('}');
}

// Appends `text` to the width of its column, numbers to the right.
void Cell(std::string_view text, size_t width, bool right, std::string* out) {
  const size_t blanks = width > text.size() ? width - text.size() : 0;
  if (right) out->append(blanks, ' ');
  out->append(text);
  if (!right) out->append(blanks, ' ');
}

void TableRow(const ClassScore& cls, size_t name_width, std::string* out) {
  Cell(cls.name, name_width, false, out);
  for (const uint64_t count :
       {cls.receipts, cls.due, cls.right, cls.applied, cls.part, cls.wrong}) {
    Cell(std::to_string(count), 11, true, out);
  }
  Cell(PerCent(cls.right, cls.due), 11, true, out);
  out->push_back('\n');
}

}  // namespace

std::string ScoreAsJson(const ScoreResult& score) {
  std::string out;
  Json json(&out);
  json.Begin('{');
  json.Share("precision", score.rows_right, score.rows);
  json.Share("coverage", score.total.right, score.total.due);
  json.Text("conservation", Word(score.conservation));
  if (!score.broken.empty()) json.Text("broken", score.broken);
  json.Count("rows", score.rows);
  json.Count("rows_right", score.rows_right);
  json.Count("rows_due", score.rows_due);
  json.Count("unknown_rows", score.unknown_rows);
  json.Key("differences");
  json.Begin('{');
  json.Count("expected", score.differences.expected);
  json.Count("right", score.differences.right);
  json.Count("found", score.differences.found);
  json.End('}');
  json.Key("total");
  WriteClass(score.total, &json);
  json.Key("classes");
  json.Begin('[');
  for (const ClassScore& cls : score.classes) WriteClass(cls, &json);
  json.End(']');
  json.Key("wrong");
  json.Begin('[');
  for (const WrongReceipt& wrong : score.wrong) WriteWrong(wrong, &json);
  json.End(']');
  json.End('}');
  return out += '\n';
}

std::string ScoreAsText(const ScoreResult& score) {
  const ClassScore& all = score.total;
  std::string out = "precision     ";
  out += PerCent(score.rows_right, score.rows);
  out += " of " + std::to_string(score.rows) + " payment rows\n";
  out += "coverage      ";
  out += PerCent(all.right, all.due);
  out += " of " + std::to_string(all.due) + " receipts to be applied\n";
  out += "conservation  ";
  out += Word(score.conservation);
  if (!score.broken.empty()) out += " (" + score.broken + ")";
  out += "\n";
  if (score.differences.expected + score.differences.found != 0) {
    out += "differences   " + std::to_string(score.differences.right) +
           " right of " + std::to_string(score.differences.expected) +
           " expected, " + std::to_string(score.differences.found) + " found\n";
  }
  if (score.unknown_rows != 0) {
    out += "not scored    " + std::to_string(score.unknown_rows) +
           " payment rows of receipts that the truth does not know\n";
  }
  size_t width = 5;
  for (const ClassScore& cls : score.classes) {
    width = std::max(width, cls.name.size());
  }
  out += "\n";
  Cell("class", width, false, &out);
  for (const char* const title :
       {"receipts", "due", "right", "applied", "part", "wrong", "coverage"}) {
    Cell(title, 11, true, &out);
  }
  out += "\n";
  for (const ClassScore& cls : score.classes) TableRow(cls, width, &out);
  TableRow(all, width, &out);
  if (!score.wrong.empty()) out += "\nwrong receipts";
  if (all.wrong > score.wrong.size()) {
    out += ", the first " + std::to_string(score.wrong.size()) + " of " +
           std::to_string(all.wrong);
  }
  if (!score.wrong.empty()) out += "\n";
  for (const WrongReceipt& wrong : score.wrong) {
    out += "  " + wrong.bank_reference + " (" + wrong.cls + "): expected " +
           wrong.expected + "; found " + wrong.found + "\n";
  }
  return out;
}

}  // namespace cashmatch
