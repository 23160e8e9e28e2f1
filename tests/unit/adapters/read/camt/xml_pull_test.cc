// SPDX-License-Identifier: Apache-2.0
// xml_pull_test.cc - what is well-formed, and what exactly is not.
#include "adapters/read/camt/xml_pull.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

/// Writes the events: "(a (b )b:text )a" and the fault, if any.
std::string Walk(std::string_view text, bool repair = false) {
  XmlPull xml(text, repair);
  std::string out;
  while (true) {
    switch (xml.Next()) {
      case XmlEvent::kStart:
        out += "(" + std::string(xml.name()) + " ";
        break;
      case XmlEvent::kEnd:
        out += ")" + std::string(xml.name());
        if (!xml.text().empty()) out += ":" + std::string(xml.text());
        out += " ";
        break;
      case XmlEvent::kDone:
        return out + "done";
      case XmlEvent::kFault:
        EXPECT_EQ(xml.Next(), XmlEvent::kFault);  // and stays there
        return out + "fault";
    }
  }
}

XmlFault FaultOf(std::string_view text) {
  XmlPull xml(text, false);
  while (true) {
    const XmlEvent event = xml.Next();
    if (event == XmlEvent::kFault) return xml.fault();
    if (event == XmlEvent::kDone) return {};
  }
}

TEST(XmlPull, ElementsAndText) {
  EXPECT_EQ(Walk("<a><b>x</b><c/></a>"), "(a (b )b:x (c )c )a done");
  EXPECT_EQ(Walk("<?xml version='1.0'?>\n<a>\n  <b> x y </b>\n</a>\n"),
            "(a (b )b:x y )a done");
}

TEST(XmlPull, PrefixesAreDropped) {
  EXPECT_EQ(Walk("<n:a xmlns:n='u'><n:b>1</n:b></n:a>"), "(a (b )b:1 )a done");
}

TEST(XmlPull, CdataReferencesAndCommentsMakeOneText) {
  EXPECT_EQ(Walk("<a><![CDATA[E2E]]>&#45;<!-- x -->&#x31; &amp; <![CDATA[<]]>"
                 "</a>"),
            "(a )a:E2E-1 & < done");
}

TEST(XmlPull, LineEndsBecomeLineFeeds) {
  EXPECT_EQ(Walk("<a>x\r\ny\rz</a>"), "(a )a:x\ny\nz done");
}

TEST(XmlPull, AttributesInBothQuotes) {
  XmlPull xml("<Amt  Ccy = \"EUR\" n:t='a&lt;b' >1</Amt >", false);
  ASSERT_EQ(xml.Next(), XmlEvent::kStart);
  EXPECT_EQ(xml.Attribute("Ccy"), "EUR");
  EXPECT_EQ(xml.Attribute("t"), "a&lt;b");
  EXPECT_EQ(xml.Attribute("none"), "");
  ASSERT_EQ(xml.Next(), XmlEvent::kEnd);
  EXPECT_EQ(xml.text(), "1");
  EXPECT_EQ(xml.Next(), XmlEvent::kDone);
}

TEST(XmlPull, SeveralDocumentsFollowEachOther) {
  const std::string text =
      "<?xml version='1.0'?><a/>\n\xEF\xBB\xBF<?xml version='1.0'?><b/>";
  EXPECT_EQ(Walk(text), "(a )a (b )b done");
  XmlPull xml(text, false);
  while (xml.Next() != XmlEvent::kDone) {
  }
  EXPECT_EQ(xml.documents(), 2u);
}

TEST(XmlPull, RepairsTextThatIsNotUtf8) {
  EXPECT_EQ(Walk("<a>S\xF6hne</a>", true), "(a )a:Söhne done");
}

TEST(XmlPull, EveryCutIsTruncation) {
  const std::string whole =
      "<?xml version='1.0'?><!-- c --><a k='v'><b>t&amp;<![CDATA[d]]></b></a>";
  ASSERT_EQ(Walk(whole), "(a (b )b:t&d )a done");
  const size_t root = whole.find("<a");
  for (size_t size = root + 1; size < whole.size(); ++size) {
    const XmlFault fault = FaultOf(std::string_view(whole).substr(0, size));
    // A reference that is cut off cannot be told from a wrong one.
    const bool in_reference =
        whole.substr(0, size).find("&amp;") == std::string::npos &&
        whole.substr(0, size).find('&') != std::string::npos;
    EXPECT_EQ(fault.kind, in_reference ? XmlFaultKind::kMalformed
                                       : XmlFaultKind::kTruncated)
        << whole.substr(0, size);
  }
}

