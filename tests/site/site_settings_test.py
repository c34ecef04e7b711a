#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings in the newsroom: all are shown with where they come from, secrets are not, and what the newsroom sets holds on every page at once."""
import unittest

from api_test import ApiTest
from stoppress_site import eventually, only_on_sqlite


BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


class SiteSettings(ApiTest):
    settings = {"views.repeat_minutes": 0, "lists.page_length": 7, "media.s3_secret_key": "c0ffee-secret", "media.s3_access_key": "AK-NAME"}

    def tearDown(self):
        for entry in self.all().values():
            if entry["origin"] == "newsroom":
                self.reset(entry["key"])

    def all(self):
        entries = self.ask("GET", "/settings", token=self.tokens["admin"], expect=200).json()["settings"]
        return {entry["key"]: entry for entry in entries}

    def put(self, key, value, expect=200):
        return self.ask("PUT", f"/settings/{key}", {"value": value}, self.tokens["admin"], expect=expect).json()

    def reset(self, key, expect=200):
        return self.ask("DELETE", f"/settings/{key}", token=self.tokens["admin"], expect=expect).json()

    def stop(self):
        self.site.terminate()
        self.site.wait()

    def titles(self, path="/latest", box="new-articles"):
        page = self.site.get(path).text
        box = page[page.index(f'data-box="{box}"'):]
        return box[:box.index("</ol>")].count("<li")

    def test_all_settings_are_shown_with_where_they_come_from(self):
        entries = self.all()
        printed = {line.partition(" = ")[0] for line in self.site.run("config", check=True).stdout.splitlines()}
        self.assertEqual(set(entries), printed)
        self.assertEqual((entries["site.title"]["origin"], entries["site.title"]["from"]), ("default", None))
        self.assertEqual((entries["lists.page_length"]["value"], entries["lists.page_length"]["from"]), (7, "STOPPRESS_LISTS_PAGE_LENGTH"))
        self.assertEqual(entries["server.listen"]["origin"], "flag")
        self.assertEqual(entries["boxes.most_viewed.window"]["words"], ["day", "week", "month", "all"])

    def test_secrets_are_never_shown(self):
        text = self.ask("GET", "/settings", token=self.tokens["admin"], expect=200).text
        self.assertNotIn("c0ffee", text)
        self.assertNotIn("AK-NAME", text)
        self.assertIsNone(self.all()["media.s3_secret_key"]["value"])
        printed = self.site.run("config", check=True).stdout
        self.assertNotIn("c0ffee", printed)
        self.assertNotIn("AK-NAME", printed)

    def test_a_title_set_here_stands_on_every_page_and_in_feeds_when_it_is_answered(self):
        story = self.publish(headline="Kept at hand")
        for path in ("/", story["url"], "/feed.xml", "/latest", "/feed.json"):
            self.assertIn("Stoppress", self.site.get(path).text)
        set_to = self.put("site.title", "The <Harbour> Post")
        self.assertEqual((set_to["value"], set_to["origin"], set_to["fixed"]), ("The <Harbour> Post", "newsroom", False))
        for path in ("/", story["url"], "/feed.xml", "/latest"):
            self.assertIn("The &lt;Harbour&gt; Post", self.site.get(path).text, path)
            self.assertNotIn("<Harbour>", self.site.get(path).text)
        self.assertEqual(self.site.get("/api/v1/site").json()["title"], "The <Harbour> Post")
        self.assertIn("The <Harbour> Post", self.site.run("config", check=True).stdout)
        self.assertIn("# newsroom", self.site.run("config", check=True).stdout)
        self.put("site.description", "All that floats.")
        self.assertIn("All that floats.", self.site.get("/").text)
        self.assertEqual(self.reset("site.title")["origin"], "default")
        self.assertIn("Stoppress", self.site.get(story["url"]).text)

    def test_boxes_change_their_length_and_window_at_once(self):
        for number in range(8):
            story = self.publish(headline=f"Boxed {number}")
            self.ask("POST", "/views", {"story": story["id"]}, headers=BROWSER, expect=204)
        self.assertEqual(self.titles(), 5)
        self.put("boxes.new_articles.length", 3)
        self.assertEqual(self.titles(), 3)
        self.put("boxes.new_articles.length", 7)
        self.assertEqual(self.titles(), 7)
        self.publish(headline="Boxed after the change")
        self.assertEqual(self.titles(), 7)
        self.put("boxes.most_viewed.length", 2)
        eventually(lambda: self.titles(box="most-viewed") == 2)
        week = self.site.get("/most-viewed").text
        self.put("boxes.most_viewed.window", "day")
        self.assertNotEqual(self.site.get("/most-viewed").text, week)
        self.assertEqual(self.site.get("/api/v1/site").json()["boxes"], {"new_articles": {"length": 7}, "most_viewed": {"length": 2, "window": "day"}})
        self.reset("boxes.new_articles.length")
        self.assertEqual(self.titles(), 5)

    def test_what_is_set_elsewhere_is_fixed_and_what_cannot_be_set_is_refused(self):
        self.assertTrue(self.all()["lists.page_length"]["fixed"])
        answer = self.put("lists.page_length", 9, expect=409)
        self.assertIn("environment STOPPRESS_LISTS_PAGE_LENGTH", answer["detail"])
        self.assertEqual(self.all()["lists.page_length"]["value"], 7)
        self.put("server.listen", "0.0.0.0:80", expect=409)
        self.put("database.url", "sqlite:other.db", expect=409)
        self.put("site.nothing", "x", expect=404)
        self.reset("site.nothing", expect=404)

    def test_the_rules_are_those_of_the_file(self):
        for key, value in (("boxes.new_articles.length", 0), ("boxes.new_articles.length", 51), ("boxes.new_articles.length", "5"), ("boxes.new_articles.length", 2.5),
                           ("boxes.most_viewed.window", "fortnight"), ("site.title", ""), ("site.title", "  "), ("site.title", "x" * 1001), ("site.title", "two\nlines"),
                           ("site.title", 7), ("site.title", ["a"]), ("site.title", {"a": 1}), ("robots.lines", "Allow: /"), ("robots.lines", [1])):
            with self.subTest(key=key, value=value):
                answer = self.ask("PUT", f"/settings/{key}", {"value": value}, self.tokens["admin"], expect=422)
                self.assertEqual(self.pointers(answer), ["/value"])
        self.assertEqual(self.pointers(self.ask("PUT", "/settings/site.title", {}, self.tokens["admin"], expect=422)), ["/value"])
        self.assertEqual(self.pointers(self.ask("PUT", "/settings/site.title", {"value": "x", "more": 1}, self.tokens["admin"], expect=422)), ["/more"])
        self.assertFalse([entry for entry in self.all().values() if entry["origin"] == "newsroom"])

    def test_robots_get_the_lines_that_are_added_and_the_sitemaps_stay(self):
        before = self.site.get("/robots.txt").text
        self.put("robots.lines", ["Disallow: /drafts/", "", "# No training", "user-agent: GPTBot", "Disallow: /"])
        text = self.site.get("/robots.txt").text
        self.assertIn("Disallow: /api/\nDisallow: /drafts/\n\n# No training\nuser-agent: GPTBot\nDisallow: /\n\nSitemap: ", text)
        self.assertTrue(text.endswith("/news-sitemap.xml\n"))
        for line in ("Disallow /x", "Disalow: /x", "Disallow: x", "User-agent:", "Crawl-delay: soon", "Sitemap: /own.xml", "Allow: /a\rb", "Allow: /ä", "Allow: /" + "x" * 500):
            with self.subTest(line=line):
                self.put("robots.lines", [line], expect=422)
        self.assertEqual(self.site.get("/robots.txt").text, text)
        self.reset("robots.lines")
        self.assertEqual(self.site.get("/robots.txt").text, before)

    def test_what_is_set_is_noted_and_survives_a_restart_and_a_kill(self):
        self.put("site.title", "Noted")
        self.reset("site.description")
        entry = next(entry for entry in self.ask("GET", "/audit", token=self.tokens["admin"], expect=200).json()["entries"] if entry["action"] == "setting.put")
        self.assertEqual((entry["who"], entry["subject"], entry["detail"]), ("admin", "setting site.title", "Noted"))
        self.site.kill()
        self.site.start()
        self.assertIn("Noted", self.site.get("/").text)
        self.assertEqual(self.all()["site.title"]["origin"], "newsroom")
        self.stop()
        self.site.set("site.title", "Fixed")
        self.site.start()
        self.assertEqual((self.all()["site.title"]["value"], self.all()["site.title"]["fixed"]), ("Fixed", True))
        del self.site.env["STOPPRESS_SITE_TITLE"]
        self.stop()
        self.site.start()
        self.assertIn("Noted", self.site.get("/").text)

    def test_a_backup_has_them(self):
        only_on_sqlite()
        self.put("site.title", "Backed up")
        target = self.site.folder + "-backup"
        self.site.run("backup", target, check=True)
        self.site.run("check", check=True)


