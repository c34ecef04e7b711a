#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A feed archive is taken over: what the old site showed is at its old address with its words, whatever else is in the feed is accounted for."""
import gzip
import os
import shutil
import tempfile
import unittest
import zipfile

from atom_feeds import BLOG, DRAFT, SETTINGS, backup, entry, feed, old_entry, plain_entry, takeout
from imports import balanced, write
from pictures import png
from stoppress_site import Site, binary, run

AT_GOOGLE = "https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsEhash"


class AtomTest(unittest.TestCase):
    def setUp(self):
        binary()
        self.temporary = tempfile.mkdtemp(prefix="stoppress-atom-")
        self.addCleanup(shutil.rmtree, self.temporary, ignore_errors=True)
        self.site = os.path.join(self.temporary, "site")
        self.report_file = os.path.join(self.temporary, "report.txt")

    def path(self, name):
        return os.path.join(self.temporary, name)

    def take_files(self, *arguments):
        done = run("import", "atom", *arguments, "--report", self.report_file, site=self.site)
        with open(self.report_file, encoding="utf-8") as report:
            return done, balanced(self, done.stdout), report.read()

    def take(self, text, *arguments, name="feed.atom"):
        write(self.temporary, {name: text.encode() if isinstance(text, str) else text})
        return self.take_files(self.path(name), *arguments)

    def bodies(self):
        """Bodies of what is published, by address."""
        with Site(folder=self.site) as site:
            return self.bodies_of(site)

    @staticmethod
    def bodies_of(site):
        stories = site.get("/api/v1/stories?limit=100").json()["stories"]
        return {story["url"]: site.get(f"/api/v1/stories/{story['id']}").json()["body_html"] for story in stories}

    def body(self, text, **more):
        self.take(text, **more)
        (body,) = self.bodies().values()
        return body


