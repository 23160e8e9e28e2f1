// SPDX-License-Identifier: Apache-2.0
// parallel_pipeline.h - each thread takes a token through all stages.
#pragma once

#include <any>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

#include "tests/threads/tbb/parallel_for.h"

namespace tbb {

enum class filter_mode { serial_in_order, parallel };

class flow_control {
 public:
  void stop() { stopped_ = true; }
  bool stopped() const { return stopped_; }

 private:
  bool stopped_ = false;
};

namespace stand_in {

struct Stage {
  filter_mode mode;
  std::function<std::any(std::any, flow_control&)> run;
};

/// Who may pass a serial stage next.
struct Turn {
  std::mutex mutex;
  std::condition_variable passed;
  size_t next = 0;
};

}  // namespace stand_in

template <class In, class Out>
struct filter {
  std::vector<stand_in::Stage> stages;
};

template <class In, class Out, class Body>
filter<In, Out> make_filter(filter_mode mode, const Body& body) {
  const auto run = [body](std::any in, flow_control& flow) -> std::any {
    if constexpr (std::is_void_v<In>) {
      return body(flow);
    } else if constexpr (std::is_void_v<Out>) {
      body(std::any_cast<In>(std::move(in)));
      return {};
    } else {
      return body(std::any_cast<In>(std::move(in)));
    }
  };
  return {{{mode, run}}};
}

template <class A, class B, class C>
filter<A, C> operator&(filter<A, B> first, const filter<B, C>& then) {
  first.stages.insert(first.stages.end(), then.stages.begin(),
                      then.stages.end());
  return {std::move(first.stages)};
}

/// The first stage must be serial.
inline void parallel_pipeline(size_t tokens, const filter<void, void>& chain) {
  std::list<stand_in::Turn> turns(chain.stages.size());
  bool stopped = false;  // guarded by the first turn
  const auto carry = [&] {
    for (;;) {
      size_t token = 0;
      std::any value;
      flow_control flow;
      {
        stand_in::Turn& first = turns.front();
        const std::lock_guard lock(first.mutex);
        if (stopped) return;
        value = chain.stages.front().run({}, flow);
        if ((stopped = flow.stopped())) return;
        token = first.next++;
      }
      auto turn = turns.begin();
      for (size_t i = 1; i < chain.stages.size(); ++i) {
        ++turn;
        const stand_in::Stage& stage = chain.stages[i];
        if (stage.mode == filter_mode::parallel) {
          value = stage.run(std::move(value), flow);
          continue;
        }
        std::unique_lock lock(turn->mutex);
        turn->passed.wait(lock, [&] { return turn->next == token; });
        value = stage.run(std::move(value), flow);
        ++turn->next;
        turn->passed.notify_all();
      }
    }
  };
  stand_in::RunOnThreads(std::min(tokens, stand_in::threads.load()), carry);
}

}  // namespace tbb
