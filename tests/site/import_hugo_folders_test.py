#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages are found wherever a Hugo site has them: folders of languages, of themes and of mounts, and configuration in many files. The addresses
are those that Hugo 0.111.3 gave for the same sites."""
import unittest

from imports import HugoSiteTest, write
from stoppress_site import Site, run

STORY = "---\ntitle: %s\ndate: 2024-01-02\n---\nText."


class Folders(HugoSiteTest):
    def addresses(self, files):
        """Of all stories: {address: language}."""
        done, _, self.said = self.import_site(files)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        with Site(folder=self.site) as site:
            return {story["url"]: story["language"] for story in site.get("/api/v1/stories?limit=100").json()["stories"]}

    def test_a_main_language_without_a_folder_of_its_own_is_there_beside_one_that_has(self):
        self.assertEqual(self.addresses({
            "hugo.toml": '[languages.en]\nweight = 1\n[languages.de]\n[languages.fa]\ncontentDir = "content/fa"\n',
            "content/news/e1.md": STORY % "One", "content/news/e1.de.md": STORY % "Eins", "content/fa/news/f.md": STORY % "Yek"}),
            {"/news/e1/": "en", "/de/news/e1/": "de", "/fa/news/f/": "fa"})

    def test_the_sites_content_folder_is_that_of_the_main_language(self):
        self.assertEqual(self.addresses({
            "hugo.toml": 'contentDir = "content/en"\n[languages.en]\nweight = 1\n[languages.fa]\ncontentDir = "content/fa"\n',
            "content/en/news/e1.md": STORY % "One", "content/fa/news/f.md": STORY % "Yek", "content/other/x.md": STORY % "No page"}),
            {"/news/e1/": "en", "/fa/news/f/": "fa"})

    def test_languages_and_permalinks_come_from_files_of_their_own(self):
        self.assertEqual(self.addresses({
            "config/_default/hugo.toml": 'title = "Paper"\n[permalinks]\nnews = "/config/:slug/"\ndesk = "/desk/:slug/"\n',
            "config/_default/languages.en.toml": 'contentDir = "content/en"\nweight = 1\n',
            "config/_default/sub/languages.fa.yaml": "contentDir: content/fa\n",
            "config/_default/params.fa.toml": 'x = "1"\n',
            "config/_default/permalinks.toml": 'news = "/file/:slug/"\n',
            "config/production/permalinks.toml": 'city = "/city-of/:slug/"\n',
            "config/staging/permalinks.toml": 'city = "/never/:slug/"\n',
            "content/en/news/e1.md": STORY % "e1", "content/en/city/c.md": STORY % "c", "content/en/desk/d.md": STORY % "d",
            "content/fa/news/f.md": STORY % "f"}),
            {"/file/e1/": "en", "/city-of/c/": "en", "/desk/d/": "en", "/fa/file/f/": "fa"})

    def test_mounts_are_followed_and_replace_the_content_folder(self):
        mounts = """
            [[module.mounts]]
            source = "pages"
            target = "content"
            excludeFiles = ["SECRET/**", "news/{b,c}.md", "news/[xy]?.md"]
            [[module.mounts]]
            source = "more"
            target = "content/more/"
            includeFiles = ["/kept/*.md"]
            [[module.mounts]]
            source = "README.md"
            target = "content/news/readme.md"
            """
        self.assertEqual(self.addresses({
            "hugo.toml": mounts, "content/news/old.md": STORY % "Not mounted",
            **{f"pages/{name}.md": STORY % name for name in ("secret/s", "news/a", "news/b", "news/c", "news/x1", "news/x12")},
            "more/kept/k.md": STORY % "Kept", "more/other.md": STORY % "Other", "README.md": STORY % "Readme"}),
            {"/news/a/": "en", "/news/x12/": "en", "/more/kept/k/": "en", "/news/readme/": "en"})
        self.assertIn("skipped: pages/news/b.md: Hugo does not read it (includeFiles, excludeFiles)", self.said)

    def test_of_files_at_one_place_the_first_is_taken(self):
        self.assertEqual(self.addresses({
            "hugo.toml": 'theme = "th"\n[languages.en]\n[languages.fa]\n' + "".join(
                f'[[module.mounts]]\nsource = "{source}"\ntarget = "{target}"\nlang = "{language}"\n'
                for source, target, language in (("en", "content", "en"), ("fa", "content", "fa"), ("en2", "content/news", "en"))),
            "en/news/a.md": STORY % "First", "fa/news/a.md": STORY % "Persian", "en2/a.md": STORY % "Second", "en2/b.md": STORY % "B",
            "themes/th/content/news/a.md": STORY % "Theme", "themes/th/content/news/t.md": STORY % "T"}),
            {"/news/a/": "en", "/fa/news/a/": "fa", "/news/b/": "en", "/news/t/": "en"})
        self.assertIn("skipped: en2/a.md: Hugo does not read it: another folder has a file at its place", self.said)
        with Site(folder=self.site) as site:
            self.assertIn("First", site.get("/news/a/").text)

    def test_themes_and_modules_bring_pages_and_one_that_is_missing_is_named(self):
        self.assertEqual(self.addresses({
            "hugo.toml": '[module]\n[[module.imports]]\npath = "th"\n[[module.imports.mounts]]\nsource = "pages"\ntarget = "content/docs"\n'
                         '[[module.imports]]\npath = "own"\n[[module.imports]]\npath = "code.test/far"\n[[module.imports]]\npath = "off"\ndisable = true\n',
            "content/news/a.md": STORY % "A", "themes/th/pages/p.md": STORY % "P", "themes/th/content/no/n.md": STORY % "No",
            "themes/own/hugo.toml": '[[module.mounts]]\nsource = "here"\ntarget = "content/own"\n', "themes/own/here/h.md": STORY % "H",
            "themes/own/content/no/n.md": STORY % "No", "themes/off/content/no/n.md": STORY % "No"}),
            {"/news/a/": "en", "/docs/p/": "en", "/own/h/": "en"})
        self.assertIn('the theme or module "code.test/far" is not in the site\'s folder', self.said)

    def leads(self, files, addresses):
        self.import_site(files)
        with Site(folder=self.site) as site:
            found = {address: site.get(address) for address in addresses}
            for address, answer in found.items():
                self.assertEqual(answer.status, 301, address)
                self.assertEqual(site.get(answer.headers["location"]).status, 200, address)
            return {address: answer.headers["location"] for address, answer in found.items()}

    def test_lists_and_feeds_lead_to_those_that_have_their_stories_now(self):
        tagged = "---\ntitle: %s\ndate: 2024-01-02\ntags: [Clean Water]\nauthors: [Ann Lee]\n---\nText."
        expected = {
            "/index.xml": "/feed.xml", "/fa/": "/", "/fa/index.xml": "/feed.xml", "/en/": "/", "/start/": "/",
            "/post/": "/sections/post", "/post/index.xml": "/sections/post/feed.xml", "/fa/post/": "/sections/post",
            "/post/city/": "/sections/post", "/post/city/index.xml": "/sections/post/feed.xml", "/old-city/": "/sections/post",
            "/tags/": "/topics", "/categories/": "/topics", "/writers/": "/authors",
            "/topic/clean-water/": "/topics/clean-water", "/topic/clean-water/index.xml": "/topics/clean-water/feed.xml",
            "/fa/topic/clean-water/": "/topics/clean-water", "/writers/ann-lee/": "/authors/ann-lee", "/writers/ann-lee/index.xml": "/authors/ann-lee/feed.xml"}
        self.assertEqual(self.leads({
            "hugo.toml": '[languages.en]\n[languages.fa]\n[permalinks]\ntags = "/topic/:slug/"\n[taxonomies]\ntag = "tags"\ncategory = "categories"\nauthor = "writers"\n',
            "content/_index.md": "---\ntitle: Home\naliases: [/start/]\n---\n", "content/post/a.md": tagged.replace("authors", "writers") % "A",
            "content/post/a.fa.md": tagged % "A", "content/post/city/_index.md": "---\ntitle: City\naliases: [/old-city/]\n---\n"}, expected), expected)

    def test_a_second_run_leaves_every_address_where_it_led(self):
        files = {"content/news/a.md": "---\ntitle: A\ndate: 2024-01-02\naliases: [/categories/, /news/, /old/]\ntags: [Water]\n---\nText.",
                 "content/news/_index.md": "---\ntitle: News\n---\n"}
        addresses = ("/categories/", "/news/", "/old/", "/tags/", "/tags/water/", "/index.xml", "/news/index.xml")
        runs = []
        for _ in range(2):
            self.import_site(files)
            with Site(folder=self.site) as site:
                runs.append({address: site.get(address).headers.get("location") for address in addresses})
        self.assertEqual(runs[0], runs[1])
        self.assertEqual(runs[0]["/old/"], "/news/a/")

    def test_lists_say_nothing_of_pages_that_are_hidden(self):
        hidden = "---\ntitle: A\ndate: 2024-01-02\ndraft: true\ntags: [Merger]\n---\nText."
        self.import_site({"content/plans/a.md": hidden, "content/news/b.md": STORY % "B"})
        with Site(folder=self.site) as site:
            self.assertEqual((site.get("/tags/merger/").status, site.get("/plans/").status), (404, 404))

    def test_include_patterns_reach_into_folders_that_they_match(self):
        many = ", ".join(f'"a/b/c/{number}/*.md"' for number in range(40))
        self.assertEqual(self.addresses({
            "hugo.toml": f'[[module.mounts]]\nsource = "content"\ntarget = "content"\nincludeFiles = ["news/**", {many}]\n',
            "content/news/2024/a.md": STORY % "A", "content/other/c.md": STORY % "C"}), {"/news/2024/a/": "en"})

    def test_lists_and_feeds_of_sites_with_ugly_urls_and_other_names(self):
        expected = {"/blog/": "/", "/blog/rss.xml": "/feed.xml", "/blog/post.html": "/sections/post", "/blog/post/rss.xml": "/sections/post/feed.xml",
                    "/blog/tags/water.html": "/topics/water", "/blog/tags/water/rss.xml": "/topics/water/feed.xml"}
        self.assertEqual(self.leads({
            "hugo.toml": 'baseURL = "https://paper.test/blog/"\nuglyURLs = true\n[outputFormats.RSS]\nbaseName = "rss"\n',
            "content/post/a.md": "---\ntitle: A\ndate: 2024-01-02\ntags: [Water]\n---\nText."}, expected), expected)

    def test_quotes_are_as_the_old_site_showed_them_or_as_typed(self):
        files = {"hugo.toml": "", "content/news/a.md": """---\ntitle: A\ndate: 2024-01-02\n---\nHe said "no" -- it's `"code"`.\n"""}
        for arguments, shown in (((), "He said “no” – it’s "), (("--as-typed",), "He said &quot;no&quot; -- it's ")):
            self.import_site(files, *arguments)
            with Site(folder=self.site) as site:
                self.assertIn(shown.replace("&quot;", '"'), site.get("/news/a/").text.replace("&quot;", '"').replace("&#39;", "'"))
        self.import_site({"hugo.toml": "[markup.goldmark.extensions]\ntypographer = false\n"})
        with Site(folder=self.site) as site:
            self.assertIn("it's", site.get("/news/a/").text.replace("&#39;", "'"))

    def test_topics_are_called_as_they_were(self):
        self.import_site({"content/news/a.md": "---\ntitle: A\ndate: 2024-01-02\ntags: [covid-19, eu, machine-learning, Clean Water]\n---\nText."})
        with Site(folder=self.site) as site:
            self.assertEqual({topic["name"] for topic in site.get("/api/v1/topics").json()["topics"]}, {"covid-19", "eu", "machine-learning", "Clean Water"})

    def test_what_leads_out_of_the_site_or_is_no_pattern_ends_the_import(self):
        for mount, why in (('source = "../elsewhere"\ntarget = "content"\n', "outside the site"),
                           ('source = "content"\ntarget = "content"\nexcludeFiles = ["{a"]\n', "excludeFiles"),
                           (f'source = "content"\ntarget = "content"\nexcludeFiles = {["x"] * 101}\n', "more than 100 patterns")):
            write(self.source, {"hugo.toml": "[[module.mounts]]\n" + mount, "content/news/a.md": STORY % "A", "../elsewhere/b.md": STORY % "B"})
            done = run("import", "hugo", self.source, site=self.site)
            self.assertEqual(done.returncode, 1)
            self.assertIn(why, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)


if __name__ == "__main__":
    unittest.main()