class AtStart(ApiTest):
    """Language and time zone are set here, too, and take effect when the server is started the next time."""

    def setting(self, key):
        return next(entry for entry in self.ask("GET", "/settings", token=self.tokens["admin"], expect=200).json()["settings"] if entry["key"] == key)

    def put(self, key, value, expect=200):
        return self.ask("PUT", f"/settings/{key}", {"value": value}, self.tokens["admin"], expect=expect).json()

    def restart(self):
        self.site.terminate()
        self.site.start()

    def test_language_and_time_zone_change_with_the_next_start(self):
        story = self.publish(headline="Around midnight")
        changed = self.put("site.timezone", "Asia/Tehran")
        self.assertEqual((changed["value"], changed["after_start"], changed["takes_effect"], changed["origin"]), ("UTC", "Asia/Tehran", "at-start", "default"))
        self.assertEqual(self.put("site.language", "fa")["after_start"], "fa")
        self.assertEqual(self.put("site.title", "At once")["takes_effect"], "now")
        self.assertIn('<html lang="en"', self.site.get("/").text)
        self.assertEqual(self.site.get("/api/v1/site").json()["timezone"], "UTC")
        self.restart()
        now = self.setting("site.timezone")
        self.assertEqual((now["value"], now["after_start"], now["origin"], now["fixed"]), ("Asia/Tehran", None, "newsroom", False))
        page = self.site.get("/").text
        self.assertIn('<html lang="fa" dir="rtl"', page)
        self.assertIn("At once", page)
        self.assertEqual(self.site.get("/api/v1/site").json()["timezone"], "Asia/Tehran")
        self.assertEqual(self.make()["language"], "fa", "the language of stories without one of their own")
        self.assertEqual(self.site.get(story["url"]).status, 200, "addresses stay")
        printed = self.site.run("config", check=True).stdout
        self.assertRegex(printed, r'site\.timezone = "Asia/Tehran" +# newsroom')
        # Every command that works with stories goes by it: months are counted in the zone.
        self.assertEqual(self.site.run("check").returncode, 0)
        self.ask("DELETE", "/settings/site.language", token=self.tokens["admin"], expect=200)
        self.assertEqual((self.setting("site.language")["value"], self.setting("site.language")["after_start"]), ("fa", "en"))
        self.ask("DELETE", "/settings/site.timezone", token=self.tokens["admin"], expect=200)
        self.restart()
        self.assertEqual((self.setting("site.language")["value"], self.setting("site.language")["origin"]), ("en", "default"))
        self.assertIn('<html lang="en"', self.site.get("/").text)

    def test_what_the_server_sets_wins_and_wrong_values_are_refused(self):
        for key, value in (("site.timezone", "Mars/Olympus"), ("site.timezone", ""), ("site.language", "not a language"), ("site.language", 7)):
            with self.subTest(key=key, value=value):
                self.assertEqual(self.pointers(self.ask("PUT", f"/settings/{key}", {"value": value}, self.tokens["admin"], expect=422)), ["/value"])
        self.put("site.timezone", "Asia/Tokyo")
        self.site.set("site.timezone", "Europe/Berlin")
        self.restart()
        now = self.setting("site.timezone")
        self.assertEqual((now["value"], now["after_start"], now["fixed"]), ("Europe/Berlin", None, True))
        self.put("site.timezone", "Asia/Tokyo", expect=409)
        del self.site.env["STOPPRESS_SITE_TIMEZONE"]
        self.restart()
        self.assertEqual(self.setting("site.timezone")["value"], "Asia/Tokyo")
        self.ask("DELETE", "/settings/site.timezone", token=self.tokens["admin"], expect=200)
        self.restart()


if __name__ == "__main__":
    unittest.main()
