#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tools/run-tests makes of tests that fail once, that fail every time, and of what a sanitizer reports."""
import os
import pathlib
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("STOPPRESS_SOURCE", pathlib.Path(__file__).parents[2]))


class RunTests(unittest.TestCase):
    def run_tests(self, tests, *arguments):
        """tests: a shell script for each name, run in an empty folder."""
        with tempfile.TemporaryDirectory() as folder:
            build = pathlib.Path(folder)
            build.joinpath("CTestTestfile.cmake").write_text("".join(
                f'add_test({name} "/bin/sh" "-c" "{script}")\n' for name, script in tests.items()), encoding="utf-8")
            return subprocess.run([SOURCE / "tools" / "run-tests", build, *arguments], cwd=folder, check=False, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    # Fails once, then passes.
    ONCE = "test -e mark || {{ touch mark; echo {said}; exit 1; }}"

    def test_a_failure_is_a_failure_and_the_summary_stays_the_end(self):
        done = self.run_tests({"good": "true", "once": self.ONCE.format(said="not yet")})
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("not yet", done.stdout)
        self.assertNotIn("passed when run again", done.stdout)
        self.assertRegex(done.stdout, r"The 2 slowest of 2 tests[^%]*\n50% tests passed, 1 tests failed out of 2\n")

    def test_one_that_passes_when_repeated_is_named(self):
        done = self.run_tests({"good": "true", "once": self.ONCE.format(said="not yet")}, "--repeat", "until-pass:2")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("not yet", done.stdout)
        self.assertIn("Failed, then passed when run again: once\n", done.stdout)
        self.assertNotIn("run again: good", done.stdout)

    def test_one_that_fails_twice_is_no_flaky_one(self):
        done = self.run_tests({"bad": "false"}, "--repeat", "until-pass:2")
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("passed when run again", done.stdout)

    def test_what_a_sanitizer_reports_is_a_failure_though_the_next_run_passes(self):
        for said in ("WARNING: ThreadSanitizer: data race", "ERROR: AddressSanitizer: heap-use-after-free", "ERROR: LeakSanitizer: leaks",
                     "a.cpp:1:2: runtime error: overflow"):
            with self.subTest(said):
                done = self.run_tests({"once": self.ONCE.format(said=said)}, "--repeat", "until-pass:2")
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertIn("A sanitizer reported something", done.stdout)


if __name__ == "__main__":
    unittest.main()
