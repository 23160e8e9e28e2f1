// SPDX-License-Identifier: Apache-2.0
// expat.cc - camt.053 with expat, by its events.
#include <expat.h>

#include <cstring>
#include <deque>

#include "bench/peers/readers/camt_fields.h"

namespace {

using cashmatch::bench::CamtFields;

// Expat's names live as long as the event: the open ones are kept here.
struct Reader {
  CamtFields fields;
  std::deque<std::string> names;
};

void OnBegin(void* user, const char* name, const char** attributes) {
  auto* const reader = static_cast<Reader*>(user);
  reader->names.emplace_back(name);
  reader->fields.Begin(reader->names.back());
  for (; *attributes != nullptr; attributes += 2) {
    if (std::strcmp(attributes[0], "Ccy") == 0) {
      reader->fields.Currency(attributes[1]);
    }
  }
}

void OnText(void* user, const char* text, int length) {
  static_cast<Reader*>(user)->fields.Text({text, static_cast<size_t>(length)});
}

void OnEnd(void* user, const char*) {
  auto* const reader = static_cast<Reader*>(user);
  reader->fields.End();
  reader->names.pop_back();
}

cashmatch::bench::Totals Read(const std::string&, std::string* bytes) {
  Reader reader;
  XML_Parser parser = XML_ParserCreate(nullptr);
  XML_SetUserData(parser, &reader);
  XML_SetElementHandler(parser, OnBegin, OnEnd);
  XML_SetCharacterDataHandler(parser, OnText);
  const XML_Status status =
      XML_Parse(parser, bytes->data(), static_cast<int>(bytes->size()), 1);
  XML_ParserFree(parser);
  if (status != XML_STATUS_OK) return {};
  return cashmatch::bench::TotalsOf(reader.fields.payments());
}

}  // namespace

int main(int argc, char** argv) {
  const XML_Expat_Version version = XML_ExpatVersionInfo();
  return cashmatch::bench::ReaderMain(argc, argv,
                                      std::to_string(version.major) + "." +
                                          std::to_string(version.minor) + "." +
                                          std::to_string(version.micro),
                                      Read);
}
