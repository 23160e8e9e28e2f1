// SPDX-License-Identifier: Apache-2.0
// density_kernel.h - the law of a sum modulo a hundred, one term at a time.
#pragma once

#include <array>
#include <cstddef>

namespace cashmatch {

inline constexpr int kResidues = 100;

/// The law of a sum's residue, twice in a row, so that it can be read from any
/// residue on without going round.
using Residues = std::array<double, size_t{2} * kResidues>;

/// Writes the law after something with residue `step` was added with
/// probability `q` to what `law` is of. Requires: 0 < step < kResidues.
/// Each value takes the same operations in the same order on every machine.
void MixResidues(const Residues& law, int step, double q, Residues* mixed);

}  // namespace cashmatch
