# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of importers share: the account that an import prints, and Hugo sites of a few files."""
import os
import tempfile
import textwrap
import unittest

from stoppress_site import Site, binary, run


def accounts(output):
    """The table at the end of an import's output: {kind: {column: number}}."""
    table = {}
    columns = None
    for line in output.splitlines():
        words = line.split()
        if words[:2] == ["items", "taken"]:
            columns = words
        elif columns and len(words) >= len(columns) + 1 and all(word.isdigit() for word in words[-len(columns):]):
            table[" ".join(words[:-len(columns)])] = dict(zip(columns, map(int, words[-len(columns):])))
        elif columns:
            break
    return table


def balanced(test, output):
    """The same; fails the test where the sums of a kind do not agree."""
    table = accounts(output)
    for kind, account in table.items():
        test.assertEqual(account["items"], sum(account[column] for column in account if column != "items"), f"{kind} does not balance:\n{output}")
    return table


def write(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else textwrap.dedent(text).encode())


class HugoSiteTest(unittest.TestCase):
    """A Hugo site of a few files, and the site that they are imported into."""

    def setUp(self):
        binary()
        temporary = tempfile.TemporaryDirectory(prefix="stoppress-hugo-")
        self.addCleanup(temporary.cleanup)
        self.source = os.path.join(temporary.name, "source")
        self.site = os.path.join(temporary.name, "site")
        self.report = os.path.join(temporary.name, "report.txt")

    def import_site(self, files, *arguments):
        write(self.source, files)
        done = run("import", "hugo", self.source, "--report", self.report, *arguments, site=self.site)
        table = balanced(self, done.stdout)
        with open(self.report, encoding="utf-8") as report:
            return done, table, report.read()

    STORY = """\
        ---
        title: One
        date: 2020-02-03
        ---
        Text.
        """

    def published(self):
        with Site(folder=self.site) as site:
            return {story["headline"] for story in site.get("/api/v1/stories?limit=100").json()["stories"]}
