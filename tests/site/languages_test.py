#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The languages that the newsroom offers for stories."""
import unittest

from api_test import ApiTest


class Languages(ApiTest):
    def test_every_language_that_is_offered_is_one_that_a_story_takes(self):
        languages = self.ask("GET", "/site", expect=200).json()["languages"]
        # Kurdish twice, Pashto, Dari, Azerbaijani, Japanese.
        for tag in ("ku", "ckb", "ps", "fa-AF", "az", "ja", "en", "fa"):
            self.assertIn(tag, languages)
        story = self.make(headline="In many languages", language=languages[0])
        for tag in languages:
            self.ask("PATCH", f"/stories/{story['id']}", {"language": tag}, self.tokens["editor"], {"If-Match": "*"}, expect=200)
            self.assertEqual(self.ask("GET", f"/stories/{story['id']}", token=self.tokens["editor"]).json()["language"], tag)


if __name__ == "__main__":
    unittest.main()
