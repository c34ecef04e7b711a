#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Jekyll site is taken over: addresses, states, names, pictures and words; hostile and broken input is refused with file and line. What Jekyll itself says is in import_jekyll_oracle_test.py."""
import os
import tempfile
import unittest

from imports import balanced, write
from pictures import png
from stoppress_site import Site, binary, run

CONFIG = "title: Old Paper\nurl: https://old.test\ntimezone: UTC\n"


def post(text="Words.", **values):
    return "\n".join(["---", *(f"{key}: {value}" for key, value in {"title": "One", **values}.items()), "---", text, ""])


class Jekyll(unittest.TestCase):
    def setUp(self):
        binary()
        temporary = tempfile.TemporaryDirectory(prefix="stoppress-jekyll-")
        self.addCleanup(temporary.cleanup)
        self.source = os.path.join(temporary.name, "source")
        self.site = os.path.join(temporary.name, "site")
        self.report = os.path.join(temporary.name, "report.txt")

    def take(self, files, *arguments, config=CONFIG):
        write(self.source, {"_config.yml": config.encode(), **{name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}})
        done = run("import", "jekyll", self.source, "--report", self.report, *arguments, site=self.site)
        table = balanced(self, done.stdout)
        with open(self.report, encoding="utf-8") as report:
            return done, table, report.read()

    def stories(self, site):
        return {story["url"]: story for story in site.get("/api/v1/stories?limit=100").json()["stories"]}

    def test_states_names_and_filing(self):
        files = {
            "_posts/2020-01-02-one.md": post(author="ann", categories="city", tags="water air", excerpt="A *short* text.", last_modified_at="2021-01-01"),
            "_posts/2020-01-03-two.md": post(title="Two", authors="[ann, Bo Berg, {name: Cy}]", categories="[City Life, Sea]", tag="two words", lang="fa"),
            "_posts/2020-01-04-hidden.md": post(title="Hidden", published="false"), "_posts/2090-01-01-ahead.md": post(title="Ahead"), "_drafts/idea.md": post(title="Idea"),
            "_data/authors.yml": "ann:\n  name: Ann Lee\n  bio: Writes on *water*.\n  website: https://ann.test/\nnobody:\n  name: Nobody\n",
            "_people/bo.md": "---\nname: Bo Berg\nposition: Editor\n---\nBo's life.\n", "about.md": post(title="About"), "index.html": post("{% for p in site.posts %}{{ p.title }}{% endfor %}"),
            "tags.html": post("{% for tag in site.tags %}{{ tag }}{% endfor %}", title="Tags"), "water.html": post("", layout="tag", tag="water"), "old.md": post(redirect_to="/about.html"),
            "sea.html": post("", layout="category-page", category="Sea"), "404.html": post()}
        done, table, report = self.take(files, config=CONFIG + "collections:\n  people:\n    output: true\njekyll-archives:\n  enabled: all\npaginate: 1\n")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual((table["stories"]["taken"], table["pages"]["taken"], table["authors"]["taken"]), (5, 1, 1), report)
        for words in ("imported as a draft: it is not published (published: false)", "imported as a draft: it is in _drafts", "scheduled for 2090-01-01T00:00:00Z"):
            self.assertIn(words, report)
        with Site(folder=self.site) as site:
            found = self.stories(site)
            self.assertEqual(set(found), {"/city/2020/01/02/one.html", "/city%20life/sea/2020/01/03/two.html"})
            one, two = found["/city/2020/01/02/one.html"], found["/city%20life/sea/2020/01/03/two.html"]
            self.assertEqual((one["section"], one["topics"], one["authors"], one["standfirst"], one["updated_at"]), ("city", ["water", "air"], ["ann"], "A short text.", "2021-01-01T00:00:00Z"))
            self.assertEqual((two["section"], set(two["topics"]), two["authors"], two["language"], two["direction"]), ("city-life", {"sea", "two-words"}, ["ann", "bo", "cy"], "fa", "rtl"))
            author = site.get("/authors/ann").text
            for words in ("Ann Lee", "Writes on water."):
                self.assertIn(words, author)
            for path, target in (("/tags.html", "/topics"), ("/water.html", "/topics/water"), ("/sea.html", "/topics/sea"), ("/people/bo.html", "/authors/bo"), ("/old.html", "/about.html"), ("/tag/air/", "/topics/air"),
                                 ("/category/city/", "/sections/city"), ("/2020/01/", "/archive/2020/01"), ("/page2/", "/latest")):
                answer = site.get(path)
                self.assertEqual((answer.status, answer.headers.get("location", "").replace(site.get("/api/v1/site").json().get("url", ""), "")), (301, target), path)
            for path in ("/2020/01/04/hidden.html", "/2090/01/01/ahead.html", "/idea.html", "/_drafts/idea"):
                self.assertEqual(site.get(path).status, 404, path)

    def test_redirects_pictures_and_files(self):
        files = {
            "_posts/2020-01-02-one.md": post("![A](/base/assets/a.png) ![B](b.png) [PDF](https://www.old.test/base/files/x.pdf#page=2) [page](../about.md) [other](https://other.test/)\n\n{% include figure.html src='c.png' caption='C' %}",
                                             image="/assets/lead.png", redirect_from='["/was/here", "/and-here/"]', permalink="/p/one"),
            "_posts/2020-01-03-hidden.md": post("![H](/assets/hidden.png)", title="Hidden", published="false"), "about.md": post(title="About", redirect_from="/us.html"),
            **{f"assets/{name}.png": png(20 + number, 20, number) for number, name in enumerate(("a", "lead", "hidden", "unused"))}, "p/b.png": png(30, 20, 7), "assets/images/c.png": png(31, 20, 8),
            "files/x.pdf": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "_private/p.png": png(33, 20, 9)}
        done, table, report = self.take(files, config=CONFIG + "baseurl: /base/\n")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr + report)
        self.assertEqual(table["files"]["taken"], 6, report)
        with Site(folder=self.site) as site:
            page = site.get("/base/p/one")
            self.assertEqual(page.status, 200)
            story = site.get(f"/api/v1/stories/{self.stories(site)['/base/p/one']['id']}").json()
            self.assertEqual(story["body_html"].count('src="/media/'), 3)
            for words in ('.pdf#page=2"', 'href="/base/about.html"', 'href="https://other.test/"'):
                self.assertIn(words, story["body_html"])
            self.assertTrue(story["lead_image"]["source"].startswith("/media/"), story["lead_image"])
            for path, status in (("/base/p/one.html", 301), ("/base/was/here", 301), ("/base/was/here.html", 301), ("/base/and-here/", 301), ("/base/us.html", 301), ("/base/assets/a.png", 301), ("/base/p/b.png", 301),
                                 ("/base/files/x.pdf", 301), ("/base/assets/hidden.png", 301), ("/base/assets/unused.png", 404), ("/base/", 301), ("/base/feed.xml", 301), ("/base/_private/p.png", 404)):
                self.assertEqual(site.get(path).status, status, path)
        _, table, report = self.take({}, "--no-media", config=CONFIG + "baseurl: /base/\n")
        self.assertNotIn("files", table)

    def test_broken_and_hostile_input_is_refused_with_file_and_line(self):
        outside = os.path.join(os.path.dirname(self.source), "outside.md")
        write(os.path.dirname(outside), {"outside.md": post(title="Outside")})
        os.makedirs(os.path.join(self.source, "_posts", "deep"))
        os.symlink(outside, os.path.join(self.source, "_posts", "2020-01-01-link.md"))
        os.symlink(os.path.dirname(outside), os.path.join(self.source, "folder"))
        os.symlink(outside, os.path.join(self.source, "linked.png"))
        with open(os.path.join(os.fsencode(self.source), b"_posts", b"2020-01-02-\xff.md"), "wb") as file:
            file.write(post(title="Bad name").encode())
        loops = "".join("{% if true %}" for _ in range(100))
        files = {
            "_posts/2020-02-01-good.md": post(text="![x](/linked.png) ![y](/../outside.md) ![z](/_config.yml)"), "_posts/2020-02-02-never-ends.md": "---\ntitle: Never ends\n" + "x: y\n" * 100, "_posts/2020-02-03-bad-yaml.md": "---\ntitle: A\ntags: [a\n---\nx\n",
            "_posts/2020-02-04-huge.md": post("x" * 4_000_000, title="Huge"), "_posts/2020-02-05-latin.md": b"---\ntitle: Latin\n---\nfine\ncaf\xe9\n", "_posts/2020-02-06-textile.textile": post("h1. Textile"), "_posts/2020-02-07-list.md": "---\n- a\n- b\n---\nx\n",
            "_posts/2020-02-08-deep.md": post(loops, title="Deep"), "_posts/2020-02-09-permalink.md": post(title="Permalink", permalink="/:nothing/"), "_posts/2020-02-10-grows.md": post("{% assign x = 'aaaaaaaaaa' %}" + "{% assign x = x | append: x %}" * 40 + "{{ x }}" * 5000),
            "_posts/2020-02-11-includes.md": post("{% include self.html %}"), "_includes/self.html": "{% include self.html %}", "_posts/2020-02-12-tags.md": post("{% raw %}" + "{{ {% " * 100_000, title="Tags"),
            "_posts/2020-02-13-braces.md": post("{: " * 100_000 + "\n" + "{:" * 100_000, title="Braces"), "_posts/2020-02-14-dots.md": post(title="Dots", permalink="/../../etc/passwd"), "_posts/2020-02-30-no-such-day.md": post(title="No such day")}
        done, table, report = self.take(files)
        self.assertEqual(done.returncode, 1)
        for words in ("2020-01-01-link.md: a symbolic link to a place outside the site", "folder: a symbolic link", "2020-01-02-\\xFF.md: the name of the file is not UTF-8", "never-ends.md:1: the front matter that starts here is not closed", "bad-yaml.md:4: invalid YAML",
                      "huge.md: the file", "latin.md:5: the file is not UTF-8 text", "textile.textile: is written in a language that is not read here (.textile)", "list.md:2: the front matter is not a map", "deep.md:4: Liquid tags are nested too deeply", "permalink.md: its address is not a valid path",
                      "an include is not run, only its text is kept: 'self'"):
            self.assertIn(words, report)
        with Site(folder=self.site) as site:
            found = self.stories(site)
            self.assertIn("/2020/02/01/good.html", found)
            self.assertIn("/etc/passwd", found)
            self.assertNotIn("Outside", str(found))
            self.assertNotIn("/media/", site.get("/2020/02/01/good.html").text.split("data-body")[1].split("</article>")[0])

    def test_of_posts_at_one_address_the_one_that_jekyll_shows_is_taken(self):
        files = {f"_posts/2020-01-{day:02}-{name}.md": post(title=name, permalink="/same/") for day, name in ((3, "b"), (5, "newest"), (4, "c"))}
        done, table, report = self.take({**files, "same.md": post(title="page", permalink="/same/")})
        self.assertEqual((done.returncode, table["stories"]["taken"], table["stories"]["refused"], table["pages"]["refused"]), (1, 1, 2, 1), report)
        self.assertIn("Jekyll shows another page at its address /same/: _posts/2020-01-05-newest.md", report)
        with Site(folder=self.site) as site:
            self.assertEqual(self.stories(site)["/same/"]["headline"], "newest")

    def test_only_the_newest_are_public_where_the_site_says_so(self):
        self.take({f"_posts/2020-01-{day:02}-{day}.md": post(title=str(day)) for day in range(1, 6)}, config=CONFIG + "limit_posts: 2\n")
        with Site(folder=self.site) as site:
            self.assertEqual({story["headline"] for story in self.stories(site).values()}, {"4", "5"})

    def test_bad_sources_are_said(self):
        for files, config, words in (({}, "title: x\npermalink: /:nope/\n", "has :nope, which Jekyll does not know"), ({}, "title: [x\n", "_config.yml:2: the site's configuration cannot be read"), ({}, "title: x\n", "contains no posts and no pages"),
                                     ({}, "title: x\nsource: ../elsewhere\n", "is not in"), ({}, "exclude: [" + "a, " * 600 + "]\n", "more than 500 entries in exclude"),
                                     ({}, "defaults: [{scope: {path: ''}, values: {" + ", ".join(f"k{number}: 1" for number in range(600)) + "}}]\n", "more than 500 entries in defaults"),
                                     ({}, "defaults: [{scope: {path: '_posts/{a,b}/*'}, values: {published: false}}]\n", "the pattern \"_posts/{a,b}/*\" in defaults"),
                                     ({}, "exclude: ['[ab]*.md']\n", "the pattern \"[ab]*.md\" in exclude")):
            write(self.source, {"_config.yml": config.encode(), **files})
            done = run("import", "jekyll", self.source, site=self.site)
            self.assertEqual(done.returncode, 1)
            self.assertIn(words, done.stderr)
        for path, words in ((os.path.join(self.source, "nowhere"), "is not a folder"), (tempfile.gettempdir(), "has neither _config.yml nor _posts")):
            self.assertIn(words, run("import", "jekyll", path, site=self.site).stderr)
        self.assertEqual(run("import", "jekyll", self.source, "--include-expired", site=self.site).returncode, 1)

    def test_typed_quotation_marks_stay_where_asked(self):
        self.take({"_posts/2020-01-01-a.md": post('"Yes" -- no')})
        with Site(folder=self.site) as site:
            self.assertIn("“Yes” – no", site.get("/2020/01/01/a.html").text)
        self.take({}, "--as-typed")
        with Site(folder=self.site) as site:
            self.assertIn("Yes&quot; -- no", site.get("/2020/01/01/a.html").text.replace('"', "&quot;"))


if __name__ == "__main__":
    unittest.main()
