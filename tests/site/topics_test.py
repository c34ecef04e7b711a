#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Topics that were merged are parted again with what they had, a topic is split, and the counts are right after each step."""
import unittest

from api_test import ApiTest


class Topics(ApiTest):
    def setUp(self):
        self.editor = self.tokens["editor"]

    def topic(self, slug, **fields):
        return self.ask("PUT", f"/topics/{slug}", {"name": slug.title(), **fields}, self.editor).json()

    def merge(self, slug, into, expect=200):
        return self.ask("POST", f"/topics/{slug}/merge", {"into": into}, self.editor, expect=expect).json()

    def merges(self):
        return self.ask("GET", "/topic-merges", token=self.editor, expect=200).json()["merges"]

    def undo(self, slug, expect=204):
        number = next(merge["number"] for merge in self.merges() if merge["slug"] == slug)
        self.ask("DELETE", f"/topic-merges/{number}", token=self.editor, expect=expect)
        return number

    def split(self, slug, into, stories, expect=200, **fields):
        return self.ask("POST", f"/topics/{slug}/split", {"into": into, "stories": stories, **fields}, self.editor, expect=expect)

    def about(self, slug):
        """Published stories of the topic by the API, and as its page and its count have it."""
        ids = sorted(story["id"] for story in self.ask("GET", f"/stories?topic={slug}&limit=100", expect=200).json()["stories"])
        counted = next(topic["stories"] for topic in self.ask("GET", "/topics", token=self.editor, expect=200).json()["topics"] if topic["slug"] == slug)
        self.assertEqual(counted, len(ids), slug)
        return ids

    def topics_of(self, story):
        return self.ask("GET", f"/stories/{story}", token=self.editor, expect=200).json()["topics"]

    def check(self):
        done = self.site.run("check")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_merge_is_undone_with_stories_aliases_and_words(self):
        self.topic("tram", description="On rails.", aliases=["streetcar"])
        self.topic("trams")
        only = self.publish(headline="Only tram", topics=["tram"])
        both = self.publish(headline="Both", topics=["tram", "rails-x", "trams"])
        other = self.publish(headline="Only trams", topics=["trams"])
        draft = self.make(headline="A draft about it", topics=["tram"])
        self.merge("tram", "trams")
        self.assertEqual(self.about("trams"), [only["id"], both["id"], other["id"]])
        listed = self.merges()[0]
        self.assertEqual((listed["slug"], listed["name"], listed["into"], listed["by"], listed["stories"]), ("tram", "Tram", "trams", "editor", 3))
        self.assertIn("/topics/trams", self.site.get(only["url"]).text)
        later = self.publish(headline="Later, under the old name", topics=["tram"])
        self.undo("tram")
        self.assertEqual(self.about("tram"), [only["id"], both["id"]])
        self.assertEqual(self.about("trams"), [both["id"], other["id"], later["id"]])
        self.assertEqual(sorted(self.topics_of(both["id"])), ["rails-x", "tram", "trams"])
        self.assertEqual(self.topics_of(draft["id"]), ["tram"])
        topics = {topic["slug"]: topic for topic in self.ask("GET", "/topics", expect=200).json()["topics"]}
        self.assertEqual((topics["tram"]["name"], topics["tram"]["description"], topics["tram"]["aliases"]), ("Tram", "On rails.", ["streetcar"]))
        self.assertEqual(topics["trams"]["aliases"], [])
        # Every page says so.
        self.assertEqual(self.site.get("/topics/tram").status, 200)
        self.assertEqual(self.site.get("/topics/streetcar").headers["location"], "/topics/tram")
        self.assertIn('href="/topics/tram"', self.site.get(only["url"]).text)
        self.assertNotIn("Only tram<", self.site.get("/topics/trams").text.partition("</main>")[0])
        self.assertNotIn("tram", [merge["slug"] for merge in self.merges()])
        self.check()

    def test_a_story_that_left_the_topic_since_is_not_taken_back(self):
        self.topic("snow")
        self.topic("winter")
        left = self.publish(headline="Left", topics=["snow"])
        stayed = self.publish(headline="Stayed", topics=["snow"])
        self.merge("snow", "winter")
        revision = self.ask("GET", f"/stories/{left['id']}", token=self.editor, expect=200).json()["revision"]
        self.ask("PATCH", f"/stories/{left['id']}", {"topics": ["summer"]}, self.editor, {"If-Match": f'"{revision}"'}, expect=200)
        self.undo("snow")
        self.assertEqual(self.about("snow"), [stayed["id"]])
        self.assertEqual(self.topics_of(left["id"]), ["summer"])
        self.check()

    def test_what_was_merged_since_is_undone_first(self):
        for slug in ("oak", "tree", "plant"):
            self.topic(slug)
        story = self.publish(headline="An oak", topics=["oak"])
        self.merge("oak", "tree")
        inner = self.merges()[0]["number"]
        self.merge("tree", "plant")
        self.assertNotIn("oak", [merge["slug"] for merge in self.merges()])
        self.ask("DELETE", f"/topic-merges/{inner}", token=self.editor, expect=409)
        # On SQLite a new topic may get the id of one that went.
        self.topic("newcomer")
        self.publish(headline="New", topics=["newcomer"])
        self.undo("tree")
        self.assertEqual(self.about("tree"), [story["id"]])
        self.undo("oak")
        self.assertEqual(self.about("oak"), [story["id"]])
        self.assertEqual(self.about("tree"), [])
        self.ask("DELETE", f"/topic-merges/{inner}", token=self.editor, expect=404)
        self.check()

    def test_a_topic_is_split_into_a_new_one_and_one_that_is_there(self):
        stories = [self.publish(headline=f"Water {number}", topics=["water", "daily"]) for number in range(4)]
        ids = [story["id"] for story in stories]
        draft = self.make(headline="Water, a draft", topics=["water"])
        self.assertEqual(self.pointers(self.split("water", "floods", ids[:2], expect=422)), ["/name"])
        made = self.split("water", "floods", [*ids[:2], draft["id"], 999999], name="Floods").json()
        self.assertEqual((made["slug"], made["name"], made["stories"]), ("floods", "Floods", 2))
        self.assertEqual(self.about("water"), ids[2:])
        self.assertEqual(self.about("floods"), ids[:2])
        self.assertEqual(self.topics_of(ids[0]), ["floods", "daily"])
        self.assertEqual(self.topics_of(draft["id"]), ["floods"])
        self.assertIn('href="/topics/floods"', self.site.get(stories[0]["url"]).text)
        self.assertNotIn('href="/topics/water"', self.site.get(stories[0]["url"]).text)
        # A story that is about both already loses the one.
        self.split("water", "daily", [ids[2]])
        self.assertEqual(self.topics_of(ids[2]), ["daily"])
        self.assertEqual(self.about("water"), [ids[3]])
        self.assertEqual(self.about("daily"), ids)
        self.check()

    def test_what_cannot_be_split_is_refused(self):
        self.publish(headline="A stone", topics=["stone"])
        for body, pointer in (({"into": "stone", "stories": [1]}, "/into"), ({"stories": [1]}, "/into"), ({"into": "No Slug", "stories": [1]}, "/into"), ({"into": "gravel", "name": "Gravel"}, "/stories"),
                              ({"into": "gravel", "name": "Gravel", "stories": []}, "/stories"), ({"into": "gravel", "name": "Gravel", "stories": ["1"]}, "/stories"),
                              ({"into": "gravel", "name": "Gravel", "stories": list(range(1, 1002))}, "/stories")):
            with self.subTest(body=str(body)[:80]):
                self.assertEqual(self.pointers(self.ask("POST", "/topics/stone/split", body, self.editor, expect=422)), [pointer])
        self.split("no-such", "gravel", [1], expect=404)

    def test_what_was_done_is_noted(self):
        for slug in ("fog", "mist"):
            self.topic(slug)
        self.merge("fog", "mist")
        self.undo("fog")
        actions = [entry["action"] for entry in self.ask("GET", "/audit", token=self.tokens["admin"], expect=200).json()["entries"]]
        self.assertEqual(actions[:2], ["topic.unmerge", "topic.merge"])


if __name__ == "__main__":
    unittest.main()
