#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A story has one id in feeds for good, whatever becomes of its date, its address and the site's: readers' programs see nothing twice."""
import os
import sqlite3
import tempfile
import unittest
import xml.etree.ElementTree

import postgres_server
from import_wxr_test import export, item
from stoppress_site import Site, binary, shared_database_of

ATOM = "{http://www.w3.org/2005/Atom}"
BEFORE_IDS = ("DROP TABLE comment", "DROP TABLE crop", "DROP TABLE recording_captions", "DROP TABLE recording", "DROP TABLE notification", "DROP TABLE notification_choice", "ALTER TABLE note DROP COLUMN answers", "DROP TABLE import_note", "DROP TABLE import_count", "DROP TABLE import_run", "DROP TABLE template_medium", "DROP TABLE story_template", "DROP TABLE proposal", "ALTER TABLE medium DROP COLUMN original_width", "ALTER TABLE medium DROP COLUMN original_height",
              "ALTER TABLE medium DROP COLUMN original_size", "DROP TABLE front_entry", "DROP TABLE front", "DROP TABLE trash", "DROP TABLE last_number_of", "ALTER TABLE story DROP COLUMN trash", "ALTER TABLE story DROP COLUMN embargo_until",
              "ALTER TABLE medium DROP COLUMN trash", "DROP TABLE draft_version", "DROP TABLE author_alias", "DROP INDEX story_by_feed_id", "DROP INDEX story_without_feed_id", "ALTER TABLE story DROP COLUMN feed_id",
              "ALTER TABLE story DROP COLUMN language_named", "ALTER TABLE draft DROP COLUMN language_named")


def take_ids_away(site):
    """Leaves the database as a program wrote it that kept no ids."""
    if postgres_server.shared():
        shared_database_of(site.folder).sql("; ".join((*BEFORE_IDS, "UPDATE schema_version SET version = 10")))
        return
    with sqlite3.connect(os.path.join(site.folder, "stoppress.db"), isolation_level=None) as opened:
        for statement in (*BEFORE_IDS, "PRAGMA user_version = 10"):
            opened.execute(statement)
    opened.close()


