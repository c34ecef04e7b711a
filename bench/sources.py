# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what is imported: a Hugo folder and a WordPress export of stories of 600 words, the same for the same seed."""
import datetime
import random
import shutil

WORDS = ("council harbour river budget school bridge report market election hospital tram library festival court engineer teacher "
         "garden winter morning evening city region minister mayor committee proposal vote question answer plan street station "
         "record figure street water energy price worker company union season team coach player match result history archive museum "
         "photograph letter reader witness officer neighbour family student nurse doctor farmer field forest coast island storm "
         "the a of and to in that for with on at by from after before during between against under over near").split()
SECTIONS = ("politics", "economy", "culture", "science", "sport", "local")
START = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)


def story(number):
    """A headline, paragraphs with some markup, and when it was published."""
    dice = random.Random(number)
    words = dice.choices(WORDS, k=600)
    headline = " ".join(words[:7]).capitalize() + f" {number}"
    paragraphs = []
    position = 0
    while position < len(words):
        length = dice.randint(40, 90)
        part = words[position:position + length]
        part[len(part) // 2] = f"**{part[len(part) // 2]}**"
        paragraphs.append(" ".join(part).capitalize() + ".")
        position += length
    paragraphs.insert(2, "## " + " ".join(words[20:24]).capitalize())
    paragraphs.insert(4, "> " + " ".join(words[40:60]).capitalize() + ".")
    when = START + datetime.timedelta(minutes=37 * number)
    return headline, paragraphs, when, dice.choice(SECTIONS), dice.sample(WORDS[:40], 3)


def make_hugo(folder, count):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "content").mkdir(parents=True)
    (folder / "config.toml").write_text('title = "Bench"\nbaseURL = "https://bench.example/"\n[permalinks]\n'
                                        + "".join(f'{section} = "/:year/:month/:slug/"\n' for section in SECTIONS))
    for section in SECTIONS:
        (folder / "content" / section).mkdir()
    for number in range(count):
        headline, paragraphs, when, section, topics = story(number)
        text = (f'---\ntitle: "{headline}"\ndate: {when.isoformat()}\nslug: story-{number}\nauthors: ["author-{number % 50}"]\n'
                f"topics: [{', '.join(topics)}]\n---\n\n" + "\n\n".join(paragraphs) + "\n")
        (folder / "content" / section / f"story-{number}.md").write_text(text)


def to_blocks(paragraphs):
    for paragraph in paragraphs:
        text = paragraph.replace("**", "<strong>", 1).replace("**", "</strong>", 1)
        if text.startswith("## "):
            yield f"<!-- wp:heading -->\n<h2>{text[3:]}</h2>\n<!-- /wp:heading -->"
        elif text.startswith("> "):
            yield f'<!-- wp:quote -->\n<blockquote class="wp-block-quote"><p>{text[2:]}</p></blockquote>\n<!-- /wp:quote -->'
        else:
            yield f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->"


def make_wxr(file, count):
    with open(file, "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
                  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
                  'xmlns:wp="http://wordpress.org/export/1.2/">\n<channel>\n<title>Bench</title>\n<link>https://bench.example</link>\n'
                  "<language>en</language>\n<wp:wxr_version>1.2</wp:wxr_version>\n<wp:base_site_url>https://bench.example</wp:base_site_url>\n")
        for number in range(50):
            out.write(f"<wp:author><wp:author_id>{number + 1}</wp:author_id><wp:author_login>author-{number}</wp:author_login>"
                      f"<wp:author_display_name><![CDATA[Author {number}]]></wp:author_display_name></wp:author>\n")
        for number in range(count):
            headline, paragraphs, when, section, topics = story(number)
            categories = f'<category domain="category" nicename="{section}"><![CDATA[{section.capitalize()}]]></category>' + "".join(
                f'<category domain="post_tag" nicename="{topic}"><![CDATA[{topic}]]></category>' for topic in topics)
            out.write(f"<item><title>{headline}</title><link>https://bench.example/{when:%Y/%m}/story-{number}/</link>"
                      f"<dc:creator><![CDATA[author-{number % 50}]]></dc:creator>"
                      f"<content:encoded><![CDATA[{chr(10).join(to_blocks(paragraphs))}]]></content:encoded>"
                      f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number + 1}</wp:post_id>"
                      f"<wp:post_date>{when:%Y-%m-%d %H:%M:%S}</wp:post_date><wp:post_date_gmt>{when:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt>"
                      f"<wp:post_name>story-{number}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
                      f"{categories}</item>\n")
        out.write("</channel>\n</rss>\n")
