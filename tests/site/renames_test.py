#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sections change their order and their slugs, stories theirs, topics are made one, and nobody's old link is lost. Spaces and joiners of names are kept."""
import html
import unittest

from api_test import ApiTest


class Renames(ApiTest):
    def section(self, section, expect=200, **fields):
        return self.ask("PUT", f"/sections/{section}", fields, self.tokens["editor"], expect=expect).json()

    def menu(self):
        page = self.site.get("/latest").text
        return page[page.index('class="menu"'):page.index("</nav>")]

    def test_a_slug_that_comes_back_makes_no_loop(self):
        story = self.publish(headline="There and back", slug="way-a")
        urls = {"way-a": story["url"]}
        for slug in ("way-b", "way-a", "way-c", "way-a"):
            story = self.ask("PATCH", f"/stories/{story['id']}", {"slug": slug}, self.tokens["editor"], {"If-Match": f'"{story["revision"]}"'}, expect=200).json()
            urls[slug] = story["url"]
            self.assertEqual(self.site.get(story["url"]).status, 200, slug)
            for old in set(urls.values()) - {story["url"]}:
                answer = self.site.get(old)
                self.assertEqual(answer.status, 301, old)
                self.assertTrue(answer.headers["location"].endswith(story["url"]), "each leads to the present one in one step")
        self.assertEqual(story["url"], urls["way-a"])

    def test_no_break_spaces_and_joiners_are_kept(self):
        words = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 12\u00a0km 5\u202f%"
        for form, content in (("markdown", words), ("html", f"<p>{words}</p>")):
            with self.subTest(form=form):
                story = self.publish(headline=f"{form} {words}", standfirst=words, body={"format": form, "content": content})
                self.assertEqual((story["headline"], story["standfirst"]), (f"{form} {words}", words))
                page = html.unescape(self.site.get(story["url"]).text)
                self.assertIn(f"{form} {words}</h1>", page)
                self.assertIn(f"<p>{words}</p>", page)
                feed = html.unescape(self.site.get("/atom.xml").text)
                self.assertIn(f"{form} {words}", feed)
                self.assertIn(f"<p>{words}</p>", feed)

    def test_sections_stand_in_the_order_that_they_are_given(self):
        for name in ("Alder", "Birch", "Cedar"):
            self.section(name.lower(), expect=201, name=name)
            self.publish(headline=f"In {name}", section=name.lower())
        menu = self.menu()
        self.assertLess(menu.index("Alder"), menu.index("Birch"))
        placed = self.section("alder", position=5)
        self.assertEqual((placed["position"], placed["name"]), (5, "Alder"))
        menu = self.menu()
        self.assertLess(menu.index("Birch"), menu.index("Alder"))
        for body, pointer in (({"position": -1}, "/position"), ({"position": "1"}, "/position"), ({"position": 1000001}, "/position"), ({"order": 1}, "/order")):
            self.assertEqual(self.pointers(self.ask("PUT", "/sections/alder", body, self.tokens["editor"], expect=422)), [pointer])
        self.assertEqual(self.pointers(self.ask("PUT", "/sections/nameless", {"position": 1}, self.tokens["editor"], expect=422)), ["/name"])

    def test_a_renamed_section_is_found_under_its_old_slug_for_good(self):
        self.section("old-town", expect=201, name="Old town")
        story = self.publish(headline="Of the town", section="old-town")
        renamed = self.section("old-town", slug="new-town", name="New town")
        self.assertEqual((renamed["slug"], renamed["url"], renamed["name"]), ("new-town", "/sections/new-town", "New town"))
        for old, new in (("/sections/old-town", "/sections/new-town"), ("/sections/old-town/feed.xml", "/sections/new-town/feed.xml")):
            answer = self.site.get(old)
            self.assertEqual((answer.status, answer.headers["location"]), (301, new))
        self.assertIn("Of the town", self.site.get("/sections/new-town").text)
        page = self.site.get(story["url"]).text
        self.assertIn('href="/sections/new-town"', page)
        self.assertNotIn("old-town", page)
        self.assertEqual(self.ask("GET", f"/stories/{story['id']}").json()["section"], "new-town")
        self.assertEqual([entry["id"] for entry in self.ask("GET", "/stories?section=old-town").json()["stories"]], [story["id"]])
        # What is still filed under the old slug goes where it is now.
        self.assertEqual(self.publish(headline="Later", section="old-town")["section"], "new-town")
        self.section("old-town", expect=409, name="Taken?")
        self.section("new-town", slug="newest-town")
        self.assertEqual(self.site.get("/sections/old-town").headers["location"], "/sections/newest-town")
        # And back.
        self.section("newest-town", slug="old-town")
        self.assertEqual(self.site.get("/sections/new-town").headers["location"], "/sections/old-town")
        self.assertEqual(self.site.get("/sections/old-town").status, 200)

    def test_a_slug_that_is_or_was_anothers_is_refused(self):
        self.section("north", expect=201, name="North")
        self.section("south", expect=201, name="South")
        self.section("south", slug="deep-south")
        for slug in ("deep-south", "south"):
            answer = self.ask("PUT", "/sections/north", {"slug": slug}, self.tokens["editor"], expect=409)
            self.assertEqual(self.pointers(answer), ["/slug"])
        self.assertEqual(self.pointers(self.ask("PUT", "/sections/north", {"slug": "Not a slug"}, self.tokens["editor"], expect=422)), ["/slug"])
        self.ask("PUT", "/sections/north", {"slug": "x"}, self.tokens["reporter"], expect=403)

    def test_merged_topics_are_one_with_all_their_stories_and_names(self):
        self.ask("PUT", "/topics/tram", {"name": "Tram", "aliases": ["streetcar"]}, self.tokens["editor"], expect=201)
        self.ask("PUT", "/topics/trams", {"name": "Trams"}, self.tokens["editor"], expect=201)
        first = self.publish(headline="Only tram", topics=["tram"])
        both = self.publish(headline="Both of them", topics=["tram", "rails", "trams"])
        self.publish(headline="Only trams", topics=["trams"])
        draft = self.make(headline="Unseen", topics=["tram"])
        self.assertIn("/topics/tram", self.site.get(first["url"]).text)
        merged = self.ask("POST", "/topics/tram/merge", {"into": "trams"}, self.tokens["editor"], expect=200).json()
        self.assertEqual((merged["slug"], merged["stories"], sorted(merged["aliases"])), ("trams", 3, ["streetcar", "tram"]))
        for alias in ("tram", "streetcar"):
            self.assertEqual(self.site.get(f"/topics/{alias}").headers["location"], "/topics/trams")
        page = self.site.get("/topics/trams").text
        for headline in ("Only tram", "Both of them", "Only trams"):
            self.assertIn(headline, page)
        self.assertIn('href="/topics/trams"', self.site.get(first["url"]).text)
        self.assertEqual(self.ask("GET", f"/stories/{both['id']}").json()["topics"], ["rails", "trams"])
        self.assertEqual(self.ask("GET", f"/stories/{draft['id']}", token=self.tokens["editor"]).json()["topics"], ["trams"])
        self.assertEqual(self.publish(headline="By the alias", topics=["tram"])["topics"], ["trams"])
        done = self.site.run("check")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_merging_needs_two_topics(self):
        self.ask("PUT", "/topics/alone", {"name": "Alone"}, self.tokens["editor"], expect=201)
        for body, pointer in (({}, "/into"), ({"into": "alone"}, "/into"), ({"into": "nowhere"}, "/into"), ({"into": ""}, "/into"), ({"into": "Not A Slug"}, "/into")):
            answer = self.ask("POST", "/topics/alone/merge", body, self.tokens["editor"], expect=422)
            self.assertEqual(self.pointers(answer), [pointer])
        self.ask("POST", "/topics/nowhere/merge", {"into": "alone"}, self.tokens["editor"], expect=404)
        self.ask("POST", "/topics/alone/merge", {"into": "alone"}, self.tokens["reporter"], expect=403)


if __name__ == "__main__":
    unittest.main()
