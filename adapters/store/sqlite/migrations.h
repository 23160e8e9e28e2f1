// SPDX-License-Identifier: Apache-2.0
// migrations.h - the schema, one step after the other.
#pragma once

#include <span>

namespace cashmatch::sqlite {

/// The SQL of each step, in order; made by CMake from migrations/*.sql. Steps
/// that were released are never changed, only followed.
std::span<const char* const> Migrations();

}  // namespace cashmatch::sqlite
