#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that says that nothing stands at an address: one page for all of them, current like any other, and never given where something
does stand, however often the address was asked for just before."""
import gzip
import re
import unittest

from api_test import ApiTest

STATEMENTS = re.compile(rb"^stoppress_read_statements_total ([0-9.e+]+)$", re.M)
UNKNOWN = ("/no/such/page", "/2026/11/no-such-story", "/sections/none", "/topics/none/feed.xml", "/latest?page=99999", "/latest?page=0", "/%7Enobody")


class UnknownAddresses(ApiTest):
    def statements(self):
        """How many statements reading has run since the start."""
        return int(float(STATEMENTS.search(self.site.get("/metrics").body)[1]))

    def test_all_are_answered_with_one_page(self):
        answers = [self.site.get(path) for path in UNKNOWN]
        self.assertEqual({answer.status for answer in answers}, {404})
        self.assertEqual(len({answer.body for answer in answers}), 1)
        self.assertEqual(len({answer.headers["etag"] for answer in answers}), 1)
        self.assertIn(b'<meta name="robots" content="noindex">', answers[0].body)
        self.assertNotIn(b"no-such", answers[0].body)

    def test_the_page_comes_in_every_form_that_a_page_comes_in(self):
        plain = self.site.get("/no/such/page")
        packed = self.site.get("/no/such/page", headers={"Accept-Encoding": "gzip"})
        head = self.site.request("HEAD", "/no/such/page")
        self.assertEqual((packed.status, packed.headers["content-encoding"]), (404, "gzip"))
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertEqual((head.status, head.body, head.headers["content-length"]), (404, b"", str(len(plain.body))))
        self.assertEqual(head.headers["etag"], plain.headers["etag"])
        # Who has the page still has to hear that nothing stands there.
        again = self.site.get("/no/such/page", headers={"If-None-Match": plain.headers["etag"]})
        self.assertEqual((again.status, again.body), (404, plain.body))
        self.assertEqual(self.site.request("POST", "/no/such/page").status, 405)
        for name in ("content-type", "vary", "content-security-policy", "referrer-policy", "cache-control"):
            self.assertIn(name, plain.headers)

    def test_the_page_is_as_current_as_any_other(self):
        before = self.site.get("/no/such/page")
        story = self.publish(headline="In the box of every page")
        after = self.site.get("/no/such/page")
        self.assertIn(b"In the box of every page", after.body)
        self.assertNotEqual(before.headers["etag"], after.headers["etag"])
        self.ask("POST", f"/stories/{story['id']}/withdraw", {"reason": "Gone"}, self.tokens["editor"])
        self.assertNotIn(b"In the box of every page", self.site.get("/no/such/page").body)
        self.ask("PUT", "/sections/listed-now", {"name": "Listed now"}, self.tokens["editor"], expect=201)
        self.publish(headline="First of its section", section="listed-now")
        self.assertIn(b"Listed now", self.site.get("/no/such/page").body)
        self.ask("PUT", "/sections/listed-now", {"name": "Called otherwise"}, self.tokens["editor"], expect=200)
        self.assertIn(b"Called otherwise", self.site.get("/no/such/page").body)


if __name__ == "__main__":
    unittest.main()
