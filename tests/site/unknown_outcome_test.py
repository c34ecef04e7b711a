#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A commit whose answer is lost: looked up where the database answers again, else told as unknown, and found out by the same request with its key.
A database that is away before the commit is a 503, and nothing was done."""
import concurrent.futures
import unittest
import uuid

import postgres_server
from postgres_proxy import PostgresProxy
from stoppress_site import Site, binary, eventually


def key():
    return {"Idempotency-Key": f'"{uuid.uuid4()}"'}


class UnknownOutcome(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        binary()
        if not postgres_server.shared():
            raise unittest.SkipTest("this is about a server that can be cut off")

    def setUp(self):
        database = postgres_server.SharedDatabase()
        self.addCleanup(database.drop)
        server = database.url.partition("host=")[2].partition("&")[0]
        self.proxy = PostgresProxy(server)
        self.addCleanup(self.proxy.close)
        self.site = Site(env={"STOPPRESS_DATABASE_URL": self.proxy.url(database.url)})
        self.addCleanup(self.site.close)
        self.site.start()
        self.token = self.site.token("admin", name="boss")

    def post(self, path, body, headers):
        return self.site.post("/api/v1" + path, body, headers=headers, token=self.token, timeout=60)

    def stories(self):
        return self.site.get("/api/v1/stories", token=self.token).json()["stories"]

    def cut(self, kind, path, make_body):
        """Posts while the commit's answer is lost and the database stays away: what the caller hears, and the headers and body it sent."""
        for attempt in range(5):
            headers, body = key(), make_body(attempt)
            fault = self.proxy.at_commit(kind, stay_down=True)
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                answer = pool.submit(self.post, path, body, headers)
                fault.wait()
                answer = answer.result()
            if answer.status not in (201, 503):
                return answer, headers, body
            # It was a commit of the program's own, such as that of a view, and this request's work was not begun or came through right before.
            self.proxy.up()
            eventually(lambda: self.site.get("/readyz").status == 200)
        raise AssertionError("another commit came first each time")

    def must_be_unknown(self, answer):
        self.assertEqual((answer.status, answer.json()["type"]), (504, "outcome-unknown"), answer)
        self.assertNotIn("retry-after", answer.headers)
        self.assertIn("Idempotency-Key", answer.json()["detail"])

    def must_be_looked_up(self, kind):
        answer, headers, body = self.cut(kind, "/stories", lambda attempt: {"headline": f"Once, try {attempt}"})
        self.must_be_unknown(answer)
        # Away before the commit: nothing was done, and that is what 503 says.
        refused = eventually(lambda: (answer := self.post("/stories", {"headline": "Never"}, key())).status == 503 and answer)
        self.assertIn("retry-after", refused.headers)
        self.proxy.up()
        again = eventually(lambda: (answer := self.post("/stories", body, headers)).status == 201 and answer)
        made = [story["id"] for story in self.stories() if story["headline"] == body["headline"]]
        self.assertEqual(made, [again.json()["id"]])
        self.assertEqual(self.post("/stories", body, headers).body, again.body)

    def test_what_was_committed_gets_its_first_answer(self):
        self.must_be_looked_up(PostgresProxy.AFTER)

    def test_what_was_not_committed_is_done(self):
        self.must_be_looked_up(PostgresProxy.BEFORE)

    def test_where_the_database_answers_again_nobody_hears_of_it(self):
        made = self.post("/stories", {"headline": "One"}, key()).json()["id"]
        self.proxy.at_commit(PostgresProxy.AFTER)
        self.assertEqual(self.post(f"/stories/{made}/publish", {}, key()).status, 200)
        self.assertEqual(self.site.get(f"/api/v1/stories/{made}").json()["status"], "published")
        notes = [entry for entry in self.site.get("/api/v1/audit", token=self.token).json()["entries"] if entry["action"] == "story.publish"]
        self.assertEqual(len(notes), 1)

    def test_tokens_too(self):
        for kind in (PostgresProxy.AFTER, PostgresProxy.BEFORE):
            with self.subTest(kind=kind):
                answer, headers, body = self.cut(kind, "/tokens", lambda attempt: {"name": f"cms-{kind}-{attempt}", "role": "reporter"})
                self.must_be_unknown(answer)
                self.proxy.up()
                again = eventually(lambda: (answer := self.post("/tokens", body, headers)).status == 201 and answer)
                self.assertEqual(self.site.get("/api/v1/stories", token=again.json()["token"]).status, 200)
                names = [token["name"] for token in self.site.get("/api/v1/tokens", token=self.token).json()["tokens"]]
                self.assertEqual(names.count(body["name"]), 1)


if __name__ == "__main__":
    unittest.main()
