#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Jekyll shows is here at its address with its title, heading ids and words, and nothing that it hides is public. The answers of Jekyll 4.3.1 are in tests/golden/jekyll_answers.json
(tests/support/jekyll_sites.py writes them); where Jekyll is installed, they are compared with what it says today."""
import json
import os
import shutil
import tempfile
import unittest
import urllib.parse

import jekyll_sites
from imports import balanced, write
from stoppress_site import Site, binary, run

GOLDEN = os.path.join(os.environ.get("STOPPRESS_SOURCE", "."), "tests", "golden", "jekyll_answers.json")


class Oracle(unittest.TestCase):
    def setUp(self):
        binary()
        self.temporary = tempfile.mkdtemp(prefix="stoppress-jekyll-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)
        with open(GOLDEN, encoding="utf-8") as file:
            self.golden = json.load(file)

    def answer(self, site, address):
        """The page at an address, behind one redirect at most."""
        path = urllib.parse.quote(address, safe="/!$&'()*+,;=:@~")
        page = site.get(path)
        if page.status in (301, 308):
            page = site.get(page.headers["location"])
        return page

    def test_each_page_is_as_jekyll_shows_it_and_nothing_else_is_public(self):
        for number, (name, files) in enumerate(jekyll_sites.sites().items()):
            source, folder = (os.path.join(self.temporary, f"{what}{number}") for what in ("source", "site"))
            write(source, {file: text.encode() for file, text in files.items()})
            done = run("import", "jekyll", source, "--report", os.path.join(self.temporary, "report"), site=folder)
            table = balanced(self, done.stdout)
            with open(os.path.join(self.temporary, "report"), encoding="utf-8") as report:
                report = report.read()
            with Site(folder=folder) as site:
                for address, shown in self.golden[name].items():
                    with self.subTest(style=name, address=address):
                        page = self.answer(site, address)
                        self.assertEqual(page.status, 200, report)
                        found, _ = jekyll_sites.read(page.text, lambda _, attributes: "data-body" in attributes)
                        if shown["title"]:  # Jekyll shows pages without one; here a file's name stands for it
                            self.assertEqual(found["title"], shown["title"])
                        self.assertEqual(found["ids"], shown["ids"])
                        self.assertEqual(found["words"], shown["words"])
                        self.assertEqual(self.answer(site, urllib.parse.unquote(shown["url"])).text, page.text)
                with self.subTest(style=name):
                    taken = table["stories"]["taken"] + table.get("pages", {}).get("taken", 0)
                    self.assertEqual(taken - report.count("imported as a draft: ") - report.count("so Jekyll does not show it yet: "), len(self.golden[name]), report)

    @unittest.skipUnless(shutil.which("jekyll"), "Jekyll is not installed")
    def test_jekyll_still_answers_so(self):
        for name in ("date", "body", "defaults"):
            self.assertEqual(jekyll_sites.answers(jekyll_sites.sites()[name]), self.golden[name], name)


if __name__ == "__main__":
    unittest.main()
