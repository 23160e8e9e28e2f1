// SPDX-License-Identifier: Apache-2.0
// libxml2.cc - camt.053 with libxml2's xmlTextReader.
#include <libxml/xmlreader.h>

#include "bench/peers/readers/camt_fields.h"

namespace {

using cashmatch::bench::CamtFields;

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view()
                         : reinterpret_cast<const char*>(text);
}

// Names are interned by the reader and live as long as it.
void OnNode(xmlTextReaderPtr reader, CamtFields* fields) {
  switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT: {
      const std::string_view name = View(xmlTextReaderConstLocalName(reader));
      const bool empty = xmlTextReaderIsEmptyElement(reader) == 1;
      fields->Begin(name);
      if (name == "Amt" && xmlTextReaderMoveToFirstAttribute(reader) == 1) {
        fields->Currency(View(xmlTextReaderConstValue(reader)));
        xmlTextReaderMoveToElement(reader);
      }
      if (empty) fields->End();
      break;
    }
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
      fields->Text(View(xmlTextReaderConstValue(reader)));
      break;
    case XML_READER_TYPE_END_ELEMENT:
      fields->End();
      break;
    default:
      break;
  }
}

cashmatch::bench::Totals Read(const std::string&, std::string* bytes) {
  CamtFields fields;
  xmlTextReaderPtr reader =
      xmlReaderForMemory(bytes->data(), static_cast<int>(bytes->size()),
                         nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_HUGE);
  int more = reader == nullptr ? -1 : xmlTextReaderRead(reader);
  for (; more == 1; more = xmlTextReaderRead(reader)) OnNode(reader, &fields);
  xmlFreeTextReader(reader);
  if (more != 0) return {};
  return cashmatch::bench::TotalsOf(fields.payments());
}

}  // namespace

int main(int argc, char** argv) {
  return cashmatch::bench::ReaderMain(argc, argv, LIBXML_DOTTED_VERSION, Read);
}
