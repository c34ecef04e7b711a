#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An embargo: nobody publishes the story before it ends but an admin who gives a reason, and until then no answer to readers differs by a byte from what
it would be without the story."""
import datetime
import threading
import unittest

import pictures
from api_test import ApiTest
from public_answers import differences, public_answers
from set_clock import SetClock
from stoppress_site import Site, binary, eventually, run

END = "2199-03-01T06:00:00Z"
LATER = "2199-03-02T06:00:00Z"
EARLIER = "2199-02-01T06:00:00Z"


class EmbargoTest(ApiTest):
    def embargo(self, story, until, role="editor", expect=200):
        return self.ask("PUT", f"/stories/{story['id']}/embargo", {"until": until}, self.tokens.get(role, role), expect=expect).json()

    def embargoed(self, until=END, **fields):
        story = self.make(**fields)
        self.assertEqual(self.embargo(story, until)["embargo_until"], until)
        return story

    def act(self, story, action, body=None, role="editor", expect=200, headers=None):
        return self.ask("POST", f"/stories/{story['id']}/{action}", {} if body is None else body, self.tokens[role], headers, expect).json()

    def get(self, story):
        return self.ask("GET", f"/stories/{story['id']}", token=self.tokens["editor"], expect=200).json()

    def audited(self, story):
        entries = self.ask("GET", "/audit?limit=200&about=story", token=self.tokens["admin"], expect=200).json()["entries"]
        return [(entry["who"], entry["action"], entry["detail"]) for entry in reversed(entries) if entry["subject"] == f"story {story['id']}"]


class Publishing(EmbargoTest):
    def test_nothing_publishes_the_story_before_its_end(self):
        story = self.embargoed(headline="Results")
        for body in ({}, {"at": None}, {"at": "2019-01-01T00:00:00Z"}, {"at": EARLIER}, {"at": "2199-03-01T05:59:59Z"}, {"embargo_reason": ""}, {"embargo_reason": None}):
            for role in ("editor", "admin"):
                refused = self.act(story, "publish", body, role, expect=409)
                self.assertEqual((refused["code"], refused["values"]), ("embargoed", {"until": END}), body)
                self.assertIn("until " + END, refused["detail"])
        self.assertEqual(self.get(story)["status"], "draft")
        self.assertEqual(self.site.get(story["url"]).status, 404)
        # A draft of changes is not saved as a revision on the way.
        draft = self.ask("PATCH", f"/stories/{story['id']}/draft", {"headline": "Results, mended"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.act(story, "publish", {}, expect=409, headers={"If-Match": draft.headers["etag"]})
        self.assertEqual(self.get(story)["revision"], 1)

    def test_it_can_be_scheduled_for_its_end_or_later(self):
        story = self.embargoed(headline="Budget")
        for at in (END, LATER):
            self.assertEqual(self.act(story, "publish", {"at": at})["status"], "scheduled")
        self.assertEqual(self.act(story, "publish", {"at": EARLIER}, expect=409)["code"], "embargoed")
        self.assertEqual(self.get(story)["published_at"], LATER, "the schedule stays as it was")
        refused = self.embargo(story, "2199-03-03T00:00:00Z", expect=409)
        self.assertEqual((refused["code"], refused["values"]), ("embargo-after-schedule", {"time": LATER}))
        self.assertEqual(self.embargo(story, LATER)["embargo_until"], LATER)
        self.act(story, "publish", {}, expect=409)
        self.act(story, "unpublish")
        self.assertEqual(self.get(story)["embargo_until"], LATER, "it outlives the schedule")

    def test_an_admin_publishes_before_it_with_a_reason(self):
        story = self.embargoed(headline="Leaked")
        refused = self.act(story, "publish", {"embargo_reason": "It is out."}, "editor", expect=403)
        self.assertEqual((refused["code"], refused["values"]), ("role-required", {"role": "admin"}))
        self.act(story, "publish", {"embargo_reason": "It is out.", "at": EARLIER}, "admin", expect=409)
        self.act(story, "publish", {"embargo_reason": "x" * 1001}, "admin", expect=422)
        published = self.act(story, "publish", {"embargo_reason": 'Others have\n"it" already.'}, "admin")
        self.assertEqual((published["status"], published["embargo_until"]), ("published", None))
        self.assertEqual(self.site.get(story["url"]).status, 200)
        self.assertEqual(self.audited(story), [
            ("editor", "story.embargo", END + " Leaked"),
            ("admin", "story.publish_before_embargo", END + " \"Others have 'it' already.\" Leaked")])
        self.assertNotIn("already", self.site.get(story["url"]).text)
        self.act(story, "unpublish")
        self.act(story, "publish")
        # Where there is no embargo the reason says nothing.
        free = self.make(headline="Free")
        self.act(free, "publish", {"embargo_reason": "Needless"}, "admin")
        self.assertEqual(self.audited(free), [("admin", "story.publish", "Free")])

    def test_a_repeated_request_gets_the_first_answer(self):
        story = self.embargoed(headline="Twice")
        once = {"Idempotency-Key": "embargo-twice-1"}
        first = self.act(story, "publish", {"embargo_reason": "Out."}, "admin", headers=once)
        self.assertEqual(self.act(story, "publish", {"embargo_reason": "Out."}, "admin", headers=once), first)
        self.assertEqual([entry[1] for entry in self.audited(story)], ["story.embargo", "story.publish_before_embargo"])

    def test_of_an_embargo_and_a_publication_at_once_one_is_refused(self):
        for round_ in range(8):
            story = self.make(headline=f"Both at once {round_}")
            path = f"/api/v1/stories/{story['id']}"
            answers = {}
            calls = {"embargo": lambda: self.site.put(path + "/embargo", {"until": END}, token=self.tokens["editor"]),
                     "publish": lambda: self.site.post(path + "/publish", {}, token=self.tokens["admin"])}
            threads = [threading.Thread(target=lambda name=name, call=call: answers.__setitem__(name, call().status)) for name, call in calls.items()]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertIn((answers["embargo"], answers["publish"]), ((200, 409), (409, 200)))
            self.assertEqual(self.site.get(path).status == 200, answers["publish"] == 200)


class Setting(EmbargoTest):
    def test_whoever_may_save_the_story_sets_it_and_editors_take_it_back(self):
        reporter = self.tokens["reporter"]
        story = self.make(reporter, headline="Set by its reporter")
        self.embargo(story, END, "contributor", expect=404)
        self.embargo(story, END, self.other, expect=404)
        self.embargo(story, END, "reporter")
        self.embargo(story, LATER, "reporter")
        for until in (None, END):
            self.assertEqual(self.embargo(story, until, "reporter", expect=403)["code"], "embargo-editors-only")
        self.embargo(story, LATER, "reporter")
        self.embargo(story, END, "editor")
        self.assertIsNone(self.embargo(story, None, "editor")["embargo_until"])
        self.embargo(story, None, "reporter")
        self.assertEqual(self.audited(story), [
            ("reporter", "story.embargo", END + " Set by its reporter"),
            ("reporter", "story.move_embargo", f"{END} {LATER} Set by its reporter"),
            ("reporter", "story.embargo", LATER + " Set by its reporter"),
            ("editor", "story.move_embargo", f"{LATER} {END} Set by its reporter"),
            ("editor", "story.lift_embargo", END + " Set by its reporter"),
            ("reporter", "story.lift_embargo", "Set by its reporter")])
        self.act(story, "review", {"in_review": True}, "reporter")
        self.embargo(story, END, "reporter")
        self.act(story, "publish", {"at": LATER})
        self.embargo(story, LATER, "reporter", expect=403)

    def test_what_cannot_be_an_embargo_is_refused(self):
        story = self.make(headline="Wrong times")
        past = self.embargo(story, "2020-01-01T00:00:00Z", expect=422)
        self.assertEqual((past["code"], [error["code"] for error in past["errors"]]), ("embargo-past", ["embargo-past"]))
        for body, code in (({}, "required"), ({"until": "tomorrow"}, "not-a-time"), ({"until": 5}, "wrong-type"), ({"until": END, "why": "x"}, "unknown-field")):
            answer = self.ask("PUT", f"/stories/{story['id']}/embargo", body, self.tokens["editor"], expect=422)
            self.assertEqual([error["code"] for error in answer.json()["errors"]], [code], body)
        self.assertIsNone(self.get(story)["embargo_until"])
        live = self.publish(headline="Live")
        self.assertEqual(self.embargo(live, END, expect=409)["code"], "embargo-on-published")
        self.act(live, "withdraw", {"reason": "Wrong."})
        self.assertEqual(self.embargo(live, END, expect=409)["code"], "embargo-on-published")
        self.embargo({"id": 999999}, END, expect=404)

    def test_it_is_told_to_the_newsroom_alone(self):
        story = self.embargoed(headline="Listed in the newsroom")
        listed = self.ask("GET", "/stories?q=listed+in+the+newsroom", token=self.tokens["editor"], expect=200).json()["stories"]
        self.assertEqual([(one["id"], one["embargo_until"]) for one in listed], [(story["id"], END)])
        out = self.publish(headline="Out for all")
        self.assertNotIn("embargo_until", self.ask("GET", f"/stories/{out['id']}", expect=200).json())
        self.assertIsNone(self.get(out)["embargo_until"])

    def test_it_outlives_the_trash_and_a_backup(self):
        story = self.embargoed(headline="Thrown away")
        entry = self.ask("DELETE", f"/stories/{story['id']}", token=self.tokens["editor"], expect=200).json()
        self.assertEqual(self.act(story, "publish", expect=410)["code"], "story-in-trash")
        self.embargo(story, LATER, expect=410)
        self.ask("POST", f"/trash/{entry['number']}/restore", None, self.tokens["editor"], expect=200)
        self.act(story, "publish", expect=409)
        archive = self.site.folder + "-backup.tar"
        self.site.run("backup", archive, check=True)
        restored_folder = self.site.folder + "-restored"
        done = run("restore", archive, site=restored_folder)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        with Site(folder=restored_folder) as restored:
            answer = restored.post(f"/api/v1/stories/{story['id']}/publish", {}, token=restored.token("editor"))
            self.assertEqual((answer.status, answer.json()["code"]), (409, "embargoed"))


class Moments(unittest.TestCase):
    def test_it_ends_by_itself_and_a_schedule_for_its_end_is_carried_out(self):
        binary()
        clock = SetClock()
        self.addCleanup(clock.close)
        now = datetime.datetime(2031, 5, 1, 12, tzinfo=datetime.timezone.utc)
        end = now + datetime.timedelta(days=3)
        clock.set(now)
        site = Site(env=clock.env)
        self.addCleanup(site.close)
        token = site.token("editor")
        site.start()

        def make(headline):
            story = site.post("/api/v1/stories", {"headline": headline, "body": {"format": "markdown", "content": "Now."}}, token=token).json()
            answer = site.put(f"/api/v1/stories/{story['id']}/embargo", {"until": end.isoformat()}, token=token)
            self.assertEqual(answer.status, 200, answer)
            return f"/api/v1/stories/{story['id']}"

        by_hand, scheduled = make("By hand"), make("By itself")
        self.assertEqual(site.post(scheduled + "/publish", {"at": end.isoformat()}, token=token).json()["status"], "scheduled")
        clock.set(end - datetime.timedelta(minutes=1))
        self.assertEqual(site.post(by_hand + "/publish", {}, token=token).status, 409)
        self.assertEqual(site.get(scheduled).status, 404)
        clock.set(end + datetime.timedelta(seconds=1))
        self.assertEqual(site.post(by_hand + "/publish", {}, token=token).status, 200)
        eventually(lambda: site.get(scheduled).status == 200)
        self.assertIsNone(site.get(scheduled, token=token).json()["embargo_until"])


class Unseen(EmbargoTest):
    settings = {"views.repeat_minutes": 0, "site.url": "https://news.example"}

    @classmethod
    def prepare(cls, site):
        super().prepare(site)
        cls.picture = pictures.png(300, 200, 77)

    def test_no_public_answer_differs_by_a_byte_with_and_without_the_story(self):
        site, editor = self.site, self.tokens["editor"]
        for slug in ("city", "sport"):
            site.make_section(slug, editor)
        for number in range(12):
            story = self.make(headline=f"Story {number}", section=("city", "sport")[number % 2], topics=["roads"], authors=["ann-lee"], translation_key=f"key-{number}")
            self.act(story, "publish", {"at": f"2024-05-{number + 1:02}T10:00:00Z"})
        # The picture is there with and without the story.
        upload = site.post("/api/v1/media?filename=secret.png", self.picture, token=editor, headers={"Content-Type": "image/png"})
        self.assertEqual(upload.status, 201, upload)
        source = upload.json()["url"]
        number = 13
        words = dict(slug="quarterly-results", section="secret-desk", topic="secret-topic", author="secret-author", story=number, secret="A" * 43, end=END)
        before = public_answers(site, **words)
        self.site.terminate()
        self.site.start()
        before_cold = public_answers(site, **words)

        story = self.make(headline="Quarterly results", slug="quarterly-results", section="city", topics=["secret-topic", "roads"], authors=["secret-author", "ann-lee"],
                          translation_key="key-1", lead_image={"source": source, "alt": "Secret", "caption": "Secret", "credit": "Secret"},
                          body={"format": "markdown", "content": f"Secret words.\n\n![Secret]({source})"})
        self.assertEqual(story["id"], number)
        self.embargo(story, END)
        path = f"/stories/{story['id']}"
        self.ask("PUT", "/topics/secret-topic", {"name": "Secret topic", "aliases": ["secret-alias"]}, editor)
        self.ask("PATCH", path + "/draft", {"headline": "Quarterly results, mended"}, editor, {"If-Match": '"1"'}, expect=200)
        self.ask("POST", path + "/notes", {"text": "Secret note."}, editor, expect=201)
        link = self.ask("POST", path + "/preview-links", {"hours": 1}, editor, expect=201).json()
        secret = link["url"].rsplit("/", 1)[1]
        self.assertEqual(site.get("/preview/" + secret).status, 200)
        self.ask("DELETE", f"{path}/preview-links/{link['number']}", None, editor, expect=204)
        self.act(story, "publish", {"at": END})
        self.act(story, "publish", {"at": EARLIER}, expect=409)

        self.assertEqual(differences(before, public_answers(site, **words)), [])
        # That of the revoked link is the answer for any that never was.
        self.assertEqual(differences(public_answers(site, ["/preview/" + secret]).values(), public_answers(site, ["/preview/" + "A" * 43]).values()), [])
        self.site.terminate()
        self.site.start()
        self.assertEqual(differences(before_cold, public_answers(site, **words)), [])

        # Another story with the same headline gets the address that it would have got.
        other = self.publish(headline="Quarterly results")
        self.assertEqual((other["slug"], other["url"].rsplit("/", 1)[1]), ("quarterly-results", "quarterly-results"))
        self.assertEqual(self.make(headline="A third", slug="quarterly-results-3")["slug"], "quarterly-results-3")

    def test_the_path_of_its_topic_costs_no_more_than_one_that_is_nowhere(self):
        def reads():
            line = next(line for line in self.site.get("/metrics").text.splitlines() if line.startswith('stoppress_read_statements_total{lane="readers"}'))
            return float(line.rpartition(" ")[2])

        def settled():
            """The page for unknown addresses is made, and what that read is counted."""
            self.site.get("/topics/nowhere")
            first = reads()
            self.site.get("/topics/nowhere")
            return 0 < first == reads()

        self.embargoed(headline="Costs nothing", topics=["costly-topic"], authors=["costly-author"])
        self.ask("PUT", "/topics/costly-topic", {"name": "Costly topic", "aliases": ["costly-alias"]}, self.tokens["editor"])
        for restarted in (False, True):
            if restarted:
                self.site.terminate()
                self.site.start()
            live = lambda: any(line.startswith("stoppress_live_paths ") and float(line.split()[1]) > 0 for line in self.site.get("/metrics").text.splitlines())
            eventually(live)
            eventually(settled)
            before = reads()
            for path in ("/topics/costly-topic", "/topics/costly-alias", "/authors/costly-author", "/topics/costly-topic/feed.xml", "/topics/costly-topic?page=2"):
                self.assertEqual(self.site.get(path).status, 404)
            self.assertEqual(reads(), before, "restarted" if restarted else "running")


if __name__ == "__main__":
    unittest.main()
