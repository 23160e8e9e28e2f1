// SPDX-License-Identifier: Apache-2.0
// amounts.cc - the quantiles of the log-normal distribution, in cents.
// Tested by tests/unit/adapters/corpus/amounts_test.cc
#include "adapters/corpus/amounts.h"

#include <array>

namespace cashmatch {
namespace {

// exp(ln 120000 + 1.35 z(p)), z the quantile of the normal distribution. The
// body holds p = i / 128 (the first at 0.0015); the tail cuts the last 128th in
// 32, the last entry at 1 - 1 / 8192. Numbers between are interpolated.
constexpr std::array<Minor, 129> kBody = {
    2184,   4590,    6552,    8203,    9707,    11125,   12491,   13820,
    15126,  16417,   17698,   18975,   20250,   21528,   22810,   24098,
    25394,  26700,   28018,   29348,   30692,   32051,   33426,   34818,
    36228,  37658,   39107,   40577,   42069,   43584,   45123,   46687,
    48276,  49892,   51535,   53207,   54908,   56640,   58404,   60201,
    62032,  63897,   65799,   67739,   69718,   71736,   73797,   75900,
    78048,  80243,   82484,   84776,   87118,   89514,   91965,   94473,
    97040,  99668,   102361,  105119,  107946,  110845,  113818,  116869,
    120000, 123215,  126517,  129911,  133400,  136987,  140679,  144479,
    148393, 152425,  156581,  160868,  165292,  169860,  174578,  179456,
    184501, 189722,  195130,  200735,  206547,  212580,  218847,  225361,
    232140, 239199,  246557,  254236,  262256,  270642,  279423,  288626,
    298286, 308439,  319126,  330393,  342291,  354878,  368220,  382392,
    397478, 413577,  430801,  449283,  469176,  490662,  513956,  539317,
    567059, 597565,  631313,  668900,  711095,  758898,  813640,  877146,
    951990, 1041954, 1152871, 1294328, 1483530, 1755518, 2197823, 3137547,
    3137547};
constexpr std::array<Minor, 33> kTail = {
    3137547, 3186776, 3238231,  3292089,  3348549, 3407835, 3470198,
    3535923, 3605334, 3678800,  3756747,  3839665, 3928128, 4022804,
    4124486, 4234118, 4352836,  4482022,  4623378, 4779032, 4951683,
    5144821, 5363056, 5612640,  5902309,  6244751, 6659300, 7177318,
    7854210, 8800794, 10287684, 13294189, 16979063};

// Interpolates with the low bits of `position`, 32 of them.
template <size_t kSize>
Minor At(const std::array<Minor, kSize>& table, uint64_t position) {
  const size_t entry = position >> 32;
  const auto rest = static_cast<Minor>(position & 0xFFFFFFFFu);
  const Minor step = table[entry + 1] - table[entry];
  return table[entry] + ((step * rest) >> 32);
}

}  // namespace

Minor LogNormalAmount(uint64_t draw) {
  constexpr uint64_t kTailFrom = uint64_t{127} << 57;
  if (draw < kTailFrom) return OnGrid(At(kBody, draw >> 25));
  return OnGrid(At(kTail, (draw - kTailFrom) >> 20));
}

}  // namespace cashmatch
