#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A draft of changes is kept as often as somebody types, is seen by no reader, and loses no word of anybody."""
import concurrent.futures
import unittest

from api_test import STORY, ApiTest


def text_of(body):
    return " ".join(run["text"] for block in body["content"]["blocks"] for run in block.get("content", []))


def markdown(text):
    return {"format": "markdown", "content": text}


class DraftTest(ApiTest):
    def draft(self, path, fields, etag, token=None, expect=200):
        return self.ask("PATCH", path + "/draft", fields, token or self.tokens["editor"], {"If-Match": etag}, expect=expect)


class Drafts(DraftTest):
    def test_readers_see_a_draft_of_changes_only_when_it_is_saved_and_then_at_once(self):
        story = self.publish(headline="As it was")
        path = f"/stories/{story['id']}"
        self.ask("GET", path + "/draft", token=self.tokens["editor"], expect=404)
        first = self.draft(path, {"headline": "As it will be"}, '"1"')
        self.assertEqual((first.json()["version"], first.json()["base_revision"], first.json()["saved_by"]), (1, 1, "editor"))
        self.assertEqual(first.headers["etag"], '"draft-1"')
        self.assertEqual(first.json()["standfirst"], STORY["standfirst"])
        second = self.draft(path, {"standfirst": "Also new."}, '"draft-1"')
        self.assertEqual((second.json()["headline"], second.json()["standfirst"]), ("As it will be", "Also new."))
        for reader in (self.site.get(story["url"]).text, self.site.get("/latest").text, self.site.get("/feed.xml").text):
            self.assertIn("As it was", reader)
            self.assertNotIn("As it will be", reader)
        self.assertEqual(self.ask("GET", path, expect=200).json()["headline"], "As it was")
        self.assertTrue(self.ask("GET", path, token=self.tokens["editor"], expect=200).json()["has_draft"])
        saved = self.ask("POST", path + "/draft/save", None, self.tokens["editor"], {"If-Match": '"draft-2"'}, expect=200)
        self.assertEqual((saved.json()["revision"], saved.json()["headline"], saved.json()["has_draft"]), (2, "As it will be", False))
        self.assertEqual(saved.headers["etag"], '"2"')
        self.assertIn("As it will be", self.site.get(story["url"]).text)
        self.assertIn("As it will be", self.site.get("/latest").text)
        self.ask("GET", path + "/draft", token=self.tokens["editor"], expect=404)

    def test_publishing_takes_the_draft_in_as_one_step(self):
        story = self.make(headline="Before")
        path = f"/stories/{story['id']}"
        self.draft(path, {"headline": "After"}, '"1"')
        self.ask("POST", path + "/publish", {}, self.tokens["editor"], {"If-Match": '"1"'}, expect=412)
        published = self.ask("POST", path + "/publish", {}, self.tokens["editor"], {"If-Match": '"draft-1"'}, expect=200).json()
        self.assertEqual((published["status"], published["headline"], published["revision"], published["has_draft"]), ("published", "After", 2, False))
        self.assertIn("After", self.site.get(published["url"]).text)

    def test_a_published_storys_draft_goes_out_by_publishing_too(self):
        story = self.publish(headline="Old")
        path = f"/stories/{story['id']}"
        self.draft(path, {"headline": "Fresh"}, '"1"')
        again = self.ask("POST", path + "/publish", {}, self.tokens["editor"], expect=200).json()
        self.assertEqual((again["headline"], again["published_at"]), ("Fresh", story["published_at"]))
        self.assertIn("Fresh", self.site.get(story["url"]).text)

    def test_where_publishing_is_refused_the_draft_stays(self):
        story = self.publish(headline="Out")
        path = f"/stories/{story['id']}"
        self.draft(path, {"headline": "Changed"}, '"1"')
        self.ask("POST", path + "/publish", {"at": "2999-01-01T00:00:00Z"}, self.tokens["editor"], expect=409)
        self.assertEqual(self.ask("GET", path + "/draft", token=self.tokens["editor"], expect=200).json()["headline"], "Changed")
        self.assertIn("Out", self.site.get(story["url"]).text)

    def test_who_comes_second_is_told_what_to_read(self):
        story = self.make()
        path = f"/stories/{story['id']}"
        self.ask("PATCH", path + "/draft", {"headline": "x"}, self.tokens["editor"], expect=428)
        self.draft(path, {"headline": "Of one"}, '"1"')
        refused = self.draft(path, {"headline": "Of another"}, '"1"', expect=412)
        self.assertEqual(refused.json()["current"], '"draft-1"')
        refused = self.draft(path, {"headline": "Of another"}, '"draft-7"', expect=412)
        self.assertEqual(refused.json()["current"], '"draft-1"')
        self.assertEqual(self.ask("PATCH", path, {"headline": "y"}, self.tokens["editor"], {"If-Match": '"9"'}, expect=412).json()["current"], '"1"')

    def test_no_version_comes_twice_even_after_a_draft_was_discarded(self):
        story = self.make()
        path = f"/stories/{story['id']}"
        etag = self.draft(path, {"headline": "First"}, '"1"').headers["etag"]
        self.ask("DELETE", path + "/draft", None, self.tokens["editor"], {"If-Match": '"1"'}, expect=412)
        self.ask("DELETE", path + "/draft", None, self.tokens["editor"], {"If-Match": etag}, expect=204)
        self.ask("DELETE", path + "/draft", None, self.tokens["editor"], {"If-Match": etag}, expect=404)
        self.assertEqual(self.draft(path, {"headline": "Late"}, etag, expect=412).json()["current"], '"1"')
        self.assertEqual(self.draft(path, {"headline": "Second"}, '"1"').headers["etag"], '"draft-2"')

    def test_a_draft_may_be_without_a_headline_while_it_is_written_but_not_when_it_is_saved(self):
        story = self.make()
        path = f"/stories/{story['id']}"
        etag = self.draft(path, {"headline": "", "body": markdown("Words that must not be lost")}, '"1"').headers["etag"]
        refused = self.ask("POST", path + "/draft/save", None, self.tokens["editor"], {"If-Match": etag}, expect=422)
        self.assertEqual(self.pointers(refused), ["/headline"])
        kept = self.ask("GET", path + "/draft", token=self.tokens["editor"], expect=200).json()
        self.assertIn("must not be lost", kept["body_html"])

    def test_what_saving_would_refuse_is_kept_in_the_draft_and_named_when_it_is_saved(self):
        self.make(slug="taken-by-another")
        story = self.make()
        path = f"/stories/{story['id']}"
        for fields, status, pointer in (({"slug": "taken-by-another"}, 409, "/slug"), ({"slug": None, "section": "no-such-section"}, 422, "/section")):
            etag = self.draft(path, fields, "*").headers["etag"]
            refused = self.ask("POST", path + "/draft/save", None, self.tokens["editor"], {"If-Match": etag}, expect=status)
            self.assertEqual(self.pointers(refused), [pointer])

    def test_wrong_fields_are_named_and_nothing_is_kept(self):
        story = self.make()
        path = f"/stories/{story['id']}"
        answer = self.draft(path, {"headline": 7, "body": {"format": "docx"}, "base": 1}, '"1"', expect=422)
        self.assertEqual(sorted(self.pointers(answer)), ["/base", "/body/content", "/body/format", "/headline"])
        self.assertEqual(self.pointers(self.draft(path, {"base_revision": 0}, '"1"', expect=422)), ["/base_revision"])
        self.assertEqual(self.pointers(self.draft(path, {"headline": "x" * 301}, '"1"', expect=422)), ["/headline"])
        self.ask("GET", path + "/draft", token=self.tokens["editor"], expect=404)

    def test_a_revision_that_was_saved_meanwhile_is_never_overwritten_unseen(self):
        story = self.make(headline="Base")
        path = f"/stories/{story['id']}"
        etag = self.draft(path, {"headline": "Draft's"}, '"1"').headers["etag"]
        self.ask("PATCH", path, {"headline": "Straight"}, self.tokens["admin"], {"If-Match": '"1"'}, expect=200)
        for step in ("/draft/save", "/publish"):
            refused = self.ask("POST", path + step, None, self.tokens["editor"], {"If-Match": etag}, expect=412)
            self.assertEqual(refused.json()["current"], '"2"')
        self.assertEqual(self.ask("GET", path, token=self.tokens["editor"]).json()["headline"], "Straight")
        # Both are brought together, and the draft says so.
        self.assertEqual(self.draft(path, {"base_revision": 1}, etag, expect=412).json()["current"], '"2"')
        merged = self.draft(path, {"headline": "Both", "base_revision": 2}, etag)
        self.assertEqual(merged.json()["base_revision"], 2)
        saved = self.ask("POST", path + "/draft/save", None, self.tokens["editor"], {"If-Match": merged.headers["etag"]}, expect=200)
        self.assertEqual((saved.json()["headline"], saved.json()["revision"]), ("Both", 3))

    def test_a_draft_that_says_nothing_new_makes_no_revision(self):
        story = self.make()
        path = f"/stories/{story['id']}"
        etag = self.draft(path, {"headline": story["headline"]}, '"1"').headers["etag"]
        self.assertEqual(self.draft(path, {"headline": story["headline"]}, etag).headers["etag"], etag)
        saved = self.ask("POST", path + "/draft/save", None, self.tokens["editor"], {"If-Match": etag}, expect=200).json()
        self.assertEqual((saved["revision"], saved["has_draft"]), (1, False))

    def test_who_may_not_change_a_story_may_not_change_its_draft(self):
        story = self.make(self.tokens["reporter"], headline="Mine")
        path = f"/stories/{story['id']}"
        self.draft(path, {"headline": "Mine still"}, '"1"', self.tokens["reporter"])
        for token, status in ((self.other, 404), (self.tokens["contributor"], 404)):
            self.ask("GET", path + "/draft", token=token, expect=status)
            self.draft(path, {"headline": "Theirs"}, '"draft-1"', token, expect=status)
            self.ask("DELETE", path + "/draft", None, token, {"If-Match": '"draft-1"'}, expect=status)
            self.ask("POST", path + "/draft/save", None, token, {"If-Match": '"draft-1"'}, expect=status)
        self.ask("GET", path + "/draft", expect=401)
        published = self.publish(headline="Public")
        path = f"/stories/{published['id']}"
        self.draft(path, {"headline": "Secret"}, '"1"')
        self.ask("GET", path + "/draft", token=self.other, expect=403)


