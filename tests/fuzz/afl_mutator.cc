// SPDX-License-Identifier: Apache-2.0
// afl_mutator.cc - AFL++'s mutations by record, as libFuzzer's have them.
//
// A library for AFL_CUSTOM_MUTATOR_LIBRARY; CASHMATCH_FUZZ in the environment
// names the reader. AFL++ calls it beside its own mutations.
// Source: AFL++, docs/custom_mutators.md.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/fuzz/forms.h"
#include "tests/fuzz/records.h"

namespace cashmatch::fuzz {
namespace {

struct Mutator {
  Form form;
  Draw draw;
  std::string mutant;  // the last, which AFL++ reads until it asks again
};

bool IsReader(std::string_view name) {
  return std::any_of(kForms.begin(), kForms.end(),
                     [&](const auto& it) { return it.first == name; });
}

}  // namespace
}  // namespace cashmatch::fuzz

extern "C" {

void* afl_custom_init(void*, unsigned int seed) {
  const char* const reader = std::getenv("CASHMATCH_FUZZ");
  if (reader == nullptr || !cashmatch::fuzz::IsReader(reader)) std::abort();
  return new cashmatch::fuzz::Mutator{
      cashmatch::fuzz::FormOf(reader), cashmatch::fuzz::Draw(seed), {}};
}

void afl_custom_deinit(void* data) {
  delete static_cast<cashmatch::fuzz::Mutator*>(data);
}

size_t afl_custom_fuzz(void* data, const uint8_t* bytes, size_t size,
                       uint8_t** out, const uint8_t* other, size_t other_size,
                       size_t size_max) {
  auto& it = *static_cast<cashmatch::fuzz::Mutator*>(data);
  const auto text = [](const uint8_t* at, size_t length) {
    return std::string_view(reinterpret_cast<const char*>(at), length);
  };
  it.mutant = cashmatch::fuzz::MutateRecords(
      it.form, text(bytes, size), {std::string(text(other, other_size))},
      &it.draw);
  *out = reinterpret_cast<uint8_t*>(it.mutant.data());
  return std::min(it.mutant.size(), size_max);
}
}
