// SPDX-License-Identifier: Apache-2.0
// openapi.cc - one operation a row of the table; schemas stand beside it.
// Tested by tests/system/serve_rights_test.py
#include "adapters/serve/openapi.h"

#include <map>
#include <utility>
#include <vector>

#include "adapters/serve/json.h"
#include "adapters/serve/problem.h"
#include "adapters/serve/routes.h"
#include "adapters/serve/schemas.h"

namespace cashmatch::serve {
namespace {

std::string Ref(std::string_view what, std::string_view name) {
  return JsonObject()
      .Text("$ref",
            "#/components/" + std::string(what) + "/" + std::string(name))
      .Take();
}

/// "application/json Job" as content.
std::string Content(std::string_view type_and_schema) {
  const size_t space = type_and_schema.find(' ');
  const std::string schema =
      JsonObject()
          .Raw("schema", Ref("schemas", type_and_schema.substr(space + 1)))
          .Take();
  std::string name = "\"";
  name += type_and_schema.substr(0, space);
  return "{" + name + "\":" + schema + "}";
}

std::string Parameter(std::string_view in, std::string_view name) {
  return JsonObject()
      .Text("name", name)
      .Text("in", in)
      .Flag("required", in == "path")
      .Raw("schema", "{\"type\":\"string\"}")
      .Take();
}

std::vector<std::string> ParametersOf(const Route& route) {
  std::vector<std::string> parameters;
  std::string_view path = route.path;
  for (size_t at = path.find('{'); at != path.npos; at = path.find('{')) {
    path.remove_prefix(at + 1);
    parameters.push_back(Parameter("path", path.substr(0, path.find('}'))));
  }
  std::string_view query = route.query;
  while (!query.empty()) {
    const size_t end = std::min(query.find(' '), query.size());
    parameters.push_back(Parameter("query", query.substr(0, end)));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  if (route.journals) parameters.push_back(Ref("parameters", "IdempotencyKey"));
  return parameters;
}

std::vector<int> ProblemsOf(const Route& route) {
  std::vector<int> problems = {400, 404, 414, 431};
  if (!route.roles.open_to_all()) {
    problems.insert(problems.end(), {401, 403, 429, 503});
  }
  if (route.body != BodyKind::kNone) {
    problems.insert(problems.end(), {408, 413, 507});
  }
  if (route.method != "GET" || route.operation == Operation::kVerify ||
      route.operation == Operation::kReadResults) {
    problems.insert(problems.end(), {409, 422});
  }
  if (route.operation == Operation::kReady) problems.push_back(503);
  return problems;
}

std::string ResponsesOf(const Route& route) {
  JsonObject responses;
  const auto success = [&](int status) {
    responses.Raw(std::to_string(status),
                  JsonObject()
                      .Text("description", ReasonOf(status))
                      .Raw("content", Content(route.response))
                      .Take());
  };
  success(route.status);
  if (route.operation == Operation::kDecide) success(202);
  for (const int status : ProblemsOf(route)) {
    responses.Raw(std::to_string(status), Ref("responses", "Problem"));
  }
  return responses.Take();
}

std::string RolesOf(const Route& route) {
  std::vector<std::string> roles;
  for (int i = 0; i < kRoles; ++i) {
    const auto role = static_cast<Role>(i);
    if (route.roles.Has(role) && role != Role::kOperator) {
      roles.emplace_back(NameOf(role));
    }
  }
  JsonObject list;
  list.Texts("", roles);
  const std::string json = list.Take();  // {"":[...]}
  return json.substr(4, json.size() - 5);
}

std::string OperationOf(const Route& route) {
  JsonObject operation;
  operation.Text("operationId", route.id)
      .Text("summary", route.summary)
      .Raw("parameters", JsonArray(ParametersOf(route)));
  if (!route.request.empty()) {
    operation.Raw("requestBody",
                  JsonObject()
                      .Flag("required", route.body == BodyKind::kFile)
                      .Raw("content", Content(route.request))
                      .Take());
  }
  operation.Raw("responses", ResponsesOf(route));
  if (route.roles.open_to_all()) {
    operation.Raw("security", "[]");
  } else {
    operation.Raw("x-roles", RolesOf(route));
  }
  if (route.body_max > 0) operation.Number("x-body-max", route.body_max);
  return operation.Take();
}

std::string Lower(std::string_view method) {
  std::string lower;
  for (const char c : method) lower += static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace

std::string OpenApi(std::string_view version) {
  std::map<std::string_view, JsonObject> paths;
  for (const Route& route : Routes()) {
    paths[route.path].Raw(Lower(route.method), OperationOf(route));
  }
  JsonObject all;
  for (auto& [path, operations] : paths) all.Raw(path, operations.Take());
  return JsonObject()
             .Text("openapi", "3.1.0")
             .Raw("info",
                  JsonObject()
                      .Text("title", "cashmatch")
                      .Text("summary",
                            "Applies incoming money to open receivables")
                      .Text("version", version)
                      .Raw("license",
                           "{\"name\":\"Apache-2.0\",\"identifier\":"
                           "\"Apache-2.0\"}")
                      .Take())
             .Raw("servers", "[{\"url\":\"/\"}]")
             .Raw("security", "[{\"key\":[]}]")
             .Raw("paths", all.Take())
             .Raw("components", std::string(Components()))
             .Take() +
         "\n";
}

}  // namespace cashmatch::serve
