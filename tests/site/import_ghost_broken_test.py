#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Of a Ghost export that is broken, cut off or hostile nothing is published that should not be, and a bad post costs itself alone."""
import json
import os
import unittest
import zipfile

from ghost_exports import MARK, GhostTest, export, post
from imports import balanced
from pictures import png
from stoppress_site import Site, run


class BadInput(GhostTest):
    def refused(self, path, words, *arguments):
        done = run("import", "ghost", path, *arguments, site=self.site)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(words, done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)

    def test_what_is_no_export_is_said(self):
        self.refused(os.path.join(self.temporary, "missing.json"), "cannot be opened")
        self.refused(self.put("empty.json", ""), "is not a Ghost export")
        self.refused(self.put("other.json", '{"posts": []}'), 'it has no "db"')
        self.refused(self.put("members.csv", "id,email\n1,a@b.test\n"), "invalid JSON")
        self.refused(self.put("members.json", '{"db": [{"data": 3}]}'), "is not a Ghost export")
        self.refused(self.put("deep.json", "[" * 5000), "is not a Ghost export")
        self.refused(self.temporary, "")

    def test_of_an_export_that_was_cut_nothing_is_published(self):
        whole = json.dumps(export([post(1, "mail-only", status="scheduled")], posts_meta=[{"id": "m", "post_id": f"{1:024x}", "email_only": 1}]))
        done, table, report = self.take(self.put("cut.json", whole[:whole.index('"email_only"')]))
        self.assertEqual((done.returncode, table["stories"]["taken"]), (1, 1))
        self.assertIn("the export breaks off", report)
        with Site(folder=self.site) as site:
            self.assertEqual(site.get("/mail-only/").status, 404)
            site.terminate()
            # The whole one brings it right.
            _, table, _ = self.take(export([post(1, "mail-only")]))
            self.assertEqual(table["stories"]["changed"], 1)

    def test_what_is_much_of_one_kind_takes_no_long_time(self):
        many = export([post(1, "one", {"type": "heading", "tag": "h2", "children": [{"type": "text", "text": "a--" * 300_000}]})], tags={f"t{number}": {"name": str(number)} for number in range(300)})
        rows = many["db"][0]["data"]
        rows["posts_tags"] = [{"id": str(number), "post_id": rows["posts"][0]["id"], "tag_id": f"tag-t{number % 300}-{number}", "sort_order": 0} for number in range(30_000)]
        rows["posts"].append({**post(2, "two"), "x": [[]] * 2_000_000})
        done, table, report = self.take(many)
        self.assertEqual((table["stories"]["taken"] + table["stories"]["refused"]), 2)
        self.assertIn("it has more than", report)

    def test_two_posts_of_one_uuid_do_not_replace_each_other(self):
        done, table, report = self.take(export([post(1, "one"), {**post(2, "two"), "uuid": post(1, "one")["uuid"]}]))
        self.assertEqual((done.returncode, table["stories"]["taken"], table["stories"]["refused"]), (1, 1, 1))
        self.assertIn("its uuid is that of a post before it", report)

    def test_too_many_footnotes_are_refused_and_not_cut(self):
        notes = "".join(f"a[^{number}]\n\n[^{number}]: n\n\n" for number in range(1200))
        _, table, report = self.take(export([post(1, "one", {"type": "markdown", "markdown": notes}, {"type": "markdown", "markdown": notes}), post(2, "two")]))
        self.assertEqual((table["stories"]["taken"], table["stories"]["refused"]), (1, 1))
        self.assertIn("footnotes", report)

    def test_an_export_that_was_cut_loses_only_what_is_cut(self):
        whole = json.dumps(export([post(number, f"story-{number}") for number in range(1, 12)])).encode()
        seen = set()
        for part in range(4, 100, 8):
            site = os.path.join(self.temporary, f"cut-{part}")
            done = run("import", "ghost", self.put("cut.json", whole[:len(whole) * part // 100]), site=site)
            self.assertEqual(done.returncode, 1, part)
            if "is not a Ghost export" in done.stderr:
                continue
            table = balanced(self, done.stdout)
            self.assertEqual(table["rest of the file"]["refused"], 1, done.stdout)
            seen.add(table.get("stories", {}).get("taken", 0))
        self.assertGreater(len(seen), 4, seen)

    def test_one_bad_post_costs_itself_alone(self):
        posts = [post(1, "one"), post(2, "not-json", lexical="{oops"), post(3, "no-root", lexical="{}"), post(4, "too-long", "x" * (3 << 20)), post(5, "no-slug", slug=""),
                 {**post(6, "no-id"), "id": None, "uuid": None}, post(7, "deep", lexical='{"root":' + '{"type":"list","children":[' * 200 + "]}" * 200 + "}"), post(8, "last"),
                 post(9, "old-format", lexical=None, mobiledoc='{"version":"0.2.0","sections":[]}'), post(10, "same-place", slug="one"), post(11, "api"), post(12, "newsroom")]
        done, table, report = self.take(export(posts))
        self.assertEqual(done.returncode, 1)
        self.assertEqual((table["stories"]["items"], table["stories"]["refused"]), (12, 7 + report.count("refused: export.json /api/") + report.count("refused: export.json /newsroom/")), report)
        with Site(folder=self.site) as site:
            self.assertLessEqual({"One", "Last", "No slug"}, set(self.stories(site)))
            self.assertEqual(site.get("/api/v1/site").status, 200)

    def test_a_zip_that_is_not_what_it_should_be(self):
        def archive(name, entries):
            path = os.path.join(self.temporary, name)
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
                for entry, data in entries:
                    made.writestr(entry, data)
            return path

        good = json.dumps(export([post(1, "one", {"type": "image", "src": f"{MARK}/content/images/a.png"})]))
        self.refused(archive("none.zip", [("readme.txt", "x")]), "no Ghost export")
        self.refused(archive("two.zip", [("a.json", good), ("b.json", good)]), "more than one .json")
        whole = archive("whole.zip", [("a.json", good), ("content/images/a.png", png(30, 20, 1))])
        with open(whole, "rb") as file:
            data = file.read()
        self.refused(self.put("cut.zip", data[:len(data) // 2]), "no complete ZIP file")
        self.refused(archive("large.zip", [("a.json", good), *((f"content/images/{number}.png", bytes(1 << 20)) for number in range(80))]), "times its own size")
        link = zipfile.ZipInfo("content/images/a.png")
        link.external_attr = 0o120777 << 16
        outside = os.path.join(self.temporary, "outside.png")
        routes = zipfile.ZipInfo("x.json")
        routes.external_attr = 0o120777 << 16
        done, _, report = self.take(archive("odd.zip", [(link, "/etc/hostname"), ("content/images/../../../outside.png", png(30, 20, 1)), ("../routes.yaml", "collections: ["), (routes, "/etc/hostname"),
                                                        ("content/images/" + "n" * 300 + ".png", png(30, 20, 1)), ("content/themes/casper/package.json", "{}"), ("export.json", good)]))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(report.count("no plain file with a plain name"), 5, report)
        self.assertFalse(os.path.exists(outside))

    def test_options_of_other_systems_are_refused(self):
        self.refused(self.put("export.json", json.dumps(export([post(1, "one")]))), "--as-typed is for hugo, jekyll and wxr", "--as-typed")
        done = run("import", "hugo", "a", "b", site=self.site)
        self.assertIn("can be several files", done.stderr)


if __name__ == "__main__":
    unittest.main()
