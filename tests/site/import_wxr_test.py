#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A WordPress export is taken over whole: every post at its old address with its words, whatever else is in the file accounted for."""
import gzip
import html
import os
import re
import tempfile
import unittest
import xml.etree.ElementTree
import zipfile

from import_hugo_test import StoryPage, words
from imports import accounts, balanced
from stoppress_site import Site, binary, corpus, only_on_sqlite, run

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="{scheme}://wordpress.org/export/{version}/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{scheme}://wordpress.org/export/{version}/">
<channel><title>Site</title><link>https://paper.test</link><language>en</language><wp:wxr_version>{version}</wp:wxr_version>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name><![CDATA[Ann Ray]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>city</wp:category_nicename><wp:cat_name><![CDATA[City &amp; Region]]></wp:cat_name></wp:category>
"""
TAIL = "</channel></rss>"


def item(number, title="Title", content="Text.", kind="post", status="publish", more="", link=None):
    return f"""<item><title><![CDATA[{title}]]></title><link>{link or f"https://paper.test/2020/01/{number}/"}</link>
<pubDate>Wed, 01 Jan 2020 10:00:00 +0000</pubDate><dc:creator>ann</dc:creator><guid>https://paper.test/?p={number}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date_gmt>2020-01-01 10:00:00</wp:post_date_gmt><wp:post_name>p{number}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<category domain="category" nicename="city"><![CDATA[City &amp; Region]]></category>{more}</item>
"""


def export(*items, scheme="http", version="1.2"):
    return HEAD.format(scheme=scheme, version=version) + "".join(items) + TAIL


class SmallExport(unittest.TestCase):
    def setUp(self):
        binary()
        temporary = tempfile.TemporaryDirectory(prefix="stoppress-wxr-")
        self.addCleanup(temporary.cleanup)
        self.file = os.path.join(temporary.name, "export.xml")
        self.folder = os.path.join(temporary.name, "site")
        self.report = os.path.join(temporary.name, "report.txt")

    def import_text(self, text, *arguments):
        with open(self.file, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        done = run("import", "wxr", self.file, "--report", self.report, *arguments, site=self.folder)
        table = balanced(self, done.stdout)
        report = ""
        if os.path.exists(self.report):
            with open(self.report, encoding="utf-8") as lines:
                report = lines.read()
        return done, table, report

    def test_all_versions_and_both_spellings_of_the_namespace_are_read(self):
        for number, (scheme, version) in enumerate([("http", "1.0"), ("https", "1.1"), ("https", "1.2")], 1):
            done, table, _ = self.import_text(export(item(number), scheme=scheme, version=version))
            self.assertEqual((done.returncode, table["stories"]["taken"]), (0, 1), done.stderr)

    def test_every_kind_of_item_is_accounted_for(self):
        text = export(item(1), item(2, kind="page"), item(3, status="trash"), item(4, kind="nav_menu_item"), item(5, kind="revision"), item(6, kind="recipe"),
                      item(7, kind="attachment", more="<wp:attachment_url>https://paper.test/wp-content/uploads/2020/a.jpg</wp:attachment_url>"),
                      item(8, more="<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"), item(9, status="private"), item(10, status="pending"))
        done, table, report = self.import_text(text)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((table["stories"]["taken"], table["stories"]["skipped"], table["pages"]["taken"], table["other items"]["skipped"]), (4, 1, 1, 3))
        self.assertEqual((table["comments"]["items"], table["comments"]["skipped"]), (1, 1))
        self.assertIn("https://paper.test/wp-content/uploads/2020/a.jpg", report)
        _, table, _ = self.import_text(text)
        self.assertEqual((table["all"]["taken"], table["all"]["changed"], table["stories"]["unchanged"]), (0, 0, 4))

    def leads(self, text, expected, *arguments):
        self.import_text(text, *arguments)
        with Site(folder=self.folder) as site:
            found = {}
            for address in expected:
                answer = site.get(address)
                found[address] = answer.headers.get("location", answer.status)
                if answer.status == 301:
                    self.assertEqual(site.get(answer.headers["location"]).status, 200, address)
        self.assertEqual(found, expected)

    TERMS = """<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>asia</wp:category_nicename><wp:category_parent>world</wp:category_parent>