TEST(XmlPull, DoctypeIsRefused) {
  EXPECT_EQ(FaultOf("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").kind,
            XmlFaultKind::kDoctype);
}

TEST(XmlPull, MalformedText) {
  for (const char* const text : {"",
                                 "  ",
                                 "text",
                                 "<a></b>",
                                 "<a>",
                                 "</a>",
                                 "<a></a>x",
                                 "<1/>",
                                 "<a b/>",
                                 "<a b=c/>",
                                 "<a b='1'c='2'/>",
                                 "<a b='1' b='2'/>",
                                 "<a b='<'/>",
                                 "<a b='&x;'/>",
                                 "<a>&x;</a>",
                                 "<a>& b</a>",
                                 "<a>]]></a>",
                                 "<a>\x01</a>",
                                 "<a><!-- -- --></a>",
                                 "<a><!ELEMENT b></a>",
                                 "<a><?xml version='1.0'?></a>",
                                 "<a/><![CDATA[x]]>"}) {
    const XmlFaultKind kind = FaultOf(text).kind;
    EXPECT_TRUE(
        kind == XmlFaultKind::kMalformed ||
        (kind == XmlFaultKind::kTruncated && std::string_view(text) == "<a>"))
        << text;
  }
}

TEST(XmlPull, AnInstructionWithoutItsEndSwallowsNoElements) {
  // The "?>" of the second document would end the first one's heading.
  const std::string_view text =
      "<?xml version='1.0'.>\n<a/>\n<?xml version='1.0'?>\n<a/>";
  EXPECT_EQ(FaultOf(text).kind, XmlFaultKind::kMalformed);
  EXPECT_EQ(FaultOf(text).offset, text.find("<a/>"));
  EXPECT_EQ(Walk("<?style a > b ?><a/>"), "(a )a done");
}

TEST(XmlPull, AMismatchNamesBothTags) {
  const XmlFault fault = FaultOf("<a>\n<b></c></a>");
  EXPECT_EQ(fault.offset, 7u);
  EXPECT_EQ(fault.found, "</c>");
  EXPECT_EQ(fault.expected, "</b>");
}

TEST(XmlPull, DepthIsLimited) {
  const auto nested = [](size_t depth) {
    std::string text;
    for (size_t i = 0; i < depth; ++i) text += "<a>";
    for (size_t i = 0; i < depth; ++i) text += "</a>";
    return text;
  };
  EXPECT_EQ(FaultOf(nested(XmlPull::kMaxDepth)).kind, XmlFaultKind::kNone);
  EXPECT_EQ(FaultOf(nested(XmlPull::kMaxDepth + 1)).kind, XmlFaultKind::kLimit);
}

TEST(XmlPull, AttributesAreLimited) {
  std::string many = "<a";
  for (size_t i = 0; i <= XmlPull::kMaxAttributes; ++i) {
    many += " b" + std::to_string(i) + "='x'";
  }
  EXPECT_EQ(FaultOf(many + "/>").kind, XmlFaultKind::kLimit);
  const std::string huge(XmlPull::kMaxMarkup + 1, 'x');
  EXPECT_EQ(FaultOf("<a b='" + huge + "'/>").kind, XmlFaultKind::kLimit);
  EXPECT_EQ(FaultOf("<a b='" + huge).kind, XmlFaultKind::kLimit);
  EXPECT_EQ(FaultOf("<" + huge + "/>").kind, XmlFaultKind::kLimit);
}

TEST(XmlPull, TextIsLimited) {
  const std::string huge(XmlText::kMost + 1, 'x');
  EXPECT_EQ(FaultOf("<a>" + huge + "</a>").kind, XmlFaultKind::kLimit);
  EXPECT_EQ(FaultOf("<a><![CDATA[" + huge + "]]></a>").kind,
            XmlFaultKind::kLimit);
}

}  // namespace
}  // namespace cashmatch
