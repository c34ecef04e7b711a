#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A request that comes again with its Idempotency-Key gets the first answer and does nothing: after a kill, with secrets, at the same moment."""
import concurrent.futures
import os
import sqlite3
import unittest
import uuid

import postgres_server
from newsroom import SITE_URL
from pictures import png
from stoppress_site import Site, SiteTest, eventually


def key():
    return {"Idempotency-Key": f'"{uuid.uuid4()}"'}


class KeyTest(SiteTest):
    settings = {"site.url": SITE_URL}

    @classmethod
    def prepare(cls, site):
        cls.admin = site.token("admin", name="boss")
        cls.editor = site.token("editor", name="desk")

    def post(self, path, body=None, headers=None, token=None, expect=None, site=None, **options):
        answer = (site or self.site).post("/api/v1" + path, body, headers=headers, token=token or self.admin, **options)
        if expect:
            self.assertEqual(answer.status, expect, answer)
        return answer

    def make(self):
        return self.post("/stories", {"headline": "A story", "body": {"format": "markdown", "content": "It begins."}}, expect=201).json()

    def count(self, path, name):
        return len(self.site.get("/api/v1" + path, token=self.admin).json()[name])

    def same(self, path, body=None, headers=None, **options):
        """Posts twice with one key; returns the answer, which is the same."""
        headers = {**(headers or {}), **key()}
        first = self.post(path, body, headers=headers, **options)
        self.assertLess(first.status, 300, first)
        again = self.post(path, body, headers=headers, **options)
        for name in ("etag", "location", "content-type"):
            self.assertEqual(again.headers.get(name), first.headers.get(name))
        self.assertEqual((again.status, again.body), (first.status, first.body))
        return first


