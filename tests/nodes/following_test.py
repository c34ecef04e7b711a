#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that several nodes on one server show one site: what one publishes or withdraws all do, views add up exactly, rankings agree, what is due is
published once, and a token opens every door."""
import datetime
import http.client
import threading
import unittest

from nodes import Nodes
from stoppress_site import eventually


class SeveralNodes(Nodes):
    count = 3

    def test_what_one_publishes_all_show(self):
        a, b, c = self.nodes
        story = a.publish(self.token(), headline="On every node")
        for node in (b, c):
            eventually(lambda: node.get(story["url"]).status == 200)
            eventually(lambda: "On every node" in node.get("/").text)
        saved = b.patch(f"/api/v1/stories/{story['id']}", {"headline": "Changed elsewhere"}, token=self.token(),
                        headers={"If-Match": f'"{b.get("/api/v1/stories/" + str(story["id"])).json()["revision"]}"'})
        self.assertEqual(saved.status, 200, saved)
        self.on_every_node(lambda node: "Changed elsewhere" in node.get(story["url"]).text)
        self.assertEqual(c.post(f"/api/v1/stories/{story['id']}/withdraw", {"reason": "Wrong"}, token=self.token()).status, 200)
        self.assertEqual(c.get(story["url"]).status, 410)
        self.on_every_node(lambda node: node.get(story["url"]).status == 410 and "Changed elsewhere" not in node.get("/").text)

    def test_what_the_newsroom_sets_on_one_holds_on_all(self):
        a, b, c = self.nodes
        admin = a.token("admin")
        self.assertEqual(b.put("/api/v1/settings/site.title", {"value": "One title"}, token=admin).status, 200)
        self.assertIn("One title", b.get("/").text)
        self.on_every_node(lambda node: "One title" in node.get("/").text and node.get("/api/v1/site").json()["title"] == "One title")
        self.assertEqual(c.request("DELETE", "/api/v1/settings/site.title", token=admin).status, 200)
        self.on_every_node(lambda node: "One title" not in node.get("/").text)

    def test_a_published_front_page_is_on_all(self):
        a, b, c = self.nodes
        old = a.publish(self.token(), headline="Made the lead")
        a.publish(self.token(), headline="Newer than the lead")
        put = b.put("/api/v1/front", {"entries": [{"place": 1, "story": old["id"], "kicker": "From another node"}], "breaking": {"text": "On every node's pages"}},
                    token=self.token(), headers={"If-Match": '"0"'})
        self.assertEqual(put.status, 200, put)
        self.assertIn("From another node", b.get("/").text, "the node that answered shows it")
        self.on_every_node(lambda node: "From another node" in node.get("/").text and "On every node&#39;s pages" in node.get(old["url"]).text)
        late = a.put("/api/v1/front", {"entries": []}, token=self.token(), headers={"If-Match": '"0"'})
        self.assertEqual((late.status, late.json()["code"]), (412, "stale"))
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=3)
        ends = {"entries": [{"place": 1, "story": old["id"], "until": soon.isoformat()}], "breaking": {"text": "Not for long", "until": soon.isoformat()}}
        self.assertEqual(c.put("/api/v1/front", ends, token=self.token(), headers={"If-Match": '"1"'}).status, 200)
        self.on_every_node(lambda node: "Not for long" not in node.get(old["url"]).text, 20)
        self.on_every_node(lambda node: node.get("/").text.index("Newer than the lead") < node.get("/").text.index("Made the lead"), 20)

    def test_a_notification_is_told_at_once_by_every_node(self):
        a, b, c = self.nodes
        admin = a.token("admin", name="adds-people")
        added = a.post("/api/v1/people", {"email": "rita@example.org", "name": "Rita", "role": "reporter"}, token=admin)
        self.assertEqual(added.status, 201, added)
        link = added.json()["link"].rpartition("#")[2]
        signed_in = b.request("POST", "/api/v1/session/link", {"link": link}, headers={"Sec-Fetch-Site": "same-origin"})
        self.assertEqual(signed_in.status, 200, signed_in)
        cookie = {"Cookie": signed_in.headers["set-cookie"].partition(";")[0]}
        story = a.post("/api/v1/stories", {"headline": "For Rita"}, token=admin).json()
        streams = []
        for node in (b, c):
            connection = http.client.HTTPConnection(node.host, node.port, timeout=60)
            self.addCleanup(connection.close)
            connection.request("GET", "/api/v1/stories/live", headers=cookie)
            streams.append(connection.getresponse())
        self.assertEqual(a.put(f"/api/v1/stories/{story['id']}/assignee", {"assignee": "rita@example.org"}, token=admin).status, 200)
        for node, stream in zip((b, c), streams):
            # The stream ends after a minute without the event.
            self.assertIn(b"event: notifications\n", iter(stream.readline, b""))
            self.assertEqual(node.get("/api/v1/notifications/count", headers=cookie).json(), {"unread": 1})

    def test_of_two_that_save_one_wins(self):
        a, b, _ = self.nodes
        story = a.publish(self.token())
        for turn in range(10):
            revision = a.get(f"/api/v1/stories/{story['id']}", token=self.token()).json()["revision"]
            statuses = []

            def save(node, words):
                statuses.append(node.patch(f"/api/v1/stories/{story['id']}", {"headline": words}, token=self.token(),
                                           headers={"If-Match": f'"{revision}"'}).status)

            threads = [threading.Thread(target=save, args=(node, f"{turn} {name}")) for node, name in ((a, "a"), (b, "b"))]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(sorted(statuses), [200, 412])

    def test_views_of_all_add_up_and_rankings_agree(self):
        stories = [self.nodes[0].publish(self.token(), headline=f"Story {number}") for number in range(6)]
        self.on_every_node(lambda node: node.get(stories[-1]["url"]).status == 200)
        sent = {story["id"]: 0 for story in stories}

        def read(node, number):
            for turn in range(60):
                story = stories[(turn * (number + 1)) % (number + 2)]["id"]
                self.assertEqual(self.view(node, story), 204)
                with lock:
                    sent[story] += 1

        lock = threading.Lock()
        threads = [threading.Thread(target=read, args=(node, number)) for number, node in enumerate(self.nodes) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for node in self.nodes:
            for story, views in sent.items():
                eventually(lambda: self.views_of(node, story) == views, message=f"{views} views of story {story} were acknowledged, not {self.views_of(node, story)}")
        expected = [story for story, views in sorted(sent.items(), key=lambda item: (-item[1], -item[0])) if views]
        self.on_every_node(lambda node: self.most_viewed(node)[:len(expected)] == expected, 3)
        by_id = {story["id"]: story["url"] for story in stories}
        self.on_every_node(lambda node: self.ranking(node)[:len(expected)] == [by_id[story] for story in expected], 3,
                           "the rankings of the pages do not agree")

    def test_what_is_due_is_published_once(self):
        token = self.token()
        due = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
        made = [self.nodes[0].post("/api/v1/stories", {"headline": f"Due {number}", "body": {"format": "markdown", "content": "Now."}}, token=token).json()
                for number in range(5)]
        for story in made:
            answer = self.nodes[1].post(f"/api/v1/stories/{story['id']}/publish", {"at": due.isoformat()}, token=token)
            self.assertEqual((answer.status, answer.json()["status"]), (200, "scheduled"))
        self.on_every_node(lambda node: all(f"Due {number}" in node.get("/latest").text for number in range(5)), 10)
        published = self.server.sql("SELECT story_id, count(*) FROM change WHERE kind = 'published' GROUP BY story_id", "site").splitlines()
        self.assertEqual(sorted(published), [f"{story['id']}|1" for story in made])

    def test_a_token_and_its_revocation_hold_on_all(self):
        token = self.nodes[1].token("editor", name="desk")
        for node in self.nodes:
            self.assertEqual(node.post("/api/v1/stories", {"headline": "By token"}, token=token).status, 201)
        self.nodes[2].run("token", "revoke", "desk", check=True)
        for node in self.nodes:
            self.assertEqual(node.post("/api/v1/stories", {"headline": "By token"}, token=token).status, 401)

    def test_a_killed_node_comes_back_and_catches_up(self):
        a, b, _ = self.nodes
        story = a.publish(self.token(), headline="Before")
        b.kill()
        later = a.publish(self.token(), headline="While it was away")
        for _ in range(5):
            self.assertEqual(self.view(a, story["id"]), 204)
        b.start()
        self.assertEqual(b.get(later["url"]).status, 200)
        eventually(lambda: self.views_of(b, story["id"]) == 5)
        eventually(lambda: self.ranking(b)[:1] == [story["url"]])


if __name__ == "__main__":
    unittest.main()
