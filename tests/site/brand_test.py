#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logo, icon and accent colour set in the newsroom are on every page, in feeds and in what machines read, from this site's own addresses."""
import json
import re
import unittest
import xml.etree.ElementTree

import pictures
from media_test import MediaTest

ATOM = "{http://www.w3.org/2005/Atom}"


class Brand(MediaTest):
    def tearDown(self):
        for entry in self.ask("GET", "/settings", token=self.tokens["admin"], expect=200).json()["settings"]:
            if entry["origin"] == "newsroom":
                self.ask("DELETE", f"/settings/{entry['key']}", token=self.tokens["admin"], expect=200)

    def put(self, key, value, expect=200):
        return self.ask("PUT", f"/settings/{key}", {"value": value}, self.tokens["admin"], expect=expect).json()

    def served(self, address):
        answer = self.site.get(address)
        self.assertEqual(answer.status, 200, address)
        self.assertIn("immutable", answer.headers["cache-control"])
        return answer

    def test_a_logo_is_at_the_top_of_every_page_in_a_size_that_fits(self):
        story = self.publish(headline="Under the logo")
        logo, dark = self.add(1280, 320), self.add(1000, 250)
        self.assertNotIn('class="logo"', self.site.get("/").text)
        self.put("site.logo", logo["url"])
        for path in ("/", story["url"], "/latest", "/corrections", "/no/such/page"):
            self.assertRegex(self.site.get(path).text, r'<picture><img class="logo" src="/media/[0-9a-f]{64}\.\w+" alt="[^"]+" width="\d+" height="\d+"></picture>')
        self.put("site.logo_dark", dark["url"])
        found = re.search(r'<picture><source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)"><img class="logo" src="([^"]+)" alt="[^"]+" width="(\d+)"', self.site.get("/").text)
        self.assertLess(int(found.group(3)), 1280)
        for address in found.group(1), found.group(2):
            self.assertEqual(self.served(address).headers["content-type"], "image/webp")
        self.assertIn(f'"logo":{{"@type":"ImageObject","url":"https://paper.test{logo["url"]}"}}', self.site.get(story["url"]).text)
        # What replaces the picture in the library is the logo from then on.
        self.send(pictures.png(900, 300, 7200), to=f"/media/{logo['id']}/replace", expect=200)
        self.ask("PUT", "/menus/en", {"links": [{"label": "Home", "address": "/"}]}, self.tokens["admin"], expect=200)
        self.assertIn('height="213"', self.site.get("/").text)

    def test_an_icon_is_that_of_browsers_phones_and_feeds(self):
        self.publish(headline="Under the icon")
        self.assertIn('/icon.svg" type="image/svg+xml">', self.site.get("/").text)
        icon = self.add(512, 512)
        self.put("site.icon", icon["url"])
        page = self.site.get("/").text
        self.assertNotIn("icon.svg", page)
        self.served(re.search(r'<link rel="icon" href="([^"]+)">', page).group(1))
        self.assertIn(f'<link rel="apple-touch-icon" href="{icon["url"]}">', page)
        address = "https://paper.test" + icon["url"]
        channel = xml.etree.ElementTree.fromstring(self.site.get("/feed.xml").body).find("channel")
        self.assertEqual((channel.findtext("image/url"), channel.findtext("image/link")), (address, "https://paper.test/"))
        self.assertEqual(xml.etree.ElementTree.fromstring(self.site.get("/atom.xml").body).findtext(ATOM + "icon"), address)
        feed = self.site.get("/feed.json").json()
        self.assertEqual((feed["icon"], feed["favicon"]), (address, address))

    def test_an_icon_is_at_the_address_that_is_asked_for_unread(self):
        theirs = self.site.get("/favicon.ico")
        self.assertEqual(theirs.status, 302)
        self.assertRegex(theirs.headers["location"], r"^/assets/[0-9a-f]+/icon\.svg$")
        self.assertEqual(self.served(theirs.headers["location"]).headers["content-type"], "image/svg+xml")
        self.put("site.icon", self.add(512, 512)["url"])
        self.assertIn(f'<link rel="icon" href="{self.site.get("/favicon.ico").headers["location"]}">', self.site.get("/").text)
        # An address of the old site goes before it.
        self.ask("POST", "/redirects", {"redirects": [{"from": "/favicon.ico", "to": "/latest"}]}, self.tokens["admin"], expect=201)
        self.assertEqual(self.site.get("/favicon.ico").headers["location"], "/latest")
        self.ask("DELETE", "/redirects?from=/favicon.ico", token=self.tokens["admin"], expect=204)

    def test_only_pictures_of_the_library_are_taken_and_the_icon_is_square(self):
        wide = self.add(400, 100)
        for key, value, code in (("site.logo", "https://example.org/logo.png", "invalid"), ("site.logo", "/media/../x.png", "invalid"), ("site.logo", "/media/" + "0" * 64 + ".png", "not-a-library-picture"),
                                 ("site.icon", wide["url"], "icon-not-square"), ("site.logo", 7, "invalid"), ("site.accent", "red", "invalid"), ("site.accent", "#12345", "invalid"),
                                 ("site.accent", "#97191d;}", "invalid")):
            with self.subTest(key=key, value=value):
                problem = self.put(key, value, expect=422)
                self.assertEqual([(error["pointer"], error.get("code")) for error in problem["errors"]], [("/value", code)], problem)
        self.put("site.logo", wide["url"])
        refused = self.ask("DELETE", f"/media/{wide['id']}", token=self.tokens["editor"], expect=409).json()
        self.assertEqual(refused["code"], "file-in-use")
        self.put("site.logo", "")
        self.ask("DELETE", f"/media/{wide['id']}", token=self.tokens["editor"], expect=200)

    def test_an_accent_is_a_style_sheet_of_its_own_and_is_made_readable_on_dark_pages(self):
        self.assertNotIn("accent-", self.site.get("/").text)
        self.assertEqual(self.put("site.accent", "#00539F")["value"], "#00539f")
        first = re.search(r'<link rel="stylesheet" href="(/assets/[^"]+/accent-00539f-[0-9a-f]{6}\.css)">', self.site.get("/").text).group(1)
        sheet = self.served(first)
        self.assertEqual(sheet.headers["content-type"], "text/css; charset=utf-8")
        self.assertIn("{ --red: #00539f; }", sheet.text)
        self.put("site.accent_dark", "#88ccff")
        second = re.search(r'href="(/assets/[^"]+/accent-00539f-88ccff\.css)"', self.site.get("/latest").text).group(1)
        self.assertIn("dark) { :root { --red: #88ccff; }", self.served(second).text)
        # Pages that a browser has still find theirs.
        self.served(first)
        self.assertEqual(self.site.get("/assets/x/accent-000000-ffffff.css").status, 404)

    def test_pages_say_what_is_set_when_the_change_is_answered(self):
        etag = self.site.get("/").headers["etag"]
        self.put("site.accent", "#123456")
        self.assertNotEqual(self.site.get("/").headers["etag"], etag)


if __name__ == "__main__":
    unittest.main()
