// SPDX-License-Identifier: Apache-2.0
// readme_test.cc - the documented exception codes are the ones in the code.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "engine/model/report.h"

namespace cashmatch {
namespace {

TEST(Readme, ListsEveryExceptionCodeWithItsMeaning) {
  std::ifstream file(CASHMATCH_SOURCE_DIR "/adapters/write/README.md");
  std::ostringstream stream;
  stream << file.rdbuf();
  const std::string text = stream.str();
  ASSERT_FALSE(text.empty());
  std::string table;
  for (int i = 1; i < kExceptionCount; ++i) {
    const auto code = static_cast<ExceptionCode>(i);
    table += "| `" + std::string(NameOf(code)) + "` | " +
             std::string(MeaningOf(code)) + " |\n";
  }
  EXPECT_NE(text.find(table), std::string::npos) << "the table must read:\n"
                                                 << table;
}

}  // namespace
}  // namespace cashmatch
