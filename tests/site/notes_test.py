#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colleagues work on one story: notes, review with a note, who has it to do and who has it open, former revisions brought back."""
import unittest

from api_test import ApiTest


class Notes(ApiTest):
    def test_notes_are_written_resolved_and_opened_again(self):
        story = self.make(self.tokens["reporter"])
        path = f"/stories/{story['id']}/notes"
        first = self.ask("POST", path, {"text": "Who says so?\n\nNames, please.", "passage": "It opens."}, self.tokens["editor"], expect=201).json()
        self.assertEqual((first["number"], first["by"], first["text"], first["passage"], first["resolved_at"]),
                         (1, "editor", "Who says so?\n\nNames, please.", "It opens.", None))
        self.ask("POST", path, {"text": "The mayor."}, self.tokens["reporter"], expect=201)
        done = self.ask("PATCH", path + "/1", {"resolved": True}, self.tokens["reporter"], expect=200).json()
        self.assertEqual(done["resolved_by"], "reporter")
        self.assertTrue(done["resolved_at"])
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}", token=self.tokens["editor"]).json()["notes_open"], 1)
        self.assertIsNone(self.ask("PATCH", path + "/1", {"resolved": False}, self.tokens["editor"], expect=200).json()["resolved_at"])
        notes = self.ask("GET", path, token=self.tokens["editor"], expect=200).json()["notes"]
        self.assertEqual([note["text"] for note in notes], ["Who says so?\n\nNames, please.", "The mayor."])

    def test_wrong_notes_are_refused_with_the_field(self):
        story = self.make()
        path = f"/stories/{story['id']}/notes"
        for body, pointer in (({}, "/text"), ({"text": " "}, "/text"), ({"text": None}, "/text"), ({"text": "x" * 5001}, "/text"), ({"text": "a\u0002b"}, "/text"),
                              ({"text": "x", "passage": "x" * 2001}, "/passage"), ({"text": "x", "to": "y"}, "/to")):
            with self.subTest(body=str(body)[:60]):
                self.assertEqual(self.pointers(self.ask("POST", path, body, self.tokens["editor"], expect=422)), [pointer])
        self.assertEqual(self.pointers(self.ask("PATCH", path + "/1", {}, self.tokens["editor"], expect=422)), ["/resolved"])
        self.ask("PATCH", path + "/1", {"resolved": True}, self.tokens["editor"], expect=404)

    def test_notes_are_for_those_who_work_on_the_story(self):
        story = self.publish()
        path = f"/stories/{story['id']}/notes"
        self.ask("GET", path, expect=401)
        self.ask("GET", path, token=self.other, expect=403)
        self.ask("POST", path, {"text": "x"}, self.other, expect=403)
        draft = self.make(self.tokens["contributor"])
        self.ask("POST", f"/stories/{draft['id']}/notes", {"text": "x"}, self.other, expect=404)
        self.ask("POST", f"/stories/{draft['id']}/notes", {"text": "x"}, self.tokens["contributor"], expect=201)
        self.ask("GET", "/stories/999999/notes", token=self.tokens["editor"], expect=404)

    def test_sending_back_with_a_note_is_one_step(self):
        story = self.make(self.tokens["reporter"])
        path = f"/stories/{story['id']}"
        self.ask("POST", path + "/review", {"in_review": True, "note": "Ready."}, self.tokens["reporter"], expect=200)
        back = self.ask("POST", path + "/review", {"in_review": False, "note": "Not yet."}, self.tokens["editor"], expect=200).json()
        self.assertEqual((back["status"], back["notes_open"]), ("draft", 2))
        notes = self.ask("GET", path + "/notes", token=self.tokens["reporter"], expect=200).json()["notes"]
        self.assertEqual([(note["by"], note["text"]) for note in notes], [("reporter", "Ready."), ("editor", "Not yet.")])
        published = self.publish()
        self.ask("POST", f"/stories/{published['id']}/review", {"note": "Too late."}, self.tokens["editor"], expect=409)
        self.assertEqual(self.ask("GET", f"/stories/{published['id']}/notes", token=self.tokens["editor"]).json()["notes"], [])

    def test_a_story_has_somebody_to_do_it_or_nobody(self):
        story = self.make()
        path = f"/stories/{story['id']}/assignee"
        self.assertEqual(self.ask("PUT", path, {"assignee": " ann@example.org "}, self.tokens["editor"], expect=200).json()["assignee"], "ann@example.org")
        self.assertIsNone(self.ask("PUT", path, {"assignee": None}, self.tokens["editor"], expect=200).json()["assignee"])
        for body, pointer in (({}, "/assignee"), ({"assignee": 7}, "/assignee"), ({"assignee": "x" * 201}, "/assignee"), ({"assignee": "x", "by": "y"}, "/by")):
            self.assertEqual(self.pointers(self.ask("PUT", path, body, self.tokens["editor"], expect=422)), [pointer])
        self.ask("PUT", "/stories/999999/assignee", {"assignee": "x"}, self.tokens["editor"], expect=404)

    def test_who_has_a_story_open_hears_of_the_others(self):
        story = self.make(self.tokens["reporter"])
        path = f"/stories/{story['id']}/presence"
        self.assertEqual(self.ask("POST", path, {"editing": True}, self.tokens["reporter"], expect=200).json()["others"], [])
        others = self.ask("POST", path, {"editing": False}, self.tokens["editor"], expect=200).json()["others"]
        self.assertEqual([(person["name"], person["display_name"], person["editing"]) for person in others], [("reporter", "reporter", True)])
        others = self.ask("POST", path, {"editing": True}, self.tokens["reporter"], expect=200).json()["others"]
        self.assertEqual([(person["name"], person["editing"]) for person in others], [("editor", False)])
        self.ask("POST", path, {"editing": True}, self.other, expect=404)
        self.assertEqual(self.pointers(self.ask("POST", path, {"editing": "yes"}, self.tokens["editor"], expect=422)), ["/editing"])
        self.assertEqual(self.pointers(self.ask("POST", path, {}, self.tokens["editor"], expect=422)), ["/editing"])

    def test_the_answer_to_presence_says_whether_the_story_changed(self):
        story = self.make(self.tokens["reporter"])
        path = f"/stories/{story['id']}"
        seen = []

        def state():
            return self.ask("POST", path + "/presence", {"editing": False}, self.tokens["reporter"], expect=200).json()["state"]
        seen.append(state())
        self.assertEqual(state(), seen[-1])
        saved = self.ask("PATCH", path + "/draft", {"headline": "Other"}, self.tokens["reporter"], {"If-Match": '"1"'}, expect=200)
        seen.append(state())
        self.ask("DELETE", path + "/draft", None, self.tokens["reporter"], {"If-Match": saved.headers["etag"]}, expect=204)
        seen.append(state())
        note = self.ask("POST", path + "/notes", {"text": "Look."}, self.tokens["editor"], expect=201).json()
        seen.append(state())
        self.ask("POST", path + "/notes", {"text": "I do.", "answers": note["number"]}, self.tokens["editor"], expect=201)
        seen.append(state())
        self.ask("PATCH", path + f"/notes/{note['number']}", {"resolved": True}, self.tokens["editor"], expect=200)
        seen.append(state())
        self.ask("PUT", path + "/assignee", {"assignee": "other"}, self.tokens["editor"], expect=200)
        seen.append(state())
        self.ask("POST", path + "/review", {}, self.tokens["reporter"], expect=200)
        seen.append(state())
        self.assertEqual(len(set(seen)), len(seen), seen)

    def test_a_former_revision_is_brought_back_as_a_new_one(self):
        story = self.publish(headline="First words", slug="first-words")
        path = f"/stories/{story['id']}"
        changed = self.ask("PATCH", path, {"headline": "Second words", "slug": "second-words"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200).json()
        self.ask("POST", path + "/revisions/1/restore", None, self.tokens["editor"], expect=428)
        stale = self.ask("POST", path + "/revisions/1/restore", None, self.tokens["editor"], {"If-Match": '"1"'}, expect=412)
        self.assertEqual(stale.json()["current"], '"2"')
        self.ask("POST", path + "/revisions/7/restore", None, self.tokens["editor"], {"If-Match": '"2"'}, expect=404)
        self.ask("POST", path + "/revisions/1/restore", None, self.other, {"If-Match": '"2"'}, expect=403)
        back = self.ask("POST", path + "/revisions/1/restore", None, self.tokens["editor"], {"If-Match": '"2"'}, expect=200).json()
        self.assertEqual((back["headline"], back["revision"], back["url"]), ("First words", 3, changed["url"]))
        self.assertIn("First words", self.site.get(changed["url"]).text)
        same = self.ask("POST", path + "/revisions/1/restore", None, self.tokens["editor"], {"If-Match": '"3"'}, expect=200).json()
        self.assertEqual(same["revision"], 3)


if __name__ == "__main__":
    unittest.main()
