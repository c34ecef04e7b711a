#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tools/mutate makes of a line: the break behind its switch, and the line as it was without it."""
import importlib.machinery
import importlib.util
import os
import pathlib
import unittest

SOURCE = pathlib.Path(os.environ.get("STOPPRESS_SOURCE", pathlib.Path(__file__).parents[2]))
loader = importlib.machinery.SourceFileLoader("mutate", str(SOURCE / "tools" / "mutate"))
mutate = importlib.util.module_from_spec(importlib.util.spec_from_loader("mutate", loader))
loader.exec_module(mutate)


def broken(line, before, after, follows=True):
    """The line with the break; None if it cannot be broken in that way."""
    swap = mutate.swapped(line, before, after, follows)
    return None if swap is None else line[:swap.begin] + swap.broken + line[swap.end:]


class Lines(unittest.TestCase):
    def expect(self, line, before, after, result):
        self.assertEqual(broken(line, before, after), result)

    def test_an_operator_is_changed_and_nothing_around_it(self):
        self.expect("    if (a == b) {", " == ", " != ", "    if (a != b) {")
        self.expect("    if (const auto found = all.find(a); found != all.end()) {", " != ", " == ",
                    "    if (const auto found = all.find(a); found == all.end()) {")
        self.expect("    } else if (a.size() <= kMost) {", " <= ", " < ", "    } else if (a.size() < kMost) {")
        self.expect("    return a == nullptr ? 0 : a->size();", " == ", " != ", "    return a != nullptr ? 0 : a->size();")
        self.expect("    const bool known = first && second;", " && ", " || ", "    const bool known = first || second;")
        self.expect("    call(first, number + 1, last);", " + 1", " + 0", "    call(first, number + 0, last);")
        self.expect("    if (!found) {", "(!", "(", "    if (found) {")
        self.expect("    known_ = true;", "true", "false", "    known_ = false;")

    def test_both_expressions_are_behind_the_switch(self):
        line = "    if (a == b) {"
        self.assertEqual(mutate.with_switch(line, mutate.swapped(line, " == ", " != ", True), 7),
                         "    if ((::stoppress_breaks::chosen(7) ? static_cast<bool>(a != b) : static_cast<bool>(a == b))) {")

    def test_a_part_of_a_longer_condition_is_changed_alone(self):
        self.expect("        a == b && c) {", " == ", " != ", "        a != b && c) {")
        self.expect("    if (a == b ||", " == ", " != ", "    if (a != b ||")

    def test_what_is_no_operator_or_no_whole_expression_is_left(self):
        self.assertIsNone(broken("    if (truest) {", "true", "false"))
        self.expect("    untrue = true;", "true", "false", "    untrue = false;")
        self.assertIsNone(broken("    const auto sum = a == b", " == ", " != "))
        self.assertIsNone(broken("        a == b;", " == ", " != ", follows=False))

    def test_all_lines_have_a_number_of_their_own(self):
        breaks = mutate.breaks_of(1)
        self.assertGreater(len(breaks), 1000)
        self.assertEqual([item.number for item in breaks], list(range(1, len(breaks) + 1)))
        self.assertEqual(len({(item.path, item.line) for item in breaks}), len(breaks))
        for item in breaks[:300]:
            self.assertIn(f"chosen({item.number})", item.broken)
            self.assertNotEqual(item.broken, item.text)


if __name__ == "__main__":
    unittest.main()
