#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection of the newsroom's goes to the newsroom's loop, and one of readers' or with a token that is none does not."""
import http.client
import pathlib
import re
import unittest

from api_test import ApiTest

REQUESTS = 100


class NewsroomLoop(ApiTest):
    def waits(self):
        """How often the newsroom's loop has waited for something: at least once for each request that it gets."""
        for thread in pathlib.Path(f"/proc/{self.site.process.pid}/task").iterdir():
            if (thread / "comm").read_text().strip() == "newsroom loop":
                return int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", (thread / "status").read_text(), re.M)[1])
        self.fail("there is no such loop")

    def waits_for(self, token, status):
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        self.addCleanup(connection.close)
        headers = {"Authorization": f"Bearer {token}"} if token else {}

        def ask():
            connection.request("GET", "/api/v1/stories", headers=headers)
            answer = connection.getresponse()
            answer.read()
            self.assertEqual(answer.status, status)
        ask()
        before = self.waits()
        for _ in range(REQUESTS):
            ask()
        return self.waits() - before

    def test_answers_whose_token_is_good(self):
        self.assertGreaterEqual(self.waits_for(self.tokens["contributor"], 200), REQUESTS / 2)

    def test_answers_nobody_else(self):
        # It looks at its deadlines twice a second.
        self.assertLess(self.waits_for(None, 200), REQUESTS / 2)
        self.assertLess(self.waits_for("sp_" + "0" * 40, 401), REQUESTS / 2)


if __name__ == "__main__":
    unittest.main()
