// SPDX-License-Identifier: Apache-2.0
// json.h - small JSON objects out, and request bodies in.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch::serve {

/// Builds one object. Texts are escaped; members stand in the order given.
class JsonObject {
 public:
  JsonObject& Text(std::string_view name, std::string_view value);
  /// Leaves the member out if there is no text.
  JsonObject& TextIfAny(std::string_view name, std::string_view value);
  JsonObject& Number(std::string_view name, uint64_t value);
  JsonObject& Flag(std::string_view name, bool value);
  /// A value that is JSON already.
  JsonObject& Raw(std::string_view name, std::string_view json);
  JsonObject& Texts(std::string_view name,
                    const std::vector<std::string>& values);
  /// Returns the object, without a line feed.
  std::string Take();

 private:
  void Name(std::string_view name);
  std::string out_;
};

/// Returns "[a,b]" of values that are JSON already.
std::string JsonArray(const std::vector<std::string>& values);

/// The members of one object that are texts, numbers or flags, as texts.
using Members = std::map<std::string, std::string, std::less<>>;

/// Reads an object whose members must all be among `names`.
/// Errors: false, with `*error` told: no JSON, no object, a member that is not
/// known or stands twice, a value that is an object or an array.
bool ReadMembers(std::string_view json, const std::vector<std::string>& names,
                 Members* members, std::string* error);

/// Reads `{"<list>":[{...},...]}`, each element as ReadMembers does.
bool ReadList(std::string_view json, std::string_view list,
              const std::vector<std::string>& names,
              std::vector<Members>* elements, std::string* error);

/// Returns a member, or "".
std::string_view At(const Members& members, std::string_view name);

}  // namespace cashmatch::serve
