#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""structure_test - plants each violation in a small tree and sees it reported."""
import os
import subprocess
import sys
import tempfile
import unittest

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                      "..", "..", "scripts", "structure")
LICENCE = "// SPDX-License-Identifier: Apache-2.0\n"
HEADER = LICENCE + "// x - a job.\n"

# A tree without a fault, to which each test adds one.
GOOD = {
    "README.md": "# x\n",
    "engine/README.md": "# x\n",
    "engine/base/README.md": "# x\n",
    "engine/base/money.h": HEADER + "#pragma once\n#include <cstdint>\n",
    "engine/base/money.cc": HEADER + '#include "engine/base/money.h"\n',
    "engine/propose/README.md": "# x\n",
    "engine/resolve/README.md": "# x\n",
    "engine/resolve/resolve.h": HEADER + "#pragma once\n",
    "adapters/README.md": "# x\n",
    "adapters/read/README.md": "# x\n",
    "adapters/read/bai2/README.md": "# x\n",
    "adapters/read/camt/README.md": "# x\n",
    "adapters/read/camt/xml.h": HEADER + "#pragma once\n",
    "adapters/workspace/README.md": "# x\n",
    "adapters/workspace/load.h": HEADER + "#pragma once\n",
}


def run(files):
    """Returns the exit status and the lines reported for a tree of files."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**GOOD, **files}.items():
            full = os.path.join(root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        answer = subprocess.run([sys.executable, SCRIPT, "--root", root],
                                capture_output=True, text=True, check=False)
        return answer.returncode, answer.stdout.splitlines()


def body(lines):
    return "".join(f"  x += {n};\n" for n in range(lines))


class StructureTest(unittest.TestCase):
    def assert_one(self, files, start):
        status, lines = run(files)
        self.assertEqual(1, status)
        self.assertEqual(1, len(lines), lines)
        self.assertTrue(lines[0].startswith(start), lines[0])

    def assert_none(self, files):
        status, lines = run(files)
        self.assertEqual(0, status, lines)

    def test_a_good_tree_passes(self):
        self.assert_none({})

    def test_file_length(self):
        lines = "int a;\n"
        self.assert_none({"engine/base/a.cc": HEADER + lines * 398})
        self.assert_one({"engine/base/a.cc": HEADER + lines * 399},
                        "engine/base/a.cc:401: file length: 401 lines")

    def test_length_of_a_free_function(self):
        text = HEADER + "namespace c {\nint F(int x) {\n" + "%s}\n}\n"
        self.assert_none({"engine/base/a.cc": text % body(68)})
        self.assert_one({"engine/base/a.cc": text % body(69)},
                        "engine/base/a.cc:4: function length: 71 lines")

    def test_length_of_a_member_after_a_label(self):
        text = (HEADER + "class C {\n public:\n  int a = 0;\n\n  template "
                "<class T>\n  int F(T x) const {\n" + body(69) + "  }\n};\n")
        self.assert_one({"engine/base/a.cc": text}, "engine/base/a.cc:7:")

    def test_length_of_a_constructor_with_brace_initialisers(self):
        text = (HEADER + "C::C(int x)\n    : a_{x}, b_{x, 1} {\n" + body(69) +
                "}\nint F() { return 1; }\n")
        self.assert_one({"engine/base/a.cc": text},
                        "engine/base/a.cc:3: function length: 72 lines")

    def test_braces_in_literals_and_comments_do_not_count(self):
        text = (HEADER + "int F(int x) {\n  // }\n  /* { */\n  auto a = '{';\n"
                '  auto b = "}{";\n  auto c = R"(\n})";\n  auto n = 1\'000;\n'
                + body(30) + "}\nint G(int x) {\n" + body(40) + "}\n")
        self.assert_none({"engine/base/a.cc": text})

    def test_tables_and_types_are_no_functions(self):
        rows = "  {1, Of(2)},\n" * 100
        text = (HEADER + "namespace c {\nconstexpr Row kTable[] = {\n" + rows +
                "};\nconstexpr auto kMore = Of<Row>({\n" + rows +
                "});\nstruct S {\n" + "  int a(int);\n" * 80 +
                "};\nenum class E : int {\n" + "  kA,\n" * 80 + "};\n}\n")
        self.assert_none({"engine/base/a.cc": text})

    def test_length_of_an_operator_and_of_a_lambda(self):
        for head in ("bool operator==(A a, A b) {\n", "A& operator=(A a) {\n",
                     "auto F = [x](int y) {\n"):
            text = HEADER + head + body(80) + "}\n"
            self.assert_one({"engine/base/a.cc": text},
                            "engine/base/a.cc:3: function length")

    def test_length_of_a_test(self):
        text = HEADER + "TEST(A, B) {\n" + body(80) + "}\n"
        self.assert_one({"tests/README.md": "", "tests/a_test.cc": text},
                        "tests/a_test.cc:3: function length")

    def test_length_of_a_python_function(self):
        text = ("#!/usr/bin/env python3\n# SPDX-License-Identifier: Apache-2.0\n"
                "def f(x):\n" + "    x += 1\n" * 70)
        self.assert_one({"scripts/README.md": "", "scripts/a": text},
                        "scripts/a:3: function length: 71 lines")

    def test_a_lower_folder_may_not_see_a_higher_one(self):
        self.assert_one(
            {"engine/base/a.cc": HEADER + '#include "engine/resolve/resolve.h"\n'},
            "engine/base/a.cc:3: include direction: engine/base may not see")

    def test_a_stage_may_not_see_a_stage(self):
        self.assert_one(
            {"engine/propose/a.cc":
             HEADER + '#include "engine/resolve/resolve.h"\n'},
            "engine/propose/a.cc:3: include direction")

    def test_a_reader_may_not_see_another(self):
        self.assert_one(
            {"adapters/read/bai2/a.cc":
             HEADER + '#include "adapters/read/camt/xml.h"\n'},
            "adapters/read/bai2/a.cc:3: include direction")

    def test_the_engine_may_not_see_an_adapter(self):
        self.assert_one(
            {"engine/propose/a.cc":
             HEADER + '#include "adapters/workspace/load.h"\n'},
            "engine/propose/a.cc:3: include direction")

    def test_workspace_may_see_a_reader_but_no_stage(self):
        path = "adapters/workspace/a.cc"
        self.assert_none({path: HEADER + '#include "adapters/read/camt/xml.h"\n'})
        self.assert_one({path: HEADER + '#include "engine/resolve/resolve.h"\n'},
                        path + ":3: include direction")

    def test_relative_includes(self):
        self.assert_one({"engine/base/a.cc": HEADER + '#include "money.h"\n'},
                        "engine/base/a.cc:3: include direction: \"money.h\"")

    def test_a_folder_without_a_rule(self):
        self.assert_one({"engine/new/README.md": "", "engine/new/a.h": HEADER},
                        "engine/new/a.h:1: include direction: no rule")

    def test_words_that_say_nothing(self):
        for name in ("money_util.h", "common.h", "file_manager.h", "helpers.h",
                     "base_info.h", "misc.h"):
            self.assert_one({"engine/base/" + name: HEADER},
                            f"engine/base/{name}:1: file name")

    def test_pointers_to_tests_that_do_not_exist(self):
        path, test = "engine/base/a.cc", "tests/unit/engine/base/a_test.cc"
        text = HEADER + f"// Tested by\n// {test} and the scenarios.\n"
        self.assert_one({path: text}, f"{path}:4: dead pointer: no {test}")
        self.assert_one({path: HEADER + "int a; /* see\ntests/b_test.py */\n"},
                        path + ":4: dead pointer: no tests/b_test.py")
        self.assert_one({"adapters/read/a.cc": text},
                        "adapters/read/a.cc:4: dead pointer")
        self.assert_none({path: text, test: HEADER, "tests/README.md": "",
                          "tests/unit/README.md": ""})
        self.assert_none({path: HEADER + f'auto a = "{test}";\n'})
        self.assert_none({"tests/README.md": "", "tests/a.cc": text})

    def test_floating_point(self):
        path = "engine/base/a.cc"
        self.assert_none({path: HEADER + "// a double\nint doubled;\n"})
        for text in ("double x;\n", "float x;\n", "auto x = std::stod(s);\n"):
            self.assert_one({path: HEADER + text}, path + ":3: floating point")
        self.assert_one({"adapters/read/camt/a.cc": HEADER + "double x;\n"},
                        "adapters/read/camt/a.cc:3: floating point")

    def test_hostile_input(self):
        path = "adapters/read/camt/a.cc"
        self.assert_none({path: HEADER + "std::unordered_map<std::string, int,"
                          " TextHash> a;\nstd::unordered_map<int, int> b;\n"})
        for text in ("std::regex r(s);\n", "std::unordered_set<std::string> s;\n",
                     "std::unordered_map<std::string_view, int> m;\n"):
            self.assert_one({path: HEADER + text}, path + ":3: hostile input")

    def test_the_engine_does_no_io_and_reads_no_clock(self):
        path = "engine/base/a.cc"
        for text in ("#include <fstream>\n", "#include <iostream>\n",
                     "auto t = std::chrono::steady_clock::now();\n",
                     "std::printf(s);\n", "auto e = getenv(s);\n"):
            self.assert_one({path: HEADER + text}, path + ":3: pure engine")

    def test_licence_and_job(self):
        self.assert_one({"engine/base/a.cc": "// a\n// b\nint a;\n"},
                        "engine/base/a.cc:1: licence")
        self.assert_one({"engine/base/a.cc": LICENCE + "int a;\n"},
                        "engine/base/a.cc:2: header comment")
        self.assert_one({"scripts/README.md": "", "scripts/a": "#!/bin/sh\n:\n"},
                        "scripts/a:1: licence")

    def test_folders_without_readme(self):
        self.assert_one({"data/samples/a.bai": "", "data/README.md": ""},
                        "data/samples:1: README")
        self.assert_one({"engine/book/a.h": HEADER}, "engine/book:1: README")

    def test_unfinished_work(self):
        for word in ("TO" + "DO", "FIX" + "ME"):
            self.assert_one({"engine/base/a.cc": HEADER + f"// {word}: x\n"},
                            "engine/base/a.cc:3: unfinished")

    def test_top_level(self):
        self.assert_one({"docs/x.md": ""}, "docs:1: top level")

    def test_paths_of_one_machine(self):
        self.assert_one({"README.md": "see /ho" + "me/me/x\n"},
                        "README.md:1: machine path")

    def test_file_size(self):
        self.assert_one({"data/README.md": "x" * (1 << 20) + "y"},
                        "data/README.md:1: file size")


if __name__ == "__main__":
    unittest.main()
