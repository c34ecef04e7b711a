# SPDX-License-Identifier: GPL-3.0-or-later
"""The newsroom's files as the running program hands them out: what may be kept, what may not, in which form, and what the page may do."""
import gzip
import re
import unittest

from stoppress_site import SiteTest

# "First load under 300 KB compressed": what a browser fetches before the list of stories stands.
FIRST_LOAD = 300_000


class NewsroomUiTest(SiteTest):
    def assets(self):
        return re.findall(r'(?:src|href)="(/newsroom/assets/[^"]+)"', self.site.get("/newsroom/").text)

    def test_every_address_below_the_newsroom_is_the_one_page_which_nobody_keeps(self):
        page = self.site.get("/newsroom/")
        self.assertEqual(page.status, 200)
        self.assertEqual(page.headers["cache-control"], "no-store")
        self.assertTrue(page.headers["content-type"].startswith("text/html"))
        for path in ("/newsroom/stories", "/newsroom/stories/17", "/newsroom/sign-in", "/newsroom/no/such/screen"):
            self.assertEqual(self.site.get(path).body, page.body, path)
        self.assertEqual(self.site.get("/newsroom").status, 301)
        self.assertEqual(self.site.get("/newsroom").headers["location"], "/newsroom/")

    def test_the_page_may_run_and_load_what_is_the_programs_own_and_nothing_else(self):
        page = self.site.get("/newsroom/")
        policy = page.headers["content-security-policy"]
        for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'self'",
                     "frame-ancestors 'none'", "require-trusted-types-for 'script'"):
            self.assertIn(part, policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(page.headers["x-content-type-options"], "nosniff")
        # The policy would refuse what stands in the page itself.
        self.assertNotRegex(page.text, r"<script(?![^>]*\bsrc=)")
        self.assertNotRegex(page.text, r"<style|\sstyle=|\son\w+=")

    def test_files_are_kept_for_ever_under_the_hash_in_their_name(self):
        paths = self.assets()
        self.assertGreaterEqual(len(paths), 3)
        for path in paths:
            self.assertRegex(path, r"-[\w-]{8}\.(js|css|svg)$")
            answer = self.site.get(path)
            self.assertEqual(answer.status, 200, path)
            self.assertIn("immutable", answer.headers["cache-control"])
            again = self.site.get(path, headers={"If-None-Match": answer.headers["etag"]})
            self.assertEqual((again.status, again.body), (304, b""))

    def test_files_go_out_in_the_smallest_form_that_the_browser_reads(self):
        path = next(path for path in self.assets() if path.endswith(".js"))
        plain = self.site.get(path)
        self.assertNotIn("content-encoding", plain.headers)
        self.assertEqual(plain.headers["vary"], "Accept-Encoding")
        packed = self.site.get(path, headers={"Accept-Encoding": "gzip"})
        self.assertEqual(packed.headers["content-encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        smallest = self.site.get(path, headers={"Accept-Encoding": "gzip, br"})
        self.assertEqual(smallest.headers["content-encoding"], "br")
        self.assertLess(len(smallest.body), len(packed.body))
        self.assertEqual(len({answer.headers["etag"] for answer in (plain, packed, smallest)}), 3)

    def test_what_the_first_page_names_is_light(self):
        sizes = {path: len(self.site.get(path, headers={"Accept-Encoding": "br"}).body) for path in self.assets()}
        self.assertLess(sum(sizes.values()), FIRST_LOAD, sizes)

    def test_what_is_no_file_is_not_found_and_nothing_outside_is_reached(self):
        path = self.assets()[0]
        for wrong in ("/newsroom/assets/none.js", "/newsroom/index.html.br", path + ".br", path + ".gz", "/newsroom/assets/", "/newsroom/favicon.ico"):
            self.assertEqual(self.site.get(wrong).status, 404, wrong)
        for outside in ("/newsroom/../api/v1/site", "/newsroom/%2e%2e/x.js", "/newsroom/..%2fx.js"):
            self.assertIn(self.site.get(outside).status, (301, 400, 404), outside)

    def test_the_files_are_for_reading(self):
        answer = self.site.request("POST", "/newsroom/stories")
        self.assertEqual((answer.status, answer.headers["allow"]), (405, "GET, HEAD"))
        self.assertEqual(self.site.request("HEAD", "/newsroom/").body, b"")


if __name__ == "__main__":
    unittest.main()
