# SPDX-License-Identifier: Apache-2.0
"""serve_rights_test.py - who may do what, and who not: every route, every role.

The expectation below is written by hand and compared with the document that
the service makes from its own table.
"""
import threading
import time
from pathlib import Path

import program
from serve_program import ROLES, ServeTest, lines

S, C, A, K, D, U = ROLES
PUBLIC = None

# Method and path, the roles that may, and a body that is whole.
EXPECTED = {
    ("POST", "/v1/files"): {S, C},
    ("POST", "/v1/uploads"): {S, C},
    ("POST", "/v1/book"): {S, C},
    ("GET", "/v1/jobs"): {S, C, A, K, U},
    ("GET", "/v1/jobs/{job}"): {S, C, A, K, U},
    ("GET", "/v1/jobs/{job}/events"): {S, C, A, K, U},
    ("DELETE", "/v1/jobs/{job}"): {S, C},
    ("GET", "/v1/jobs/{job}/results/{table}"): {S, C, A, K, U},
    ("GET", "/v1/items"): {C, A, K, U},
    ("GET", "/v1/worklist"): {C, A, K, U},
    ("POST", "/v1/decisions"): {C},
    ("GET", "/v1/proposals"): {C, A, K, D, U},
    ("GET", "/v1/proposals/{proposal}"): {C, A, K, D, U},
    ("POST", "/v1/proposals/{proposal}/approval"): {A, K, D},
    ("DELETE", "/v1/proposals/{proposal}"): {C, A, K, D},
    ("GET", "/v1/rules"): {C, A, K, U},
    ("POST", "/v1/rules"): {K},
    ("POST", "/v1/rules/{proposal}/activation"): {K},
    ("POST", "/v1/replay"): {A, K, U},
    ("GET", "/v1/keys"): {D, U},
    ("POST", "/v1/keys"): {D},
    ("DELETE", "/v1/keys/{key}"): {D},
    ("GET", "/v1/journal"): {K, U},
    ("GET", "/v1/proof"): {K, U},
    ("GET", "/v1/postings"): {K},
    ("POST", "/v1/postings"): {K},
    ("POST", "/v1/postings/answers"): {K},
    ("GET", "/livez"): PUBLIC,
    ("GET", "/readyz"): PUBLIC,
    ("GET", "/version"): PUBLIC,
    ("GET", "/metrics"): {D, U},
    ("GET", "/openapi.json"): PUBLIC,
}


class House(ServeTest):
    """A house with two admins and one person of every other role."""
    options = ()

    def setUp(self):
        super().setUp()
        self.load_items()
        self.start()
        second = self.make_key("dora", "admin", by=self.tokens["admin"])
        self.assertEqual(second["state"], "active")
        self.tokens["admin2"] = second["token"]
        for role in ROLES:
            if role != "admin":
                self.tokens[role] = self.approved_key(role + "-person", role)

    def make_key(self, owner, role, by=None, code=201, **more):
        reply = self.ask("POST", "/v1/keys",
                         {"owner": owner, "role": role, **more}, token=by,
                         role="admin")
        self.assertEqual(reply.status, code, reply.body)
        return reply.json()

    def approved_key(self, owner, role, **more):
        """A key that one admin proposed and the other approved."""
        made = self.make_key(owner, role, **more)
        self.assertEqual(made["state"], "waiting")
        self.approve(made["proposal"], "admin2")
        return made["token"]

    def approve(self, proposal, role, code=200):
        reply = self.ask("POST", f"/v1/proposals/{proposal}/approval", "{}",
                         role=role)
        self.assertEqual(reply.status, code, reply.body)
        return reply

    def seq(self):
        return self.ask("GET", "/v1/proof", role="auditor").json()["seq"]


