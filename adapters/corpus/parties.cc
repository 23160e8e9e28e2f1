// SPDX-License-Identifier: Apache-2.0
// parties.cc - names and accounts counted out from lists.
// Tested by tests/unit/adapters/corpus/parties_test.cc
#include "adapters/corpus/parties.h"

#include <array>
#include <string_view>

#include "adapters/corpus/check_digits.h"
#include "adapters/corpus/draw.h"
#include "adapters/corpus/output.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 32> kFirst = {
    "Northfield", "Harbor",   "Summit",   "Lakeside",  "Redwood",   "Sterling",
    "Cedar",      "Ironwood", "Prairie",  "Granite",   "Bluewater", "Foxglove",
    "Kestrel",    "Magnolia", "Juniper",  "Clearview", "Atlas",     "Beacon",
    "Compass",    "Dover",    "Ember",    "Falcon",    "Garnet",    "Hawthorn",
    "Indigo",     "Jasper",   "Keystone", "Larkspur",  "Meridian",  "Nimbus",
    "Orchard",    "Pinnacle"};
constexpr std::array<std::string_view, 32> kTrade = {
    "Steel",   "Foods",    "Plastics",  "Logistics", "Medical",  "Paper",
    "Tools",   "Textiles", "Glass",     "Hardware",  "Printing", "Chemicals",
    "Lumber",  "Brewing",  "Furniture", "Optics",    "Motors",   "Packaging",
    "Dairy",   "Seeds",    "Electric",  "Marine",    "Aviation", "Ceramics",
    "Rubber",  "Cable",    "Software",  "Pharmacy",  "Bakery",   "Leather",
    "Forging", "Coatings"};
constexpr std::array<std::string_view, 16> kKind = {
    "Works",    "Supply",    "Trading", "Industries", "Services", "Partners",
    "Systems",  "Holdings",  "Group",   "Products",   "Stores",   "Center",
    "Brothers", "Wholesale", "Company", "Exchange"};
constexpr std::array<std::string_view, 32> kTown = {
    "Alton",   "Brookfield", "Carson",    "Denton",    "Easton",   "Fairmont",
    "Grafton", "Hudson",     "Irvington", "Jackson",   "Kingston", "Lexington",
    "Milford", "Newport",    "Oxford",    "Princeton", "Quincy",   "Riverton",
    "Salem",   "Trenton",    "Union",     "Vernon",    "Weston",   "Yorktown",
    "Ashland", "Burlington", "Clinton",   "Dayton",    "Elgin",    "Franklin",
    "Geneva",  "Hampton"};
constexpr std::array<std::string_view, 8> kForm = {
    ", Inc.", " LLC", " Corp.", " & Co.", " Ltd.", " GmbH", " AG", " L.P."};
constexpr std::array<std::string_view, 16> kGiven = {
    "Maria", "Jonas", "Aisha", "Peter", "Lucia", "Henrik", "Olga", "Samuel",
    "Ines",  "Ravi",  "Greta", "Tomas", "Nora",  "Felix",  "Mei",  "Oscar"};
constexpr std::array<std::string_view, 16> kFamily = {
    "Kowalski", "Andersen", "Okafor", "Brennan", "Moreau",  "Lindqvist",
    "Petrov",   "Delgado",  "Weber",  "Iyer",    "Castell", "Novak",
    "Haugen",   "Schmidt",  "Tanaka", "Byrne"};
constexpr std::array<std::string_view, 16> kRouting = {
    "01140000", "02100001", "03110020", "04200001", "05100000", "06110000",
    "07192100", "08190480", "09100002", "10100001", "11100002", "12100035",
    "12200066", "12500002", "26009593", "32117137"};

// Digits of a mixed base: takes the next word off `rest`.
template <size_t kSize>
std::string_view Word(const std::array<std::string_view, kSize>& words,
                      uint64_t* rest) {
  const std::string_view word = words[*rest % kSize];
  *rest /= kSize;
  return word;
}

// The words of a name take 19 bits: mixes the low 19 bits of a customer number
// one to one, so that neighbours look different and names differ by words.
constexpr int kNameBits = 19;
uint64_t Shuffled(uint64_t customer) {
  constexpr uint64_t kMask = (uint64_t{1} << kNameBits) - 1;
  uint64_t low = (customer * 341'873 + 7'919) & kMask;
  low ^= low >> 9;
  low = (low * 132'897) & kMask;
  low ^= low >> 10;
  return low;
}

CheckAccount MakeCheckAccount(char lead, uint64_t number) {
  std::string account(1, lead);
  AppendDigits(number, 9, &account);
  return {RoutingNumber(kRouting[number * 7 % kRouting.size()]), account};
}

std::string MakeIban(uint64_t lead, uint64_t number) {
  std::string account = "37040044";
  AppendNumber(lead, &account);
  AppendDigits(number, 9, &account);
  return Iban("DE", account);
}

}  // namespace

void AppendCustomerId(uint64_t customer, std::string* out) {
  out->push_back('C');
  AppendNumber(100'000 + customer, out);
}

void AppendCustomerName(uint64_t customer, std::string* out) {
  uint64_t rest = Shuffled(customer);
  out->append(Word(kFirst, &rest)).append(" ");
  out->append(Word(kTrade, &rest)).append(" ");
  out->append(Word(kKind, &rest)).append(" of ");
  out->append(Word(kTown, &rest));
  const uint64_t round = customer >> kNameBits;
  if (round != 0) {
    out->append(" No. ");
    AppendNumber(round + 1, out);
  }
  out->append(kForm[customer * 5 % kForm.size()]);
}

void AppendAlias(uint64_t customer, std::string* out) {
  uint64_t rest = Shuffled(customer);
  out->append(Word(kFirst, &rest)).append(" ");
  out->append(Word(kTrade, &rest)).append(" ");
  Word(kKind, &rest);
  out->append(Word(kTown, &rest)).append(" ");
  AppendCustomerId(customer, out);
}

void AppendCompanyId(uint64_t customer, std::string* out) {
  AppendNumber(9'100'000'000 + customer, out);
}

CheckAccount CheckAccountOf(uint64_t customer) {
  return MakeCheckAccount('8', customer);
}

std::string IbanOf(uint64_t customer) { return MakeIban(8, customer); }

void AppendStrangerName(uint64_t receipt, std::string* out) {
  uint64_t rest = receipt * 13 + 5;
  out->append(Word(kGiven, &rest)).append(" ").append(Word(kFamily, &rest));
}

void AppendStrangerId(uint64_t receipt, std::string* out) {
  AppendNumber(9'700'000'000 + receipt, out);
}

CheckAccount StrangerCheckAccount(uint64_t receipt) {
  return MakeCheckAccount('9', receipt);
}

std::string StrangerIban(uint64_t receipt) { return MakeIban(9, receipt); }

std::string OwnAccount(BankFormat format, const Company& company) {
  const std::string code(company.code);
  if (format != BankFormat::kCamt) return "7700" + code + "01";
  // The institution 30123 makes a QR-IBAN of the second.
  if (company.code == "2000") return Iban("DE", "50010517770000" + code);
  return Iban("CH", "3012377000000" + code);
}

uint64_t LockboxNumber(const Company& company, uint64_t which) {
  const uint64_t block = company.code == "1000" ? 6'410'000 : 6'420'000;
  return block + 111 * (which + 1);
}

}  // namespace cashmatch
