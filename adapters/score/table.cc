// SPDX-License-Identifier: Apache-2.0
// table.cc - RFC 4180 records and flat JSON objects.
// Tested by tests/unit/adapters/score/table_test.cc
#include "adapters/score/table.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>

namespace cashmatch {
namespace {

constexpr size_t kBuffer = size_t{1} << 20;

class CsvTable : public Table {
 public:
  CsvTable(const std::string& path, std::span<const std::string_view> columns)
      : path_(path), buffer_(kBuffer), file_(path, std::ios::binary) {
    from_column_.assign(columns.size(), SIZE_MAX);
    if (!ReadRecord()) return;
    for (size_t i = 0; i < columns.size(); ++i) {
      const auto found = std::find(cells_.begin(), cells_.end(), columns[i]);
      if (found != cells_.end()) {
        from_column_[i] = static_cast<size_t>(found - cells_.begin());
      }
    }
    width_ = cells_.size();
  }

  bool Next() override {
    if (!error_.empty() || !ReadRecord()) return false;
    if (cells_.size() == width_) return true;
    return Fail("expected " + std::to_string(width_) + " cells, found " +
                std::to_string(cells_.size()));
  }
  std::string_view Cell(size_t index) const override {
    const size_t column = from_column_[index];
    return column == SIZE_MAX ? std::string_view() : cells_[column];
  }
  bool Has(size_t index) const override {
    return from_column_[index] != SIZE_MAX;
  }
  const std::string& error() const override { return error_; }

 private:
  bool Fail(const std::string& what) {
    error_ = path_ + ":" + std::to_string(line_) + ": " + what;
    return false;
  }
  int Get() {
    if (at_ == end_) {
      file_.read(buffer_.data(), static_cast<std::streamsize>(kBuffer));
      end_ = static_cast<size_t>(file_.gcount());
      at_ = 0;
      if (end_ == 0) return -1;
    }
    return static_cast<unsigned char>(buffer_[at_++]);
  }
  std::string* StartCell() {
    if (count_ == cells_.size()) cells_.emplace_back();
    cells_[count_].clear();
    return &cells_[count_++];
  }
  bool ReadRecord();
  int ReadQuoted(std::string* cell);

  std::string path_, error_;
  std::vector<char> buffer_;
  std::ifstream file_;
  size_t at_ = 0, end_ = 0;
  size_t line_ = 0;
  std::vector<size_t> from_column_;
  std::vector<std::string> cells_;
  size_t count_ = 0;
  size_t width_ = 0;
};

// Reads behind an opening quote; returns what follows the closing one.
int CsvTable::ReadQuoted(std::string* cell) {
  for (;;) {
    const int c = Get();
    if (c < 0) {
      Fail("a quoted cell does not end");
      return -1;
    }
    if (c != '"') {
      cell->push_back(static_cast<char>(c));
      continue;
    }
    const int next = Get();
    if (next != '"') return next;
    cell->push_back('"');
  }
}

bool CsvTable::ReadRecord() {
  int c = Get();
  while (c == '\n' || c == '\r') c = Get();
  if (c < 0) return false;
  ++line_;
  count_ = 0;
  for (;;) {
    std::string* const cell = StartCell();
    if (c == '"') c = ReadQuoted(cell);
    for (; c >= 0 && c != ',' && c != '\n'; c = Get()) {
      cell->push_back(static_cast<char>(c));
    }
    if (c != ',') {
      if (!cell->empty() && cell->back() == '\r') cell->pop_back();
      break;
    }
    c = Get();
  }
  cells_.resize(count_);
  return error_.empty();
}

class NdjsonTable : public Table {
 public:
  NdjsonTable(const std::string& path,
              std::span<const std::string_view> columns)
      : path_(path),
        file_(path, std::ios::binary),
        columns_(columns.begin(), columns.end()),
        cells_(columns.size()) {}

  bool Next() override {
    std::string line;
    do {
      if (!error_.empty() || !std::getline(file_, line)) return false;
      ++line_;
    } while (line.empty() || line == "\r");
    const simdjson::padded_string padded(line);
    const auto object = parser_.parse(padded).get_object();
    if (object.error() != simdjson::SUCCESS) {
      error_ = path_ + ":" + std::to_string(line_) + ": not a JSON object";
      return false;
    }
    for (size_t i = 0; i < columns_.size(); ++i) {
      cells_[i] = Text(object.value_unsafe().at_key(columns_[i]));
    }
    return true;
  }
  std::string_view Cell(size_t index) const override { return cells_[index]; }
  bool Has(size_t index) const override { return !cells_[index].empty(); }
  const std::string& error() const override { return error_; }

 private:
  static std::string Text(
      const simdjson::simdjson_result<simdjson::dom::element>& value) {
    if (value.error() != simdjson::SUCCESS) return {};
    std::string_view text;
    if (value.get_string().get(text) == simdjson::SUCCESS) {
      return std::string(text);
    }
    return value.is_null() ? std::string()
                           : simdjson::minify(value.value_unsafe());
  }

  std::string path_, error_;
  std::ifstream file_;
  std::vector<std::string> columns_, cells_;
  simdjson::dom::parser parser_;
  size_t line_ = 0;
};

}  // namespace

std::unique_ptr<Table> OpenTable(const std::string& path,
                                 std::span<const std::string_view> columns) {
  if (!std::ifstream(path).good()) return nullptr;
  if (path.ends_with(".ndjson")) {
    return std::make_unique<NdjsonTable>(path, columns);
  }
  return std::make_unique<CsvTable>(path, columns);
}

std::unique_ptr<Table> OpenTable(const std::string& folder,
                                 const std::string& name,
                                 std::span<const std::string_view> columns) {
  auto table = OpenTable(folder + "/" + name + ".csv", columns);
  if (table != nullptr) return table;
  return OpenTable(folder + "/" + name + ".ndjson", columns);
}

}  // namespace cashmatch
