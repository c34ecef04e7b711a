# SPDX-License-Identifier: GPL-3.0-or-later
"""A body that could not be read again is refused by every way in; one that cannot be read costs its own page, and no feed, list or check for good."""
import os
import sqlite3
import tempfile
import unittest

from stoppress_site import Site, SiteTest, only_on_sqlite

# Short paragraphs: alternating marks take the parser itself so long that it is its limit of time that refuses them.
TOO_MANY_PARTS = "x\n\n" * 60_000


class TooLarge(SiteTest):
    def test_the_api_refuses_it_and_keeps_what_was_there(self):
        api = self.site.token("editor")
        refused = self.site.post("/api/v1/stories", body={"headline": "Much", "body": {"format": "markdown", "content": TOO_MANY_PARTS}}, token=api)
        self.assertEqual(refused.status, 413, refused.text)
        self.assertIn("parts", refused.json()["detail"])
        made = self.site.post("/api/v1/stories", body={"headline": "Little", "body": {"format": "markdown", "content": "x"}}, token=api)
        story = made.json()["id"]
        for method, path, headers in (("PATCH", f"/api/v1/stories/{story}", {"If-Match": made.headers["etag"]}),
                                      ("PATCH", f"/api/v1/stories/{story}/draft", {"If-Match": made.headers["etag"]})):
            body = {"body": {"format": "markdown", "content": TOO_MANY_PARTS}}
            refused = self.site.request(method, path, body=body, token=api, headers=headers)
            self.assertEqual(refused.status, 413, refused.text)
        self.assertEqual(self.site.get(f"/api/v1/stories/{story}", token=api).json()["revision"], 1)

    def test_an_import_refuses_it_and_takes_the_rest(self):
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(f"{folder}/content/posts")
            for name, body in (("much", TOO_MANY_PARTS), ("little", "Just a line.")):
                with open(f"{folder}/content/posts/{name}.md", "w", encoding="utf-8") as page:
                    page.write(f"---\ntitle: {name}\ndate: 2026-01-02\n---\n{body}\n")
            site = Site()
            self.addCleanup(site.close)
            done = site.run("import", "hugo", folder)
            self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
            self.assertIn("much.md", done.stdout + done.stderr)
            site.start()
            feed = site.get("/feed.xml")
            self.assertEqual(feed.status, 200)
            self.assertIn("little", feed.text)


class Unreadable(SiteTest):
    def test_costs_its_own_page_alone(self):
        only_on_sqlite()
        api = self.site.token("editor")
        stories = []
        for headline in ("Good", "Broken"):
            made = self.site.post("/api/v1/stories", body={"headline": headline, "standfirst": f"{headline} standfirst", "body": {"format": "markdown", "content": "Text."}}, token=api)
            stories.append(made.json()["id"])
            self.assertEqual(self.site.post(f"/api/v1/stories/{stories[-1]}/publish", body={}, token=api).status, 200)
        broken = stories[1]
        url = self.site.get(f"/api/v1/stories/{broken}", token=api).json()["url"]
        self.site.terminate()
        with sqlite3.connect(os.path.join(self.site.folder, "stoppress.db")) as database:
            database.execute("UPDATE revision SET body = '{\"blocks\":[{\"type\":\"of-the-future\"}]}' WHERE story_id = ?", (broken,))
        database.close()
        self.site.start()
        checked = self.site.run("check")
        self.assertEqual(checked.returncode, 1)
        self.assertIn(f"story {broken}, revision 1", checked.stdout + checked.stderr)
        for path in ("/feed.xml", "/atom.xml", "/feed.json"):
            feed = self.site.get(path)
            self.assertEqual(feed.status, 200, path)
            self.assertIn("Good", feed.text)
            self.assertIn("Broken standfirst", feed.text)
        for path in ("/", "/latest", "/sitemap.xml"):
            self.assertEqual(self.site.get(path).status, 200, path)
        self.assertEqual(self.site.get(url).status, 500)
        self.assertEqual(self.site.get(f"/api/v1/stories/{broken}").status, 500)
        opened = self.site.get(f"/api/v1/stories/{broken}", token=api)
        self.assertEqual(opened.status, 200, opened.text)
        self.assertTrue(opened.json()["body_unreadable"])
        self.assertEqual(opened.json()["headline"], "Broken")
        # Its text is not replaced by nothing in passing.
        refused = self.site.request("PATCH", f"/api/v1/stories/{broken}", body={"headline": "Mended"}, token=api, headers={"If-Match": opened.headers["etag"]})
        self.assertEqual(refused.status, 409, refused.text)
        withdrawn = self.site.post(f"/api/v1/stories/{broken}/withdraw", body={"reason": "damaged"}, token=api)
        self.assertEqual(withdrawn.status, 200, withdrawn.text)
        self.assertEqual(self.site.get(url).status, 410)
        mended = self.site.request("PATCH", f"/api/v1/stories/{broken}", body={"body": {"format": "markdown", "content": "Anew."}}, token=api, headers={"If-Match": opened.headers["etag"]})
        self.assertEqual(mended.status, 200, mended.text)
        self.assertNotIn("body_unreadable", mended.json())
        checked = self.site.run("check")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        self.assertIn(f"story {broken}, revision 1 (not the latest)", checked.stdout)


if __name__ == "__main__":
    unittest.main()
