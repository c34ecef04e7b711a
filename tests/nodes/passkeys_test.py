#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that nodes of one site share passkeys: a challenge of one is good at another, and of all nodes it is shown to one takes it."""
import concurrent.futures
import unittest

from authenticator import Authenticator
from newsroom import CHALLENGE_COOKIE, SITE_URL, Browser, add_person
from nodes import Nodes


class Passkeys(Nodes):
    settings = {"site.url": SITE_URL}

    def test_a_challenge_is_good_at_every_node_and_once_at_all_of_them_together(self):
        a, b = self.nodes
        ann = add_person(a, "ann@example.org", "reporter")
        device = Authenticator(SITE_URL, "news.example.org")
        options = ann.ask("POST", "/me/passkeys/challenge").json()
        ann.site = b
        self.assertEqual(ann.ask("POST", "/me/passkeys", {"name": "Phone", "credential": device.create(options)}).status, 201)
        for turn in range(5):
            browser = Browser(a)
            body = {"credential": device.get(browser.ask("POST", "/session/passkey/challenge").json())}
            headers = {"Origin": SITE_URL, "Cookie": f"{CHALLENGE_COOKIE}={browser.challenge_cookie}"}
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                answers = list(pool.map(lambda node: node.post("/api/v1/session/passkey", body, headers=headers), (b, a)))
            self.assertEqual(sorted(answer.status for answer in answers), [200, 401], turn)


if __name__ == "__main__":
    unittest.main()