<wp:cat_name>Asia</wp:cat_name></wp:category><wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>world</wp:category_nicename><wp:cat_name>World</wp:cat_name>
</wp:category><wp:category><wp:term_id>9</wp:term_id><wp:category_nicename>%d8%b4%d9%87%d8%b1</wp:category_nicename><wp:cat_name>شهر</wp:cat_name></wp:category>
<wp:tag><wp:term_id>4</wp:term_id><wp:tag_slug>water</wp:tag_slug><wp:tag_name>Water</wp:tag_name></wp:tag>"""

    @staticmethod
    def filed(number, *categories, link=None, more=""):
        """A post in these categories, in this order."""
        filings = "".join(f'<category domain="category" nicename="{name}"><![CDATA[{name}]]></category>' for name in categories)
        post = item(number, link=link, more=f"{more}{filings}<wp:post_date>2020-01-01 12:00:00</wp:post_date>")
        return post.replace('<category domain="category" nicename="city"><![CDATA[City &amp; Region]]></category>', "", 1)

    def test_feeds_lists_and_short_addresses_lead_to_what_they_showed(self):
        tag = '<category domain="post_tag" nicename="water"><![CDATA[Water]]></category>'
        text = export(self.TERMS, self.filed(11, "asia", more=tag), self.filed(12, "%d8%b4%d9%87%d8%b1"), item(13, kind="page", link="https://paper.test/about/"),
                      item(14, content="One<!--nextpage-->Two<!--nextpage-->Three")).replace("<wp:author_login>ann<", "<wp:author_login>Ann_Writer<").replace(
                          "<dc:creator>ann<", "<dc:creator>Ann_Writer<")
        self.leads(text, {
            "/feed/": "/feed.xml", "/feed/atom/": "/atom.xml", "/comments/feed/": "/feed.xml", "/?feed=rss2": "/feed.xml", "/?feed=atom": "/atom.xml",
            "/?feed=other": 200, "/index.php": "/", "/index.php?p=11": "/2020/01/11/", "/?p=11": "/2020/01/11/", "/?page_id=13": "/about/", "/?p=999": 404,
            "/category/world/asia/": "/sections/asia", "/category/asia/": "/sections/asia", "/category/asia/feed/": "/sections/asia/feed.xml",
            "/category/world/asia/feed/atom/": "/sections/asia/atom.xml", "/tag/water/": "/topics/water", "/tag/water/feed/": "/topics/water/feed.xml",
            "/author/ann_writer/": "/authors/ann-writer", "/author/ann_writer/feed/": "/authors/ann-writer/feed.xml", "/author/ann-writer/": "/authors/ann-writer",
            "/category/%D8%B4%D9%87%D8%B1/": "/sections/shhr", "/2020/01/": "/archive/2020/01", "/2020/": "/archive/2020",
            "/2020/01/feed/": "/archive/2020/01/feed.xml", "/2020/01/14/2/": "/2020/01/14/", "/2020/01/14/3/": "/2020/01/14/", "/2020/01/14/4/": 404})

    def test_what_xml_forbids_costs_itself_alone(self):
        text = export(item(1, link="https://paper.test/one/?a=1"), item(2, title="Caf@@"), item(3), item(4, content="a & b &nbsp; c")).replace("?a=1", "?a=1&b=2").replace(
            "<dc:creator>ann</dc:creator>", "<dc:creator>ann</dc:creator><wp:postmeta><wp:meta_key>x</wp:meta_key><wp:meta_value>1 & 2 < 3 &copy; &#1;</wp:meta_value></wp:postmeta>")
        done, table, _ = self.import_text(text.encode().replace(b"@@", b"\xe9"))
        self.assertEqual((done.returncode, table["stories"]["taken"]), (0, 4), done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"bytes and signs that XML does not allow, mended: \d+")
        with Site(folder=self.folder) as site:
            self.assertIn("Café", {story["headline"] for story in site.get("/api/v1/stories").json()["stories"]})

    def test_a_file_that_is_cut_off_loses_nothing_before(self):
        whole = export(*(item(number, content=f"Text of {number}. " * 20) for number in range(1, 8))).encode()
        for part in range(20, 100, 4):
            begun = whole[:len(whole) * part // 100]
            done, table, _ = self.import_text(begun)
            self.assertEqual((done.returncode, table["rest of the file"]["refused"]), (1, 1), part)
            stories = table.get("stories", {"items": 0})["items"]
            self.assertEqual(stories, begun.count(b"</item>"), f"cut at {part} %")

    def test_an_export_of_several_files_packed_or_not_is_one(self):
        tag = '<category domain="post_tag" nicename="water"><![CDATA[Water]]></category>'
        picture = item(9, kind="attachment", more="<wp:attachment_url>https://paper.test/wp-content/uploads/a.jpg</wp:attachment_url>")
        first, second = export(self.TERMS, item(1, more=tag + "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>")), export(self.TERMS, item(2, more=tag), picture)
        folder = os.path.dirname(self.file)
        names = [os.path.join(folder, name) for name in ("export.001.xml", "export.002.xml")]
        for name, text in zip(names, (first, second)):
            with open(name, "w", encoding="utf-8") as file:
                file.write(text)
        packed = os.path.join(folder, "export.zip")
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.write(name, "paper.wordpress.2024/" + os.path.basename(name))
            archive.writestr("__MACOSX/._export.001.xml", "no export")
        compressed = [name + ".gz" for name in names]
        for name in names:
            with open(name, "rb") as file, gzip.open(name + ".gz", "wb") as out:
                out.write(file.read())
        for paths, outcome in ((names, "taken"), ([packed], "unchanged"), (compressed, "unchanged"), (names[::-1], "unchanged")):
            done = run("import", "wxr", *paths, "--report", self.report, site=self.folder)
            table = balanced(self, done.stdout)
            self.assertEqual((done.returncode, table["stories"][outcome], table["tags"][outcome], table["categories"]["items"]), (0, 2, 1, 4), done.stdout + done.stderr)
            self.assertNotIn("terms", table, "what each file lists again is one")
        with open(self.report, encoding="utf-8") as report:
            self.assertIn("export.002.xml:", report.read())
        with Site(folder=self.folder) as site:
            self.assertEqual(site.get("/api/v1/stories").json()["stories"][-1]["lead_image"]["source"], "https://paper.test/wp-content/uploads/a.jpg", "an attachment of the other file")
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("readme.txt", "x")
        for path, words_ in ((packed, "no export (an .xml file)"), (folder, "is not a file")):
            done = run("import", "wxr", path, site=self.folder)
            self.assertEqual(done.returncode, 1)
            self.assertIn(words_, done.stderr)

    @staticmethod
    def comment(number, content, approved="1", parent=0, author="Dee", user=0, kind="comment", date="2020-01-02 08:00:00", url="https://dee.example/"):
        return (f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[{author}]]></wp:comment_author><wp:comment_author_email>dee@secret.example</wp:comment_author_email>"
                f"<wp:comment_author_url>{html.escape(url)}</wp:comment_author_url><wp:comment_author_IP>192.0.2.77</wp:comment_author_IP><wp:comment_agent>Secret/1.0</wp:comment_agent>"
                f"<wp:comment_date>2020-01-02 09:00:00</wp:comment_date><wp:comment_date_gmt>{date}</wp:comment_date_gmt><wp:comment_content><![CDATA[{content}]]></wp:comment_content>"
                f"<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>{user}</wp:comment_user_id></wp:comment>")

    def test_comments_stand_below_their_stories_as_the_old_site_showed_them(self):
        comment = self.comment
        said = [comment(21, 'Well "said".\n\nSee <a href="https://paper.test/2020/01/2/">this</a> and <a href="https://other.example/">that</a>.'), comment(22, "Thanks!", parent=21, author="Ann", user=3, url=""),
                comment(23, "Held", approved="0"), comment(24, "Bad", approved="spam"), comment(25, "Ping", kind="pingback"), comment(26, "Gone", approved="trash"), comment(27, "Orphan", parent=999, author="")]
        hostile = [comment(31, "<script>alert(1)</script><p onclick=x()>Hi<img src=x onerror=alert(1)></p></div></section>", author="\u202eE<b>vil</b>\u2066\x01", url="javascript:alert(1)"),
                   comment(32, "Round", parent=33), comment(33, "about", parent=32), comment(34, "x" * 70_000), comment(35, "No date", date="0000-00-00 00:00:00").replace("2020-01-02 09:00:00", "x")]
        many = [comment(100 + number, f"Number {number}.", parent=99 + number if number else 0) for number in range(60)]
        text = export(item(1, more="".join(said)), item(2, more="".join(hostile)), item(3, status="draft", more=comment(41, "Of a draft")), item(4, more="".join(many)),
                      item(5, kind="attachment", more=comment(42, "On a picture"))).replace("<wp:author><wp:author_login>", "<wp:author><wp:author_id>3</wp:author_id><wp:author_login>")
        told, dry, _ = self.import_text(text, "--dry-run")
        done, table, report = self.import_text(text)
        self.assertEqual((told.returncode, done.returncode, dry), (1, 1, table), "two comments are refused")
        self.assertEqual(table["comments"], {"items": 74, "taken": 67, "changed": 0, "unchanged": 0, "skipped": 5, "refused": 2})
        for words_ in ("not approved", "spam", "a pingback, not a comment", "in the trash", "on something that is not imported as a story", "its text is too long", "its date cannot be read"):
            self.assertIn(words_, report)
        _, again, _ = self.import_text(text)
        self.assertEqual((again["comments"]["unchanged"], again["all"]["taken"], again["all"]["changed"]), (67, 0, 0))
        with Site(folder=self.folder) as site:
            editor = site.token("editor")
            page = site.get("/2020/01/1/").text
            below = page[page.index('id="comments"'):page.index("</section>", page.index('id="comments"'))]
            self.assertIn(">3 comments</h2>", below)
            self.assertEqual(re.findall(r'<li class="comment depth-(\d)" id="([^"]+)">', below), [("0", "comment-21"), ("1", "comment-22"), ("0", "comment-27")])
            for words_ in ('<a href="https://dee.example/" rel="nofollow ugc noopener"><bdi>Dee</bdi></a>', "<p dir=\"auto\">Well “said”.</p>", '<a href="/2020/01/2/">this</a>', 'href="https://other.example/" rel="nofollow ugc noopener"',
                           '<time datetime="2020-01-02T08:00:00Z">', 'In reply to <bdi>Dee</bdi>', 'class="comment-staff"', "<bdi>Anonymous</bdi>"):
                self.assertIn(words_, below)
            self.assertEqual(below.count("comment-staff"), 1)
            self.assertIn('"commentCount":3', page)
            everything = page + site.get("/2020/01/2/").text + site.get("/api/v1/stories/1/comments", token=editor).text
            for words_ in ("secret.example", "192.0.2.77", "Secret/1.0", "Held", "Of a draft"):
                self.assertNotIn(words_, everything)
            page = site.get("/2020/01/2/").text
            self.assertIn("<bdi>Evil</bdi>", page)
            self.assertNotRegex(page, r"onclick|onerror|javascript:|alert|[\u202a-\u202e\u2066-\u2069]")
            self.assertEqual(re.findall(r'depth-(\d)" id="([^"]+)"', page), [("0", "comment-31"), ("0", "comment-32"), ("1", "comment-33")], "of a circle the first begins the thread")
            page = site.get("/2020/01/4/").text
            self.assertEqual((page.count('<li class="comment'), page.count("depth-4")), (60, 56))
            self.assertIn("<summary>Show 10 more comments</summary>", page)
            self.assertNotIn("Number 1.", site.get("/feed.xml").text)
            # The newsroom hides one and deletes one; the page follows at once, and an import brings back neither.
            path = "/api/v1/stories/1/comments"
            listed = site.get(path + "?limit=2", token=editor).json()
            self.assertEqual((listed["shown"], listed["hidden"], [one["answers"] for one in listed["comments"]], listed["comments"][1]["author"]), (3, 0, [None, 1], "ann"))
            self.assertEqual([one["text"] for one in site.get(f"{path}?cursor={listed['next']}", token=editor).json()["comments"]], ["Orphan"])
            self.assertTrue(site.patch(path + "/1", {"hidden": True}, token=editor).json()["hidden"])
            page = site.get("/2020/01/1/").text
            self.assertNotIn("comment-21", page)
            self.assertIn('depth-0" id="comment-22"', page)
            self.assertEqual(site.request("DELETE", path + "/3", token=editor).status, 204)
            self.assertEqual([site.request("DELETE", path + "/3", token=editor).status, site.patch(path + "/9", {"hidden": True}, token=editor).status], [404, 404])
            self.assertNotIn("comment-27", site.get("/2020/01/1/").text)
            notes = [(entry["action"], entry["detail"]) for entry in site.get("/api/v1/audit?limit=5", token=site.token("admin", "boss")).json()["entries"] if entry["action"].endswith("_comment")]
            self.assertEqual(notes, [("story.delete_comment", '"#3" Title'), ("story.hide_comment", '"#1" Title')])
            self.assertEqual(site.put("/api/v1/settings/comments.show", {"value": "off"}, token=site.token("admin", "chief")).status, 200)
            self.assertNotIn('id="comments"', site.get("/2020/01/4/").text)
            site.request("DELETE", "/api/v1/settings/comments.show", token=site.token("admin", "head"))
        only_on_sqlite()  # a database on the tests' server goes with the site that served it
        changed = text.replace("Thanks!", "Thanks a lot!").replace("<![CDATA[Number 59.]]></wp:comment_content><wp:comment_approved>1", "<![CDATA[Number 59.]]></wp:comment_content><wp:comment_approved>trash")
        _, table, report = self.import_text(changed)
        self.assertEqual((table["comments"]["changed"], table["comments"]["taken"], table["comments"]["unchanged"]), (1, 0, 64))
        self.assertIn("it was deleted here", report)
        out = os.path.join(os.path.dirname(self.folder), "out")
        self.assertEqual(run("export", "wxr", out, site=self.folder).returncode, 0)
        with Site(folder=self.folder) as site:
            page = site.get("/2020/01/1/").text
            self.assertIn("Thanks a lot!", page)
            self.assertNotIn("comment-27", page)
            self.assertEqual(site.get("/2020/01/4/").text.count('<li class="comment'), 59)
        # Out again, and in again.
        self.folder += "x"
        done = run("import", "wxr", os.path.join(out, "site.wxr.xml"), site=self.folder)
        self.assertEqual(accounts(done.stdout)["comments"], {"items": 66 - 1, "taken": 64, "changed": 0, "unchanged": 0, "skipped": 1, "refused": 0}, done.stdout + done.stderr)
        with Site(folder=self.folder) as site:
            self.assertEqual(site.get("/2020/01/4/").text.count("depth-4"), 55)

    def test_quotes_and_dashes_are_as_wordpress_shows_them(self):
        text = export(item(1, title='A "title" -- isn\'t it', content='He said "no" -- \'really\'...\n\nhttps://www.youtube.com/watch?v=ab--cdEFG12\n\n[embed]https://youtu.be/xy--cdEFG12[/embed]\n\n<code>"x" -- y</code> <a title="a -- b">9x9</a>'))
        for arguments, headline, words_ in (((), "A “title” — isn’t it", "He said “no” — ‘really’…"), (("--as-typed",), 'A "title" -- isn\'t it', 'He said "no" -- \'really\'...')):
            self.import_text(text, *arguments)
            with Site(folder=self.folder) as site:
                story = site.get("/api/v1/stories/1").json()
                self.assertEqual(story["headline"], headline)
                self.assertIn(words_, html.unescape(story["body_html"]))
                self.assertIn('<code>"x" -- y</code>', story["body_html"])
                self.assertIn("watch?v=ab--cdEFG12", story["body_html"])
                self.assertIn("xy--cdEFG12", story["body_html"])
            self.folder += "x"
        self.import_text(text.replace("<language>en<", "<language>fa-IR<"))
        with Site(folder=self.folder) as site:
            self.assertEqual(site.get("/api/v1/stories/1").json()["headline"], 'A "title" — isn\'t it', "whose marks we do not know")

    def test_a_posts_language_is_polylangs_and_no_other_taxonomys(self):
        def filed(number, nicename):
            return item(number, title=f"Post {number}", more=f'<category domain="language" nicename="{nicename}"><![CDATA[Name]]></category>')

        done, _, report = self.import_text(export(filed(1, "fa"), filed(2, "pt-br"), filed(3, "english"), filed(4, "c")))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(report.count("terms of custom taxonomies that were not imported: 1"), 2, report)
        with Site(folder=self.folder) as site:
            stories = site.get("/api/v1/stories").json()["stories"]
            self.assertEqual({story["headline"][-1]: story["language"] for story in stories}, {"1": "fa", "2": "pt-BR", "3": "en", "4": "en"})

    def test_types_of_the_sites_own_subtitles_and_pinned_posts(self):
        subtitle = "<wp:postmeta><wp:meta_key>newspack_post_subtitle</wp:meta_key><wp:meta_value>The subtitle</wp:meta_value></wp:postmeta><wp:is_sticky>1</wp:is_sticky>"
        text = export(item(1, more=subtitle), item(2, kind="news_article"), item(3, kind="report"))
        _, table, report = self.import_text(text, "--post-type", "news_article", "--post-type", "report")
        self.assertEqual((table["stories"]["taken"], "other items" in table), (3, False))
        self.assertIn("it was pinned to the front page (sticky)", report)
        with Site(folder=self.folder) as site:
            self.assertEqual(site.get("/api/v1/stories/1").json()["standfirst"], "The subtitle")
            self.assertEqual(site.get("/2020/01/2/").status, 200)

    def test_reusable_blocks_are_where_posts_show_them(self):
        outer = '<!-- wp:paragraph --><p>Outer.</p><!-- /wp:paragraph --><!-- wp:block {"ref":91} /-->'
        text = export(item(1, content='<!-- wp:paragraph --><p>Own.</p><!-- /wp:paragraph --><!-- wp:block {"ref":90} /--><!-- wp:block {"ref":77} /-->'), item(90, kind="wp_block", content=outer),
                      item(91, kind="wp_block", content='<!-- wp:paragraph --><p>Inner.</p><!-- /wp:paragraph --><!-- wp:block {"ref":90} /-->'))
        done, table, report = self.import_text(text)
        self.assertEqual((done.returncode, table["stories"]["taken"], table["other items"]["skipped"]), (0, 1, 2), done.stderr)
        with Site(folder=self.folder) as site:
            page = site.get("/2020/01/1/").text
            self.assertRegex(page, r"(?s)<p>Own\.</p>\s*<p>Outer\.</p>\s*<p>Inner\.</p>")
            self.assertEqual(page.count("<p>Outer."), 1, "a block that is inside itself ends there")
        self.assertIn("is not in the export and was left out: 77", report)
        self.folder += "x"
        locked = item(90, kind="wp_block", content="<!-- wp:paragraph --><p>Secret.</p><!-- /wp:paragraph -->", more="<wp:post_password>pw</wp:post_password>")
        self.import_text(export(item(1, content='<!-- wp:block {"ref":90} /--><!-- wp:block {"ref":91} /-->'), locked, item(91, kind="wp_block", content='<p>He said "so"</p>')))
        with Site(folder=self.folder) as site:
            page = site.get("/2020/01/1/").text
            self.assertNotIn("Secret", page)
            self.assertIn("He said “so”", page)
        self.assertIn("inside itself", report)

    def test_a_scheduled_post_gets_the_address_that_it_would_have_had(self):
        def dated(number, link, **fields):
            return item(number, link=link, more="<wp:post_date>2020-01-31 12:00:00</wp:post_date>", **fields)

        later = item(36, status="future", link="https://paper.test/?p=36", more="<wp:post_date>2091-02-03 09:30:00</wp:post_date>").replace("2020-01-01 10:00:00", "2091-02-03 08:30:00")
        for pattern, address in (("/{y}/{m}/{d}/p{n}/", "/2091/02/03/p36/"), ("/blog/p{n}", "/blog/p36"), ("/archive/{n}", "/archive/36"), ("/ann/city/p{n}.html", "/ann/city/p36.html")):
            self.folder += "x"
            self.import_text(export(*(dated(number, "https://paper.test" + pattern.format(y="2020", m="01", d="31", n=number)) for number in range(1, 5)), dated(5, "https://paper.test/other/"), later))
            with Site(folder=self.folder) as site:
                story = next(story for story in site.get("/api/v1/stories?status=scheduled", token=site.token()).json()["stories"])
                self.assertEqual(story["url"], address)
        # A category within another one is several parts of an address, and another category has none of them.
        self.folder += "z"
        self.import_text(export(self.TERMS, *(self.filed(number, "asia", link=f"https://paper.test/world/asia/p{number}/") for number in range(1, 4)),
                                self.filed(36, "water-world", link="https://paper.test/?p=36").replace("<wp:status>publish", "<wp:status>future").replace("2020-01-01 10:00:00", "2091-02-03 08:30:00")))
        with Site(folder=self.folder) as site:
            story = next(story for story in site.get("/api/v1/stories?status=scheduled", token=site.token()).json()["stories"])
            self.assertEqual(story["url"], "/water-world/p36/")
        # Where posts do not agree, nothing is guessed.
        self.folder += "y"
        self.import_text(export(dated(1, "https://paper.test/a/"), dated(2, "https://paper.test/b/"), later))
        with Site(folder=self.folder) as site:
            story = next(story for story in site.get("/api/v1/stories?status=scheduled", token=site.token()).json()["stories"])
            self.assertEqual(story["url"], "/?p=36")

    def test_a_private_post_keeps_its_date_and_address_for_the_day_when_it_is_published(self):
        self.import_text(export(item(1, status="private"), item(2, more="<wp:post_password>x</wp:post_password>"), item(3, status="draft", link="https://paper.test/?p=3")))
        with Site(folder=self.folder) as site:
            token = site.token()
            stories = site.get("/api/v1/stories?status=draft", token=token).json()["stories"]
            self.assertEqual(len(stories), 3)
            for number in (1, 2):
                self.assertEqual(site.get(f"/2020/01/{number}/").status, 404)
            for story in stories:
                site.post(f"/api/v1/stories/{story['id']}/publish", {}, token=token)
            found = {story["url"]: story["published_at"] for story in site.get("/api/v1/stories").json()["stories"]}
            self.assertEqual({url: found.get(url) for url in ("/2020/01/1/", "/2020/01/2/")}, {"/2020/01/1/": "2020-01-01T10:00:00Z", "/2020/01/2/": "2020-01-01T10:00:00Z"})
            self.assertEqual(len(found), 3)

    def test_the_section_is_that_of_the_address_or_the_primary_or_the_oldest_category(self):
        primary = "<wp:postmeta><wp:meta_key>_yoast_wpseo_primary_category</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>"
        self.import_text(export(self.TERMS, self.filed(1, "asia", "world"), self.filed(2, "asia", "world", link="https://paper.test/world/asia/two/"),
                                self.filed(3, "world", "asia", more=primary), self.filed(4, "asia")))
        with Site(folder=self.folder) as site:
            found = {story["url"]: story["section"] for story in site.get("/api/v1/stories").json()["stories"]}
        self.assertEqual(found, {"/2020/01/1/": "world", "/world/asia/two/": "asia", "/2020/01/3/": "asia", "/2020/01/4/": "asia"})

    def test_a_plain_link_of_a_blog_in_a_folder_is_no_address(self):
        text = export(item(5, link="https://paper.test/blog/?p=5")).replace("<link>https://paper.test</link>", "<link>https://paper.test/blog</link>", 1)
        _, _, report = self.import_text(text)
        self.assertIn("the link has no path", report)
        with Site(folder=self.folder) as site:
            [url] = [story["url"] for story in site.get("/api/v1/stories").json()["stories"]]
            self.assertEqual(site.get(url).status, 200)
            self.assertEqual(site.get("/blog/feed/").headers["location"], "/feed.xml")

    def test_document_types_and_entities_are_refused_unread(self):
        done, _, _ = self.import_text('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "other.xml">]>'
                                      '<rss><channel><item><title>&b;&x;</title></item></channel></rss>')
        self.assertEqual(done.returncode, 1)
        self.assertIn("document type", done.stderr)

    def test_what_is_no_export_is_said_in_one_line(self):
        for text in (b"", b"hello", b"<html><body>no</body></html>", b"<rss><channel><item><title>feed</title></item></channel></rss>", b"\xff\xfe<\x00", b"\x00" * 100):
            done, _, _ = self.import_text(text)
            self.assertEqual(done.returncode, 1, text)
            self.assertIn("export.xml", done.stderr)
        done = run("import", "wxr", self.file + ".missing", site=self.folder)
        self.assertEqual((done.returncode, done.stderr.count("\n")), (1, 1))

    def test_a_file_that_breaks_off_gives_what_came_before_and_no_half(self):
        whole = export(item(1), item(2, content="Long. " * 1000 + "The second text."))
        done, table, report = self.import_text(whole[:whole.index("second text")])
        self.assertEqual((done.returncode, table["stories"]["taken"], table["rest of the file"]["refused"]), (1, 1, 1))
        self.assertRegex(report, r"refused: export\.xml:\d+: the file cannot be read from here on")
        done, table, _ = self.import_text(whole)
        self.assertEqual((done.returncode, table["stories"]["taken"], table["stories"]["unchanged"]), (0, 1, 1))

    def test_bytes_that_xml_forbids_do_not_end_the_import(self):
        done, table, _ = self.import_text(export(item(1, title="Bell\x07 and more")))
        self.assertEqual((done.returncode, table["stories"]["taken"]), (0, 1), done.stderr)

    def test_what_stands_before_the_declaration_is_left_out_and_lines_are_still_right(self):
        whole = export(item(1), item(2, kind="recipe"))
        line = whole[:whole.index("<item><title><![CDATA[Title]]></title><link>https://paper.test/2020/01/2/")].count("\n") + 1
        for before in ("\n", "\ufeff", "\ufeff\n \n", "<br />\n<b>Warning</b>:  a plug-in spoke in <b>/srv/x.php</b> on line <b>3</b><br />\n" * 50):
            done, table, report = self.import_text(before + whole, "--dry-run")
            self.assertEqual((done.returncode, table["stories"]["taken"]), (0, 1), done.stderr)
            self.assertIn(f"skipped: export.xml:{line + before.count(chr(10))}: of a type that is not imported (recipe)", report)
        done, _, _ = self.import_text("<!DOCTYPE rss>" + whole[whole.index("<rss"):])
        self.assertIn("document type", done.stderr)

    def test_depth_and_size_end_in_a_sentence(self):
        deep = export("<item>" + "<wp:a>" * 300)
        done, _, _ = self.import_text(deep)
        self.assertEqual(done.returncode, 1)
        big = export(item(1), item(2, content="x" * 5_000_000), item(3, content="<div>" * 50000))
        done, table, report = self.import_text(big)
        self.assertEqual(table["stories"]["taken"] + table["stories"]["refused"], 3)
        self.assertGreaterEqual(table["stories"]["refused"], 1, report)

    def test_the_bodies_of_both_editors_read_as_they_did(self):
        classic = ('First line\nsecond line\n\nNext <em>paragraph</em>.\n\n[caption id="a" width="3"]<img src="https://paper.test/a.jpg" alt="A boat" /> The boat[/caption]\n\n'
                   'https://www.youtube.com/watch?v=abcdefghijk\n\n[sic] stays, [my_widget id="3"]inner words[/my_widget] too.\n\n[gallery ids="7"]')
        blocks = ('<!-- wp:paragraph --><p>Block text</p><!-- /wp:paragraph --><!-- wp:pullquote --><figure><blockquote><p>Said so</p><cite>Ann</cite></blockquote></figure>'
                  '<!-- /wp:pullquote --><!-- wp:embed {"url":"https://vimeo.com/1234"} --><figure><div>\nhttps://vimeo.com/1234\n</div></figure><!-- /wp:embed -->'
                  '<!-- wp:latest-posts /-->')
        attachment = item(7, kind="attachment", more="<wp:attachment_url>https://paper.test/g.jpg</wp:attachment_url>")
        _, table, report = self.import_text(export(item(1, title="Classic &amp; old", content=classic), item(2, title="Blocks", content=blocks), attachment))
        self.assertEqual(table["stories"]["taken"], 2, report)
        with Site(folder=self.folder) as site:
            body = site.get("/2020/01/1/").text
            page = StoryPage(body)
            self.assertEqual((page.of("h1"), page.of("data-byline").replace("By ", "")), ("Classic & old", "Ann Ray"))
            self.assertRegex(body, r"First line<br>\s*second line</p>")
            for source in ("https://paper.test/a.jpg", "https://paper.test/g.jpg"):
                self.assertIn(f'src="{source}"', body)
            self.assertIn("https://www.youtube.com/watch?v=abcdefghijk", body)
            self.assertIn("[sic] stays, inner words too.", page.of("data-body"))
            for sign in ("[caption", "[gallery", "my_widget", "wp:"):
                self.assertNotIn(sign, page.of("data-body"))
            body = site.get("/2020/01/2/").text
            self.assertIn('class="pullquote"', body)
            self.assertIn("https://vimeo.com/1234", body)
            self.assertEqual(site.get("/sections/city").status, 200)
            self.assertIn("City &amp; Region", site.get("/sections/city").text)
        self.assertIn("'latest-posts'", report)
        self.assertIn("[my_widget]", report)

    def test_what_was_deleted_here_stays_deleted_and_is_said(self):
        posts = export(item(1, "Kept"), item(2, "Deleted", status="draft"))
        self.import_text(posts)
        site = Site(folder=self.folder)
        self.addCleanup(site.close)
        token = site.token("editor")
        site.start()
        story = next(one for one in site.get("/api/v1/stories?status=draft", token=token).json()["stories"] if one["headline"] == "Deleted")
        self.assertEqual(site.request("DELETE", f"/api/v1/stories/{story['id']}", token=token).status, 200)
        site.terminate()
        _, table, report = self.import_text(posts)
        self.assertEqual({name: table["stories"][name] for name in ("taken", "changed", "unchanged", "skipped")}, {"taken": 0, "changed": 0, "unchanged": 1, "skipped": 1})
        self.assertIn("it was deleted here; restore it from the trash to import it again", report)


class Corpus(unittest.TestCase):
    """WordPress's own test data for themes: the classic editor's and the block editor's."""

    FILES = ("themeunittestdata.wordpress.xml", "64-block-test-data.xml")

    def test_every_post_and_page_answers_at_its_old_address_with_its_words(self):
        for name in self.FILES:
            with self.subTest(name):
                self.take(corpus("wordpress", name))

    def take(self, path):
        site = Site()
        try:
            first = site.run("import", "wxr", path, "--as-typed", timeout=300)
            self.assertEqual(first.returncode, 0, first.stderr)
            second = accounts(site.run("import", "wxr", path, "--as-typed", timeout=300).stdout)
            self.assertEqual((second["all"]["taken"], second["all"]["changed"]), (0, 0))
            site.start()
            wrong = []
            count = 0
            for found in xml.etree.ElementTree.parse(path).iter("item"):
                field = {child.tag.split("}")[-1]: child.text or "" for child in found if child.tag.split("}")[-1] != "encoded"}
                excerpt = next((child.text or "" for child in found if child.tag.endswith("excerpt/}encoded")), "")
                if field["post_type"] not in ("post", "page") or field["status"] != "publish" or field["post_password"]:
                    continue
                count += 1
                # One link has an empty part ("//greek/"), which no address here has.
                address = re.sub(r"/{2,}", "/", re.sub(r"^https?://[^/]+", "", field["link"]))
                answer = site.get(address)
                if answer.status != 200:
                    wrong.append((address, answer.status))
                    continue
                page = StoryPage(answer.text)
                headline = words(re.sub(r"<[^>]+>", "", html.unescape(field["title"])))
                if headline and page.of("h1") != headline:
                    wrong.append((address, page.of("h1"), headline))
                if excerpt.strip() and page.of("data-standfirst") != words(html.unescape(re.sub(r"<[^>]+>", "", excerpt))):
                    wrong.append((address, page.of("data-standfirst"), excerpt))
                if field["post_type"] == "post" and not page.of("data-byline"):
                    wrong.append((address, "no byline"))
                for sign in ("<!-- wp:", "[gallery", "[caption", "[embed", "[audio", "[video", "&amp;", "&#8"):
                    if sign in page.of("text"):
                        wrong.append((address, sign))
            self.assertGreater(count, 50)
            self.assertEqual(wrong, [])
        finally:
            site.close()


if __name__ == "__main__":
    unittest.main()
