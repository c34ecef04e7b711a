# SPDX-License-Identifier: GPL-3.0-or-later
"""A site's theme in the running program: changed without a restart, the last good one kept, a broken one told at start; assets kept forever."""
import gzip
import os
import re
import shutil
import subprocess
import unittest

from stoppress_site import Site, eventually

FOOTER = "themes/default/templates/partials/footer.mustache"


def write(site, path, text):
    file = os.path.join(site.folder, path)
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "w", encoding="utf-8") as out:
        out.write(text)


class ThemeTest(unittest.TestCase):
    def eventually(self, holds, what):
        eventually(holds, message=what)

    def test_a_changed_theme_is_in_use_without_a_restart_and_a_broken_one_is_not(self):
        with Site() as site:
            story = site.publish(site.token("editor"))
            path = "/" + story["url"].split("/", 3)[3] if "://" in story["url"] else story["url"]
            before = site.get(path)
            self.assertNotIn("Ours now", before.text)
            write(site, FOOTER, "<footer>Ours now: {{site.title}}</footer>\n")
            self.eventually(lambda: "Ours now: Stoppress" in site.get(path).text, "the story shows the new footer")
            for page in ("/", "/latest", "/most-viewed", "/no/such/page"):
                self.assertIn("Ours now", site.get(page).text, page)
            self.assertNotEqual(site.get(path).headers["etag"], before.headers["etag"])

            write(site, FOOTER, "<footer>\n{{#menu}}Broken\n</footer>\n")
            self.eventually(lambda: "footer.mustache:2" in site.log_text(), "the log names the file and the line")
            self.assertIn("Ours now", site.get(path).text)

            write(site, FOOTER, "<footer>Mended</footer>\n")
            self.eventually(lambda: "Mended" in site.get("/").text, "the mended theme is in use")

    def test_a_broken_theme_is_a_clear_error_at_start(self):
        site = Site()
        try:
            site.token("editor")
            write(site, "themes/default/assets/style.css", "body {\n  color: red;\n")
            done = site.run("serve", "--listen", "127.0.0.1:0")
            self.assertEqual(done.returncode, 1)
            self.assertIn("style.css:1", done.stderr)
            self.assertEqual(done.stdout, "")
            site.set("site.theme", "../elsewhere")
            done = site.run("serve", "--listen", "127.0.0.1:0")
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("site.theme", done.stderr)
        finally:
            site.close()

    def test_assets_are_kept_forever_under_an_address_that_changes_with_them(self):
        with Site() as site:
            style = re.search(r'href="(/assets/[0-9a-f]{32}/style\.css)"', site.get("/").text).group(1)
            plain = site.get(style)
            self.assertEqual(plain.status, 200)
            self.assertEqual(plain.headers["content-type"], "text/css; charset=utf-8")
            self.assertIn("immutable", plain.headers["cache-control"])
            packed = site.get(style, headers={"Accept-Encoding": "gzip"})
            self.assertEqual(packed.headers.get("content-encoding"), "gzip")
            self.assertLess(len(packed.body), len(plain.body))
            self.assertEqual(gzip.decompress(packed.body), plain.body)

            # What browsers send: the smallest form, which caches keep apart from the others.
            smallest = site.get(style, headers={"Accept-Encoding": "gzip, deflate, br"})
            self.assertEqual(smallest.headers.get("content-encoding"), "br")
            self.assertLess(len(smallest.body), len(packed.body))
            self.assertEqual(site.get(style, headers={"Accept-Encoding": "gzip, br;q=0"}).headers.get("content-encoding"), "gzip")
            etags = [answer.headers["etag"] for answer in (plain, packed, smallest)]
            self.assertEqual(len(set(etags)), 3)
            for answer in (plain, packed, smallest):
                self.assertEqual(answer.headers["vary"], "Accept-Encoding")
            again = site.get(style, headers={"Accept-Encoding": "br", "If-None-Match": etags[2]})
            self.assertEqual((again.status, again.body, again.headers["etag"]), (304, b"", etags[2]))
            self.assertEqual(site.get(style, headers={"If-None-Match": etags[2]}).status, 200)
            if shutil.which("brotli"):
                unpacked = subprocess.run(["brotli", "-dc"], input=smallest.body, capture_output=True, check=True).stdout
                self.assertEqual(unpacked, plain.body)

            self.assertEqual(site.get(style.replace("style.css", "../style.css")).status, 404)
            self.assertEqual(site.get("/assets/00000000000000000000000000000000/style.css").status, 404)


if __name__ == "__main__":
    unittest.main()
