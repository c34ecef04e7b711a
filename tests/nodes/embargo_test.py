#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that an embargo that one node sets holds on every node, also against a publication at the same moment, and that no node's answers to readers
differ by a byte with and without the story."""
import datetime
import threading
import unittest

from nodes import Nodes
from public_answers import differences, public_answers
from stoppress_site import eventually

END = "2199-03-01T06:00:00Z"
STORIES = 6


class Embargo(Nodes):
    count = 2
    settings = {"views.repeat_minutes": 0, "site.url": "https://news.example"}

    def made(self, **fields):
        answer = self.nodes[0].post("/api/v1/stories", {"body": {"format": "markdown", "content": "Words."}, **fields}, token=self.token())
        self.assertEqual(answer.status, 201, answer)
        return answer.json()

    def ask(self, node, method, path, body, expect=200):
        answer = node.request(method, "/api/v1" + path, body, token=self.token())
        self.assertEqual(answer.status, expect, answer)
        return answer.json()

    def followed(self):
        """Both nodes show the latest change."""
        last = self.server.sql("SELECT max(number) FROM change", "site").strip()
        shown = lambda node: next(line.split()[1] for line in node.get("/metrics").text.splitlines() if line.startswith("stoppress_change_number "))
        self.on_every_node(lambda node: float(shown(node)) == float(last), 30)

    def test_no_nodes_answers_differ_with_and_without_the_story(self):
        a, b = self.nodes
        for slug in ("city", "sport"):
            a.make_section(slug, self.token())
        for number in range(STORIES):
            story = self.made(headline=f"Story {number}", section=("city", "sport")[number % 2], topics=["roads"], authors=["ann-lee"])
            self.ask(a, "POST", f"/stories/{story['id']}/publish", {"at": f"2024-05-{number + 1:02}T10:00:00Z"})
        self.followed()
        names = dict(slug="quarterly-results", section="secret-desk", topic="secret-topic", author="secret-author", story=STORIES + 1, secret="A" * 43, end=END)
        before = [public_answers(node, **names) for node in self.nodes]
        story = self.made(headline="Quarterly results", slug="quarterly-results", section="city", topics=["secret-topic", "roads"], authors=["secret-author"], translation_key="key-1")
        self.assertEqual(story["id"], STORIES + 1)
        self.ask(b, "PUT", f"/stories/{story['id']}/embargo", {"until": END})
        self.ask(a, "POST", f"/stories/{story['id']}/publish", {"at": END})
        self.followed()
        for node, answers in zip(self.nodes, before):
            self.assertEqual(differences(answers, public_answers(node, **names)), [])

    def test_what_one_sets_holds_on_the_other_also_at_the_same_moment(self):
        a, b = self.nodes
        story = self.made(headline="Held")
        self.ask(a, "PUT", f"/stories/{story['id']}/embargo", {"until": END})
        self.assertEqual(self.ask(b, "POST", f"/stories/{story['id']}/publish", {}, 409)["code"], "embargoed")
        for turn in range(8):
            path = f"/api/v1/stories/{self.made(headline=f'At once {turn}')['id']}"
            answers = {}
            calls = {"embargo": lambda: a.put(path + "/embargo", {"until": END}, token=self.token()), "publish": lambda: b.post(path + "/publish", {}, token=self.token())}
            threads = [threading.Thread(target=lambda name=name, call=call: answers.__setitem__(name, call().status)) for name, call in calls.items()]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertIn((answers["embargo"], answers["publish"]), ((200, 409), (409, 200)))

    def test_a_schedule_for_its_end_is_carried_out_once(self):
        a, b = self.nodes
        end = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=8)).isoformat()
        story = self.made(headline="At its end")
        self.ask(a, "PUT", f"/stories/{story['id']}/embargo", {"until": end})
        self.assertEqual(self.ask(b, "POST", f"/stories/{story['id']}/publish", {"at": end})["status"], "scheduled")
        eventually(lambda: all(node.get(f"/api/v1/stories/{story['id']}").status == 200 for node in self.nodes))
        self.assertEqual(self.server.sql(f"SELECT count(*), min(coalesce(story.embargo_until, 0)) FROM change JOIN story ON story.id = story_id WHERE change.kind = 'published' AND story_id = {story['id']}",
                                         "site").strip(), "1|0")


if __name__ == "__main__":
    unittest.main()