class Keys(KeyTest):
    def test_whatever_is_made_is_made_once(self):
        story = self.make()
        path = f"/stories/{story['id']}"
        made = self.same("/stories", {"headline": "Made once"}, expect=201)
        self.assertEqual(made.headers["location"], f"/api/v1/stories/{made.json()['id']}")
        drafts = self.site.get("/api/v1/stories?q=Made+once", token=self.admin).json()["stories"]
        self.assertEqual(len(drafts), 1)
        self.same(path + "/notes", {"text": "Once"})
        self.assertEqual(self.count(path + "/notes", "notes"), 1)
        self.same(path + "/review", {"in_review": True, "note": "Ready"})
        self.assertEqual(self.count(path + "/notes", "notes"), 2)
        self.same(path + "/publish", {})
        self.same(path + "/corrections", {"kind": "correction", "text": "It was Monday."})
        self.assertEqual(self.count(path + "/corrections", "corrections"), 1)
        self.same("/redirects", {"redirects": [{"from": "/old", "to": "/latest"}]})
        self.same(path + "/withdraw", {"reason": "Wrong"})
        picture = png(40, 30)
        self.assertEqual(self.same("/media?filename=a.png", picture, {"Content-Type": "image/png"}).status, 201)

    def test_the_first_answer_comes_again_whatever_happened_since(self):
        story = self.make()
        path = f"/stories/{story['id']}"
        headers = key()
        first = self.post(path + "/publish", {}, headers=headers, expect=200)
        self.post(path + "/withdraw", {}, expect=200)
        again = self.post(path + "/publish", {}, headers=headers, expect=200)
        self.assertEqual(again.body, first.body)
        self.assertEqual(self.site.get("/api/v1" + path, token=self.admin).json()["status"], "withdrawn")

    def test_it_is_noted_once_with_the_time_of_the_change(self):
        story = self.make()
        self.same(f"/stories/{story['id']}/publish", {})
        entries = self.site.get("/api/v1/audit?limit=200", token=self.admin).json()["entries"]
        self.assertEqual([entry["action"] for entry in entries if entry["subject"] == f"story {story['id']}"], ["story.publish"])

    def test_secrets_come_again_and_are_not_on_the_disk(self):
        story = self.make()
        token = self.same("/tokens", {"name": "cms", "role": "reporter"}, expect=201).json()["token"]
        self.assertEqual(self.site.get("/api/v1/stories?status=draft", token=token).status, 200)
        person = self.same("/people", {"email": "ann@example.org", "name": "Ann", "role": "reporter"}, expect=201).json()
        link = self.same(f"/people/{person['number']}/link", expect=200).json()["link"]
        preview = self.same(f"/stories/{story['id']}/preview-links", {"hours": 1}, expect=201).json()["url"]
        self.assertEqual(self.count(f"/stories/{story['id']}/preview-links", "preview_links"), 1)
        self.assertEqual(sum(one["email"] == "ann@example.org" for one in self.site.get("/api/v1/people", token=self.admin).json()["people"]), 1)
        if postgres_server.shared():
            return
        for name in os.listdir(self.site.folder):
            if ".db" in name:
                with open(os.path.join(self.site.folder, name), "rb") as file:
                    content = file.read()
                for secret in (token[3:], person["link"].rpartition("#")[2], link.rpartition("#")[2], preview.rpartition("/")[2]):
                    self.assertNotIn(secret.encode(), content, name)

    def test_a_key_names_one_request(self):
        headers = key()
        self.post("/stories", {"headline": "One"}, headers=headers, expect=201)
        reused = self.post("/stories", {"headline": "Two"}, headers=headers, expect=422)
        self.assertEqual(reused.json()["type"], "idempotency-key-reused")
        self.assertNotIn("retry-after", reused.headers)
        # Of another person, or for another path, it is another key.
        self.post("/stories", {"headline": "Two"}, headers=headers, token=self.editor, expect=201)
        self.post("/tokens", {"name": "reused", "role": "reporter"}, headers=headers, expect=201)
        self.assertEqual(self.post("/tokens", {"name": "other", "role": "reporter"}, headers=headers, expect=422).json()["type"], "idempotency-key-reused")
        self.post("/people", {"email": "a@example.org", "name": "A", "role": "reporter"}, headers=headers, expect=201)

    def test_what_was_refused_did_nothing_and_its_key_may_be_used_again(self):
        for _ in range(50):  # at once, before every thread has put the refused request away
            headers = key()
            self.post("/stories", {"headline": ""}, headers=headers, expect=422)
            self.post("/stories", {"headline": "Now with one"}, headers=headers, expect=201)
        headers = key()
        self.post("/tokens", {"name": "desk", "role": "reporter"}, headers=headers, expect=409)
        self.post("/tokens", {"name": "desk-2", "role": "reporter"}, headers=headers, expect=201)

    def test_wrong_keys_are_refused_with_a_reason_before_anything_is_done(self):
        for value in ('""', "k" * 256, '"' + "k" * 10_000 + '"', '"open', '"a", "b"', "two words", '"a";b'):
            with self.subTest(value=value[:20]):
                refused = self.post("/stories", {"headline": "Never made"}, headers={"Idempotency-Key": value}, expect=400)
                self.assertIn("Idempotency-Key", refused.json()["detail"])
                self.post("/media?filename=a.png", png(10, 10), headers={"Content-Type": "image/png", "Idempotency-Key": value}, expect=400)
        self.assertEqual(self.site.get("/api/v1/stories?q=Never+made", token=self.admin).json()["stories"], [])
        # A PUT and a view take none: the field is ignored there.
        self.assertEqual(self.site.put("/api/v1/topics/rain", {"name": "Rain"}, headers={"Idempotency-Key": '""'}, token=self.admin).status, 201)

    def test_the_same_key_at_the_same_moment_makes_one(self):
        headers = key()

        def ask(_):
            return self.post("/stories", {"headline": "All at once"}, headers=headers)

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(ask, range(48)))
        made = {answer.body for answer in answers if answer.status == 201}
        self.assertEqual(len(made), 1)
        for answer in answers:
            if answer.status != 201:
                self.assertEqual((answer.status, answer.json()["type"], answer.headers["retry-after"]), (409, "idempotency-key-in-use", "1"))
        self.assertEqual(len(self.site.get("/api/v1/stories?q=All+at+once", token=self.admin).json()["stories"]), 1)