class FeedIds(unittest.TestCase):
    def setUp(self):
        binary()
        self.site = Site(settings={"site.url": "https://first.example", "site.timezone": "Asia/Tokyo"})
        self.addCleanup(self.site.close)
        self.token = self.site.token()

    def ids(self, path=""):
        """The id of each story by its headline; all three forms name it by the same one."""
        rss = {entry.findtext("title"): entry.findtext("guid")
               for entry in xml.etree.ElementTree.fromstring(self.site.get(path + "/feed.xml").body).iter("item")}
        atom = {entry.findtext(ATOM + "title"): entry.findtext(ATOM + "id")
                for entry in xml.etree.ElementTree.fromstring(self.site.get(path + "/atom.xml").body).iter(ATOM + "entry")}
        json = {entry["title"]: entry["id"] for entry in self.site.get(path + "/feed.json").json()["items"]}
        self.assertEqual(rss, atom)
        self.assertEqual(rss, json)
        self.assertEqual(len(set(rss.values())), len(rss), rss)
        return rss

    def do(self, story, action, body=None):
        answer = self.site.post(f"/api/v1/stories/{story['id']}/{action}", body or {}, token=self.token)
        self.assertEqual(answer.status, 200, answer)
        return answer.json()

    def publish_as_of(self, headline, at):
        made = self.site.post("/api/v1/stories", {"headline": headline}, token=self.token)
        self.assertEqual(made.status, 201, made)
        return self.do(made.json(), "publish", {"at": at})

    def restart(self):
        self.assertEqual(self.site.terminate(), 0)
        self.site.start()

    def check(self):
        done = self.site.run("check")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_an_id_stays_with_its_story(self):
        self.site.start()
        story = self.publish_as_of("Kept", "2026-05-06T23:30:00Z")
        kept = {"Kept": f"tag:first.example,2026-05-06:story/{story['id']}"}
        self.assertEqual(self.ids(), kept)
        # Another date, earlier and later; taken back and published anew; withdrawn and published anew; another slug.
        self.do(story, "publish", {"at": "2026-03-01T00:00:00Z"})
        self.assertEqual(self.ids(), kept)
        self.do(story, "unpublish")
        self.assertEqual(self.ids(), {})
        self.do(story, "publish", {"at": "2026-06-01T00:00:00Z"})
        self.assertEqual(self.ids(), kept)
        self.do(story, "withdraw", {"reason": "It was wrong."})
        story = self.do(story, "publish")
        renamed = self.site.patch(f"/api/v1/stories/{story['id']}", {"slug": "another"}, token=self.token,
                                  headers={"If-Match": f'"{story["revision"]}"'})
        self.assertEqual(renamed.status, 200, renamed)
        self.assertEqual(self.ids(), kept)
        # Another address of the site; only what is published from now on has its name.
        self.site.set("site.url", "https://second.example:8443")
        self.restart()
        self.assertEqual(self.ids(), kept)
        later = self.publish_as_of("Later", "2026-07-01T00:00:00Z")
        self.assertEqual(self.ids(), {**kept, "Later": f"tag:second.example,2026-07-01:story/{later['id']}"})
        self.check()

    def test_stories_from_before_keep_the_ids_that_they_had(self):
        self.site.start()
        shown = self.publish_as_of("Shown", "2025-12-31T23:59:59.999Z")
        old = self.publish_as_of("Old", "1969-12-31T23:59:59.500Z")
        back = self.publish_as_of("Back", "2024-02-29T00:00:00Z")
        self.do(back, "unpublish")
        gone = self.publish_as_of("Gone", "2024-03-01T12:00:00Z")
        self.do(gone, "withdraw", {"reason": "It was wrong."})
        draft = self.site.post("/api/v1/stories", {"headline": "Draft"}, token=self.token).json()
        due = self.site.post("/api/v1/stories", {"headline": "Due"}, token=self.token).json()
        self.do(due, "publish", {"at": "2040-01-01T00:00:00Z"})
        self.assertEqual(self.site.terminate(), 0)
        take_ids_away(self.site)
        self.site.start()
        had = {"Shown": f"tag:first.example,2025-12-31:story/{shown['id']}", "Old": f"tag:first.example,1969-12-31:story/{old['id']}"}
        self.assertEqual(self.ids(), had)
        self.site.set("site.url", "https://second.example")
        self.restart()
        self.assertEqual(self.ids(), had)
        for story in (back, gone, shown, due, draft):
            self.do(story, "publish", {"at": "2026-01-01T00:00:00Z"})
        self.assertEqual(self.ids(), {**had, "Back": f"tag:first.example,2024-02-29:story/{back['id']}",
                                      "Gone": f"tag:first.example,2024-03-01:story/{gone['id']}",
                                      "Due": f"tag:second.example,2026-01-01:story/{due['id']}",
                                      "Draft": f"tag:second.example,2026-01-01:story/{draft['id']}"})
        self.check()

    def test_ids_of_corrections_stay(self):
        self.site.start()
        story = self.publish_as_of("Kept", "2026-05-06T23:30:00Z")
        made = self.site.post(f"/api/v1/stories/{story['id']}/corrections", {"kind": "correction", "text": "It was two."}, token=self.token)
        self.assertEqual(made.status, 201, made)
        before = self.ids("/corrections")
        self.assertRegex(*before.values(), rf"^tag:first\.example,\d{{4}}-\d\d-\d\d:story/{story['id']}/correction/1$")
        self.site.set("site.url", "https://second.example")
        self.restart()
        self.do(story, "publish", {"at": "2026-03-01T00:00:00Z"})
        self.assertEqual(self.ids("/corrections"), before)

    def test_imported_stories_keep_the_ids_of_their_old_site(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "export.xml")

            def import_(*items):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(export(*items))
                done = self.site.run("import", "wxr", path)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

            twice = item(4, "Fourth").replace("?p=4", "?p=3")
            nameless = item(5, "Fifth").replace("https://paper.test/?p=5", "no address")
            import_(item(1, "First"), item(2, "Draft", status="draft"), item(3, "Third"), twice, nameless)
            self.site.start()
            ids = self.ids()
            self.assertEqual(ids["First"], "https://paper.test/?p=1")
            self.assertEqual(ids["Third"], "https://paper.test/?p=3")
            # One that another story has already, or that is no address, is not kept.
            self.assertRegex(ids["Fourth"], r"^tag:first\.example,2020-01-01:story/\d+$")
            self.assertRegex(ids["Fifth"], r"^tag:first\.example,2020-01-01:story/\d+$")
            self.assertEqual(self.site.terminate(), 0)
            # Imported again, changed; what was a draft is published.
            import_(item(1, "First, changed"), item(2, "Second"))
            self.site.start()
            again = self.ids()
            self.assertEqual(again.pop("Second"), "https://paper.test/?p=2")
            self.assertEqual(again, {("First, changed" if name == "First" else name): id for name, id in ids.items()})
        self.check()


if __name__ == "__main__":
    unittest.main()