class Blogger(AtomTest):
    def test_what_takeout_calls_live_is_at_its_address_and_nothing_else_is_public(self):
        entries = [entry(1, title='He said "yes" & <left>'), entry(2, status="DRAFT", name="/2019/05/a-draft.html"), entry(3, status="SOFT_TRASHED"), entry(4, status="SCHEDULED", date="2091-01-02T03:04:05Z"),
                   entry(5, kind="PAGE", name="/p/about.html"), entry(6, "See <b>this</b>.<br />And <i>that</i>.", kind="COMMENT", more=f"<blogger:parent>{BLOG}.post-1</blogger:parent>"), entry(7, kind="COMMENT", status="SPAM"),
                   entry(13, "A reply", kind="COMMENT", more=f"<blogger:parent>{BLOG}.post-1</blogger:parent><blogger:inReplyTo>{BLOG}.post-6</blogger:inReplyTo>"),
                   entry(14, "Of a draft", kind="COMMENT", more=f"<blogger:parent>{BLOG}.post-2</blogger:parent>"), entry(15, "Of nothing", kind="COMMENT", more=f"<blogger:parent>{BLOG}.post-99</blogger:parent>"), entry(8, name=""),
                   entry(9, status="NEW_STATUS"), entry(10, more="<blogger:trashed>2020-01-01T00:00:00Z</blogger:trashed>"), entry(11, title="پایتخت در شب"), entry(12, date="yesterday")]
        text = takeout(*entries)
        write(self.temporary, {"settings.csv": SETTINGS.format(access="PUBLIC")})
        done, table, report = self.take(text)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual((table["stories"]["items"], table["stories"]["taken"], table["stories"]["skipped"], table["pages"]["taken"]), (9, 7, 2, 1), report)
        self.assertEqual((table["comments"]["items"], table["comments"]["taken"], table["comments"]["skipped"]), (5, 3, 2))
        for words in ('site.title = "The Paper"', 'site.timezone = "America/New_York"'):
            self.assertIn(words, done.stdout)
        for words in ("in the trash", "its status is SPAM", "its story is not imported", "its status is NEW_STATUS", "its date cannot be read", "the feed names no path of it"):
            self.assertIn(words, report)
        again, table, _ = self.take(text)
        self.assertEqual((again.returncode, table["stories"]["unchanged"], table["stories"]["taken"], table["comments"]["unchanged"]), (0, 7, 0, 3))
        with Site(folder=self.site) as site:
            stories = {story["url"]: story for story in site.get("/api/v1/stories").json()["stories"]}
            self.assertEqual(len(stories), 3, stories.keys())
            self.assertEqual((stories["/2019/05/post-1.html"]["headline"], stories["/2019/05/post-1.html"]["published_at"]), ('He said "yes" & <left>', "2019-05-04T10:00:00Z"))
            self.assertEqual(stories["/2019/05/post-11.html"]["direction"], "rtl")
            page = site.get("/2019/05/post-1.html").text
            self.assertRegex(page, r'(?s)depth-0" id="c6">.*<p dir="auto">See <strong>this</strong>.<br>And <em>that</em>.</p>.*depth-1" id="c13">.*In reply to <bdi>Ann Ray</bdi>')
            self.assertNotIn("Of a draft", page)
            for path, status in (("/2019/05/post-1.html", 200), ("/2019/05/post-1.html?m=1", 200), ("/p/about.html", 200), ("/2019/05/a-draft.html", 404), ("/2019/05/post-3.html", 404),
                                 ("/2019/05/post-4.html", 404), ("/2019/05/post-9.html", 404), ("/2019/05/post-10.html", 404), ("/2019/05/post-12.html", 404)):
                self.assertEqual(site.get(path).status, status, path)
            self.assertIn(f"<id>{BLOG}.post-1</id>", site.get("/atom.xml").text, "feed readers know the story by this id")
            scheduled = site.get("/api/v1/stories?status=scheduled", token=site.token()).json()["stories"]
            self.assertEqual([story["published_at"] for story in scheduled], ["2091-01-02T03:04:05Z"])

    def test_the_older_export_is_read_and_what_it_does_not_say_was_shown_is_a_draft(self):
        settings = f"""<entry><id>{BLOG}.settings.BLOG_LOCALE</id><published>2019-05-04T12:00:00Z</published>
<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#settings'/><title type='text'>The language</title><content type='text'>fa</content></entry>"""
        done, table, report = self.take(backup(old_entry(90, kind="template"), settings, old_entry(1), old_entry(2, control=DRAFT), old_entry(3, address=""), old_entry(4, kind="page", address="https://paper.blogspot.com/p/about.html"),
                                               old_entry(5, kind="comment", more=f"<thr:in-reply-to ref='{BLOG}.post-1'/>")), name="blog-05-04-2019.xml")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual((table["stories"]["taken"], table["pages"]["taken"]), (3, 1))
        self.assertEqual((table["comments"]["items"], table["comments"]["taken"]), (1, 1))
        for words in ("settings and templates of Blogger, which are not imported: 2", 'site.language = "fa"'):
            self.assertIn(words, done.stdout)
        self.assertIn("nothing says that the old site showed it", report)
        with Site(folder=self.site) as site:
            (story,) = site.get("/api/v1/stories").json()["stories"]
            self.assertEqual((story["url"], story["published_at"]), ("/2019/05/post-1.html", "2019-05-04T10:00:00.001Z"))

    def test_a_blog_for_chosen_readers_becomes_drafts(self):
        write(self.temporary, {"settings.csv": SETTINGS.format(access="PRIVATE")})
        _, table, report = self.take(takeout(entry(1), entry(2, kind="PAGE", name="/p/about.html")))
        self.assertEqual((table["stories"]["taken"], table["pages"]["taken"]), (1, 1))
        self.assertIn("the blog was not open to everybody", report)
        with Site(folder=self.site) as site:
            self.assertEqual(site.get("/api/v1/stories").json()["stories"], [])
            self.assertEqual((site.get("/2019/05/post-1.html").status, site.get("/p/about.html").status), (404, 404))
            token = site.token()
            (draft,) = (story for story in site.get("/api/v1/stories?status=draft", token=token).json()["stories"] if story["kind"] == "article")
            site.post(f"/api/v1/stories/{draft['id']}/publish", {}, token=token)
            self.assertEqual(site.get("/2019/05/post-1.html").status, 200, "it keeps its address")

    def test_without_settings_a_note_says_what_cannot_be_known(self):
        _, _, report = self.take(takeout(entry(1)))
        self.assertIn("nothing says whether everybody could read the blog", report)

    def test_lists_and_feeds_lead_to_what_they_showed(self):
        self.take(takeout(entry(1, labels=("City", "C++ & more", "شهر")), entry(2, labels=("city",))))
        expected = {"/search/label/City": "/topics/city", "/search/label/city": "/topics/city", "/search/label/C%2B%2B%20%26%20more": "/topics/c-more", "/search/label/%D8%B4%D9%87%D8%B1": "/topics/shhr",
                    "/2019/05/": "/archive/2019/05", "/2019/": "/archive/2019", "/2019_05_01_archive.html": "/archive/2019/05", "/feeds/posts/default": "/atom.xml", "/feeds/posts/summary": "/atom.xml",
                    "/feeds/posts/default/-/City": "/topics/city/atom.xml", "/feeds/comments/default": "/atom.xml", "/rss.xml": "/feed.xml", "/index.html": "/"}
        with Site(folder=self.site) as site:
            found = {}
            for address in expected:
                answer = site.get(address)
                found[address] = answer.headers.get("location", answer.status)
                if answer.status == 301:
                    self.assertEqual(site.get(answer.headers["location"]).status, 200, address)
        self.assertEqual(found, expected)

    def test_line_breaks_become_paragraphs_and_tables_with_pictures_figures(self):
        text = f"""First <b>bold<br /><br />Second</b> line<br>same paragraph<br/>&nbsp;<br/><a name='more'></a>Third.
<div class="separator" style="clear: both;"><a href="{AT_GOOGLE}/s1600/boat.jpg" imageanchor="1"><img border="0" data-original-height="900" data-original-width="1200" height="240" src="{AT_GOOGLE}/s320/boat.jpg" width="320" alt="A boat" /></a></div>
<a href="{AT_GOOGLE}/s1600-h/old.jpg"><img src="{AT_GOOGLE}/s320/old.jpg"></a>
<table class="tr-caption-container"><tbody><tr><td><a href="{AT_GOOGLE}/w640-h480/sea.png"><img src="{AT_GOOGLE}/w200-h150/sea.png"></a></td></tr><tr><td class="tr-caption">At <i>sea</i></td></tr></tbody></table>
<pre>one<br><br>two</pre><table><tr><td>a<br><br>b</td></tr></table>
<iframe class="BLOG_video_class" src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe><script>alert(1)</script>
<a href="http://paper.blogspot.de/2019/05/post-2.html?m=1#there">own</a> <a href="https://elsewhere.test/?m=1">other</a>
<div class="blogger-post-footer"><img width='1' height='1' src='https://blogger.googleusercontent.com/tracker/7' alt=''/></div>"""
        write(self.temporary, {"settings.csv": SETTINGS.format(access="PUBLIC")})
        body = self.body(takeout(entry(1, text)))
        for words in ("<p>First <strong>bold</strong></p>", "<strong>Second</strong> line<br>", "<p>Third.</p>", f'src="{AT_GOOGLE}/s1600/boat.jpg" alt="A boat" width="1200" height="900"', f'src="{AT_GOOGLE}/s1600/old.jpg"',
                      f'src="{AT_GOOGLE}/w640-h480/sea.png"', "<figcaption>At <em>sea</em></figcaption>", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", 'href="/2019/05/post-2.html#there"', 'href="https://elsewhere.test/?m=1"'):
            self.assertIn(words, body)
        for words in ("alert", "tracker", "s320", "s1600-h", "w200", "separator", "<div>"):
            self.assertNotIn(words, body)
        _, _, report = self.take_files(self.path("feed.atom"), "--no-media")
        self.assertIn("pictures stay at their old addresses: 3", report)

    def test_pictures_of_a_takeout_are_taken_from_its_albums(self):
        text = f'<a href="{AT_GOOGLE}/s1600/my+boat.png"><img src="{AT_GOOGLE}/s320/my+boat.png"></a><img src="{AT_GOOGLE}/s320/twice.png"><img src="{AT_GOOGLE}/s320/missing.png"><img src="https://elsewhere.test/my_boat.png">'
        feeds = {"Takeout/Blogger/Blogs/The Paper/feed.atom": takeout(entry(1, text)).encode(), "Takeout/Blogger/Blogs/The Paper/settings.csv": SETTINGS.format(access="PUBLIC"),
                 "Takeout/Blogger/Blogs/The Paper/theme-layouts.xml": "<html/>", "Takeout/Blogger/Comments/Else/feed.atom": takeout(entry(99, kind="COMMENT")).encode()}
        albums = {f"Takeout/Blogger/Albums/The Paper/{name}": png(20 + number, 10, number) for number, name in enumerate(("my boat.png", "twice.png", "twice(1).png"))}
        albums["Takeout/Blogger/Albums/The Paper/my boat.png.json"] = "{}"
        write(self.path("unpacked"), {**feeds, **albums})
        packed = shutil.make_archive(self.path("takeout"), "zip", self.path("unpacked"))
        for source in ((packed,), (self.path("unpacked"),), (self.path("unpacked/Takeout/Blogger/Blogs/The Paper/feed.atom"), "--media", self.path("unpacked/Takeout/Blogger/Albums"))):
            with self.subTest(source[0]):
                shutil.rmtree(self.site, ignore_errors=True)
                done, table, report = self.take_files(*source)
                self.assertEqual((done.returncode, table["stories"]["taken"], table["files"]["taken"]), (0, 1, 1), done.stdout + done.stderr + report)
                (body,) = self.bodies().values()
                self.assertRegex(body, r'src="/media/[0-9a-f]{64}\.')
                for words in (f'src="{AT_GOOGLE}/s320/twice.png"', f'src="{AT_GOOGLE}/s320/missing.png"', "https://elsewhere.test/my_boat.png"):
                    self.assertIn(words, body)
                for words in ("several files in the folder could be this picture", "a picture is not in the folder"):
                    self.assertIn(words, report)

    def test_several_blogs_in_one_takeout_are_refused_with_their_names(self):
        write(self.path("unpacked"), {f"Takeout/Blogger/Blogs/{name}/feed.atom": takeout(entry(1)).encode() for name in ("One", "Two")})
        packed = shutil.make_archive(self.path("takeout"), "zip", self.path("unpacked"))
        for source in (packed, self.path("unpacked")):
            done = run("import", "atom", source, site=self.site)
            self.assertEqual(done.returncode, 1)
            self.assertIn('several blogs: "One", "Two"', done.stderr)


class Hidden(AtomTest):
    """What nobody saw is not public, however the files are named, packed and ordered."""

    def pack(self, name, files):
        with zipfile.ZipFile(self.path(name), "w") as packed:
            for place, text in files.items():
                packed.writestr(place, text)
        return self.path(name)

    def public(self, *arguments):
        """The paths that are public after the import of these into a new site."""
        shutil.rmtree(self.site, ignore_errors=True)
        done, _, report = self.take_files(*arguments)
        self.assertIn(done.returncode, (0, 1), done.stderr + report)
        with Site(folder=self.site) as site:
            return sorted(story["url"] for story in site.get("/api/v1/stories").json()["stories"]), report

    def test_each_of_several_takeouts_has_its_own_settings(self):
        feed_of, settings_of = "Takeout/Blogger/Blogs/P/feed.atom", "Takeout/Blogger/Blogs/P/settings.csv"
        shown = self.pack("a.zip", {feed_of: takeout(entry(1)), settings_of: SETTINGS.format(access="PUBLIC")})
        hidden = self.pack("b.zip", {feed_of: takeout(entry(2)).replace("blog-7", "blog-8"), settings_of: SETTINGS.format(access="PRIVATE")})
        same = self.pack("c.zip", {feed_of: takeout(entry(3)), settings_of: SETTINGS.format(access="PRIVATE")})
        for order in ((shown, hidden), (hidden, shown)):
            self.assertEqual(self.public(*order)[0], ["/2019/05/post-1.html"])
        self.assertEqual(self.public(same, shown)[0], [], "it is one blog")
        with self.assertWarns(UserWarning):
            with zipfile.ZipFile(shown, "a") as packed:
                packed.writestr(settings_of, SETTINGS.format(access="PRIVATE"))
        self.assertIn("it has two files named " + settings_of, run("import", "atom", shown, site=self.site).stderr)

    def test_a_divided_takeout_is_read_as_one(self):
        place = "Takeout/Blogger/Blogs/P/"
        picture = f'<img src="{AT_GOOGLE}/s320/boat.png">'
        first = self.pack("t-001.zip", {place + "feed.atom": takeout(entry(1, picture))})
        second = self.pack("t-002.zip", {"Takeout/Blogger/Albums/P/boat.png": png(20, 10, 1), place + "settings.csv": SETTINGS.format(access="PRIVATE")})
        for order in ((first, second), (second, first)):
            addresses, report = self.public(*order)
            self.assertEqual(addresses, [])
            self.assertNotIn("a picture is not in the folder", report)
        self.assertIn("there is no feed", run("import", "atom", second, site=self.site).stderr)

    def test_a_feed_is_packed_alone(self):
        text = takeout(entry(1))
        write(self.temporary, {"feed.atom.gz": gzip.compress(text.encode())})
        for source in (self.pack("alone.zip", {"feed.atom": text}), self.path("feed.atom.gz")):
            self.assertEqual(self.public(source)[0], ["/2019/05/post-1.html"], source)

    def test_settings_count_beside_every_kind_of_feed(self):
        text = takeout(entry(1)).encode()
        private, public = SETTINGS.format(access="PRIVATE"), SETTINGS.format(access="PUBLIC")
        for feed_name, packed, settings_name, settings, why in (("feed.atom.gz", gzip.compress(text), "settings.csv", private, "not open to everybody"), ("feed.xml", text, "Settings.CSV", private, "not open to everybody"),
                                                                ("feed.atom", text, "settings.csv", "\x00", "does not say who could read the blog"), ("feed.atom", text, "settings.csv", public + "x" * 2_000_000, "does not say who could read the blog"),
                                                                ("feed.atom", text, "settings.csv", public.replace("read_access", "other"), "does not say who could read the blog")):
            with self.subTest(feed_name + " " + settings_name):
                shutil.rmtree(self.path("blog"), ignore_errors=True)
                write(self.path("blog"), {feed_name: packed, settings_name: settings.encode()})
                addresses, report = self.public(self.path("blog/" + feed_name))
                self.assertEqual(addresses, [])
                self.assertIn(why, report)

    def test_of_equally_new_versions_the_hidden_one_counts(self):
        for hidden in ({"status": "SOFT_TRASHED"}, {"status": "DRAFT"}, {"title": "x" * 3000}):
            write(self.temporary, {"old.atom": takeout(entry(1), entry(2)).encode(), "new.atom": takeout(entry(1, **hidden)).encode()})
            for order in (("old.atom", "new.atom"), ("new.atom", "old.atom")):
                self.assertEqual(self.public(*map(self.path, order))[0], ["/2019/05/post-2.html"], (hidden, order))
        # A feed of another id has the same post, but says who could read it.
        write(self.path("private"), {"feed.atom": takeout(entry(1)).replace(f"<id>{BLOG}</id>", "<id>tag:other</id>").encode(), "settings.csv": SETTINGS.format(access="PRIVATE").encode()})
        for order in (("old.atom", "private/feed.atom"), ("private/feed.atom", "old.atom")):
            self.assertEqual(self.public(*map(self.path, order))[0], ["/2019/05/post-2.html"], order)

    def test_an_entry_deleted_at_an_unknown_time_is_deleted(self):
        tombs = "".join(f'<at:deleted-entry ref=" tag:paper.test,2019:{number} "{when}/>' for number, when in ((1, ""), (2, ' when="yesterday"')))
        write(self.temporary, {"feed.atom": feed(plain_entry(1), plain_entry(2), plain_entry(3), head=tombs, attributes='xmlns:at="http://purl.org/atompub/tombstones/1.0"').encode()})
        self.assertEqual(self.public(self.path("feed.atom"))[0], ["/blog/2019/post-3.html"])

    def test_what_is_not_public_leaves_no_names(self):
        entries = [entry(1), entry(2, status="SOFT_TRASHED", labels=("Trash Label",)), entry(3, status="DRAFT", labels=("Secret Project",)), entry(4, title="x" * 3000, labels=("Refused Label",))]
        write(self.temporary, {"feed.atom": takeout(*entries).replace("Ann Ray", "Ghost Writer", 2).replace("Ghost Writer", "Ann Ray", 1).encode()})
        self.take_files(self.path("feed.atom"))
        with Site(folder=self.site) as site:
            self.assertEqual(site.get("/search/label/City").status, 301)
            for path in ("/search/label/Trash%20Label", "/search/label/Secret%20Project", "/feeds/posts/default/-/Secret%20Project", "/search/label/Refused%20Label"):
                self.assertEqual(site.get(path).status, 404, path)
            for path in ("/topics/trash-label", "/topics/refused-label", "/authors/ghost-writer"):
                self.assertEqual(site.get(path).status, 404, path)


class OtherSystems(AtomTest):
    def test_every_form_of_content_is_read(self):
        xhtml = '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &lt;two&gt;<br/>three</p><p><a href="../2018/x.html">up</a> <a href="#here">here</a></p></div></content>'
        entries = [plain_entry(1, xhtml), plain_entry(2, "<content>A &lt; B &amp;amp; C\nsecond line\n\nnext</content>"), plain_entry(3, '<content type="html"><![CDATA[<p>Five</p>]]></content>'),
                   plain_entry(4, "<summary>Only this.</summary>"), plain_entry(5, '<content src="https://paper.test/a.pdf" type="application/pdf"/><summary>About it.</summary>'),
                   plain_entry(6, '<content type="image/png">iVBORw0KGgo=</content>'), plain_entry(7, '<content type="html">&lt;p&gt;The first words and more.&lt;/p&gt;</content><summary>The first words...</summary>'),
                   plain_entry(8, '<content type="html">&lt;p&gt;Text.&lt;/p&gt;</content><summary type="html">A &lt;b&gt;summary&lt;/b&gt;</summary>'),
                   plain_entry(9, '<content type="html">&lt;p&gt;Listen.&lt;/p&gt;</content><link rel="enclosure" type="audio/mpeg" length="1" href="https://paper.test/one.mp3"/>')]
        done, table, report = self.take(feed(*entries))
        self.assertEqual((done.returncode, table["stories"]["taken"]), (0, 9), done.stdout + done.stderr)
        for words in ("only its summary is imported", "its content is not in the feed, only named there: https://paper.test/a.pdf", "only named there: of the type image/png"):
            self.assertIn(words, report)
        with Site(folder=self.site) as site:
            bodies = self.bodies_of(site)
            stories = {story["headline"]: story for story in site.get("/api/v1/stories").json()["stories"]}
            self.assertEqual((stories["Post 7"]["standfirst"], stories["Post 8"]["standfirst"]), ("", "A summary"))
            self.assertEqual(site.get("/blog/old-feed").headers.get("location"), "/atom.xml")
            self.assertEqual(site.get("/topics/city").status, 200)
        at = lambda number: bodies[f"/blog/2019/post-{number}.html"]
        self.assertEqual(at(1), '<p>One &lt;two&gt;<br>three</p>\n<p><a href="/blog/2018/x.html">up</a> <a href="#here">here</a></p>\n')
        self.assertEqual(at(2), "<p>A &lt; B &amp; C<br>second line</p>\n<p>next</p>\n")
        self.assertEqual((at(3), at(4), at(5)), ("<p>Five</p>\n", "<p>Only this.</p>\n", "<p>About it.</p>\n"))
        self.assertIn('href="https://paper.test/one.mp3"', at(9))

    def test_a_summary_that_is_the_whole_text_is_whole(self):
        long = "word " * 6_000
        _, _, report = self.take(feed(plain_entry(1, f'<summary type="html">&lt;p&gt;{long}end&lt;/p&gt;</summary>'), plain_entry(2, f'<content>Text.</content><summary>{long}</summary>')))
        bodies = self.bodies()
        self.assertEqual(bodies["/blog/2019/post-1.html"], f"<p>{long}end</p>\n")
        self.assertEqual(bodies["/blog/2019/post-2.html"], "<p>Text.</p>\n")
        self.assertIn("its summary has more than 20000 bytes, and its end is left out", report)

    def test_only_the_site_that_the_feed_names_is_the_old_one(self):
        links = '<content type="html">&lt;a href="https://news.test/b"&gt;b&lt;/a&gt; &lt;a href="https://paper.test/c"&gt;c&lt;/a&gt;</content>'
        text = feed(plain_entry(1, links), plain_entry(2, address="https://news.test/a"))
        _, _, report = self.take(text)
        self.assertIn("its address is at another host than the old site", report)
        bodies = self.bodies()
        self.assertIn('href="https://news.test/b"', bodies["/blog/2019/post-1.html"])
        self.assertIn('href="/c"', bodies["/blog/2019/post-1.html"])
        self.assertEqual(len(bodies), 2)
        self.assertNotIn("/a", bodies)
        shutil.rmtree(self.site)
        self.take(text, "--address", "https://news.test/")
        self.assertIn("/a", self.bodies())
        shutil.rmtree(self.site)
        self.take(text.replace('href="https://paper.test/blog/"', 'href=""'))
        self.assertIn("/a", self.bodies(), "the feed names no site, so its entries do")

    def test_the_old_front_page_leads_to_the_new_one(self):
        self.take(feed(plain_entry(1)))
        write(self.temporary, {"comments.atom": feed(plain_entry(3, more='<thr:in-reply-to ref="tag:paper.test,2019:1"/>')).replace("https://paper.test/blog/\"", "https://paper.test/blog/2019/post-1.html\"").encode()})
        done, table, _ = self.take_files(self.path("feed.atom"), self.path("comments.atom"))
        self.assertEqual((done.returncode, table["stories"]["unchanged"]), (0, 1), done.stdout)
        with Site(folder=self.site) as site:
            self.assertEqual(site.get("/blog/").headers.get("location"), "/")

    def test_authors_languages_and_addresses_are_inherited(self):
        entries = [plain_entry(1), plain_entry(2, more="<author><name>Ben Lee</name><uri>https://ben.test/</uri></author><contributor><name>Cy</name></contributor>"),
                   plain_entry(3, more="<source><id>x</id><author><name>Dee Fox</name></author></source>"), plain_entry(4, '<content type="html" xml:lang="de" xml:base="pics/">&lt;img src="a.jpg"&gt;</content>', address="/blog/2019/post-4.html")]
        # The feed's own author stands behind its entries: elements may come in any order.
        text = feed(*entries, attributes='xml:lang="fr" xml:base="https://paper.test/blog/"').replace("</feed>", "<author><name>Ann Ray</name><email>ann@paper.test</email></author></feed>")
        done, table, report = self.take(text)
        self.assertEqual((done.returncode, table["authors"]["taken"]), (0, 3), done.stderr)
        self.assertIn("a contributor is not named in the byline: Cy", report)
        self.assertIn('site.language = "fr"', done.stdout)
        with Site(folder=self.site) as site:
            stories = {story["headline"]: story for story in site.get("/api/v1/stories").json()["stories"]}
            self.assertEqual([stories[f"Post {number}"]["authors"] for number in (1, 2, 3)], [["ann-ray"], ["ben-lee"], ["dee-fox"]])
            self.assertEqual((stories["Post 1"]["language"], stories["Post 4"]["language"], stories["Post 4"]["url"]), ("fr", "de", "/blog/2019/post-4.html"))
            self.assertIn('src="https://paper.test/blog/pics/a.jpg"', site.get(f"/api/v1/stories/{stories['Post 4']['id']}").json()["body_html"])

    def test_of_versions_in_several_files_the_newest_counts_in_any_order(self):
        old, new = feed(plain_entry(1, "<content>Old</content>"), plain_entry(2), plain_entry(3)), feed(
            plain_entry(1, "<content>New</content>", updated="2020-01-01T00:00:00Z"), head='<link rel="prev-archive" href="https://paper.test/archive-1"/>',
            attributes='xmlns:at="http://purl.org/atompub/tombstones/1.0"').replace("</feed>", '<at:deleted-entry ref="tag:paper.test,2019:3" when="2020-01-01T00:00:00Z"/></feed>')
        write(self.temporary, {"old.xml": old.encode(), "new.xml": new.encode()})
        for files in (("old.xml", "new.xml"), ("new.xml", "old.xml")):
            done, table, report = self.take_files(*map(self.path, files))
            self.assertEqual((done.returncode, table["stories"]["items"], table["stories"]["skipped"]), (0, 4, 2), done.stdout + done.stderr)
            self.assertEqual(table["all"]["changed"], 0)
            for words in ("another version of it in the feed is newer", "the feed says that it was deleted", "the feed goes on elsewhere; download that, too, and name both: https://paper.test/archive-1"):
                self.assertIn(words, report)
        self.assertEqual(self.bodies(), {"/blog/2019/post-1.html": "<p>New</p>\n", "/blog/2019/post-2.html": "<p>Text.</p>\n"})

    def test_drafts_replies_and_entries_without_an_address_are_not_public(self):
        control = '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>'
        done, table, _ = self.take(feed(plain_entry(1), plain_entry(2, more=control), plain_entry(3, more='<thr:in-reply-to ref="tag:paper.test,2019:5"/>'), plain_entry(4, address=""),
                                        plain_entry(5, address="https://paper.test/blog/2019/post-1.html#reply-5", more='<thr:in-reply-to ref="tag:paper.test,2019:1"/>'),
                                        plain_entry(6, more='<thr:in-reply-to ref="tag:paper.test,2019:6"/>')))
        self.assertEqual((done.returncode, table["stories"]["taken"]), (0, 3), done.stderr)
        self.assertEqual((table["comments"]["taken"], table["comments"]["skipped"]), (2, 1), "one answers only itself")
        with Site(folder=self.site) as site:
            self.assertEqual(set(self.bodies_of(site)), {"/blog/2019/post-1.html"})
            self.assertRegex(site.get("/blog/2019/post-1.html").text, r'(?s)depth-0" id="reply-5".*depth-1" id="comment-no-\d"')

    def test_pictures_below_the_site_are_taken_and_their_addresses_redirect(self):
        write(self.path("media"), {"2010/a.png": png(20, 10, 1), "2011/a.png": png(30, 10, 2)})
        done, table, _ = self.take(feed(plain_entry(1, '<content type="html">&lt;img src="/assets/2011/a.png"&gt;</content>')), "--media", self.path("media"))
        self.assertEqual((done.returncode, table["files"]["taken"]), (0, 1), done.stdout + done.stderr)
        with Site(folder=self.site) as site:
            self.assertRegex(site.get("/assets/2011/a.png").headers.get("location", ""), r"^/media/[0-9a-f]{64}\.")

    def test_bad_input_is_said(self):
        whole = feed(plain_entry(1), plain_entry(2))
        for text, words in ((b"", "the file is empty"), (b"PK\x03\x04 cut", "no complete ZIP file"), ('<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "it does not start with <feed>"),
                            (whole.replace("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"), "of another version than Atom 1.0"),
                            (whole.replace("<feed ", '<!DOCTYPE feed [<!ENTITY a "b">]><feed ', 1), "declares a document type, which Atom feeds do not have")):
            write(self.temporary, {"bad.atom": text if isinstance(text, bytes) else text.encode()})
            done = run("import", "atom", self.path("bad.atom"), site=self.site)
            self.assertEqual(done.returncode, 1, text)
            self.assertIn(words, done.stderr)
        done = run("import", "atom", self.path("missing.atom"), site=self.site)
        self.assertIn("cannot read", done.stderr)
        os.makedirs(self.path("empty"))
        self.assertIn("there is no feed", run("import", "atom", self.path("empty"), site=self.site).stderr)
        cut = whole.encode()[:whole.index("Post 2")]
        done, table, report = self.take(cut)
        self.assertEqual((done.returncode, table["stories"]["taken"], table["rest of the file"]["refused"]), (1, 1, 1), report)
        done, table, report = self.take(feed(plain_entry(10).replace("<id>tag:paper.test,2019:10</id>", ""), plain_entry(5, address="").replace("<id>tag:paper.test,2019:5</id>", ""), "<entry/>", plain_entry(6).replace("Post 6", "x" * 3000)))
        self.assertEqual((table["stories"]["items"], table["stories"]["taken"], table["stories"]["refused"]), (4, 1, 3), report)
        for words in ("it has neither an id nor an address", "its title is too long"):
            self.assertIn(words, report)

    def test_what_xml_forbids_is_mended(self):
        done, table, _ = self.take(feed(plain_entry(1).replace("Post 1", "Caf@@ & co &eacute;")).encode().replace(b"@@", b"\xe9"))
        self.assertEqual((done.returncode, table["stories"]["taken"]), (0, 1), done.stderr)
        self.assertRegex(done.stdout, r"bytes and signs that XML does not allow, mended: \d+")


if __name__ == "__main__":
    unittest.main()
