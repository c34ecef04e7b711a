#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A reporter proposes a change or a correction to their own published story; an editor takes it or sends it back, and nobody's words are lost."""
import concurrent.futures
import unittest

from api_test import ApiTest

CORRECTION = {"kind": "correction", "text": "It was Monday."}


class Proposals(ApiTest):
    def published(self, **fields):
        """A story of the reporter's."""
        made = self.make(self.tokens["reporter"], **fields)
        return self.ask("POST", f"/stories/{made['id']}/publish", {}, self.tokens["editor"], expect=200).json()

    def draft(self, path, fields, etag, token=None, expect=200):
        return self.ask("PATCH", path + "/draft", fields, token or self.tokens["reporter"], {"If-Match": etag}, expect=expect)

    def propose(self, path, body=None, token=None, expect=200, etag=None):
        return self.ask("POST", path + "/proposal", body or {}, token or self.tokens["reporter"], {"If-Match": etag} if etag else None, expect=expect)

    def proposal(self, path, expect=200):
        return self.ask("GET", path + "/proposal", token=self.tokens["editor"], expect=expect).json()

    def take(self, path, etag=None, token=None, expect=200, at=None):
        at = at or self.proposal(path)["submitted_at"]
        return self.ask("POST", path + "/proposal/take", {"submitted_at": at}, token or self.tokens["editor"], {"If-Match": etag} if etag else None, expect=expect)

    def test_a_change_with_its_correction_is_published_in_one_step(self):
        story = self.published(headline="Ferry on Tuesday")
        path = f"/stories/{story['id']}"
        etag = self.draft(path, {"headline": "Ferry on Monday"}, '"1"').headers["etag"]
        begun = self.ask("GET", path, token=self.tokens["editor"], expect=200).json()["proposal"]
        self.assertEqual(begun, {"by": "reporter", "submitted_at": None, "drafted": True})
        answer = self.propose(path, {"note": "The timetable says so.", "correction": CORRECTION}, etag=etag).json()
        self.assertEqual((answer["headline"], answer["proposal"]["by"], answer["proposal"]["drafted"]), ("Ferry on Tuesday", "reporter", True))
        found = self.proposal(path)
        self.assertEqual((found["note"], found["correction"], found["submitted_at"]), ("The timetable says so.", CORRECTION, answer["proposal"]["submitted_at"]))
        self.assertIn("Ferry on Tuesday", self.site.get(story["url"]).text)
        self.assertNotIn("It was Monday.", self.site.get(story["url"]).text)
        self.assertNotIn("proposal", self.ask("GET", path, expect=200).json())
        taken = self.take(path, etag).json()
        self.assertEqual((taken["headline"], taken["revision"], taken["has_draft"], taken["proposal"]), ("Ferry on Monday", 2, False, None))
        page = self.site.get(story["url"]).text
        self.assertIn("Ferry on Monday", page)
        self.assertIn("It was Monday.", page)
        self.proposal(path, expect=404)
        self.take(path, etag, expect=409, at=found["submitted_at"])
        self.assertEqual(len(self.ask("GET", path + "/corrections", expect=200).json()["corrections"]), 1)

    def test_what_is_submitted_is_in_the_list_and_stays_as_it_was_read(self):
        story = self.published(headline="To be listed")
        path = f"/stories/{story['id']}"
        listed = lambda: [one["id"] for one in self.ask("GET", "/stories?status=any&proposed=true&limit=100", token=self.tokens["editor"], expect=200).json()["stories"]]
        etag = self.draft(path, {"standfirst": "Better."}, '"1"').headers["etag"]
        self.assertNotIn(story["id"], listed())
        self.propose(path)
        self.assertIn(story["id"], listed())
        self.ask("GET", "/stories?proposed=true", expect=401)
        # Until it is decided or taken back, the reporter changes nothing of it.
        for refused in (self.draft(path, {"standfirst": "Sneaked in."}, etag, expect=409),
                        self.ask("DELETE", path + "/draft", None, self.tokens["reporter"], {"If-Match": etag}, expect=409), self.propose(path, expect=409)):
            self.assertEqual(refused.json()["code"], "proposal-submitted")
        # An editor may; what somebody read before that is not published unseen.
        changed = self.draft(path, {"standfirst": "Better, and mended."}, etag, self.tokens["editor"]).headers["etag"]
        self.take(path, expect=428)
        self.assertEqual(self.take(path, etag, expect=412).json()["current"], changed)
        self.assertEqual(self.take(path, changed).json()["standfirst"], "Better, and mended.")
        self.assertNotIn(story["id"], listed())

    def test_it_is_sent_back_with_a_note_or_taken_back_and_submitted_again(self):
        story = self.published()
        path = f"/stories/{story['id']}"
        etag = self.draft(path, {"headline": "First try"}, '"1"').headers["etag"]
        first = self.propose(path, {"correction": CORRECTION}).json()["proposal"]["submitted_at"]
        sent = self.propose(path, {"submitted": False, "note": "Which Monday?"}, self.tokens["editor"]).json()
        self.assertEqual((sent["proposal"]["submitted_at"], sent["has_draft"], sent["notes_open"]), (None, True, 1))
        self.assertEqual(self.proposal(path)["correction"], CORRECTION)
        self.assertEqual(self.take(path, etag, expect=409, at=first).json()["code"], "proposal-changed")
        etag = self.draft(path, {"headline": "Second try"}, etag).headers["etag"]
        self.propose(path, {"correction": {"kind": "clarification", "text": "Monday, 2 May."}})
        self.propose(path, {"submitted": False})
        self.propose(path)
        self.assertIsNone(self.proposal(path)["correction"], "what is submitted is what was sent")
        self.assertEqual(self.take(path, etag, expect=409, at=first).json()["code"], "proposal-changed")
        self.assertEqual(self.take(path, etag).json()["headline"], "Second try")
        actions = [(one["who"], one["action"]) for one in self.ask("GET", "/audit?limit=50", token=self.tokens["admin"], expect=200).json()["entries"]
                   if one["subject"] == f"story {story['id']}" and "propos" in one["action"]]
        self.assertEqual(actions[::-1], [("reporter", "story.propose"), ("editor", "story.return_proposal"), ("reporter", "story.propose"),
                                         ("reporter", "story.take_back_proposal"), ("reporter", "story.propose"), ("editor", "story.take_proposal")])

    def test_an_editors_draft_is_neither_written_over_nor_published_with_a_correction(self):
        story = self.published(headline="As readers have it")
        path = f"/stories/{story['id']}"
        etag = self.draft(path, {"headline": "As the editor writes it"}, '"1"', self.tokens["editor"]).headers["etag"]
        for refused in (self.draft(path, {"headline": "Mine"}, etag, expect=409),
                        self.ask("DELETE", path + "/draft", None, self.tokens["reporter"], {"If-Match": etag}, expect=409)):
            self.assertEqual(refused.json()["code"], "draft-of-editor")
        self.assertEqual(self.propose(path, expect=409).json()["code"], "nothing-proposed")
        found = self.propose(path, {"correction": CORRECTION}).json()["proposal"]
        self.assertFalse(found["drafted"])
        self.assertEqual(self.draft(path, {"headline": "Mine"}, etag, expect=409).json()["code"], "proposal-submitted")
        taken = self.take(path).json()
        self.assertEqual((taken["headline"], taken["has_draft"], taken["corrections"][0]["text"]), ("As readers have it", True, "It was Monday."))
        self.assertEqual(self.ask("GET", path + "/draft", token=self.tokens["editor"], expect=200).json()["headline"], "As the editor writes it")

    def test_what_an_editor_publishes_or_discards_by_hand_leaves_the_proposed_correction(self):
        for decide, headline in ((lambda path, etag: self.ask("POST", path + "/publish", {}, self.tokens["editor"], {"If-Match": etag}, expect=200), "Changed"),
                                 (lambda path, etag: self.ask("DELETE", path + "/draft", None, self.tokens["editor"], {"If-Match": etag}, expect=204), "Live")):
            story = self.published(headline="Live")
            path = f"/stories/{story['id']}"
            etag = self.draft(path, {"headline": "Changed"}, '"1"').headers["etag"]
            self.propose(path, {"correction": CORRECTION})
            decide(path, etag)
            now = self.ask("GET", path, token=self.tokens["editor"], expect=200).json()
            self.assertEqual((now["headline"], now["proposal"]["drafted"], now["corrections"]), (headline, False, []))
            self.assertEqual(self.take(path).json()["corrections"][0]["text"], "It was Monday.")
            # What was discarded is kept as a version.
            versions = self.ask("GET", path + "/draft/versions", token=self.tokens["reporter"], expect=200).json()["versions"]
            self.assertEqual([one["headline"] for one in versions if one["reason"] == "discarded"], [] if headline == "Changed" else ["Changed"])

    def test_a_revision_saved_meanwhile_is_merged_before_it_is_taken(self):
        story = self.published(headline="Base")
        path = f"/stories/{story['id']}"
        etag = self.draft(path, {"headline": "Proposed"}, '"1"').headers["etag"]
        self.propose(path)
        self.ask("PATCH", path, {"standfirst": "Straight."}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.assertEqual(self.take(path, etag, expect=412).json()["current"], '"2"')
        merged = self.draft(path, {"standfirst": "Straight.", "base_revision": 2}, etag, self.tokens["editor"]).headers["etag"]
        taken = self.take(path, merged).json()
        self.assertEqual((taken["headline"], taken["standfirst"]), ("Proposed", "Straight."))

    def test_only_whose_story_it_is_proposes_and_only_editors_take(self):
        story = self.published()
        path = f"/stories/{story['id']}"
        for token, status in ((self.other, 403), (self.tokens["contributor"], 403), (None, 401)):
            self.ask("PATCH", path + "/draft", {"headline": "x"}, token, {"If-Match": '"1"'}, expect=status)
            self.ask("POST", path + "/proposal", {"correction": CORRECTION}, token, expect=status)
        self.draft(path, {"headline": "Mine"}, '"1"')
        self.propose(path)
        self.take(path, '"draft-1"', self.tokens["reporter"], expect=403)
        self.ask("POST", path + "/draft/save", None, self.tokens["reporter"], {"If-Match": '"draft-1"'}, expect=403)
        self.ask("GET", path + "/proposal", token=self.other, expect=403)
        # Assigned, it is theirs to change.
        self.ask("PUT", path + "/assignee", {"assignee": "other"}, self.tokens["editor"], expect=200)
        self.propose(path, {"submitted": False}, self.other)
        self.draft(path, {"headline": "Ours"}, '"draft-1"', self.other)
        self.assertEqual(self.propose(path, {}, self.other).json()["proposal"]["by"], "other")
        # A contributor's own story stays read-only once it is published.
        own = self.make(self.tokens["contributor"])
        self.ask("POST", f"/stories/{own['id']}/publish", {}, self.tokens["editor"], expect=200)
        self.draft(f"/stories/{own['id']}", {"headline": "x"}, '"1"', self.tokens["contributor"], expect=403)

    def test_wrong_fields_and_stories_that_are_not_published_are_refused(self):
        draft = self.make(self.tokens["reporter"])
        self.propose(f"/stories/{draft['id']}", {"correction": CORRECTION}, expect=403)
        self.propose(f"/stories/{draft['id']}", {"correction": CORRECTION}, self.tokens["editor"], expect=409)
        path = f"/stories/{self.published()['id']}"
        self.assertEqual(self.propose(path, {"submitted": False}, expect=404).status, 404)
        for body, pointers in (({"correction": {}}, ["/correction/kind", "/correction/text"]), ({"correction": "x"}, ["/correction"]),
                               ({"correction": {"kind": "oops", "text": "x"}}, ["/correction/kind"]),
                               ({"correction": {"kind": "correction", "text": "x" * 2001}}, ["/correction/text"]),
                               ({"correction": {**CORRECTION, "at": 1}}, ["/correction/at"]), ({"note": "x" * 5001}, ["/note"]), ({"noet": "x"}, ["/noet"])):
            with self.subTest(body=str(body)[:60]):
                self.assertEqual(sorted(self.pointers(self.propose(path, body, expect=422))), pointers)
        self.assertEqual(self.pointers(self.ask("POST", path + "/proposal/take", {}, self.tokens["editor"], expect=422)), ["/submitted_at"])
        # What says the same as the story proposes nothing.
        self.draft(path, {"headline": "Bridge reopens"}, '"1"')
        self.assertEqual(self.propose(path, expect=409).json()["code"], "nothing-proposed")

    def test_a_correction_alone_can_be_dropped_again(self):
        path = f"/stories/{self.published()['id']}"
        self.propose(path, {"correction": CORRECTION})
        self.propose(path, {"submitted": False, "correction": None})
        self.proposal(path, expect=404)

    def test_of_two_editors_who_take_it_one_does(self):
        story = self.published()
        path = f"/stories/{story['id']}"
        etag = self.draft(path, {"headline": "Taken once"}, '"1"').headers["etag"]
        at = self.propose(path, {"correction": CORRECTION}).json()["proposal"]["submitted_at"]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: self.site.post(f"/api/v1{path}/proposal/take", {"submitted_at": at}, token=self.tokens["editor"],
                                                             headers={"If-Match": etag}).status, range(4)))
        self.assertEqual(sorted(answers), [200, 409, 409, 409])
        self.assertEqual(len(self.ask("GET", path + "/corrections", expect=200).json()["corrections"]), 1)


if __name__ == "__main__":
    unittest.main()
