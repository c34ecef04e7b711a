#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The newsroom finds its stories: by words of the headline, by whose they are, by state, by when they are due."""
import time
import timeit
import unittest
import urllib.parse

from api_test import ApiTest
from stoppress_site import SiteTest


class NewsroomLists(ApiTest):
    def found(self, token=None, **query):
        answer = self.ask("GET", "/stories?limit=100&" + urllib.parse.urlencode(query), token=token or self.tokens["editor"], expect=200)
        return [story["headline"] for story in answer.json()["stories"]]

    def test_headlines_are_found_by_parts_of_their_words_in_any_case_and_script(self):
        for headline in ("Findable bridge reopens", "Élan of the findable", "کتابخانهٔ تازه"):
            self.make(headline=headline)
        self.assertEqual(self.found(q="FIND brid"), ["Findable bridge reopens"])
        self.assertEqual(self.found(q="findable"), ["Élan of the findable", "Findable bridge reopens"])
        self.assertEqual(self.found(q="elan"), ["Élan of the findable"])
        self.assertEqual(self.found(q="كتابخ"), ["کتابخانهٔ تازه"])
        self.assertEqual(self.found(q="indable"), ["Élan of the findable", "Findable bridge reopens"])
        self.assertEqual(self.found(q="ndab idge"), ["Findable bridge reopens"])
        self.assertEqual(self.found(q="rs"), [])
        self.assertEqual(self.found(q="%"), self.found())
        self.assertEqual(self.found(q="bridge reopens findable a b c d e f g"), [])

    def test_a_headline_that_changed_is_found_by_its_new_words_only(self):
        story = self.make(headline="Quondam words")
        self.ask("PATCH", f"/stories/{story['id']}", {"headline": "Modern words"}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.assertEqual(self.found(q="quondam"), [])
        self.assertEqual(self.found(q="modern"), ["Modern words"])

    def test_standfirsts_are_found(self):
        self.make(headline="Quiet one", standfirst="About the Xylophone")
        self.assertEqual(self.found(q="xylo quiet"), ["Quiet one"])

    def listed(self, **query):
        answer = self.ask("GET", "/stories?" + urllib.parse.urlencode(query), token=self.tokens["editor"], expect=200)
        return answer.json()["stories"]

    def test_a_story_that_was_never_published_is_listed_and_found_as_its_draft(self):
        section = "drafted"
        self.ask("PUT", "/sections/drafted", {"name": "Drafted"}, self.tokens["editor"])
        first = self.make(headline="Ci", language="en")
        second = self.make(headline="Later than the first")
        draft = {"headline": "City council approves the plan", "standfirst": "After a long quarrel", "section": section, "language": "fa",
                 "authors": ["drafted-author"], "topics": ["drafted-topic"]}
        saved = self.ask("PATCH", f"/stories/{first['id']}/draft", draft, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.assertEqual(self.found(q="approves quarrel"), ["City council approves the plan"])
        self.assertEqual(self.found(q="ci")[:1], ["City council approves the plan"])
        self.assertEqual([one["id"] for one in self.listed(limit=2)], [first["id"], second["id"]], "saved last, listed first")
        row = self.listed(q="approves")[0]
        self.assertEqual({key: row[key] for key in draft}, draft)
        self.assertEqual((row["revision"], row["status"], row["has_draft"]), (1, "draft", True))
        # Filters look at the draft as well. Names that exist only in a draft are of no section and author yet.
        self.assertEqual(self.found(section=section), ["City council approves the plan"])
        self.assertEqual(self.found(q="approves", language="fa"), ["City council approves the plan"])
        self.assertEqual(self.found(q="approves", language="en"), [])
        # The latest revision is as it was.
        self.assertEqual(self.ask("GET", f"/stories/{first['id']}", token=self.tokens["editor"], expect=200).json()["headline"], "Ci")
        self.ask("DELETE", f"/stories/{first['id']}/draft", None, self.tokens["editor"], {"If-Match": saved.headers["etag"]}, expect=204)
        self.assertEqual(self.found(q="approves"), [])
        self.assertEqual(self.found(q="ci", section=section), [])
        self.assertIn("Ci", self.found(q="ci"))

    def test_an_author_and_a_topic_find_the_drafts_that_name_them(self):
        self.publish(headline="By somebody known", authors=["known-author"], topics=["known-topic"])
        story = self.make(headline="Yet without names")
        self.ask("PATCH", f"/stories/{story['id']}/draft", {"authors": ["other-one", "known-author"], "topics": ["known-topic"]},
                 self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.assertEqual(self.found(author="known-author"), ["Yet without names", "By somebody known"])
        self.assertEqual(self.found(topic="known-topic"), ["Yet without names", "By somebody known"])

    def test_a_published_story_is_listed_and_found_as_it_is_published(self):
        story = self.publish(headline="Printed words")
        saved = self.ask("PATCH", f"/stories/{story['id']}/draft", {"headline": "Redrafted words"}, self.tokens["editor"],
                         {"If-Match": '"1"'}, expect=200)
        self.assertEqual(self.found(q="printed"), ["Printed words"])
        self.assertEqual(self.found(q="redrafted"), [])
        # Once it is not published any more, its draft is what is being written.
        self.ask("POST", f"/stories/{story['id']}/unpublish", {}, self.tokens["editor"], expect=200)
        self.assertEqual(self.found(q="redrafted"), ["Redrafted words"])
        self.ask("POST", f"/stories/{story['id']}/draft/save", None, self.tokens["editor"], {"If-Match": saved.headers["etag"]}, expect=200)
        self.assertEqual(self.found(q="redrafted"), ["Redrafted words"])
        self.assertEqual(self.found(q="printed"), [])
        self.assertEqual(self.site.run("check").returncode, 0)

    def test_filters_go_together_and_pages_go_on_where_the_last_ended(self):
        made = [self.make(self.tokens["reporter"], headline=f"Together {i}", language="fa" if i % 2 else "en") for i in range(5)]
        self.make(headline="Together by an editor")
        self.ask("PUT", f"/stories/{made[0]['id']}/assignee", {"assignee": "other"}, self.tokens["editor"], expect=200)
        self.ask("PATCH", f"/stories/{made[1]['id']}/draft", {"standfirst": "Drafted."}, self.tokens["editor"], {"If-Match": '"1"'}, expect=200)
        self.ask("POST", f"/stories/{made[2]['id']}/review", {}, self.tokens["reporter"], expect=200)
        # Its draft was saved last.
        self.assertEqual(self.found(q="together", owner="reporter"), [f"Together {i}" for i in (1, 4, 3, 2, 0)])
        self.assertEqual(self.found(q="together", owner="reporter", language="fa"), ["Together 1", "Together 3"])
        self.assertEqual(self.found(q="together", assignee="other"), ["Together 0"])
        self.assertEqual(self.found(q="together", has_draft="true"), ["Together 1"])
        self.assertEqual(self.found(q="together", status="in_review"), ["Together 2"])
        self.assertEqual(self.found(q="together", status="published"), [])
        self.assertEqual(self.found(assignee="nobody"), [])
        paged, cursor = [], ""
        while cursor is not None:
            page = self.ask("GET", f"/stories?q=together&owner=reporter&limit=2&cursor={cursor}", token=self.tokens["editor"], expect=200).json()
            paged += [story["headline"] for story in page["stories"]]
            cursor = page["next"]
        self.assertEqual(paged, [f"Together {i}" for i in (1, 4, 3, 2, 0)])

    def test_reporters_find_their_own_and_what_was_given_to_them(self):
        mine = self.make(self.other, headline="Reach of mine")
        given = self.make(headline="Reach of the given")
        self.make(headline="Reach of others")
        self.ask("PUT", f"/stories/{given['id']}/assignee", {"assignee": "other"}, self.tokens["editor"], expect=200)
        self.assertEqual(sorted(self.found(self.other, q="reach")), ["Reach of mine", "Reach of the given"])
        self.ask("PATCH", f"/stories/{given['id']}", {"headline": "Reach of the given, done"}, self.other, {"If-Match": '"1"'}, expect=200)
        self.ask("PUT", f"/stories/{given['id']}/assignee", {"assignee": None}, self.tokens["editor"], expect=200)
        self.assertEqual(self.found(self.other, q="reach"), ["Reach of mine"])
        self.ask("GET", f"/stories/{given['id']}", token=self.other, expect=404)
        self.ask("PUT", f"/stories/{mine['id']}/assignee", {"assignee": "reporter"}, self.other, expect=403)

    def test_what_is_scheduled_is_a_calendar(self):
        for day in (3, 1, 2, 4):
            story = self.make(headline=f"Due {day}")
            self.ask("POST", f"/stories/{story['id']}/publish", {"at": f"2999-06-0{day}T06:00:00Z"}, self.tokens["editor"], expect=200)
        span = {"status": "scheduled", "from": "2999-06-01T00:00:00Z", "until": "2999-06-04T06:00:00Z"}
        self.assertEqual(self.found(**span), ["Due 1", "Due 2", "Due 3"])
        first = self.ask("GET", "/stories?limit=2&" + urllib.parse.urlencode(span), token=self.tokens["editor"], expect=200).json()
        rest = self.ask("GET", f"/stories?limit=2&cursor={first['next']}&" + urllib.parse.urlencode(span), token=self.tokens["editor"], expect=200).json()
        self.assertEqual([story["headline"] for story in first["stories"] + rest["stories"]], ["Due 1", "Due 2", "Due 3"])
        self.assertIsNone(rest["next"])

    def test_stories_say_how_far_they_are_to_the_newsroom_only(self):
        story = self.publish(headline="How far")
        self.ask("POST", f"/stories/{story['id']}/notes", {"text": "Look at this."}, self.tokens["editor"], expect=201)
        listed = self.ask("GET", "/stories?q=how+far", token=self.tokens["editor"], expect=200).json()["stories"][0]
        self.assertEqual({key: listed[key] for key in ("created_by", "assignee", "has_draft", "notes_open")},
                         {"created_by": "editor", "assignee": None, "has_draft": False, "notes_open": 1})
        for public in (self.ask("GET", f"/stories/{story['id']}", expect=200).json(), self.ask("GET", "/stories", expect=200).json()["stories"][0]):
            for field in ("created_by", "assignee", "has_draft", "notes_open"):
                self.assertNotIn(field, public)

    def test_readers_have_none_of_these_filters_and_wrong_ones_are_named(self):
        for query in ("q=a", "owner=editor", "assignee=editor", "has_draft=true", "from=2026-01-01T00:00:00Z", "until=2026-01-01T00:00:00Z"):
            self.ask("GET", "/stories?" + query, expect=401)
        for query in ("q=" + "x" * 201, "from=yesterday", "has_draft=maybe", "owner=" + "x" * 201, "q=%ff"):
            answer = self.ask("GET", "/stories?" + query, token=self.tokens["editor"], expect=400)
            self.assertIn(query.partition("=")[0], str(answer.json()))


class LargeNewsroom(SiteTest):
    """A site of 2,000 stories: whatever is looked for, nothing takes long. docs/store.md has the figures for 100,000 and more."""

    @classmethod
    def prepare(cls, site):
        site.run("generate", "--stories", "2000", check=True)
        cls.token = site.token("editor", name="large")

    def test_whatever_is_looked_for_is_found_soon(self):
        made = self.site.post("/api/v1/stories", {"headline": "Zyzzyva alone"}, token=self.token).json()
        # A busy machine, or a sanitizer build, takes long for anything; a scan with a sort of everything takes much longer than that.
        idle = min(timeit.repeat(lambda: self.site.get("/healthz"), number=1, repeat=5))
        for query in ("q=zyzz", "q=xqxqxq", "owner=large", "assignee=nobody", "status=draft", "has_draft=true", "q=zyzz&status=draft", ""):
            with self.subTest(query=query):
                seconds = []
                for _ in range(3):
                    began = time.monotonic()
                    answer = self.site.get("/api/v1/stories?limit=50&" + query, token=self.token)
                    seconds.append(time.monotonic() - began)
                    self.assertEqual(answer.status, 200)
                if query in ("q=zyzz", "owner=large", "status=draft", "q=zyzz&status=draft"):
                    self.assertEqual([story["id"] for story in answer.json()["stories"]], [made["id"]])
                self.assertLess(min(seconds), max(1.0, 50 * idle), query)
        self.assertEqual(self.site.run("check").returncode, 0)


if __name__ == "__main__":
    unittest.main()
