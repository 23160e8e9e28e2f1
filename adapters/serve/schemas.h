// SPDX-License-Identifier: Apache-2.0
// schemas.h - the shapes that requests and replies have.
#pragma once

#include <string_view>

namespace cashmatch::serve {

/// The components of the OpenAPI document, as JSON.
std::string_view Components();

}  // namespace cashmatch::serve
