#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sample Jekyll sites, and what Jekyll itself makes of them. Run alone, with Jekyll installed, it writes those answers anew:

    tests/support/jekyll_sites.py tests/golden/jekyll_answers.json
"""
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from imports import write

LAYOUT = '<html><head><meta name="url" content="{{ page.url | xml_escape }}"></head><body><h1>{{ page.title | xml_escape }}</h1><main>{{ content }}</main></body></html>'


def page(text="Words here.", **values):
    lines = [f"{key}: {value}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", text, ""])


POSTS = {
    "_posts/2020-01-05-first-story.md": page(title="First story", tags="water air"),
    "_posts/2020-2-7-One-Digit.markdown": page(categories="city news"),
    "_posts/2019-12-30-week-of-another-year.md": page(title="Week of another year", category="Local News"),
    "_posts/2020-03-01-C++-and.more_~x!.md": page(title="Signs"),
    "_posts/2020-03-02-شهر-و-آب.md": page(title="شهر و آب", categories="[اخبار]"),
    "_posts/2020-03-03-水の町.md": page(title="水の町", slug="Mizu No Machi"),
    "_posts/2020-03-04-ÜBER-Straße.md": page(title="Über Straße", categories='["C# & Co", Ärger]'),
    "news/_posts/2020-04-01-in-a-folder.md": page(title="In a folder", categories="more"),
    "news/world/_posts/deep/2020-04-02-deeper.html": page("<p>Deeper words.</p>", title="Deeper"),
    "_posts/2020-05-01-own-date.md": page(title="Own date", date="2020-06-30 23:30:00 +0000"),
    "_posts/2020-05-02-no-zone.md": page(title="No zone", date="2020-07-31 22:30:00"),
    "_posts/2020-05-03-no-seconds.md": page(title="No seconds", date="2020-07-31 22:30"),
    "_posts/2020-05-04-one-digit-zone.md": page(title="One digit zone", date="2020-08-31 20:00:00 -4"),
    "_posts/2020-05-05-quoted-zone.md": page(title="Quoted zone", date='"2020-08-31 20:00:00 -4"'),
    "_posts/2020-05-06-words-date.md": page(title="Words date", date="September 30, 2020 11:00 PM"),
    "_posts/2020-05-07-named-zone.md": page(title="Named zone", date='"2020-09-30 20:00 PST"'),
    "_posts/2020-05-08-permalink.md": page(title="Permalink", permalink="/own/:year/:title", categories="x"),
    "_posts/2020-05-09-permalink-file.md": page(title="Permalink file", permalink="/own/file.html"),
    "_posts/2020-05-10-permalink-folder.md": page(title="Permalink folder", permalink="/own/über uns/"),
    "_posts/2020-05-11-hidden.md": page(title="Hidden", published="false"),
    "_posts/2020-05-12-hidden-too.md": page(title="Hidden too", published=""),
    "_posts/2090-01-01-ahead.md": page(title="Ahead"),
    "_posts/2020-05-13-no-front-matter.md": "Only words.\n",
    "_posts/no-date.md": page(title="No date"),
    "_posts/.2020-05-14-dot.md": page(title="Dot"),
    "_posts/_below/2020-05-15-underscore.md": page(title="Underscore"),
    "_drafts/a-draft.md": page(title="A draft"),
    "news/_drafts/dated.md": page(title="Dated draft", date="2020-05-16"),
    "_posts/2020-05-17-short.md": "---\ntitle: Short end\n...\nWords.\n",
    "_posts/2020-05-18-dots....md": page(title="Dots"),
    "_posts/16-05-19-short-year.md": page(title="Short year"),
}
PAGES = {
    "about.md": page(title="About"),
    "contact/index.md": page(title="Contact"),
    "legal/imprint.html": page("<p>Imprint words.</p>", title="Imprint"),
    "team.md": page(title="Team", permalink="/people/:basename/"),
    "plain.md": "No front matter, so it is copied.\n",
    "draft-page.md": page(title="Draft page", published="false"),
    "future-page.md": page(title="Future page", date="2090-01-01"),
    "_hidden/page.md": page(title="In a hidden folder"),
    "left/out.md": page(title="Left out"),
    "node_modules/x.md": page(title="Module"),
    "under_scored/v1.2.notes.md": page(title="Notes"),
    "untitled.md": "---\n---\nA page without a title.\n",
    "_recipes/bread.md": page(title="Bread", date="2020-01-01"),
    "_recipes/sweet/2020-02-02-cake.md": page(tags="[a b, c]"),
    "_secret/one.md": page(title="Secret"),
    "_guides/start-here.md": page(title="Start here"),
}
CONFIG = {"title": "Sample", "timezone": "Europe/Berlin", "exclude": ["left"],
          "collections": {"recipes": {"output": True}, "secret": {"output": False}, "guides": {"output": True, "permalink": "/g/:name/:title:output_ext"}}}

BODY = r"""
## A "quoted" heading -- and more...
### It's `code` & [a link](/x)
## A "quoted" heading -- and more...
## سرتیتر دوم
## Straße & Ärger 2.0_x
## Own id {#my-id}
## List id
{: #list-id .big}

Setext heading
--------------
{: .only-class}

* Table of contents
{:toc}

He said "yes", 'no' and "it's 'fine'". The '90s, rock 'n' roll -- a dash --- another... << quoted >>
"*Emphasis*" and ("brackets") and "A", 'B'. "Straight"'s end. 5' 10" tall.

Term
: Meaning one
: Meaning two

A paragraph with a footnote.[^1]
{: .lead}

[^1]: The note's words.

*[HTML]: Hyper Text

HTML is short. ![alt words](/a.png){: .right width="20"} and [link](/x){:target="_blank"}.

~~~ ruby
puts "not typographic -- here"
{: .kept }
~~~

{% highlight python %}
print("a -- b")
{% endhighlight %}

{% raw %}{{ shown }}{% endraw %} {{ site.title | upcase | default: "x" }} {{ page.title }} {% if page.missing %}no{% else %}yes{% endif %}

{% comment %}never{% endcomment %}{% assign x = "assigned" %}{{ x | append: " text" }}

<div markdown="1">
Some *emphasised* words.
</div>

{::comment}
gone
{:/comment}

| a | b |
|---|---|
| 1 | 2 |

See {% post_url 2020-01-05-first-story %} and {% link about.md %} and {{ "/x" | relative_url }} and {{ site.baseurl }}/y.
"""


def sites():
    """{name: {file: text}}"""
    made = {}
    for style in ("date", "pretty", "ordinal", "weekdate", "none", "/:categories/:i_month/:i_day/:short_year/:slug/", "/:slugified_categories/:w_year/:week/:w_day/:short_month/:long_month/:title:output_ext",
                  "/blog/:year-:month-:day_:hour:minute:second/:title", "/:y_day/:short_day/:long_day/:title.html"):
        made[style] = {"_config.yml": json.dumps({**CONFIG, "permalink": style}), "_layouts/default.html": LAYOUT, **POSTS, **PAGES}
    made["body"] = {"_config.yml": json.dumps({"title": "Sample", "timezone": "UTC", "baseurl": "/base"}), "_layouts/default.html": LAYOUT, "_posts/2020-01-05-first-story.md": POSTS["_posts/2020-01-05-first-story.md"],
                    "about.md": PAGES["about.md"], "_posts/2020-02-01-body.md": page(BODY, title="Body")}
    made["defaults"] = {
        "_config.yml": json.dumps({"timezone": "UTC", "future": True, "collections_dir": "all", "collections": {"notes": {"output": True}}, "include": ["_pages"], "exclude": ["*.txt.md", "secret/"], "defaults": [
            {"scope": {"path": ""}, "values": {"title": "From everywhere", "layout": "default"}},
            {"scope": {"path": "", "type": "posts"}, "values": {"permalink": "/p/:title/", "categories": ["given"]}},
            {"scope": {"path": "_posts/sub"}, "values": {"permalink": "/sub/:title/"}},
            {"scope": {"path": "", "type": "pages"}, "values": {"published": False, "permalink": "/pages/:basename"}},
            {"scope": {"path": "_posts/*/never"}, "values": {"published": False}}]}),
        "_layouts/default.html": LAYOUT, "all/_posts/2020-01-01-a.md": page(), "all/_posts/sub/2020-01-02-b.md": page(categories="own"), "all/_posts/sub/never/2020-01-03-c.md": page(), "_posts/2020-01-04-outside.md": page(title="Outside"),
        "all/_notes/n.md": page(title="Note"), "_pages/here.md": page(), "all/there.md": page(), "secret/one.md": page(), "a.txt.md": page(), "all/_posts/2090-01-01-ahead.md": page(title="Ahead"), "all/_posts/2020-01-06-same.md": page(title="Same A", permalink="/same/"),
        "all/_posts/2020-01-05-same.md": page(title="Same B", permalink="/same/"), "same/index.md": page(title="Same C", permalink="/same/")}
    for files in made.values():
        config = json.loads(files["_config.yml"])
        config.setdefault("defaults", []).insert(0, {"scope": {"path": ""}, "values": {"layout": "default"}})
        files["_config.yml"] = json.dumps(config)
    return made


class Reader(html.parser.HTMLParser):
    """Title, ids of headings and words of a page, without tables of contents and what leads back from notes."""

    VOID = {"img", "br", "hr", "meta", "link", "input", "source"}

    def __init__(self, inside):
        super().__init__()
        self.inside, self.depth, self.title, self.ids, self.words, self.url = inside, 0, "", [], "", ""
        self.in_title = False
        self.skipped = 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "h1" and not self.depth:
            self.in_title = True
        if attributes.get("name") == "url":
            self.url = attributes["content"]
        if self.depth:
            self.depth += tag not in self.VOID
            if not self.skipped and (attributes.get("id") == "markdown-toc" or attributes.get("role") == "doc-backlink"):
                self.skipped = self.depth
            if re.fullmatch("h[1-6]", tag):
                self.ids.append(attributes.get("id", ""))
        elif self.inside(tag, attributes):
            self.depth = 1
        self.words += " " if tag in ("p", "div", "li", "h2", "h3", "pre", "td", "th", "dd", "dt", "br") else ""

    def handle_endtag(self, tag):
        self.in_title = self.in_title and tag != "h1"
        if self.skipped == self.depth and tag not in self.VOID:
            self.skipped = 0
        self.depth -= bool(self.depth) and tag not in self.VOID

    def handle_data(self, data):
        if self.in_title:
            self.title += data
        if self.depth and not self.skipped:
            self.words += data


def read(text, inside):
    reader = Reader(inside)
    reader.feed(text)
    return {"title": reader.title.strip(), "ids": reader.ids, "words": re.sub(r"\s+", " ", reader.words).strip()}, reader.url


def answers(files):
    """{address: {"title", "ids", "words", "url"}} of all HTML files that Jekyll writes; `url` is what Jekyll calls the address."""
    folder = tempfile.mkdtemp(prefix="jekyll-")
    try:
        write(folder, {name: text.encode() for name, text in files.items()})
        subprocess.run(["jekyll", "build", "-q", "-s", folder, "-d", os.path.join(folder, "_site")], check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        base = json.loads(files["_config.yml"]).get("baseurl", "")
        found = {}
        for place, _, names in os.walk(os.path.join(folder, "_site")):
            for name in sorted(names):
                path = os.path.join(place, name)
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                if not text.startswith("<html>"):
                    continue
                answer, url = read(text, lambda tag, _: tag == "main")
                address = "/" + os.path.relpath(path, os.path.join(folder, "_site"))
                found[base + (address[:-len("index.html")] if address.endswith("/index.html") else address)] = {**answer, "url": base + url}
        return dict(sorted(found.items()))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        json.dump({name: answers(files) for name, files in sites().items()}, out, ensure_ascii=False, indent=1)
        out.write("\n")
