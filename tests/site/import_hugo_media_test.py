#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and files of a Hugo site move in with its stories, from wherever they lie, and are found under their old addresses. The addresses are
those at which Hugo 0.111.3 published the same files."""
import os
import re
import unittest

import recordings
from imports import HugoSiteTest, write
from pictures import png
from stoppress_site import Site, run

PICTURE = re.compile(r"/media/[0-9a-f]{64}\.(?:png|webp|jpg)")
PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
CONFIG = 'baseURL = "https://paper.test/"\n'


def story(body, more=""):
    return f"---\ntitle: A story\ndate: 2024-01-02\n{more}---\n{body}\n"


class Pictures(HugoSiteTest):
    # Its threads are those of all of them.
    UNDER_THREAD_SANITIZER = "test_pictures_are_taken_from_bundles_static_folders_and_assets"

    def setUp(self):
        if os.environ.get("STOPPRESS_SANITIZE") == "thread" and self._testMethodName != self.UNDER_THREAD_SANITIZER:
            self.skipTest("the same threads as in " + self.UNDER_THREAD_SANITIZER)
        super().setUp()

    def body(self, site, address):
        return re.search(r"<div[^>]*data-body.*?</div>", site.get(address).text, re.S)[0]

    def shown(self, site, address):
        """The pictures that browsers without srcset show, in order."""
        return [source for source in re.findall(r'<img[^>]*src="([^"]*)"', self.body(site, address)) if PICTURE.fullmatch(source)]

    def leads_to(self, site, address):
        """Where an old address leads; what is there has to be served."""
        answer = site.get(address)
        if answer.status != 301:
            return answer.status
        there = site.get(answer.headers["location"])
        self.assertEqual(there.status, 200, address)
        return there.headers["content-type"]

    def test_pictures_are_taken_from_bundles_static_folders_and_assets(self):
        done, table, report = self.import_site({
            "hugo.toml": CONFIG,
            "content/news/x/index.md": story("![One](pic.png)\n\n![Deep](img/deep%20one.png)\n\n![Static](/images/s.png)\n\n![Own](https://paper.test/images/s.png)\n\n"
                                             '{{< figure src="fig.png" alt="Figure" >}}\n\n[The report](/files/report.pdf) and [again](report.pdf)'),
            "content/news/x/pic.png": png(400, 300, 1), "content/news/x/img/deep one.png": png(400, 300, 2), "content/news/x/fig.png": png(400, 300, 3),
            "content/news/x/report.pdf": PDF + b"%1\n", "content/news/x/unused.png": png(400, 300, 4), "content/news/x/unused.pdf": PDF + b"%2\n",
            "static/images/s.png": png(400, 300, 5), "static/logo.png": png(40, 30, 6), "static/files/report.pdf": PDF,
            "assets/lead.png": png(640, 480, 7),
            "content/news/plain.md": story("![Beside](beside.png)", "image: lead.png\n"), "content/news/beside.png": png(400, 300, 8)})
        self.assertEqual(done.returncode, 0, done.stderr + report)
        self.assertEqual(table["files"], {"items": 10, "taken": 9, "changed": 0, "unchanged": 0, "skipped": 1, "refused": 0}, report)
        self.assertIn("skipped: content/news/x/unused.pdf: no story links to it", report)
        with Site(folder=self.site) as site:
            body = self.body(site, "/news/x/")
            self.assertEqual(len(set(self.shown(site, "/news/x/"))), 4, body)
            self.assertNotIn("paper.test", body)
            self.assertEqual(len(set(re.findall(r'href="(/media/[0-9a-f]{64}\.pdf)"', body))), 2, body)
            self.assertEqual(re.findall(r'<img[^>]*width="(\d+)" height="(\d+)"', body)[0], ("400", "300"))
            self.assertRegex(site.get("/news/plain/").text, r'property="og:image" content="[^"]*/media/[0-9a-f]{64}\.jpg"')
            for address in ("/news/x/pic.png", "/news/x/img/deep%20one.png", "/news/x/unused.png", "/images/s.png", "/news/beside.png"):
                self.assertIn(self.leads_to(site, address), ("image/png", "image/webp", "image/jpeg"), address)
            self.assertEqual(self.leads_to(site, "/files/report.pdf"), "application/pdf")
            self.assertEqual(self.leads_to(site, "/logo.png"), 404)
            used = {medium["filename"]: medium["used_by"] for medium in site.get("/api/v1/media?limit=100", token=site.token()).json()["media"]}
        self.assertEqual(used, {"pic.png": 1, "deep one.png": 1, "fig.png": 1, "report.pdf": 1, "unused.png": 0, "s.png": 1, "lead.png": 1, "beside.png": 1} | {"report.pdf": 1})

    def test_sound_and_film_play_from_here(self):
        done, table, report = self.import_site({
            "hugo.toml": CONFIG + "[markup.goldmark.renderer]\nunsafe = true\n",
            "content/news/x/index.md": story('<audio controls src="talk.mp3"></audio>\n\n{{< audio src="talk.mp3" >}}\n\n{{< video src="/films/wave.mp4" caption="A *wave*" >}}\n\n[Get it](talk.mp3)\n\n'
                                             '{{< audio src="https://cdn.test/far.mp3" title="Far" >}}'),
            "content/news/x/talk.mp3": recordings.made("sound.mp3"), "static/films/wave.mp4": recordings.made("silent.mp4")})
        self.assertEqual((done.returncode, table["files"]["taken"]), (0, 2), done.stderr + report)
        self.assertIn("content/news/x/index.md:5: sound and film that are not in the library became cards or links to where they are: 1", report)
        with Site(folder=self.site) as site:
            body = self.body(site, "/news/x/")
            self.assertEqual(self.leads_to(site, "/news/x/talk.mp3"), "audio/mpeg")
            self.assertEqual(self.leads_to(site, "/films/wave.mp4"), "video/mp4")
            self.assertEqual(len(re.findall(r'<audio [^>]*src="/media/[0-9a-f]{64}\.mp3"', body)), 2, body)
            self.assertRegex(body, r'<video [^>]*src="/media/[0-9a-f]{64}\.mp4".*?</video><figcaption>A <em>wave</em></figcaption>')
            self.assertRegex(body, r'<a href="/media/[0-9a-f]{64}\.mp3"[^>]*>Get it</a>')
            self.assertRegex(body, r'<a href="https://cdn.test/far.mp3"[^>]*>Far</a>')

    def test_a_second_run_changes_nothing_and_takes_a_file_that_changed(self):
        files = {"hugo.toml": CONFIG, "content/news/x/index.md": story("![One](pic.png)\n\n![Two](/two.png)"), "content/news/x/pic.png": png(400, 300, 1),
                 "static/two.png": png(400, 300, 2)}
        _, first, _ = self.import_site(files)
        self.assertEqual((first["files"]["taken"], first["stories"]["taken"]), (2, 1))
        _, second, _ = self.import_site({})
        self.assertEqual((second["files"]["unchanged"], second["stories"]["unchanged"]), (2, 1))
        _, third, _ = self.import_site({"static/two.png": png(400, 300, 3)})
        self.assertEqual((third["files"]["unchanged"], third["files"]["changed"], third["stories"]["changed"]), (1, 1, 1))

    def test_languages_share_the_files_of_a_bundle_or_have_their_own(self):
        self.import_site({
            "hugo.toml": CONFIG + '[languages.en]\n[languages.fa]\ncontentDir = "fa"\n',
            "content/news/x/index.md": story("![P](p.png) ![Q](q.png)"), "fa/news/x/index.md": story("![P](p.png) ![Q](q.png)"),
            "content/news/x/p.png": png(400, 300, 1), "content/news/x/q.png": png(400, 300, 2), "fa/news/x/q.png": png(400, 300, 3)})
        with Site(folder=self.site) as site:
            english, persian = (self.shown(site, address) for address in ("/news/x/", "/fa/news/x/"))
            self.assertEqual(english[0], persian[0])
            self.assertNotEqual(english[1], persian[1])
            self.assertEqual(site.get("/news/x/p.png").headers["location"], site.get("/fa/news/x/p.png").headers["location"])
            self.assertNotEqual(site.get("/news/x/q.png").headers["location"], site.get("/fa/news/x/q.png").headers["location"])

    def test_addresses_follow_the_page_and_the_sites_folder(self):
        self.import_site({
            "hugo.toml": 'baseURL = "https://paper.test/blog/"\nstaticDir = ["static", "static2"]\n[permalinks]\nnews = "/:year/:slug/"\n',
            "content/news/x/index.md": story("![P](p.png) ![S](/blog/s.png) ![T](/t.png)"), "content/news/x/p.png": png(400, 300, 1),
            "static/s.png": png(400, 300, 2), "static2/s.png": png(500, 300, 3), "static2/t.png": png(400, 300, 4)})
        with Site(folder=self.site) as site:
            body = self.body(site, "/blog/2024/a-story/")
            self.assertEqual(len(self.shown(site, "/blog/2024/a-story/")), 3, body)
            self.assertIn('width="500"', body)
            for address in ("/blog/2024/a-story/p.png", "/blog/s.png", "/blog/t.png"):
                self.assertTrue(str(self.leads_to(site, address)).startswith("image/"), address)

    def test_files_of_pages_that_hugo_hides_have_no_old_address(self):
        _, table, report = self.import_site({
            "hugo.toml": CONFIG, "content/news/d/index.md": story("![P](p.png)", "draft: true\n"), "content/news/d/p.png": png(400, 300, 1),
            "content/news/d/other.png": png(400, 300, 2), "content/news/f/index.md": story("x", "publishDate: 2999-01-01\n"), "content/news/f/f.png": png(400, 300, 3)})
        self.assertEqual((table["files"]["taken"], table["files"]["skipped"]), (1, 2), report)
        self.assertIn("skipped: content/news/d/other.png: Hugo does not show the page that it belongs to", report)
        with Site(folder=self.site) as site:
            for address in ("/news/d/p.png", "/news/d/other.png", "/news/f/f.png"):
                self.assertEqual(site.get(address).status, 404, address)

    def test_pictures_beside_whatever_hugo_hides_stay_hidden(self):
        files = {"hugo.toml": CONFIG + 'ignoreFiles = ["ignored"]\ndisableLanguages = ["de"]\n[languages.en]\n[languages.fa]\n[languages.de]\ncontentDir = "de"\n',
                 "content/below/_index.md": "---\ntitle: X\ndraft: true\n---\n", "content/below/a.md": story("x"), "content/below/b.png": png(40, 30, 1),
                 "content/news/e/index.md": story("x", "expiryDate: 2020-01-01\n"), "content/news/e/e.png": png(40, 30, 2),
                 "content/news/r/index.md": "---\ntitle: [\n---\nx", "content/news/r/r.png": png(40, 30, 3),
                 "content/news/n/index.md": story("x", "build:\n  render: never\n"), "content/news/n/n.png": png(40, 30, 5),
                 "de/news/d/index.md": story("x"), "de/news/d/d.png": png(40, 30, 6), "de/news/loose.png": png(40, 30, 7),
                 "content/news/s/index.md": story("![I](ignored.png) ![P](p.png)"), "content/news/s/ignored.png": png(40, 30, 8), "content/news/s/p.png": png(40, 30, 9)}
        _, table, report = self.import_site(files)
        self.assertEqual(table["files"]["taken"], 1, report)
        self.assertIn("skipped: content/news/s/ignored.png: Hugo ignores it (ignoreFiles)", report)
        with Site(folder=self.site) as site:
            for address in ("/below/b.png", "/news/e/e.png", "/news/r/r.png", "/news/n/n.png", "/de/news/d/d.png", "/de/news/loose.png", "/news/s/ignored.png"):
                self.assertEqual(site.get(address).status, 404, address)
            self.assertEqual(self.leads_to(site, "/news/s/p.png"), "image/png")

    def test_what_a_mount_leaves_out_is_not_taken_and_links_are_counted_once(self):
        os.makedirs(os.path.join(self.source, "content", "news", "x"))
        os.symlink("../../../hugo.toml", os.path.join(self.source, "content", "news", "x", "link.png"))
        _, table, report = self.import_site({
            "hugo.toml": CONFIG + '[[module.mounts]]\nsource = "static"\ntarget = "static"\nexcludeFiles = ["drafts/**"]\n',
            "content/news/x/index.md": story("![D](/drafts/d.png) ![S](/s.png) ![L](link.png)"), "static/drafts/d.png": png(40, 30, 1), "static/s.png": png(40, 30, 2)})
        self.assertEqual((table["files"]["items"], table["files"]["taken"]), (2, 1), report)
        with Site(folder=self.site) as site:
            self.assertEqual((site.get("/drafts/d.png").status, self.leads_to(site, "/s.png")), (404, "image/png"))

    def test_lead_pictures_and_figures_of_a_site_in_a_folder_are_taken(self):
        _, table, report = self.import_site({
            "hugo.toml": 'baseURL = "https://paper.test/blog/"\n', "content/news/x/index.md": story('{{< figure src="f.png" >}}', "image: lead.png\n"),
            "content/news/x/f.png": png(400, 300, 1), "content/news/x/lead.png": png(400, 300, 2), "static/s.png": png(400, 300, 3),
            "content/news/y.md": story("x", "image: s.png\n")})
        self.assertEqual(table["files"]["taken"], 3, report)
        with Site(folder=self.site) as site:
            self.assertEqual(len(self.shown(site, "/blog/news/x/")), 1)
            for address in ("/blog/news/x/f.png", "/blog/news/x/lead.png", "/blog/s.png"):
                self.assertEqual(self.leads_to(site, address), "image/png", address)

    def test_a_file_that_several_languages_show_is_found_where_it_was(self):
        self.import_site({"hugo.toml": CONFIG + "[languages.en]\n[languages.fa]\n", "content/news/a.md": story("![P](p.png)"), "content/news/a.fa.md": story("![P](p.png)"),
                          "content/news/p.png": png(40, 30, 1)})
        with Site(folder=self.site) as site:
            self.assertEqual(self.leads_to(site, "/news/p.png"), "image/png")

    def test_a_name_that_is_no_text_is_refused_and_the_others_are_taken(self):
        os.makedirs(os.path.join(self.source, "content", "news", "x"))
        with open(os.path.join(self.source.encode(), b"content/news/x/caf\xe9.png"), "wb") as file:
            file.write(png(40, 30, 1))
        done, table, report = self.import_site({"hugo.toml": CONFIG, "content/news/x/index.md": story("![C](caf%E9.png) ![P](p.png)"), "content/news/x/p.png": png(40, 30, 2)})
        self.assertEqual((done.returncode, table["files"]["taken"], table["files"]["refused"], table["stories"]["taken"]), (1, 1, 1, 1), report)
        self.assertIn(r"refused: content/news/x/caf\xE9.png: the name of the file is not UTF-8", report)

    def test_what_cannot_be_taken_is_said_and_stays_where_it_was(self):
        os.makedirs(self.source)
        with open(os.path.join(os.path.dirname(self.source), "outside.png"), "wb") as file:
            file.write(png(10, 10, 1))
        write(self.source, {"static/a.css": "x"})
        os.symlink("../../outside.png", os.path.join(self.source, "static", "link.png"))
        done, table, report = self.import_site({
            "hugo.toml": CONFIG, "static/broken.png": png(400, 300, 1)[:200], "static/drawing.svg": "<svg/>", "static/page.html": "<p>x</p>",
            "content/news/x.md": story("![B](/broken.png)\n\n![D](/drawing.svg)\n\n![L](/link.png)\n\n![M](/missing.png)\n\n[Style](/a.css), [page](/page.html)")})
        self.assertEqual(done.returncode, 1)
        self.assertEqual((table["files"]["refused"], table["files"]["skipped"], table["stories"]["taken"]), (3, 1, 1), report)
        self.assertRegex(report, r"refused: static/drawing.svg: SVG is not supported[^\n]*; stories keep its old address")
        self.assertRegex(report, r"refused: static/broken.png: ")
        self.assertRegex(report, r"refused: static/link.png: the file ")
        self.assertIn("skipped: static/a.css: a part of the old site", report)
        with Site(folder=self.site) as site:
            body = self.body(site, "/news/x/")
            for name in ("broken.png", "drawing.svg", "link.png", "missing.png", "a.css"):
                self.assertIn("/" + name, body)
            self.assertNotIn("/media/", body)

    def test_a_dry_run_tells_the_same_and_keeps_nothing(self):
        files = {"hugo.toml": CONFIG, "content/news/x/index.md": story("![One](pic.png)"), "content/news/x/pic.png": png(400, 300, 1)}
        _, dry, _ = self.import_site(files, "--dry-run")
        self.assertFalse(os.path.exists(os.path.join(self.site, "media")) and os.listdir(os.path.join(self.site, "media")))
        _, real, _ = self.import_site({})
        self.assertEqual(dry, real)

    def test_no_media_leaves_files_at_their_old_addresses(self):
        _, table, report = self.import_site({"hugo.toml": CONFIG, "content/news/x/index.md": story("![One](pic.png)"), "content/news/x/pic.png": png(400, 300, 1)}, "--no-media")
        self.assertEqual((table["files"]["taken"], table["files"]["skipped"]), (0, 1), report)
        with Site(folder=self.site) as site:
            self.assertIn('src="https://paper.test/news/x/pic.png"', self.body(site, "/news/x/"))

    def test_an_option_of_the_other_format_is_refused(self):
        write(self.source, {"export.xml": "<rss/>", "content/a.md": story("x")})
        for arguments in (("wxr", os.path.join(self.source, "export.xml"), "--no-media"), ("wxr", os.path.join(self.source, "export.xml"), "--include-expired"), ("ghost", os.path.join(self.source, "export.xml"), "--as-typed"),
                          ("hugo", self.source, "--media", self.source)):
            done = run("import", *arguments, site=self.site)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(arguments[2], done.stderr)
            self.assertFalse(os.path.exists(self.site))


if __name__ == "__main__":
    unittest.main()
