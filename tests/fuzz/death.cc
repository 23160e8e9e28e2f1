// SPDX-License-Identifier: Apache-2.0
// death.cc - signal handlers, and the callback of the sanitizers.
// Tested by hand: a planted bug must name its input (README.md).
#include "tests/fuzz/death.h"

#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CASHMATCH_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CASHMATCH_SANITIZED 1
#endif
#endif
#ifdef CASHMATCH_SANITIZED
#include <sanitizer/common_interface_defs.h>
#endif

namespace cashmatch::fuzz {
namespace {

/// Written before each input, read by signal handlers: so no allocation.
char g_words[200];

void Print() {
  [[maybe_unused]] ssize_t written =
      write(STDERR_FILENO, g_words, std::strlen(g_words));
  written = write(STDERR_FILENO, "\n", 1);
}

void OnSignal(int signal) {
  Print();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

void WatchForDeath() {
  for (const int signal : {SIGALRM, SIGPROF, SIGABRT}) {
    std::signal(signal, OnSignal);
  }
#ifdef CASHMATCH_SANITIZED
  __sanitizer_set_death_callback(Print);
#else
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
    std::signal(signal, OnSignal);
  }
#endif
}

void WatchForHang(unsigned seconds) {
  const itimerval timer{.it_interval = {}, .it_value = {seconds, 0}};
  setitimer(ITIMER_PROF, &timer, nullptr);
}

void SayAtDeath(const char* format, std::string_view name, uint64_t one,
                uint64_t two) {
  char kept[80];
  const size_t size = name.size() < sizeof kept ? name.size() : sizeof kept - 1;
  std::memcpy(kept, name.data(), size);
  kept[size] = '\0';
  std::snprintf(g_words, sizeof g_words, format, kept,
                static_cast<unsigned long long>(one),
                static_cast<unsigned long long>(two));
}

}  // namespace cashmatch::fuzz
