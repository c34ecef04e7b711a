#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""People are told what colleagues do that concerns them: who hears of what, live and kept, never of a story that they may not see; notes have answers
and name people."""
import datetime
import http.client
import sqlite3
import unittest

import postgres_server
from api_test import ApiTest
from newsroom import COOKIE, SITE_URL, add_person
from stoppress_site import eventually, shared_database_of

KINDS = ["mention", "note", "assigned", "sent_back", "published", "corrected", "proposal_taken", "proposal_sent_back", "submitted", "proposed"]


def soon(seconds):
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return at.isoformat().replace("+00:00", "Z")


class Stream:
    """The live connection of one person."""

    def __init__(self, site, browser):
        self.connection = http.client.HTTPConnection(site.host, site.port, timeout=60)
        self.connection.request("GET", "/api/v1/stories/live", headers={"Cookie": f"{COOKIE}={browser.cookie}"})
        self.response = self.connection.getresponse()

    def next(self):
        """The name of the next event."""
        while line := self.response.readline().decode():
            if line.startswith("event: "):
                return line.removeprefix("event: ").strip()
        return None

    def close(self):
        self.connection.close()


class Notifications(ApiTest):
    settings = {"views.repeat_minutes": 0, "site.url": SITE_URL}
    people = {"ed": "editor", "eve": "editor", "rita": "reporter", "rob": "reporter", "carl": "contributor"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.who = {name: add_person(cls.site, f"{name}@example.org", role, name=name.title()) for name, role in cls.people.items()}

    def setUp(self):
        for name in self.people:
            self.do(name, "POST", "/notifications/read", {"through": 2**53})
        self.seen = {name: [one["number"] for one in self.list(name)] for name in self.people}

    def do(self, name, method, path, body=None, headers=None, expect=200):
        answer = self.who[name].ask(method, path, body, headers)
        self.assertEqual(answer.status, expect, f"{name}: {method} {path}: {answer}")
        self.check_described(method, path.partition("?")[0], answer)
        return answer.json() if answer.body else None

    def list(self, name, query="limit=100"):
        return self.do(name, "GET", f"/notifications?{query}")["notifications"]

    def news(self, name):
        """What a person was told since the last time, oldest first: kind, who did it, story, note."""
        fresh = [one for one in self.list(name) if one["number"] not in self.seen[name]]
        self.seen[name] += [one["number"] for one in fresh]
        return [(one["kind"], (one["by"] or "").partition("@")[0], one["story"], one["note"]) for one in reversed(fresh)]

    def unread(self, name):
        return self.do(name, "GET", "/notifications/count")["unread"]

    def write(self, name, **fields):
        return self.do(name, "POST", "/stories", {"headline": "Bridge", "body": {"format": "markdown", "content": "It opens."}, **fields}, expect=201)["id"]

    def test_a_story_handed_in_is_told_to_those_who_may_publish_and_its_way_back_to_its_owner(self):
        story = self.write("rita")
        self.do("rita", "POST", f"/stories/{story}/review", {"in_review": True})
        for editor in ("ed", "eve"):
            self.assertEqual(self.news(editor), [("submitted", "rita", story, None)])
        self.do("rita", "POST", f"/stories/{story}/review", {"in_review": True})
        self.do("ed", "POST", f"/stories/{story}/review", {"in_review": False, "note": "Not yet."})
        self.assertEqual(self.news("rita"), [("sent_back", "ed", story, 1)])
        # By the note, the others hear of it; by themselves nobody does.
        self.do("rita", "POST", f"/stories/{story}/review", {"in_review": True, "note": "Now."})
        self.assertEqual(self.news("ed"), [("submitted", "rita", story, 2)])
        self.do("rita", "POST", f"/stories/{story}/review", {"in_review": False})
        self.do("eve", "POST", f"/stories/{story}/publish", {})
        self.assertEqual(self.news("rita"), [("published", "eve", story, None)])
        for name in ("ed", "rob", "carl"):
            self.assertEqual(self.news(name), [], name)
        self.assertEqual(self.news("eve"), [("submitted", "rita", story, 2)])
        self.do("eve", "POST", f"/stories/{story}/corrections", {"kind": "correction", "text": "It was Monday."}, expect=201)
        self.assertEqual(self.news("rita"), [("corrected", "eve", story, None)])

    def test_whoever_publishes_their_own_story_is_not_told_and_the_schedule_tells_everybody_on_it(self):
        story = self.write("ed")
        self.do("ed", "POST", f"/stories/{story}/publish", {})
        self.assertEqual(self.news("ed"), [])
        story = self.write("ed")
        self.do("ed", "PUT", f"/stories/{story}/assignee", {"assignee": "rob@example.org"})
        self.assertEqual(self.news("rob"), [("assigned", "ed", story, None)])
        self.do("ed", "PUT", f"/stories/{story}/assignee", {"assignee": "rob@example.org"})
        stream = Stream(self.site, self.who["ed"])
        self.addCleanup(stream.close)
        self.do("ed", "POST", f"/stories/{story}/publish", {"at": soon(1)})
        while stream.next() != "notifications":
            pass
        for name in ("ed", "rob"):
            self.assertEqual(self.news(name), [("published", "", story, None)])

    def test_proposals_are_told_to_editors_and_decisions_to_the_proposer(self):
        story = self.write("rita")
        self.do("ed", "POST", f"/stories/{story}/publish", {})
        correction = {"kind": "correction", "text": "It was Monday."}
        self.do("rita", "POST", f"/stories/{story}/proposal", {"correction": correction})
        self.assertEqual(self.news("eve"), [("proposed", "rita", story, None)])
        self.do("ed", "POST", f"/stories/{story}/proposal", {"submitted": False, "note": "Which Monday?"})
        self.assertEqual(self.news("rita"), [("published", "ed", story, None), ("proposal_sent_back", "ed", story, 1)])
        proposal = self.do("rita", "POST", f"/stories/{story}/proposal", {"correction": correction})["proposal"]
        self.do("ed", "POST", f"/stories/{story}/proposal/take", {"submitted_at": proposal["submitted_at"]})
        self.assertEqual(self.news("rita"), [("proposal_taken", "ed", story, None)])

    def test_notes_are_told_to_those_on_the_story_and_mentions_to_those_named(self):
        story = self.write("rita")
        notes = f"/stories/{story}/notes"
        first = self.do("ed", "POST", notes, {"text": "Who says so?", "passage": "It opens."}, expect=201)
        self.assertIsNone(first["answers"])
        self.assertEqual((self.news("rita"), self.news("eve")), ([("note", "ed", story, 1)], []))
        answer = self.do("rita", "POST", notes, {"text": "The mayor. @<eve@example.org> was there.", "answers": 1}, expect=201)
        self.assertEqual((answer["answers"], answer["passage"]), (1, None))
        self.assertEqual(self.news("eve"), [("mention", "rita", story, 2)])
        self.assertEqual(self.news("ed"), [("note", "rita", story, 2)])
        self.do("eve", "POST", notes, {"text": "True. @<rita@example.org> @<RITA@example.org>"}, expect=201)
        self.assertEqual((self.news("rita"), self.news("ed"), self.news("eve")), ([("mention", "eve", story, 3)], [("note", "eve", story, 3)], []))

    def test_answers_belong_to_a_thread_that_is_open(self):
        story = self.write("rita")
        notes = f"/stories/{story}/notes"
        for text, answers in (("First.", None), ("Answer.", 1)):
            self.do("rita", "POST", notes, {"text": text, "answers": answers}, expect=201)
        self.assertEqual(self.do("rita", "GET", f"/stories/{story}")["notes_open"], 1)
        self.assertEqual(self.do("rita", "POST", notes, {"text": "x", "answers": 2}, expect=409)["code"], "note-is-answer")
        self.assertEqual(self.do("rita", "PATCH", notes + "/2", {"resolved": True}, expect=409)["code"], "note-is-answer")
        self.do("rita", "POST", notes, {"text": "x", "answers": 7}, expect=404)
        self.do("rita", "PATCH", notes + "/1", {"resolved": True})
        self.assertEqual(self.do("rita", "GET", f"/stories/{story}")["notes_open"], 0)
        self.assertEqual(self.do("rita", "POST", notes, {"text": "x", "answers": 1}, expect=409)["code"], "note-resolved")
        for body, pointer in (({"text": "x", "answers": 0}, "/answers"), ({"text": "x", "answers": "1"}, "/answers"), ({"text": "x", "answers": 501}, "/answers"),
                              ({"text": "x", "answers": 1, "passage": "It opens."}, "/passage")):
            answer = self.do("rita", "POST", notes, body, expect=422)
            self.assertEqual([error["pointer"] for error in answer["errors"]], [pointer], body)

    def test_only_people_who_may_see_the_story_can_be_named(self):
        story = self.write("rita")
        codes = {"@<rob@example.org>": "mention-cannot-see", "@<nobody@example.org>": "mention-unknown",
                 " ".join(f"@<p{n}@example.org>" for n in range(21)): "too-many-entries"}
        for text, code in codes.items():
            for method, path, field in (("POST", f"/stories/{story}/notes", "text"), ("POST", f"/stories/{story}/review", "note")):
                answer = self.do("rita", method, path, {field: text}, expect=422)
                self.assertEqual([(error["pointer"], error["code"]) for error in answer["errors"]], [(f"/{field}", code)])
        self.assertEqual(self.news("rob"), [])
        self.do("ed", "PUT", f"/stories/{story}/assignee", {"assignee": "rob@example.org"})
        self.do("rita", "POST", f"/stories/{story}/notes", {"text": "@<rob@example.org>"}, expect=201)
        self.assertEqual([kind for kind, *_ in self.news("rob")], ["assigned", "mention"])

    def test_nothing_is_said_of_a_story_that_somebody_may_see_no_more(self):
        story = self.write("ed", headline="A secret")
        self.do("ed", "PUT", f"/stories/{story}/assignee", {"assignee": "carl@example.org"})
        self.assertEqual(self.unread("carl"), 1)
        self.do("ed", "PUT", f"/stories/{story}/assignee", {"assignee": None})
        self.assertEqual((self.unread("carl"), self.list("carl")), (0, []))
        self.do("ed", "PUT", f"/stories/{story}/assignee", {"assignee": "carl@example.org"})
        self.assertEqual(self.unread("carl"), 2)
        self.do("ed", "DELETE", f"/stories/{story}")
        self.assertEqual((self.unread("carl"), self.list("carl")), (0, []))

    def test_a_person_reads_some_or_all(self):
        story = self.write("rita")
        for number in range(5):
            self.do("ed", "POST", f"/stories/{story}/notes", {"text": f"Note {number}."}, expect=201)
        page = self.do("rita", "GET", "/notifications?unread=true&limit=2")
        self.assertEqual(([one["note"] for one in page["notifications"]], page["unread"]), ([5, 4], 5))
        rest = self.do("rita", "GET", f"/notifications?unread=true&limit=3&cursor={page['next']}")
        self.assertEqual(([one["note"] for one in rest["notifications"]], rest["next"]), ([3, 2, 1], None))
        self.assertEqual({(one["headline"], one["read_at"]) for one in rest["notifications"]}, {("Bridge", None)})
        stream = Stream(self.site, self.who["rita"])
        self.addCleanup(stream.close)
        # Those of others are not marked.
        numbers = [one["number"] for one in page["notifications"]]
        self.assertEqual(self.do("ed", "POST", "/notifications/read", {"numbers": numbers})["unread"], 0)
        self.assertEqual(self.unread("rita"), 5)
        self.assertEqual(self.do("rita", "POST", "/notifications/read", {"numbers": numbers})["unread"], 3)
        self.assertEqual(stream.next(), "notifications", "other pages of the person hear of it")
        self.assertEqual(self.do("rita", "POST", "/notifications/read", {"through": rest["notifications"][1]["number"]})["unread"], 1)
        self.assertTrue(self.list("rita")[0]["read_at"])
        for body, pointer in (({}, "/numbers"), ({"numbers": [1], "through": 1}, "/through"), ({"numbers": "1"}, "/numbers"), ({"numbers": [0]}, "/numbers"),
                              ({"numbers": ["1"]}, "/numbers"), ({"numbers": list(range(1, 102))}, "/numbers"), ({"through": 0}, "/through"),
                              ({"through": 1, "who": "ed@example.org"}, "/who")):
            answer = self.do("rita", "POST", "/notifications/read", body, expect=422)
            self.assertEqual([error["pointer"] for error in answer["errors"]], [pointer], body)
        for query in ("unread=yes", "limit=0", "limit=101", "cursor=x", "cursor=0", "before=1"):
            self.do("rita", "GET", f"/notifications?{query}", expect=400)

    def test_a_person_chooses_what_they_want_to_hear_of(self):
        self.assertEqual(self.do("rob", "GET", "/me/notifications"), dict.fromkeys(KINDS, True))
        chosen = self.do("rob", "PUT", "/me/notifications", {"note": False, "assigned": False})
        self.assertEqual(chosen, {**dict.fromkeys(KINDS, True), "note": False, "assigned": False})
        story = self.write("rob")
        self.do("ed", "POST", f"/stories/{story}/notes", {"text": "Look."}, expect=201)
        self.do("ed", "POST", f"/stories/{story}/notes", {"text": "@<rob@example.org>"}, expect=201)
        self.assertEqual(self.news("rob"), [("mention", "ed", story, 2)])
        self.assertEqual(self.do("rob", "PUT", "/me/notifications", {"note": True})["assigned"], False)
        self.do("rob", "PUT", "/me/notifications", {"assigned": True})
        for body, pointer in (({"note": "no"}, "/note"), ({"everything": True}, "/everything")):
            answer = self.do("rob", "PUT", "/me/notifications", body, expect=422)
            self.assertEqual([error["pointer"] for error in answer["errors"]], [pointer])

    def test_the_count_is_told_at_once_and_to_the_person_alone(self):
        story = self.write("rita")
        rita, rob = (Stream(self.site, self.who[name]) for name in ("rita", "rob"))
        self.addCleanup(rita.close)
        self.addCleanup(rob.close)
        self.do("ed", "POST", f"/stories/{story}/notes", {"text": "Look."}, expect=201)
        self.assertEqual({rita.next(), rita.next()}, {"stories", "notifications"})
        # Each is waited for: what follows within half a second is told together.
        self.assertEqual(rob.next(), "stories")
        self.do("ed", "POST", f"/stories/{story}/notes", {"text": "Look again."}, expect=201)
        self.assertEqual(rob.next(), "stories")
        self.assertEqual(self.unread("rita"), 2)

    def test_a_token_has_no_notifications(self):
        self.ask("GET", "/notifications", token=self.tokens["admin"], expect=403)
        self.ask("GET", "/notifications", expect=401)

    def rows_of(self, name):
        query = f"SELECT count(*) FROM notification WHERE who = '{name}@example.org'"
        if postgres_server.shared():
            return int(shared_database_of(self.site.folder).sql(query))
        with sqlite3.connect(f"file:{self.site.folder}/stoppress.db?mode=ro", uri=True) as opened:
            return opened.execute(query).fetchone()[0]

    def test_what_was_told_outlives_a_kill_and_goes_with_the_account(self):
        gil = add_person(self.site, "gil@example.org", "editor", name="Gil")
        self.who["gil"] = gil
        story = self.write("rita")
        self.do("rita", "POST", f"/stories/{story}/review", {"in_review": True})
        self.site.kill()
        self.site.start()
        self.assertEqual([one["story"] for one in self.list("gil")], [story])
        number = next(person["number"] for person in self.do("ed", "GET", "/people")["people"] if person["email"] == "gil@example.org")
        self.ask("PATCH", f"/people/{number}", {"disabled": True}, self.tokens["admin"], expect=200)
        # At the start and once an hour, what belongs to nobody is deleted.
        self.site.kill()
        self.site.start()
        eventually(lambda: self.rows_of("gil") == 0)
        self.assertGreater(self.rows_of("ed"), 0)


if __name__ == "__main__":
    unittest.main()
