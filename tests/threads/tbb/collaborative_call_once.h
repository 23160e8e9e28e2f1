// SPDX-License-Identifier: Apache-2.0
// collaborative_call_once.h - a call once; who comes later waits for its end.
#pragma once

#include <mutex>

namespace tbb {

struct collaborative_once_flag {
  std::once_flag once;
};

template <class Function>
void collaborative_call_once(collaborative_once_flag& flag,
                             const Function& function) {
  std::call_once(flag.once, function);
}

}  // namespace tbb