class ManyWriters(DraftTest):
    def test_of_many_who_save_one_state_at_once_exactly_one_wins(self):
        story = self.make()
        path = f"/api/v1/stories/{story['id']}/draft"

        def save(number):
            return self.site.patch(path, {"headline": f"By writer {number}"}, token=self.tokens["editor"], headers={"If-Match": '"1"'})

        with concurrent.futures.ThreadPoolExecutor(8) as writers:
            answers = list(writers.map(save, range(16)))
        self.assertEqual(sorted(answer.status for answer in answers), [200] + [412] * 15)
        winner = next(answer for answer in answers if answer.status == 200).json()["headline"]
        self.assertEqual(self.site.get(path, token=self.tokens["editor"]).json()["headline"], winner)

    def test_two_who_type_into_one_story_lose_no_word(self):
        """Each adds words to what it has read, and reads again where the other was first: in the end all stand there, each once."""
        story = self.make(body=markdown("start"))
        path = f"/stories/{story['id']}"
        words = 25

        def write(name):
            etag, text = '"1"', "start"
            for number in range(words):
                while True:
                    answer = self.site.patch(f"/api/v1{path}/draft", {"body": markdown(f"{text} {name}{number}")}, token=self.tokens["editor"],
                                             headers={"If-Match": etag})
                    if answer.status == 200:
                        etag, text = answer.headers["etag"], text_of(answer.json()["body"])
                        break
                    self.assertEqual(answer.status, 412)
                    there = self.site.get(f"/api/v1{path}/draft", token=self.tokens["editor"])
                    etag, text = there.headers["etag"], text_of(there.json()["body"])

        with concurrent.futures.ThreadPoolExecutor(2) as writers:
            for done in [writers.submit(write, name) for name in ("a", "b")]:
                done.result()
        final = text_of(self.ask("GET", path + "/draft", token=self.tokens["editor"], expect=200).json()["body"]).split()
        self.assertEqual(sorted(final), sorted(["start"] + [f"{name}{number}" for name in "ab" for number in range(words)]))


if __name__ == "__main__":
    unittest.main()
