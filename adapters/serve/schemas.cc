// SPDX-License-Identifier: Apache-2.0
// schemas.cc - JSON Schema (2020-12), as OpenAPI 3.1 takes it.
// Tested by tests/system/serve_rights_test.py
#include "adapters/serve/schemas.h"

namespace cashmatch::serve {

namespace {

constexpr std::string_view kComponents = R"json({
"securitySchemes":{"key":{"type":"http","scheme":"bearer"}},
"parameters":{"IdempotencyKey":{"name":"Idempotency-Key","in":"header",
 "required":false,"schema":{"type":"string","maxLength":255},
 "description":"The same key and request are carried out once, for ever"}},
"responses":{"Problem":{"description":"What is wrong",
 "content":{"application/problem+json":{"schema":
 {"$ref":"#/components/schemas/Problem"}}}}},
"schemas":{
"Problem":{"type":"object","required":["type","title","status"],"properties":{
 "type":{"type":"string"},"title":{"type":"string"},
 "status":{"type":"integer"},"detail":{"type":"string"},
 "findings":{"type":"array","items":{"type":"string"}}}},
"File":{"type":"string","format":"binary"},
"Text":{"type":"string"},
"Row":{"type":"string","description":"One JSON object a line"},
"Events":{"description":"Events progress and ended, each a Job"},
"Upload":{"type":"object","required":["sha256","bytes"],"properties":{
 "sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},
 "bytes":{"type":"integer"}}},
"Job":{"type":"object","required":["id","kind","state","owner","sha256","made_at"],
 "properties":{"id":{"type":"string"},
 "kind":{"type":"string","enum":["submit","load"]},
 "state":{"type":"string","enum":["queued","running","done","held","failed","canceled"]},
 "owner":{"type":"string"},"sha256":{"type":"string"},"name":{"type":"string"},
 "made_at":{"type":"string","format":"date-time"},
 "ended_at":{"type":"string","format":"date-time"},
 "stage":{"type":"string"},"done":{"type":"integer"},"total":{"type":"integer"},
 "headline":{"type":"string"},
 "findings":{"type":"array","items":{"type":"string"}},
 "seq":{"type":"integer"},"head":{"type":"string"}}},
"Jobs":{"type":"object","required":["jobs"],"properties":{"jobs":{
 "type":"array","items":{"$ref":"#/components/schemas/Job"}}}},
"Decision":{"type":"object","required":["receipt_id","act"],
 "additionalProperties":false,"properties":{
 "receipt_id":{"type":"string"},"turn":{"type":"integer","minimum":0},
 "act":{"type":"string","enum":["accept","items","on_account","payer","reject","unapply","confirm","reverse"]},
 "argument":{"type":"string"},"note":{"type":"string"}}},
"Decisions":{"type":"object","required":["decisions"],
 "additionalProperties":false,"properties":{"decisions":{"type":"array",
 "minItems":1,"items":{"$ref":"#/components/schemas/Decision"}}}},
"Decided":{"type":"object","description":
 "How many were decided, or the proposal that waits for a second person",
 "properties":{"decided":{"type":"integer"},"id":{"type":"string"},
 "state":{"type":"string"}}},
"Proposal":{"type":"object","required":["id","kind","state"],"properties":{
 "id":{"type":"string"},
 "kind":{"type":"string","enum":["desk","rules","key"]},
 "state":{"type":"string","enum":["waiting","approved","refused","active"]},
 "maker":{"type":"string"},"made_at":{"type":"string","format":"date-time"},
 "approver":{"type":"string"},"what":{"type":"object"}}},
"Proposals":{"type":"object","required":["proposals"],"properties":{
 "proposals":{"type":"array","items":{"$ref":"#/components/schemas/Proposal"}}}},
"Note":{"type":"object","additionalProperties":false,
 "properties":{"note":{"type":"string"}}},
"NewKey":{"type":"object","required":["owner","role"],
 "additionalProperties":false,"properties":{
 "owner":{"type":"string","minLength":1,"maxLength":100},
 "role":{"type":"string","enum":["submitter","clerk","approver","controller","admin","auditor"]},
 "expires":{"type":"string","format":"date-time"},
 "limit":{"type":"string","description":
 "What the key may let go, by currency: USD 500.00, EUR 400.00"}}},
"MadeKey":{"type":"object","required":["id","owner","role","state"],
 "properties":{"id":{"type":"string"},"owner":{"type":"string"},
 "role":{"type":"string"},"state":{"type":"string","enum":["active","waiting"]},
 "token":{"type":"string","description":"Shown once"},
 "proposal":{"type":"string"}}},
"Key":{"type":"object","required":["id","owner","role","state"],"properties":{
 "id":{"type":"string"},"owner":{"type":"string"},"role":{"type":"string"},
 "state":{"type":"string","enum":["active","revoked"]},
 "made_by":{"type":"string"},"made_at":{"type":"string"},
 "expires":{"type":"string"},"limit":{"type":"string"}}},
"Keys":{"type":"object","required":["keys"],"properties":{"keys":{
 "type":"array","items":{"$ref":"#/components/schemas/Key"}}}},
"Told":{"type":"object","required":["headline"],"properties":{
 "headline":{"type":"string"},
 "said":{"type":"array","items":{"type":"string"}}}},
"Proof":{"type":"object","required":["proved","seq","head","by_people",
 "without_key"],"properties":{
 "proved":{"type":"boolean"},"seq":{"type":"integer"},
 "head":{"type":"string"},"by_people":{"type":"integer"},
 "without_key":{"type":"integer"}}},
"State":{"type":"object","required":["state"],"properties":{
 "state":{"type":"string"}}},
"Version":{"type":"object","required":["version"],"properties":{
 "version":{"type":"string"}}},
"Document":{"type":"object"}
}})json";

}  // namespace

std::string_view Components() { return kComponents; }

}  // namespace cashmatch::serve
