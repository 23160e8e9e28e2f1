// SPDX-License-Identifier: Apache-2.0
// json_text_test.cc - what an indented JSON text looks like.
#include "adapters/write/json_text.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(JsonText, MembersAndElementsEachHaveALine) {
  JsonText json;
  json.Open('{');
  json.Key("file");
  json.Text("a \"b\"\n");
  json.Key("lines");
  json.Open('[');
  json.Number(18'446'744'073'709'551'615u);
  json.Token("null");
  json.Open('{');
  json.Key("x");
  json.Token("-0.5");
  json.Close('}');
  json.Close(']');
  json.Key("last");
  json.Text("");
  json.Close('}');
  EXPECT_EQ(json.Take(),
            "{\n"
            "  \"file\": \"a \\\"b\\\"\\n\",\n"
            "  \"lines\": [\n"
            "    18446744073709551615,\n"
            "    null,\n"
            "    {\n"
            "      \"x\": -0.5\n"
            "    }\n"
            "  ],\n"
            "  \"last\": \"\"\n"
            "}\n");
}

TEST(JsonText, WhatIsEmptyStaysOnItsLine) {
  JsonText json;
  json.Open('{');
  json.Key("object");
  json.Open('{');
  json.Close('}');
  json.Key("array");
  json.Open('[');
  json.Close(']');
  json.Close('}');
  EXPECT_EQ(json.Take(), "{\n  \"object\": {},\n  \"array\": []\n}\n");
}

TEST(JsonText, StartsAfreshOnceTaken) {
  JsonText json;
  json.Number(1);
  EXPECT_EQ(json.Take(), "1\n");
  json.Number(2);
  EXPECT_EQ(json.Take(), "2\n");
}

}  // namespace
}  // namespace cashmatch
