// SPDX-License-Identifier: Apache-2.0
// expat_test.cc - the scanner sees what expat sees, on every instruction set.
#include <expat.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "adapters/read/camt/xml_pull.h"
#include "tests/unit/engine/sums/every_target.h"

namespace cashmatch {
namespace {

/// Starts and ends of elements, with the text before each.
struct Told {
  std::string events;
  bool whole = false;     // read to the end
  bool stricter = false;  // or refused for what only we refuse
  bool lenient = false;   // or for what only expat refuses
  std::string why;
};

std::string Trimmed(std::string_view text) {
  while (!text.empty() && IsXmlBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsXmlBlank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

/// In CDATA we leave ends of lines as they stand.
std::string WithLineFeeds(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && text.substr(i, 2) == "\r\n") continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

Told ByUs(const std::string& document) {
  Told told;
  XmlPull xml(document, false);
  for (XmlEvent event = xml.Next();; event = xml.Next()) {
    if (event == XmlEvent::kDone) break;
    if (event == XmlEvent::kFault) {
      const XmlFault& fault = xml.fault();
      told.stricter = fault.kind == XmlFaultKind::kDoctype ||
                      fault.kind == XmlFaultKind::kLimit ||
                      fault.expected == "'?>'";
      told.why = fault.expected + " at " + std::to_string(fault.offset);
      return told;
    }
    told.events += WithLineFeeds(xml.text()) + "\n";
    told.events += event == XmlEvent::kStart ? "<" : "/";
    told.events += xml.name();
    if (event != XmlEvent::kStart) continue;
    for (const XmlAttribute& attribute : xml.attributes()) {
      told.events += " ";
      told.events += attribute.name;
    }
  }
  told.whole = true;
  return told;
}

/// What expat calls back, as ByUs writes it.
class Listener {
 public:
  explicit Listener(Told* told) : told_(*told) {}

  static void Start(void* self, const XML_Char* name, const XML_Char** list) {
    Listener& it = *static_cast<Listener*>(self);
    it.Tag("<", name);
    for (; *list != nullptr; list += 2) {
      it.told_.events += std::string(" ") + *list;
    }
  }
  static void End(void* self, const XML_Char* name) {
    static_cast<Listener*>(self)->Tag("/", name);
  }
  static void Text(void* self, const XML_Char* text, int size) {
    static_cast<Listener*>(self)->text_.append(text, static_cast<size_t>(size));
  }

 private:
  void Tag(std::string_view what, std::string_view name) {
    told_.events += Trimmed(text_) + "\n";
    told_.events += what;
    told_.events += name.substr(name.rfind(':') + 1);
    text_.clear();
  }

  Told& told_;
  std::string text_;
};

Told ByExpat(const std::string& document) {
  Told told;
  Listener listener(&told);
  XML_Parser parser = XML_ParserCreate(nullptr);
  XML_SetUserData(parser, &listener);
  XML_SetElementHandler(parser, Listener::Start, Listener::End);
  XML_SetCharacterDataHandler(parser, Listener::Text);
  told.whole = XML_Parse(parser, document.data(),
                         static_cast<int>(document.size()), 1) == XML_STATUS_OK;
  const XML_Error error = XML_GetErrorCode(parser);
  // Documents may follow each other for us, and a declaration stand anywhere
  // outside of them.
  told.lenient = error == XML_ERROR_JUNK_AFTER_DOC_ELEMENT ||
                 error == XML_ERROR_MISPLACED_XML_PI ||
                 error == XML_ERROR_XML_DECL ||
                 error == XML_ERROR_UNKNOWN_ENCODING ||
                 error == XML_ERROR_RESERVED_PREFIX_XML;
  // We look for control bytes in plain text, not in values and comments.
  told.lenient |= error == XML_ERROR_INVALID_TOKEN &&
                  document.find('\x01') != std::string::npos;
  if (!told.whole) told.why = XML_ErrorString(error);
  XML_ParserFree(parser);
  return told;
}

/// Compares; returns whether both read the document to its end.
bool Agree(const std::string& document) {
  const Told expat = ByExpat(document);
  const Told ours = ByUs(document);
  if (expat.lenient || ours.stricter) return false;
  EXPECT_EQ(ours.whole, expat.whole) << ours.why << " / " << expat.why << "\n"
                                     << document;
  if (ours.whole && expat.whole) {
    EXPECT_EQ(ours.events, expat.events) << document;
  }
  return ours.whole;
}

std::string Document(std::mt19937* draw) {
  static constexpr std::string_view kTexts[] = {
      "",
      "A &amp; B",
      "x<!-- c -->y",
      "<![CDATA[<raw>]]>",
      "caf\xC3\xA9",
      "a]]b",
      "&#65;&#x42;",
      "  blanks  ",
      "\r\nline\r",
      "<e/>",
      "<e a='1'/>",
      "long text that goes on for more than sixty-four bytes, as texts now and "
      "then do in a statement"};
  std::string text = "<?xml version=\"1.0\"?>\n<Document xmlns=\"urn:x\">";
  for (int i = 0; i < 12; ++i) {
    const auto any = [&] { return kTexts[(*draw)() % std::size(kTexts)]; };
    text += "<Ntry><NtryRef>" + std::to_string(i) + "</NtryRef>";
    text += "<Amt Ccy=\"EUR\">" + std::to_string((*draw)() % 10000) + "</Amt>";
    text += "<n:Dtls>" + std::string(any()) + "<Cd>" + std::string(any()) +
            "</Cd ></n:Dtls>" + std::string((*draw)() % 3, '\n') + "</Ntry>";
  }
  return text + "</Document>";
}

/// Puts a piece that means something in XML anywhere into the document.
void Damage(std::mt19937* draw, std::string* document) {
  static constexpr std::string_view kPieces[] = {
      "<",     ">",    "/",    "&",  "]]>",  "<!--", "-->",
      "\"",    "'",    "=",    " ",  "<a",   "</a",  "?>",
      "</Cd>", "<Cd>", "\x01", "\t", "&lt;", "&#0;", "a"};
  // The declaration says nothing to us.
  const size_t begin = document->find("?>") + 2;
  const size_t at = begin + (*draw)() % (document->size() - begin);
  const std::string_view piece = kPieces[(*draw)() % std::size(kPieces)];
  // Not inside of a character of several bytes.
  for (const size_t near : {at, at + 1}) {
    if (near < document->size() &&
        static_cast<unsigned char>((*document)[near]) >= 0x80) {
      return;
    }
  }
  document->replace(at, (*draw)() % 3 == 0 ? 0 : 1, piece);
}

TEST(Expat, SeesTheSameInWholeDocuments) {
  OnEveryTarget([] {
    std::mt19937 draw(5);
    for (int i = 0; i < 200; ++i) {
      ASSERT_TRUE(Agree(Document(&draw)));
      if (::testing::Test::HasFailure()) return;
    }
  });
}

TEST(Expat, RefusesTheSameDamage) {
  OnEveryTarget([] {
    std::mt19937 draw(6);
    int read = 0, refused = 0;
    for (int i = 0; i < 3000; ++i) {
      std::string document = Document(&draw);
      Damage(&draw, &document);
      ++(Agree(document) ? read : refused);
      if (::testing::Test::HasFailure()) return;
    }
    EXPECT_GT(read, 200);
    EXPECT_GT(refused, 1000);
  });
}

}  // namespace
}  // namespace cashmatch
