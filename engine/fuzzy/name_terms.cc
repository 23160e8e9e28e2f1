// SPDX-License-Identifier: Apache-2.0
// name_terms.cc - the word lists and their look-ups.
// Tested by tests/unit/engine/fuzzy/name_form_test.cc
#include "engine/fuzzy/name_terms.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "engine/base/hash.h"
#include "engine/fuzzy/edit_distance.h"

namespace cashmatch {
namespace {

using Words = std::vector<std::string_view>;

// Every list is one text, with | between its entries.

struct LegalList {
  LegalFamily family;
  LegalPlace place;
  std::string_view terms;
};

constexpr LegalList kLegalLists[] = {
    {LegalFamily::kLimited, LegalPlace::kAnywhere,
     "ANPARTSSELSKAB|APS|BESLOTEN VENNOOTSCHAP|BVBA|DOO|EHF|EIRELI|EOOD|EURL|"
     "FZ LLC|FZCO|FZE|GES MBH|GESELLSCHAFT MIT BESCHRANKTER HAFTUNG|GESMBH|"
     "GGMBH|GMBH|GODO KAISHA|KFT|LDA|LIMITED LIABILITY CO|"
     "LIMITED LIABILITY COMPANY|LIMITED SIRKETI|LLC|LLC CO|LTD STI|MBH|"
     "OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU|OOD|S DE RL|S DE RL DE CV|"
     "SA RL|SARL|SARLU|SIA|SOCIEDAD DE RESPONSABILIDAD LIMITADA|"
     "SOCIEDAD LIMITADA|SOCIEDADE LIMITADA|SOCIETA A RESPONSABILITA LIMITATA|"
     "SOCIETATEA CU RASPUNDERE LIMITATA|SOCIETE A RESPONSABILITE LIMITEE|"
     "SP Z OO|SP ZOO|SPOL SRO|SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA|"
     "SPOLKA Z OO|SPRL|SPZOO|SRL|SRLS|SRO|TOV|UAB|UNIPESSOAL LDA|"
     "UNTERNEHMERGESELLSCHAFT|WLL|YUGEN KAISHA"},
    {LegalFamily::kLimited, LegalPlace::kEnd,
     "BV|GK|LC|PC|PLLC|SL|SLU|UG|ULC|YK"},
    {LegalFamily::kLimited, LegalPlace::kFrontOrEnd, "OOO|OU|OY"},
    {LegalFamily::kLoose, LegalPlace::kAnywhere,
     "CO INC|CO LIMITED|CO LTD|COMPANY INC|COMPANY LIMITED|CORP|CORPORATION|"
     "INC|INCORPORATED|LIMITED|LIMITEE|LTD|LTEE|P LTD|PRIVATE LIMITED|"
     "PRIVATE LTD|PROPRIETARY LIMITED|PTE LIMITED|PTE LTD|PTY LIMITED|PTY LTD|"
     "PVT LIMITED|PVT LTD"},
    {LegalFamily::kLoose, LegalPlace::kEnd,
     "& CIA|& CIE|& CO|& COMPANY|AND CO|CIA|CIE|CO|COMPANY|ET CIE|LIMITADA|"
     "LTDA|NA|PTE|PTY|PVT"},
    {LegalFamily::kOther, LegalPlace::kEnd,
     "AMBA|ASBL|EG|EI|EINGETRAGENE GENOSSENSCHAFT|EINGETRAGENER VEREIN|EIRL|"
     "EK|EKFM|EV|FORENING|RL|SCOP|SCRL|SS|VZW"},
    {LegalFamily::kPartnership, LegalPlace::kAnywhere,
     "AG & CO KG|AG & CO KGAA|GBR|GMBH & CO|GMBH & CO KG|GMBH & CO OHG|"
     "GMBH CO KG|KOMMANDITGESELLSCHAFT|LIMITED LIABILITY PARTNERSHIP|"
     "LIMITED PARTNERSHIP|LLLP|LLP|OHG|SCA|SCS|SE & CO KG|SE & CO KGAA|SENC|"
     "SNC|SP J|SP K"},
    {LegalFamily::kPartnership, LegalPlace::kEnd,
     "& CO KG|CO KG|CV|DA|HB|KB|KG|KS|LP|PARTNERSHIP|VOF"},
    {LegalFamily::kStock, LegalPlace::kAnywhere,
     "AKCIOVA SPOLECNOST|AKSJESELSKAP|AKTIEBOLAG|AKTIEBOLAGET|"
     "AKTIENGESELLSCHAFT|AKTIESELSKAB|AKTSIONERNOE OBSHCHESTVO|ANONIM SIRKET|"
     "ANONIM SIRKETI|ASA|BERHAD|BHD|CJSC|CLOSED JOINT STOCK COMPANY|EAD|"
     "JOINT STOCK COMPANY|JSC|KABUSHIKI KAISHA|KGAA|NAMLOZE VENNOOTSCHAP|NYRT|"
     "OJSC|OPEN JOINT STOCK COMPANY|OTKRYTOE AKTSIONERNOE OBSHCHESTVO|OYJ|PCL|"
     "PJSC|PLC|PUBLIC COMPANY LIMITED|PUBLIC JOINT STOCK COMPANY|"
     "PUBLIC LIMITED COMPANY|PUBLICHNOE AKTSIONERNOE OBSHCHESTVO|SA DE CV|"
     "SAB DE CV|SACV|SAPI DE CV|SAS|SASU|SDN BHD|SOCIEDAD ANONIMA|"
     "SOCIEDADE ANONIMA|SOCIETA PER AZIONI|SOCIETAS EUROPAEA|SOCIETE ANONYME|"
     "SPA|SPOLKA AKCYJNA|TBK|ZAKRYTOE AKTSIONERNOE OBSHCHESTVO|ZRT"},
    {LegalFamily::kStock, LegalPlace::kEnd,
     "AB|AD|AG|ASC|KK|NV|PJS|PSC|RT|SA|SAL|SAOG|SE"},
    {LegalFamily::kStock, LegalPlace::kFrontOrEnd, "AO|AS|OAO|PAO|PT|ZAO"},
};

// A short form, then the words that it stands for.
constexpr std::string_view kAbbreviations =
    "1 ONE|10 TEN|1ST FIRST|2 TWO|20 TWENTY|2ND SECOND|3 THREE|30 THIRTY|"
    "3RD THIRD|4 FOUR|40 FORTY|4TH FOURTH|5 FIVE|50 FIFTY|5TH FIFTH|6 SIX|"
    "7 SEVEN|8 EIGHT|9 NINE|ADMIN ADMINISTRATION|AMER AMERICAN|"
    "ASSOC ASSC ASSN ASSOCIATED ASSOCIATES ASSOCIATION ASSOCS|"
    "AUTO AUTOMOBILE AUTOMOBILES AUTOMOTIVE|BLDG BUILDING BUILDINGS|"
    "BROS BRO BROTHER BROTHERS|CAP CAPITAL|CHEM CHEMICAL CHEMICALS CHEMIE|"
    "CO COMPANIES COMPANY COS|COMM COMMS COMMUNICATION COMMUNICATIONS|"
    "COMMN COMMISSION|CONS CONSULT CONSULTANCY CONSULTANTS CONSULTING|"
    "CONST CONSTR CONSTRUCTION CONSTRUCTIONS|COOP COOPERATIVE|"
    "CORP CORPORATION|CTR CENTER CENTERS CENTRE CNTR|CTY CNTY COUNTY|"
    "DEPT DEPARTMENT DPT|DEV DEVEL DEVELOPMENT DEVELOPMENTS DVLPMT|"
    "DIST DISTR DISTRIB DISTRIBUTION|DIV DIVISION|E EAST|"
    "ELEC ELECT ELECTRIC ELECTRICAL|ENGR ENG ENGINEERING ENGRG|"
    "ENT ENTERPRISE ENTERPRISES ENTPR ENTR|EQUIP EQP EQPT EQUIPMENT EQUIPT|"
    "FDN FOUNDATION FOUNDN|FIN FINANCE FINANCIAL FINL|GEBR GEBRUDER|"
    "GEN GENERAL|GOVT GOV GOVERNMENT|"
    "GRP GROUP GROUPE GRPE GRUPO GRUPPE GRUPPO|HLDG HLDGS HOLDING HOLDINGS|"
    "HLTH HEALTH HEALTHCARE|HOSP HOSPITAL HOSPITALS|INC INCORPORATED|"
    "IND INDS INDUSTRIAS INDUSTRIE INDUSTRIES INDUSTRY|INDL INDUSTRIAL|"
    "INS INSUR INSURANCE|INST INSTITUT INSTITUTE INSTITUTION|"
    "INTL INTERNACIONAL INTERNAT INTERNATIONAL INTERNATIONALE INTERNATL "
    "INTERNAZIONALE|"
    "INV INVEST INVESTMENT INVESTMENTS INVMT INVT|"
    "LAB LABORATORIES LABORATORY LABS|"
    "LOG LOGISTIC LOGISTICA LOGISTICS LOGISTIK|LTD LIMITED|MED MEDICAL|"
    "MFG MANUF MANUFACTURING MFGR|MGMT MANAGEMENT MGMNT MGT|"
    "MKT MARKET MARKETS|MKTG MARKETING|MT MOUNT|MTL MATERIAL MATERIALS MATL|"
    "N NORTH|NATL NAT NATIONAL|"
    "PHARM PHARMA PHARMACEUTICAL PHARMACEUTICALS PHARMACY PHARMS|"
    "PROD PRODS PRODUCT PRODUCTS|PROP PROPERTIES PROPERTY PROPS|"
    "PTNR PARTNER PARTNERS PTNRS|RES RESOURCE RESOURCES|RLTY REALTY|"
    "RSCH RESEARCH|S SOUTH|SCH SCHOOL SCHOOLS|"
    "SCI SCIENCE SCIENCES SCIENTIFIC|SOL SOLNS SOLUTION SOLUTIONS|"
    "ST SAINT SANKT STE STREET|SUP SPLY SUPPLIERS SUPPLIES SUPPLY|"
    "SVC SERV SERVICE SERVICES SERVICIOS SRVCS SVCS SVS|"
    "SYS SYST SYSTEM SYSTEME SYSTEMS|"
    "TECH TECHNIK TECHNOL TECHNOLOGIES TECHNOLOGY TECHS|"
    "TRANSP TRANS TRANSPORT TRANSPORTATION TRANSPORTES TRANSPORTS|"
    "TRD TRADE TRADING TRDG|UK GB|"
    "UNIV UNIVERSIDAD UNIVERSITAT UNIVERSITE UNIVERSITY|USA US|W WEST|"
    "WHSE WAREHOUSE WHS|WHSLE WHOLESALE";

constexpr std::string_view kConnectives =
    "&|AKA|AND|DBA|ET|FKA|OCH|OF|OG|THE|UND";

constexpr std::string_view kGeneric =
    "AMER|AMERICAS|ASIA|ASSOC|AUSTRALIA|AUSTRIA|AUTO|BANK|BETEILIGUNGS|BLDG|"
    "BRASIL|BRAZIL|BROS|CANADA|CAP|CHEM|CHINA|CITY|CLUB|CO|COMM|CONS|CONST|"
    "CORP|CTR|DANMARK|DESIGN|DEUTSCHLAND|DEV|DIGITAL|DIST|E|EAST|ELEC|ENERGY|"
    "ENGR|ENT|EQUIP|ESPANA|EUROPA|EUROPE|EUROPEAN|FIGLI|FILS|FIN|FINLAND|"
    "FOOD|FOODS|FRANCE|FUND|GAS|GEBR|GEN|GERMANY|GESELLSCHAFT|GLOBAL|GRP|"
    "HANDELS|HANDELSGESELLSCHAFT|HERMANOS|HLDG|HLTH|INC|IND|INDIA|INS|INST|"
    "INTL|INV|ITALIA|ITALY|JAPAN|LAB|LOG|LTD|MASTER|MED|MEDIA|MEXICO|MFG|"
    "MGMT|MKT|MKTG|MTL|N|NATL|NEDERLAND|NETHERLANDS|NEW|NORGE|NORTH|OIL|"
    "PACIFIC|PHARM|POLSKA|POWER|PROD|PROP|PTNR|RES|RETAIL|S|SALES|SCHWEIZ|"
    "SERIES|SHOP|SOCIETY|SOHNE|SOL|SON|SONS|SOUTH|SPAIN|STATE|STORE|STORES|"
    "SUB|SUISSE|SUP|SVC|SVERIGE|SYS|TECH|TRANSP|TRD|TRUST|UK|UNITED|UNIV|USA|"
    "VERTRIEBS|VERWALTUNGS|W|WEST|WORLDWIDE";

constexpr std::string_view kParticles =
    "A|AL|AT|BEN|BIN|DA|DAS|DE|DEL|DELLA|DEN|DER|DES|DI|DIE|DO|DOS|DU|EL|FOR|"
    "FUR|IBN|IN|LA|LE|LES|SAN|SANTA|VAN|VON";

Words Split(std::string_view list, char between) {
  Words words;
  while (true) {
    const size_t at = list.find(between);
    words.push_back(list.substr(0, at));
    if (at == std::string_view::npos) return words;
    list.remove_prefix(at + 1);
  }
}

std::vector<LegalTerm> MakeLegalTerms() {
  std::vector<LegalTerm> terms;
  for (const LegalList& list : kLegalLists) {
    for (const std::string_view words : Split(list.terms, '|')) {
      terms.push_back({words, list.family, list.place});
    }
  }
  std::sort(
      terms.begin(), terms.end(),
      [](const LegalTerm& a, const LegalTerm& b) { return a.words < b.words; });
  return terms;
}

struct Abbreviation {
  std::string_view word;
  std::string_view short_form;
};

std::vector<Abbreviation> MakeAbbreviations() {
  std::vector<Abbreviation> found;
  for (const std::string_view line : Split(kAbbreviations, '|')) {
    const Words words = Split(line, ' ');
    for (size_t i = 1; i < words.size(); ++i) {
      found.push_back({words[i], words[0]});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Abbreviation& a, const Abbreviation& b) {
              return a.word < b.word;
            });
  return found;
}

const std::vector<Abbreviation>& Abbreviations() {
  static const std::vector<Abbreviation> all = MakeAbbreviations();
  return all;
}

/// The first abbreviated word that is not less than `word`.
auto AbbreviationFrom(std::string_view word) {
  const auto& all = Abbreviations();
  return std::lower_bound(all.begin(), all.end(), word,
                          [](const Abbreviation& a, std::string_view value) {
                            return a.word < value;
                          });
}

/// What the lists say of a word, or of the words of a legal form.
struct Known {
  const LegalTerm* legal = nullptr;
  std::string_view short_form;  // empty: has none
  bool begins_legal = false;    // is the first word of a legal form
  bool connective = false, generic = false, particle = false;
};

using KnownWords = std::unordered_map<std::string_view, Known, TextHash>;

KnownWords MakeKnownWords() {
  static const std::vector<LegalTerm> legal = MakeLegalTerms();
  KnownWords known;
  for (const LegalTerm& term : legal) {
    Known& whole = known[term.words];
    if (whole.legal == nullptr) whole.legal = &term;
    known[term.words.substr(0, term.words.find(' '))].begins_legal = true;
  }
  for (const Abbreviation& one : Abbreviations()) {
    Known& word = known[one.word];
    if (word.short_form.empty()) word.short_form = one.short_form;
  }
  for (const auto word : Split(kConnectives, '|'))
    known[word].connective = true;
  for (const auto word : Split(kGeneric, '|')) known[word].generic = true;
  for (const auto word : Split(kParticles, '|')) known[word].particle = true;
  return known;
}

const Known& KnownOf(std::string_view words) {
  static const KnownWords known = MakeKnownWords();
  static const Known nothing;
  const auto at = known.find(words);
  return at == known.end() ? nothing : at->second;
}

}  // namespace

const LegalTerm* FindLegalTerm(std::string_view words) {
  return KnownOf(words).legal;
}

bool BeginsLegalTerm(std::string_view word) {
  return KnownOf(word).begins_legal;
}

std::string_view ShortForm(std::string_view word) {
  const std::string_view short_form = KnownOf(word).short_form;
  return short_form.empty() ? word : short_form;
}

std::string_view ShortFormOfCut(std::string_view start) {
  constexpr size_t kStartMin = 4;
  if (start.size() < kStartMin) return start;
  std::string_view found;
  for (auto at = AbbreviationFrom(start);
       at != Abbreviations().end() && at->word.starts_with(start); ++at) {
    if (!found.empty() && found != at->short_form) return start;
    found = at->short_form;
  }
  return found.empty() ? start : found;
}

std::string_view ShortFormNear(std::string_view word) {
  constexpr size_t kLettersMin = 6;
  if (word.size() < kLettersMin) return word;
  std::string_view found;
  for (const Abbreviation& one : Abbreviations()) {
    if (!WithinOneEdit(word, one.word)) continue;
    if (!found.empty() && found != one.short_form) return word;
    found = one.short_form;
  }
  return found.empty() ? word : found;
}

bool IsConnective(std::string_view word) { return KnownOf(word).connective; }

bool IsGeneric(std::string_view word) { return KnownOf(word).generic; }

bool IsParticle(std::string_view word) { return KnownOf(word).particle; }

}  // namespace cashmatch
