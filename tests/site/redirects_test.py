#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Redirects made by hand: they lead where they should and nowhere else, what would hide a page or run in circles is refused, and menus likewise."""
import unittest
import urllib.parse

from api_test import ApiTest


class Redirects(ApiTest):
    def add(self, *redirects, expect=201):
        body = {"redirects": [{"from": old, "to": new} for old, new in redirects]}
        return self.ask("POST", "/redirects", body, self.tokens["admin"], expect=expect)

    def refused(self, old, new, status=422):
        answer = self.add((old, new), expect=status)
        return self.pointers(answer)

    def remove(self, old, expect=204):
        return self.ask("DELETE", "/redirects?from=" + urllib.parse.quote(old, safe=""), token=self.tokens["admin"], expect=expect)

    def leads(self, path):
        answer = self.site.get(path)
        return answer.status, answer.headers.get("location")

    def test_an_address_leads_on_from_the_moment_that_it_is_answered_until_it_is_removed(self):
        self.assertEqual(self.site.get("/old/page").status, 404)
        made = self.add(("/old/page", "/latest?page=1#top"), ("/shop", "https://shop.example.org/a?b=c")).json()
        self.assertEqual(made["created"], 2)
        self.assertEqual(self.leads("/old/page"), (301, "/latest?page=1#top"))
        self.assertEqual(self.leads("/old/page/"), (301, "/latest?page=1#top"))
        self.assertEqual(self.leads("/old/page?utm_source=x"), (301, "/latest?page=1#top"))
        self.assertEqual(self.leads("/shop"), (301, "https://shop.example.org/a?b=c"))
        # Elsewhere, the next request follows.
        self.add(("/old/page", "/"), expect=200)
        self.assertEqual(self.leads("/old/page"), (301, "/"))
        self.remove("/old/page")
        self.assertEqual(self.site.get("/old/page").status, 404)
        self.remove("/old/page", expect=404)
        self.remove("/shop")

    def test_addresses_are_kept_in_the_form_in_which_they_are_asked_for(self):
        self.site_url = self.site.get("/api/v1/site").json()["url"]
        made = self.add(("/über uns", "/ueber uns"), (self.site_url + "/whole", self.site_url + "/latest"), ("/?p=12", "/latest")).json()["redirects"]
        self.assertEqual(made[0], {"from": "/%C3%BCber%20uns", "to": "/ueber%20uns"})
        self.assertEqual(made[1], {"from": "/whole", "to": "/latest"})
        self.assertEqual(self.leads("/%C3%BCber%20uns"), (301, "/ueber%20uns"))
        self.assertEqual(self.leads("/%c3%bcber%20uns"), (301, "/ueber%20uns"))
        self.assertEqual(self.leads("/?p=12"), (301, "/latest"))
        for path in ("/%C3%BCber%20uns", "/whole", "/?p=12"):
            self.remove(path)

    def test_where_something_stands_nothing_leads_away(self):
        self.ask("PUT", "/sections/live", {"name": "Live"}, self.tokens["editor"], expect=201)
        self.ask("PUT", "/topics/rain", {"name": "Rain", "aliases": ["drizzle"]}, self.tokens["editor"], expect=201)
        story = self.publish(headline="Here I stand", section="live")
        self.assertEqual(self.refused(story["url"], "/latest", 409), ["/redirects/0/from"])
        self.assertEqual(self.refused(story["url"] + "/", "/latest", 409), ["/redirects/0/from"])
        for path in ("/sections/live", "/topics/rain", "/topics/drizzle", "/sections/live/feed.xml"):
            with self.subTest(path=path):
                self.assertEqual(self.refused(path, "/latest", 409), ["/redirects/0/from"])
        for path in ("/", "/latest", "/latest/", "/latest/feed.xml", "/most-viewed", "/corrections", "/search", "/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml",
                     "/sitemap-1.xml", "/news-sitemap.xml", "/robots.txt", "/healthz", "/readyz", "/metrics", "/api", "/api/v1/site", "/newsroom", "/newsroom/stories",
                     "/assets/x", "/media/x.jpg", "/preview/x", "/archive/2024/01"):
            with self.subTest(path=path):
                self.assertEqual(self.refused(path, "/latest/x"), ["/redirects/0/from"])
        self.assertEqual(self.site.get(story["url"]).status, 200)
        # A section that is not there has an address that can lead on, with its feeds.
        self.add(("/sections/gone", "/sections/live"), ("/sections/gone/feed.xml", "/sections/live/feed.xml"))
        self.assertEqual(self.leads("/sections/gone"), (301, "/sections/live"))
        self.assertEqual(self.leads("/sections/gone/feed.xml"), (301, "/sections/live/feed.xml"))
        # What comes to stand there goes first.
        self.ask("PUT", "/sections/gone", {"name": "Back again"}, self.tokens["editor"], expect=201)
        self.publish(headline="Of the section that came back", section="gone")
        self.assertEqual(self.site.get("/sections/gone").status, 200)
        withdrawn = self.publish(headline="Withdrawn for good")
        self.ask("POST", f"/stories/{withdrawn['id']}/withdraw", {"reason": "Wrong"}, self.tokens["editor"], expect=200)
        self.refused(withdrawn["url"], "/latest", 409)
        self.assertEqual(self.site.get(withdrawn["url"]).status, 410)

    def test_nobody_is_led_in_circles(self):
        self.assertEqual(self.refused("/ring/a", "/ring/a"), ["/redirects/0/to"])
        self.assertEqual(self.refused("/ring/a", "/ring/a/"), ["/redirects/0/to"])
        self.assertEqual(self.refused("/ring/a", "/ring/a?x=1#y"), ["/redirects/0/to"])
        self.add(("/ring/a", "/ring/b"))
        self.assertEqual(self.refused("/ring/b", "/ring/a"), ["/redirects/0/to"])
        self.assertEqual(self.refused("/ring/b/", "/ring/a/"), ["/redirects/0/to"])
        self.add(("/ring/b", "/ring/c"))
        self.assertEqual(self.refused("/ring/c", "/ring/a/?again"), ["/redirects/0/to"])
        # Also within one request, of which then nothing is done.
        answer = self.add(("/loop/x", "/loop/y"), ("/loop/y", "/loop/x"), expect=422)
        self.assertEqual(self.pointers(answer), ["/redirects/1/to"])
        self.assertEqual(self.site.get("/loop/x").status, 404)
        self.add(*[(f"/chain/{number}", f"/chain/{number + 1}") for number in range(5, 0, -1)])
        self.assertEqual(self.refused("/chain/0", "/chain/1"), ["/redirects/0/to"])

    def test_no_address_is_other_than_it_looks(self):
        for target in ("//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example", "https:evil.example", "https:///evil.example", "https://a@evil.example/",
                       "https://user:pass@evil.example/", "http://evil.example/", "javascript:alert(1)", "data:text/html,x", "https://evil.example/\r\nSet-Cookie: a=b",
                       "/%0d%0aSet-Cookie:a", "/../etc", "/a/../b", "/a//b", "/%2e%2e/x", "/%5cevil", "relative", "", "https://", "/x?a b", "/x#a\"b",
                       "https://evil.example/\u202e", "https://exämple.org/", "/" + "x" * 1000, "https://a.example/" + "x" * 1000, "/%zz", "/%ff", "mailto:a@b.example", "HTTPS://evil.example"):
            with self.subTest(target=target):
                self.assertEqual(self.refused("/trick", target), ["/redirects/0/to"])
        for path in ("old", "//x", "/a//b", "/../x", "/a?b=c", "/?q=1", "/?p=0", "/?p=x", "/#x", "/\\x", "/%00", "/%zz", "", "https://elsewhere.example/x", "/" + "x" * 1001):
            with self.subTest(path=path):
                self.assertEqual(self.refused(path, "/latest"), ["/redirects/0/from"])
        self.assertEqual(self.site.get("/trick").status, 404)
        # White space is white space, and encoded where it stands in a path.
        self.add(("/trick", "/a\r\nSet-Cookie: a=b"))
        self.assertEqual(self.leads("/trick"), (301, "/a%20Set-Cookie:%20a=b"))
        self.remove("/trick")

    def test_all_that_is_wrong_is_named_and_nothing_is_done(self):
        answer = self.add(("/fine", "/latest"), ("nope", "/latest"), ("/also", "//x"), expect=422)
        self.assertEqual(self.pointers(answer), ["/redirects/1/from", "/redirects/2/to"])
        self.assertEqual(self.site.get("/fine").status, 404)
        for body in ({}, {"redirects": []}, {"redirects": {}}, {"redirects": [{"from": "/a", "to": "/b"}] * 501}, {"redirects": [7]}, {"redirects": [{"from": "/a", "to": "/b", "x": 1}]},
                     {"redirects": [{"from": "/a"}]}, {"redirects": [{"from": 7, "to": "/b"}]}):
            with self.subTest(body=str(body)[:80]):
                self.ask("POST", "/redirects", body, self.tokens["admin"], expect=422)
        self.ask("POST", "/redirects", "[", self.tokens["admin"], {"Content-Type": "application/json"}, expect=400)

    def test_thousands_are_listed_page_by_page_and_searched(self):
        for start in range(0, 1500, 500):
            self.add(*[(f"/many/Page-{number:04}", f"/target/{number % 7}") for number in range(start, start + 500)])
        seen, cursor = [], None
        while True:
            page = self.ask("GET", "/redirects?limit=400&q=/many/" + (f"&cursor={cursor}" if cursor else ""), token=self.tokens["editor"], expect=200).json()
            seen += [entry["from"] for entry in page["redirects"]]
            cursor = page["next"]
            if cursor is None:
                break
        self.assertEqual(seen, [f"/many/Page-{number:04}" for number in range(1500)])
        found = self.ask("GET", "/redirects?q=page-1234", token=self.tokens["editor"], expect=200).json()["redirects"]
        self.assertEqual(found, [{"from": "/many/Page-1234", "to": f"/target/{1234 % 7}"}])
        for words in ("%25", "_any", "!"):
            self.assertEqual(self.ask("GET", "/redirects?q=" + words, token=self.tokens["editor"], expect=200).json()["redirects"], [], words)
        for query in ("limit=0", "limit=501", "words=x", "cursor=" + "x" * 1001):
            self.ask("GET", "/redirects?" + query, token=self.tokens["editor"], expect=400)
        self.site.run("check", check=True)

    def test_what_was_done_is_noted(self):
        self.add(("/noted/a", "/b"), ("/noted/c", "/d"))
        self.remove("/noted/a")
        entries = self.ask("GET", "/audit", token=self.tokens["admin"], expect=200).json()["entries"]
        self.assertEqual([(entry["action"], entry["detail"]) for entry in entries[:2]], [("redirect.remove", "/noted/a"), ("redirect.add", "/noted/a -> /b and 1 more")])


