// SPDX-License-Identifier: Apache-2.0
// table_file.cc - a pipeline: cut rows, format chunks, write them in order.
// Tested by tests/unit/adapters/write/table_file_test.cc
#include "adapters/write/table_file.h"

#include <tbb/concurrent_queue.h>
#include <tbb/parallel_pipeline.h>

#include <algorithm>

#include "adapters/bytes/output_file.h"

namespace cashmatch {
namespace {

constexpr size_t kChunkRows = 4096;
constexpr size_t kChunksInFlight = 16;

}  // namespace

bool WriteRows(const std::string& path, std::string_view head, size_t rows,
               const AppendRows& append, std::string* error) {
  OutputFile file(path);
  file.Append(head);
  tbb::concurrent_queue<std::string> spare;  // buffers that grew already
  size_t at = 0;
  const auto cut = [&](tbb::flow_control& flow) {
    const size_t begin = at;
    if (begin >= rows) flow.stop();
    at = std::min(rows, begin + kChunkRows);
    return begin;
  };
  const auto format = [&](size_t begin) {
    std::string text;
    spare.try_pop(text);
    text.clear();
    append(begin, std::min(rows, begin + kChunkRows), &text);
    return text;
  };
  const auto write_out = [&](std::string text) {
    file.Append(text);
    spare.push(std::move(text));
  };
  tbb::parallel_pipeline(
      kChunksInFlight,
      tbb::make_filter<void, size_t>(tbb::filter_mode::serial_in_order, cut) &
          tbb::make_filter<size_t, std::string>(tbb::filter_mode::parallel,
                                                format) &
          tbb::make_filter<std::string, void>(tbb::filter_mode::serial_in_order,
                                              write_out));
  return file.Close(error);
}

bool WriteText(const std::string& path, std::string_view text,
               std::string* error) {
  OutputFile file(path);
  file.Append(text);
  return file.Close(error);
}

}  // namespace cashmatch
