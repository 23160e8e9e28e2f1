// SPDX-License-Identifier: Apache-2.0
// openapi.h - the document of the service, made from its table of routes.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch::serve {

/// Returns the OpenAPI 3.1 document as JSON: every route with its roles
/// (`x-roles`), limits (`x-body-max`), parameters, schemas and problems.
std::string OpenApi(std::string_view version);

}  // namespace cashmatch::serve
