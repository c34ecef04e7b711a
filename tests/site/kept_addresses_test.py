#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No story of an old site is put where this program answers something else, or may one day: it gets another address, and that is said."""
import unittest

from imports import HugoSiteTest
from stoppress_site import Site

# What the old address leads to: the story where nothing else is there.
PLACES = {"/media/about/": True, "/assets/c/": True, "/.well-known/b/": True, "/preview/d/": True, "/api/v1/x/": False, "/newsroom/a/": False,
          "/feed.xml": False, "/sitemap.xml": False, "/robots.txt": False}
ALLOWED = ("/latest/", "/search/", "/about/", "/sections/mine/")


class KeptAddresses(HugoSiteTest):
    def test_stories_move_and_their_old_addresses_lead_to_them(self):
        files = {f"content/news/p{number}.md": f"---\ntitle: At {address}\ndate: 2020-01-02\nurl: {address}\n---\nText.\n"
                 for number, address in enumerate([*PLACES, *ALLOWED])}
        done, table, said = self.import_site({"hugo.toml": 'baseURL = "https://paper.test/"\n', **files})
        self.assertEqual((done.returncode, table["stories"]["taken"]), (0, len(files)), said)
        for address in PLACES:
            self.assertIn(f"its address {address} is one that this program keeps for itself", said)
        # The same once more moves nothing.
        _, again, _ = self.import_site({})
        self.assertEqual(again["stories"]["unchanged"], len(files))
        with Site(folder=self.site) as site:
            urls = {story["headline"]: story["url"] for story in site.get("/api/v1/stories?limit=100").json()["stories"]}
            for address, leads in PLACES.items():
                with self.subTest(address=address):
                    self.assertTrue(urls["At " + address].startswith("/2020/01/"), urls)
                    self.assertIn("data-body", site.get(urls["At " + address]).text)
                    self.assertEqual(site.get(address).headers.get("location") == urls["At " + address], leads)
            for address in ALLOWED:
                self.assertEqual(urls["At " + address], address)
                self.assertIn("data-body", site.get(address).text)
            admin = site.token("admin")
            for address in (*PLACES, "/search", "/.well-known/x", "/latest", "/sitemap-2.xml", "/healthz/"):
                answer = site.post("/api/v1/redirects", {"redirects": [{"from": address, "to": "/about/"}]}, token=admin)
                self.assertEqual(answer.status, 422, address)

    def test_lists_that_the_old_site_had_at_the_same_addresses_are_shown(self):
        done, _, _ = self.import_site({
            "hugo.toml": 'baseURL = "https://paper.test/"\n[taxonomies]\ntopic = "topics"\nauthor = "authors"\nsection = "sections"\n',
            "content/news/one.md": "---\ntitle: One\ndate: 2020-01-02\ntopics: [Water]\nauthors: [Mina]\nsections: [City]\n---\nText.\n"})
        self.assertEqual(done.returncode, 0, done.stderr)
        with Site(folder=self.site) as site:
            for kind in ("topics", "authors", "sections"):
                with self.subTest(kind=kind):
                    self.assertIn(site.get(f"/{kind}/").headers.get("location"), ("/topics", "/authors"))
                    self.assertEqual(site.get(f"/{kind}").status, 200)
            self.assertEqual(site.get("/topics/water/").headers.get("location"), "/topics/water")
            self.assertEqual(site.get("/topics/water").status, 200)


if __name__ == "__main__":
    unittest.main()
