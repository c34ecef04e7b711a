#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that says that nothing stands at an address: one page for all of them, current like any other, and never given where something
does stand, however often the address was asked for just before."""
import concurrent.futures
import contextlib
import datetime
import gzip
import http.client
import re
import threading
import unittest

from api_test import ApiTest
from stoppress_site import eventually

STATEMENTS = re.compile(rb'^stoppress_read_statements_total{lane="readers"} ([0-9.e+]+)$', re.M)
LIVE_PATHS = re.compile(rb"^stoppress_live_paths ([0-9.e+]+)$", re.M)
UNKNOWN = ("/no/such/page", "/2026/11/no-such-story", "/sections/none", "/topics/none/feed.xml", "/latest?page=99999", "/latest?page=0", "/%7Enobody")


class UnknownAddresses(ApiTest):
    def figure(self, pattern):
        return int(float(pattern.search(self.site.get("/metrics").body)[1]))

    def statements(self):
        """How many statements readers have had run since the start."""
        return self.figure(STATEMENTS)

    def know_live_paths(self):
        eventually(lambda: self.figure(LIVE_PATHS) > 0)

    @contextlib.contextmanager
    def asked_for(self, *paths):
        """Several connections ask for the paths all the time, before and after whatever is done meanwhile."""
        self.know_live_paths()
        ended = threading.Event()
        asked = threading.Semaphore(0)

        def ask():
            with contextlib.closing(http.client.HTTPConnection(self.site.host, self.site.port, timeout=60)) as connection:
                while not ended.is_set():
                    for path in paths:
                        connection.request("GET", path)
                        connection.getresponse().read()
                    asked.release()

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            asking = [pool.submit(ask) for _ in range(4)]
            try:
                for _ in asking:
                    self.assertTrue(asked.acquire(timeout=60))
                yield
            finally:
                ended.set()
            for one in asking:
                one.result()

    def on_new_connections(self, path, status, count=8):
        """Every loop gets some of them."""
        for _ in range(count):
            answer = self.site.get(path)
            self.assertEqual(answer.status, status, path)
        return answer

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

    def test_a_story_stands_at_its_address_as_soon_as_its_publication_is_acknowledged(self):
        for number in range(12):
            path = f"{datetime.datetime.now(datetime.timezone.utc):/%Y/%m}/at-once-{number}"
            with self.asked_for(path, path + "/"):
                self.assertEqual(self.site.get(path).status, 404)
                story = self.publish(headline="At once", slug=f"at-once-{number}")
                self.assertEqual(story["url"], path)
                self.on_new_connections(path, 200)
                self.assertEqual(self.on_new_connections(path + "/", 301).headers["location"], path)
                self.ask("POST", f"/stories/{story['id']}/withdraw", {"reason": "Wrong"}, self.tokens["editor"])
                self.on_new_connections(path, 410)
                renamed = path + "-renamed"
                self.ask("PATCH", f"/stories/{story['id']}", {"slug": f"at-once-{number}-renamed"}, self.tokens["editor"],
                         {"If-Match": f'"{story["revision"]}"'}, expect=200)
                self.on_new_connections(renamed, 410)

    def test_a_renamed_story_is_found_under_both_names(self):
        story = self.publish(headline="Old name", slug="old-name")
        renamed = story["url"].replace("old-name", "new-name")
        with self.asked_for(renamed):
            self.ask("PATCH", f"/stories/{story['id']}", {"slug": "new-name"}, self.tokens["editor"],
                     {"If-Match": f'"{story["revision"]}"'}, expect=200)
            self.on_new_connections(renamed, 200)
            self.assertEqual(self.on_new_connections(story["url"], 301).headers["location"], renamed)

    def test_a_redirect_leads_on_as_soon_as_it_is_acknowledged(self):
        paths = ["/moved/at-once", "/sections/moved-list", "/topics/moved-feed/feed.xml", "/authors/moved-author/", "/m%C3%B6ved"]
        with self.asked_for(*paths, "/?p=77"):
            for path in (*paths, "/?p=77"):
                self.ask("POST", "/redirects", {"redirects": [{"from": path, "to": "/latest"}]}, self.tokens["admin"], expect=201)
                self.assertEqual(self.on_new_connections(path, 301).headers["location"], "/latest")

    def test_lists_stand_at_their_addresses_as_soon_as_something_is_in_them(self):
        paths = ("/sections/brand-new", "/topics/brand-new", "/topics/brand-new/feed.xml", "/authors/brand-new-author")
        self.ask("PUT", "/topics/hidden-until-now", {"name": "Hidden"}, self.tokens["editor"], expect=201)
        with self.asked_for(*paths, "/topics/hidden-until-now", "/topics/other-name", "/sections/renamed-now", "/archive/1999/05", "/archive/1999"):
            self.ask("PUT", "/sections/brand-new", {"name": "Brand new"}, self.tokens["editor"], expect=201)
            self.on_new_connections("/sections/brand-new", 200)
            self.publish(headline="First", section="brand-new", topics=["brand-new", "hidden-until-now"], authors=["brand-new-author"])
            for path in paths:
                self.on_new_connections(path, 200)
            self.on_new_connections("/topics/hidden-until-now", 200)
            self.ask("PUT", "/topics/brand-new", {"name": "Brand new", "aliases": ["other-name"]}, self.tokens["editor"], expect=200)
            self.on_new_connections("/topics/other-name", 301)
            self.ask("PUT", "/sections/brand-new", {"name": "Brand new", "slug": "renamed-now"}, self.tokens["editor"], expect=200)
            self.on_new_connections("/sections/renamed-now", 200)
            self.on_new_connections("/sections/brand-new", 301)
            old = self.make(headline="Long ago", section=None)
            self.ask("POST", f"/stories/{old['id']}/publish", {"at": "1999-05-05T12:00:00Z"}, self.tokens["editor"], expect=200)
            self.on_new_connections("/archive/1999/05", 200)
            self.on_new_connections("/archive/1999", 200)

    def test_a_page_outside_of_lists_makes_its_topic_public(self):
        with self.asked_for("/topics/of-a-page"):
            page = self.make(kind="page", headline="About", topics=["of-a-page"])
            self.ask("POST", f"/stories/{page['id']}/publish", {}, self.tokens["editor"], expect=200)
            self.on_new_connections("/topics/of-a-page", 200)

    def test_look_alikes_of_live_addresses_cost_no_statement(self):
        story = self.publish(headline="The real one", slug="the-real-one", section=None, topics=["real-topic"])["url"]
        self.know_live_paths()
        self.site.get("/no/such/page")
        same_prefix = [f"{story}-{number}" for number in range(300)] + [f"{story}/{number}" for number in range(300)]
        other_case = [story.upper(), story.replace("real", "Real"), "/Topics/real-topic", "/topics/REAL-TOPIC", "/TOPICS/REAL-TOPIC"]
        twice = [story.replace("-", "%252D"), story.replace("the", "%2574he"), "/topics/%2572eal-topic", story + "%252F", story + "%3Fpage=2"]
        others = [f"/topics/none-{number}" for number in range(100)] + [f"/authors/none-{number}/feed.xml" for number in range(100)] + \
                 [f"/sections/none-{number}?page=7" for number in range(100)] + [f"/latest?page={number}" for number in range(1000, 1100)] + \
                 [f"/archive/{number:04}/{month:02}" for number in range(1, 1800, 100) for month in (1, 12, 13)] + \
                 [f"/sitemap-{number}.xml" for number in range(2, 100)] + [f"/?p={number}" for number in range(100, 200)] + \
                 [f"/assets/none-{number}/style.css" for number in range(100)] + [f"/media/{number:064x}.webp" for number in range(100)]
        slashes = [f"/topics/none-{number}/" for number in range(100)]
        before = self.statements()
        for path in (*same_prefix, *other_case, *twice, *others):
            self.assertEqual(self.site.get(path).status, 404, path)
        for path in slashes:
            answer = self.site.get(path + "?utm_source=x")
            self.assertEqual((answer.status, answer.headers["location"]), (301, path[:-1] + "?utm_source=x"))
        self.assertEqual(self.statements() - before, 0)
        # Encoded once more than need be it is the same address.
        self.assertEqual(self.site.get(story.replace("real", "%72eal")).status, 200)

    def test_what_else_the_server_answers_is_not_taken_for_unknown(self):
        self.know_live_paths()
        for path in ("/healthz", "/readyz", "/metrics", "/newsroom/", "/robots.txt", "/sitemap.xml", "/news-sitemap.xml", "/corrections"):
            self.assertEqual(self.site.get(path).status, 200, path)
        story = self.make(headline="To preview")
        link = self.ask("POST", f"/stories/{story['id']}/preview-links", {"hours": 1}, self.tokens["editor"], expect=201).json()
        path = "/" + link["url"].split("//", 1)[-1].partition("/")[2]
        self.assertEqual(self.site.get(path).status, 200, path)

    def test_live_addresses_are_known_as_such_from_the_first_request_after_a_restart(self):
        story = self.publish(headline="Before the restart")
        self.ask("POST", "/redirects", {"redirects": [{"from": "/before/restart", "to": "/latest"}]}, self.tokens["admin"], expect=201)
        self.site.terminate()
        self.site.start()
        for _ in range(40):
            self.assertEqual(self.site.get(story["url"]).status, 200)
            self.assertEqual(self.site.get("/before/restart").status, 301)
            self.assertEqual(self.site.get("/before/restart/no").status, 404)
        self.know_live_paths()
        self.on_new_connections(story["url"], 200)
        self.on_new_connections("/before/restart", 301)

    def test_a_scheduled_story_stands_at_its_address_as_soon_as_it_is_published(self):
        at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=1)
        path = f"{at:/%Y/%m}/when-due"
        with self.asked_for(path):
            story = self.make(headline="When due", slug="when-due")
            self.ask("POST", f"/stories/{story['id']}/publish", {"at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z")},
                     self.tokens["editor"], expect=200)
            # Where it is listed it can be read.
            eventually(lambda: "When due" in self.site.get("/latest").text)
            self.on_new_connections(path, 200)


if __name__ == "__main__":
    unittest.main()