class KeysAndKills(KeyTest):
    def test_a_kill_makes_no_difference(self):
        story = self.make()
        headers = key()
        first = self.post(f"/stories/{story['id']}/publish", {}, headers=headers, expect=200)
        token_headers = key()
        token = self.post("/tokens", {"name": "cms", "role": "reporter"}, headers=token_headers, expect=201)
        before = self.noted()
        self.site.kill()
        self.site.start()
        self.assertEqual(self.post(f"/stories/{story['id']}/publish", {}, headers=headers, expect=200).body, first.body)
        self.assertEqual(self.post("/tokens", {"name": "cms", "role": "reporter"}, headers=token_headers, expect=201).body, token.body)
        self.assertEqual(self.noted(), before)

    def noted(self):
        """How often the audit log has what the test above does twice; both once, besides the tokens of the class."""
        actions = [entry["action"] for entry in self.site.get("/api/v1/audit?limit=200", token=self.admin).json()["entries"]]
        self.assertEqual(actions.count("story.publish"), 1)
        self.assertGreaterEqual(actions.count("token.create"), 1)
        return actions.count("token.create")


class KeysOfNodes(unittest.TestCase):
    """Two programs on one server."""

    def test_the_same_key_on_two_nodes_at_once_makes_one(self):
        if not postgres_server.shared():
            self.skipTest("this is about several nodes")
        with Site() as first, Site(env={"STOPPRESS_DATABASE_URL": first.env["STOPPRESS_DATABASE_URL"]}) as second:
            token = first.token("admin")
            for round in range(20):
                headers = key()
                body = {"headline": f"Round {round}"}

                def ask(site):
                    return site.post("/api/v1/stories", body, headers=headers, token=token)

                with concurrent.futures.ThreadPoolExecutor(2) as pool:
                    answers = list(pool.map(ask, (first, second)))
                self.assertEqual([answer.status for answer in answers], [201, 201])
                self.assertEqual(answers[0].body, answers[1].body)


class Notes(unittest.TestCase):
    """Notes that were durable with their change when the program was killed get into the audit log at the next start, once."""

    def test_what_was_left_in_the_outbox_is_moved_once(self):
        if postgres_server.shared():
            self.skipTest("this writes to SQLite's file")
        with Site() as site:
            token = site.token("admin")
            story = site.publish(token)
            eventually(lambda: site.get("/api/v1/audit", token=token).json()["entries"][0]["action"] == "story.publish")
            site.terminate()
            credentials = sqlite3.connect(os.path.join(site.folder, "credentials.db"))
            done = credentials.execute("SELECT origin, at FROM audit WHERE action = 'story.publish'").fetchone()
            credentials.close()
            database = sqlite3.connect(os.path.join(site.folder, "stoppress.db"))
            database.execute("DELETE FROM audit_outbox")
            # As a kill leaves it: one note is in the log already, the other is not.
            for number, origin, at in ((1, *done), (2, "fresh", 1_700_000_000_000)):
                database.execute("INSERT INTO audit_outbox VALUES (?, ?, ?, 'ann@example.org', 'story.publish', 'story 1', '', '')", (number, origin, at))
            database.commit()
            database.close()
            site.start()
            entries = site.get("/api/v1/audit", token=token).json()["entries"]
            moved = [(entry["action"], entry["at"]) for entry in entries if entry["who"] == "ann@example.org"]
            self.assertEqual(moved, [("story.publish", "2023-11-14T22:13:20Z")])
            self.assertEqual(story["status"], "published")

            def empty():
                again = sqlite3.connect(f"file:{site.folder}/stoppress.db?mode=ro", uri=True)
                try:
                    return again.execute("SELECT count(*) FROM audit_outbox").fetchone() == (0,)
                finally:
                    again.close()

            eventually(empty)
            site.terminate()
            self.assertIn("hash chain", site.run("check", check=True).stdout)


if __name__ == "__main__":
    unittest.main()