class Menus(ApiTest):
    def put(self, language, *links, expect=200):
        return self.ask("PUT", f"/menus/{language}", {"links": [{"label": label, "address": address} for label, address in links]}, self.tokens["admin"], expect=expect)

    def menu(self, path):
        page = self.site.get(path).text
        if 'class="menu"' not in page:
            return ""
        return page[page.index('class="menu"'):page.index("</nav>")]

    def test_the_links_stand_in_their_order_instead_of_the_sections(self):
        self.ask("PUT", "/sections/harbour", {"name": "Harbour"}, self.tokens["editor"], expect=201)
        story = self.publish(headline="By the water", section="harbour")
        persian = self.publish(headline="کنار آب", section="harbour", language="fa")
        for path in ("/", story["url"], persian["url"]):
            self.assertIn("Harbour", self.menu(path))
        self.put("all", ("Zebra & co", "/topics/zebra"), ("Apple", "https://apple.example/?a=1&b=2"))
        for path in ("/", story["url"], persian["url"], "/no/such"):
            menu = self.menu(path)
            self.assertNotIn("Harbour", menu)
            self.assertLess(menu.index("Zebra &amp; co"), menu.index('href="https://apple.example/?a=1&amp;b=2"'))
        self.put("fa", ("بندر", "/sections/harbour"))
        self.assertIn("بندر", self.menu(persian["url"]))
        self.assertNotIn("بندر", self.menu(story["url"]))
        self.assertEqual([menu["language"] for menu in self.ask("GET", "/menus", token=self.tokens["editor"], expect=200).json()["menus"]], ["all", "fa"])
        self.put("fa")
        self.assertIn("Zebra", self.menu(persian["url"]))
        self.put("all")
        self.assertIn("Harbour", self.menu("/"))
        self.assertEqual(self.ask("GET", "/menus", token=self.tokens["editor"], expect=200).json()["menus"], [])

    def test_a_page_within_a_link_is_marked(self):
        self.ask("PUT", "/sections/quay", {"name": "Quay"}, self.tokens["editor"], expect=201)
        self.publish(headline="At the quay", section="quay")
        self.put("all", ("The quay", "/sections/quay"))
        self.assertIn('aria-current="page"', self.menu("/sections/quay"))
        self.put("all")

    def test_what_is_no_link_is_refused(self):
        for link, pointer in ((("", "/latest"), "/links/0/label"), (("x" * 61, "/latest"), "/links/0/label"), (("A", "javascript:alert(1)"), "/links/0/address"), (("A", "//x"), "/links/0/address"),
                              (("A", ""), "/links/0/address"), (("A", "http://x.example/"), "/links/0/address")):
            with self.subTest(link=link):
                self.assertEqual(self.pointers(self.put("all", link, expect=422)), [pointer])
        self.put("all", *[(str(number), "/latest") for number in range(31)], expect=422)
        self.put("nonsense-language-tag-that-is-none", expect=404)
        self.assertEqual(self.put("FA").json()["language"], "fa")


if __name__ == "__main__":
    unittest.main()
