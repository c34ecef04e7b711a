#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing of an unpublished story shows to readers: not even the names of topics, authors and sections that only it has."""
import unittest

from api_test import ApiTest


class HiddenNames(ApiTest):
    @classmethod
    def prepare(cls, site):
        super().prepare(site)
        cls.staff = cls.tokens["contributor"]

    def listed(self, kind, token=None):
        return {entry["slug"] for entry in self.ask("GET", f"/{kind}", token=token, expect=200).json()[kind]}

    def everywhere(self, word):
        """Where readers find the word, of what lists names."""
        found = []
        for path in ("/", "/latest", "/archive", "/sections", "/topics", "/authors", "/sitemap.xml", "/sitemap-lists.xml", "/news-sitemap.xml",
                     "/feed.xml", "/atom.xml", "/feed.json", "/api/v1/topics", "/api/v1/authors", "/api/v1/sections", "/api/v1/stories", "/api/v1/site"):
            answer = self.site.get(path)
            self.assertEqual(answer.status, 200, path)
            if word in answer.text:
                found.append(path)
        for path in (f"/topics/{word}", f"/authors/{word}", f"/topics/{word}/feed.xml", f"/authors/{word}/atom.xml", f"/authors/{word}/feed.json"):
            if self.site.get(path).status != 404:
                found.append(path)
        return found

    def assert_state(self, word, shown):
        self.assertEqual(word in self.listed("topics"), shown)
        self.assertEqual(word in self.listed("authors"), shown)
        # Staff see all.
        self.assertIn(word, self.listed("topics", self.staff))
        self.assertIn(word, self.listed("authors", self.staff))

    def test_names_of_a_draft_are_not_public_until_it_is_and_not_after_it_was_taken_back(self):
        word = "secret-deal"
        story = self.make(token=self.staff, headline="Not yet", topics=[word], authors=[word])
        self.assertEqual(self.everywhere(word), [])
        self.assert_state(word, False)
        self.assertEqual(self.ask("GET", f"/stories?topic={word}", expect=200).json(), {"stories": [], "next": None})
        path = f"/stories/{story['id']}"
        self.ask("POST", path + "/publish", {"at": "2040-01-01T00:00:00Z"}, self.tokens["editor"], expect=200)
        self.assertEqual(self.everywhere(word), [])
        self.ask("POST", path + "/publish", {}, self.tokens["editor"], expect=200)
        self.assert_state(word, True)
        for list_path in (f"/topics/{word}", f"/authors/{word}/feed.xml", "/topics", "/authors", "/sitemap.xml"):
            answer = self.site.get(list_path)
            self.assertEqual(answer.status, 200, list_path)
            self.assertIn(word, answer.text, list_path)
        self.ask("POST", path + "/withdraw", {"reason": "It was wrong."}, self.tokens["editor"], expect=200)
        self.assertEqual(self.everywhere(word), [])
        self.assert_state(word, False)

    def test_a_name_that_is_changed_in_a_draft_of_changes_stays_hidden(self):
        story = self.publish(headline="In print", topics=["known-topic"])
        self.ask("PATCH", f"/stories/{story['id']}/draft", {"topics": ["hidden-change"]}, self.tokens["editor"],
                 headers={"If-Match": '"1"'})
        self.assertEqual(self.everywhere("hidden-change"), [])

    def test_an_alias_of_a_hidden_topic_leads_nowhere(self):
        self.ask("PUT", "/topics/quiet-topic", {"name": "Quiet", "aliases": ["quiet-alias"]}, self.tokens["editor"], expect=201)
        self.make(headline="About it", topics=["quiet-topic"])
        for path in ("/topics/quiet-topic", "/topics/quiet-alias", "/topics/quiet-alias/feed.xml"):
            self.assertEqual(self.site.get(path).status, 404, path)
        self.publish(headline="Aloud", topics=["quiet-topic"])
        self.assertEqual(self.site.get("/topics/quiet-alias").headers.get("location"), "/topics/quiet-topic")

    def test_a_name_on_a_published_page_is_public_though_no_list_counts_it(self):
        self.publish(headline="About us", kind="page", topics=["about-topic"], authors=["about-author"], slug="about-us")
        self.assertEqual(self.site.get("/topics/about-topic").status, 200)
        self.assertEqual(self.site.get("/authors/about-author").status, 200)
        self.assertNotIn("about-topic", self.listed("topics"))

    def test_a_section_that_an_editor_made_may_be_empty(self):
        self.ask("PUT", "/sections/to-be-filled", {"name": "To be filled"}, self.tokens["editor"], expect=201)
        self.assertIn("to-be-filled", self.listed("sections"))
        self.assertEqual(self.site.get("/sections/to-be-filled").status, 200)
        self.assertIn("/sections/to-be-filled", self.site.get("/sections").text)
        self.assertNotIn("/sections/to-be-filled", self.site.get("/sitemap.xml").text)


class HiddenSections(ApiTest):
    def test_a_section_that_only_imported_drafts_have_is_hidden(self):
        import os
        old = self.site.folder + "-old"
        os.makedirs(old + "/content/undisclosed", exist_ok=True)
        with open(old + "/hugo.toml", "w", encoding="utf-8") as out:
            out.write('title = "Old"\nbaseURL = "https://old.example/"\n')
        with open(old + "/content/undisclosed/a.md", "w", encoding="utf-8") as out:
            out.write("---\ntitle: Not yet\ndate: 2024-05-02\ndraft: true\n---\nWords.\n")
        self.site.terminate()
        done = self.site.run("import", "hugo", old)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.site.start()
        staff = self.ask("GET", "/sections", token=self.tokens["editor"], expect=200).json()["sections"]
        self.assertIn("undisclosed", [section["slug"] for section in staff])
        self.assertEqual(self.ask("GET", "/sections", expect=200).json()["sections"], [])
        for path in ("/sections/undisclosed", "/sections/undisclosed/feed.xml"):
            self.assertEqual(self.site.get(path).status, 404, path)
        self.assertNotIn("undisclosed", self.site.get("/sections").text)
        self.ask("PUT", "/sections/undisclosed", {"name": "Disclosed"}, self.tokens["editor"], expect=200)
        self.assertEqual(self.site.get("/sections/undisclosed").status, 200)


if __name__ == "__main__":
    unittest.main()
