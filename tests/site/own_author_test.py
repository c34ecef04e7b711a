#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account has an author of its own, under which what the person writes appears."""
import unittest

from newsroom import SITE_URL, add_person
from stoppress_site import SiteTest


class OwnAuthor(SiteTest):
    settings = {"site.url": SITE_URL, "server.trusted_proxies": "127.0.0.1"}

    @classmethod
    def prepare(cls, site):
        cls.token = site.token("editor", name="editor")

    def person(self, email, name):
        return add_person(self.site, email, "reporter", name=name)

    def own(self, browser):
        answer = browser.ask("PUT", "/me/author")
        self.assertEqual(answer.status, 200, answer)
        return answer.json()

    def test_it_is_made_once_with_the_name_of_the_person(self):
        mina = self.person("mina@example.org", "Mina O'Brien")
        author = self.own(mina)
        self.assertEqual(author["name"], "Mina O'Brien")
        self.assertEqual(self.own(mina), author)
        # Readers do not see an author who has written nothing, and never the address.
        self.assertNotIn(author["slug"], self.site.get("/authors").text)
        self.assertNotIn("mina@example.org", str(author))

    def test_people_of_one_name_are_two_authors(self):
        one, other = (self.own(self.person(f"same{number}@example.org", "Same Name")) for number in (1, 2))
        self.assertEqual((one["slug"], other["slug"]), ("same-name", "same-name-2"))
        self.assertEqual(one["name"], other["name"])

    def test_an_author_of_that_name_who_is_nobodys_becomes_theirs_and_keeps_it_when_renamed(self):
        self.site.request("PUT", "/api/v1/authors/old-hand", body={"name": "Old Hand", "biography": "Writes."}, token=self.token)
        browser = self.person("hand@example.org", "Old Hand")
        self.assertEqual(self.own(browser)["slug"], "old-hand")
        self.site.request("PUT", "/api/v1/authors/old-hand", body={"name": "O. Hand"}, token=self.token)
        author = self.own(browser)
        self.assertEqual((author["slug"], author["name"], author["biography"]), ("old-hand", "O. Hand", "Writes."))

    def test_a_name_in_another_script_is_kept_as_it_is(self):
        self.assertEqual(self.own(self.person("niloufar@example.org", "نیلوفر احمدی"))["name"], "نیلوفر احمدی")


if __name__ == "__main__":
    unittest.main()