class Matrix(House):
    def document(self):
        return self.ask("GET", "/openapi.json", token="none").json()

    def operations(self):
        for path, methods in self.document()["paths"].items():
            for method, operation in methods.items():
                yield method.upper(), path, operation

    def test_the_table_says_what_was_written_by_hand(self):
        found = {}
        for method, path, operation in self.operations():
            found[method, path] = (set(operation["x-roles"])
                                   if "x-roles" in operation else PUBLIC)
        self.assertEqual(found, EXPECTED)

    def status(self, method, path, token):
        where = path.replace("{job}", "0" * 32).replace(
            "{table}", "receipts").replace("{proposal}", "0" * 16).replace(
                "{key}", "0" * 16)
        body = None if method == "GET" or method == "DELETE" else "?"
        return self.ask(method, where, body, token=token).status

    def test_every_route_and_role_and_bad_key(self):
        expired = self.approved_key(
            "late", "clerk", expires=time.strftime(
                "%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 60)))
        revoked = self.approved_key("gone", "clerk")
        key = revoked.split("_")[1]
        self.assertEqual(self.ask("DELETE", f"/v1/keys/{key}",
                                  role="admin").status, 200)
        waiting = self.make_key("new", "clerk")["token"]
        clerk = self.tokens["clerk"]
        bad = {"none": None, "expired": expired, "revoked": revoked,
               "waiting": waiting, "wrong": clerk[:-1] + (
                   "0" if clerk[-1] != "0" else "1"),
               "of another id": "cm_" + "0" * 16 + clerk[19:],
               "short": "cm_", "operator's": "cm_operator"}
        cases = 0
        for (method, path), roles in EXPECTED.items():
            for role in ROLES:
                status = self.status(method, path, self.tokens[role])
                may = roles is PUBLIC or role in roles
                self.assertEqual(status == 403, not may,
                                 (method, path, role, status))
                self.assertNotEqual(status, 401, (method, path, role))
                cases += 1
            for name, token in bad.items():
                status = self.status(method, path, token or "")
                self.assertEqual(status == 401, roles is not PUBLIC,
                                 (method, path, name, status))
                cases += 1
        self.assertEqual(cases, len(EXPECTED) * (len(ROLES) + len(bad)))

    def test_what_has_no_row_is_refused(self):
        for method, path, status in [
                ("GET", "/", 404), ("GET", "/v1", 404), ("GET", "/v1/", 404),
                ("GET", "/v1/jobs/", 404), ("GET", "/v2/jobs", 404),
                ("PUT", "/v1/jobs", 405), ("PATCH", "/v1/items", 405),
                ("OPTIONS", "/v1/files", 405), ("HEAD", "/livez", 405)]:
            reply = self.ask(method, path, role="clerk")
            self.assertEqual(reply.status, status, (method, path))

    def test_the_document_holds_together(self):
        document = self.document()
        self.assertEqual(document["openapi"], "3.1.0")
        ids, names = [], set()

        def walk(node):
            if isinstance(node, dict):
                if "$ref" in node:
                    at = document
                    for part in node["$ref"].removeprefix("#/").split("/"):
                        self.assertIn(part, at, node["$ref"])
                        at = at[part]
                    names.add(node["$ref"])
                for value in node.values():
                    walk(value)
            if isinstance(node, list):
                for value in node:
                    walk(value)

        walk(document)
        for method, path, operation in self.operations():
            ids.append(operation["operationId"])
            self.assertTrue(operation["summary"])
            places = {part[1:-1] for part in path.split("/")
                      if part.startswith("{")}
            declared = {one["name"] for one in operation["parameters"]
                        if one.get("in") == "path"}
            self.assertEqual(places, declared, path)
            good = [code for code in operation["responses"] if code[0] == "2"]
            self.assertTrue(good, path)
            if "x-roles" in operation:
                self.assertTrue({"401", "403"} <= set(operation["responses"]))
        self.assertEqual(len(ids), len(set(ids)))
        for kind in ["schemas", "responses", "parameters"]:
            for name in document["components"][kind]:
                self.assertIn(f"#/components/{kind}/{name}", names)


class FourEyes(House):
    def test_nobody_approves_what_they_proposed(self):
        made = self.make_key("eve", "clerk")
        own = self.approve(made["proposal"], "admin", 403)
        self.assertIn("four-eyes", own.json()["type"])
        last = self.ask("GET", f"/v1/journal?after={self.seq() - 1}",
                        role="auditor").rows()[0]
        self.assertEqual((last["kind"], last["who"], last["subject"]),
                         ("denied", "admin", made["proposal"]))
        self.assertEqual(self.ask("GET", "/v1/worklist",
                                  token=made["token"]).status, 401)
        self.approve(made["proposal"], "admin2")
        self.approve(made["proposal"], "admin", 409)
        self.assertEqual(self.ask("GET", "/v1/worklist",
                                  token=made["token"]).status, 200)

    def test_a_second_key_of_the_same_person_does_not_help(self):
        twin = self.approved_key("dora", "admin")
        made = self.make_key("eve", "clerk", by=twin)
        self.approve(made["proposal"], "admin2", 403)

    def test_a_person_has_one_role(self):
        reply = self.ask("POST", "/v1/keys",
                         {"owner": "clerk-person", "role": "approver"},
                         role="admin")
        self.assertEqual(reply.status, 409)
        both = [self.make_key("newcomer", role)["proposal"]
                for role in ["clerk", "approver"]]
        self.approve(both[0], "admin2")
        self.approve(both[1], "admin2", 409)

    def test_an_admin_alone_makes_the_second_and_no_other(self):
        self.kill()
        self.store = "alone.db"
        self.start()
        made = self.make_key("anna", "clerk")
        self.assertEqual(made["state"], "waiting")
        self.approve(made["proposal"], "admin", 403)
        own = self.make_key("admin", "admin")
        self.assertEqual(own["state"], "waiting")
        self.assertEqual(self.make_key("dora", "admin")["state"], "active")
        self.assertEqual(self.make_key("dirk", "admin")["state"], "waiting")

    def test_a_key_that_is_revoked_before_its_turn_decides_nothing(self):
        for turn in range(5):  # until one job is not too fast
            token = self.approved_key("clerk-person", "clerk")
            job = self.ask("POST", "/v1/files", lines(
                *[f"L{turn}-{i}" for i in range(5000)]),
                           role="submitter").json()["id"]
            got = {}

            def ask(name, *what, **how):
                got[name] = self.ask(*what, **how)

            # While the job runs both wait, and an admin's turn comes first.
            asks = [threading.Thread(target=ask, args=(
                        "revoke", "DELETE", "/v1/keys/" + token.split("_")[1]),
                        kwargs={"role": "admin"}),
                    threading.Thread(target=ask, args=(
                        "decide", "POST", "/v1/decisions", {"decisions": [
                            {"receipt_id": "0" * 20, "act": "reject"}]}),
                        kwargs={"token": token})]
            for one in asks:
                one.start()
            for one in asks:
                one.join()
            self.assertEqual(self.ended(job, "submitter")["state"], "done")
            self.assertEqual(got["revoke"].status, 200)
            if got["decide"].status == 401:
                return
            self.assertEqual(got["decide"].status, 409, got["decide"].body)
        self.fail("a revoked key was heard each time")

    def test_a_refused_proposal_stays_refused(self):
        made = self.make_key("eve", "clerk")
        where = "/v1/proposals/" + made["proposal"]
        self.assertEqual(self.ask("DELETE", where, role="clerk").status, 404)
        self.assertEqual(self.ask("DELETE", where, role="admin2").status, 200)
        self.approve(made["proposal"], "admin2", 409)

    def test_keys_are_kept_as_hashes_alone(self):
        self.kill()
        stored = b"".join(Path(self.path(name)).read_bytes()
                          for name in ["cash.db", "cash.db-wal"])
        self.assertIn(b"clerk-person", stored)
        for token in self.tokens.values():
            self.assertNotIn(token.encode(), stored)
            self.assertNotIn(token[-64:].encode(), stored)
        self.assertNotIn(self.tokens["clerk"], self.text("log.ndjson"))

    def test_rules_are_proposed_approved_and_put_in_force(self):
        rules = '[short_pay]\npolicy = "apply"\n'
        bad = self.ask("POST", "/v1/rules", "[short]\n", role="controller")
        self.assertEqual(bad.status, 422)
        self.assertTrue(bad.json()["findings"][0].startswith("rules:1"), bad.body)
        made = self.ask("POST", "/v1/rules", rules, role="controller").json()
        act = f"/v1/rules/{made['id']}/activation"
        self.assertEqual(self.ask("POST", act, "{}", role="controller").status,
                         409)
        self.approve(made["id"], "admin", 404)  # no business of admins
        self.approve(made["id"], "approver")
        self.assertEqual(self.ask("GET", "/v1/rules", role="clerk").body, "")
        self.assertEqual(self.ask("POST", act, "{}", role="controller").status,
                         200)
        self.assertEqual(self.ask("GET", "/v1/rules", role="clerk").body, rules)
        self.assertEqual(self.ask("POST", act, "{}", role="controller").status,
                         409)

    def test_with_a_key_a_request_is_carried_out_once(self):
        seq = self.seq()
        replies = [self.ask("POST", "/v1/keys",
                            {"owner": "zoe", "role": "clerk"}, role="admin",
                            Idempotency_Key="once") for _ in range(3)]
        self.assertEqual([reply.status for reply in replies], [201] * 3)
        self.assertIn("token", replies[0].json())
        for reply in replies[1:]:
            self.assertEqual(reply.headers["idempotency-hit"], "true")
            self.assertNotIn("token", reply.json())
        self.assertEqual(self.seq(), seq + 1)
        other = self.ask("POST", "/v1/keys",
                         {"owner": "zoe", "role": "auditor"}, role="admin",
                         Idempotency_Key="once")
        self.assertEqual(other.status, 422)


class Tenants(House):
    def test_another_tenant_is_not_there(self):
        job = self.submit(lines("T1"), role="submitter")["id"]
        mine = self.make_key("eve", "clerk")
        own = dict(self.tokens)
        self.kill()
        self.tokens = {}
        self.start("--tenant", "other")
        second = self.make_key("dora", "admin")["token"]
        self.tokens["admin2"] = second
        for role in ROLES:
            if role != "admin":
                self.tokens[role] = self.approved_key("x-" + role, role)
        for role in ["submitter", "clerk", "approver", "controller", "auditor"]:
            for path in ["", "/events", "/results/receipts"]:
                there = self.ask("GET", f"/v1/jobs/{job}{path}", role=role)
                nowhere = self.ask("GET", f"/v1/jobs/{'0' * 32}{path}",
                                   role=role)
                self.assertEqual((there.status, there.body),
                                 (nowhere.status, nowhere.body))
                self.assertEqual(there.status, 404)
            self.assertEqual(self.ask("GET", "/v1/jobs", role=role).json(),
                             {"jobs": []})
        self.assertEqual(self.ask("GET", "/v1/items", role="clerk").body, "")
        self.assertEqual(self.ask("GET", "/v1/journal?limit=99",
                                  role="auditor").body.count("items"), 0)
        self.approve(mine["proposal"], "admin2", 404)
        key = own["clerk"].split("_")[1]
        self.assertEqual(self.ask("DELETE", f"/v1/keys/{key}",
                                  role="admin").status, 404)
        # Keys of the first tenant still open the first tenant, and only that.
        reply = self.ask("GET", f"/v1/jobs/{job}", token=own["submitter"])
        self.assertEqual(reply.status, 200)
        self.assertIn("I1", self.ask("GET", "/v1/items",
                                     token=own["clerk"]).body)

    def test_a_submitter_sees_its_own_jobs(self):
        job = self.submit(lines("T1"), role="submitter")["id"]
        token = self.approved_key("second", "submitter")
        self.assertEqual(self.ask("GET", f"/v1/jobs/{job}",
                                  token=token).status, 404)
        self.assertEqual(self.ask("DELETE", f"/v1/jobs/{job}",
                                  token=token).status, 404)
        self.assertEqual(self.ask("GET", "/v1/jobs", token=token).json(),
                         {"jobs": []})
        self.assertEqual(self.ask("GET", f"/v1/jobs/{job}",
                                  role="clerk").status, 200)

    def test_an_operators_key_opens_only_a_house_of_one(self):
        self.kill()
        self.start("--single-operator")
        self.assertNotIn("operator", self.tokens)  # admins are there
        self.kill()
        self.store = "alone.db"
        self.start("--single-operator")
        operator = self.tokens["operator"]
        self.assertEqual(self.ask("GET", "/v1/items", token=operator).status,
                         200)
        self.kill()
        self.start()
        self.assertEqual(self.ask("GET", "/v1/items", token=operator).status,
                         401)


if __name__ == "__main__":
    program.main()
