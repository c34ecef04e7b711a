# SPDX-License-Identifier: GPL-3.0-or-later
"""Markdown of a story's HTML, for the elements that generated stories have."""
import html.parser
import re

INLINE = {"em": "*", "strong": "**"}
SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


class Writer(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = []
        self.text = ""
        self.lists = []
        self.quoted = 0
        self.rows = []

    def end_block(self, mark=""):
        if self.text.strip():
            self.blocks.append("> " * self.quoted + mark + self.text.strip())
        self.text = ""

    def handle_starttag(self, tag, attributes):
        if tag in INLINE:
            self.text += INLINE[tag]
        elif tag in ("ul", "ol"):
            self.lists.append(tag)
        elif tag == "blockquote":
            self.quoted += 1
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])

    def handle_endtag(self, tag):
        if tag in INLINE:
            self.text += INLINE[tag]
        elif tag == "li":
            self.end_block("1. " if self.lists[-1] == "ol" else "- ")
        elif tag in ("p", "footer") and not self.lists:
            self.end_block()
        elif tag in ("h2", "h3", "h4"):
            self.end_block("#" * int(tag[1]) + " ")
        elif tag in ("ul", "ol"):
            self.lists.pop()
        elif tag == "blockquote":
            self.end_block()
            self.quoted -= 1
        elif tag in ("td", "th"):
            self.rows[-1].append(self.text.strip())
            self.text = ""
        elif tag == "table":
            lines = [f"| {' | '.join(row)} |" for row in self.rows]
            lines.insert(1, "|" + " --- |" * len(self.rows[0]))
            self.blocks.append("\n".join(lines))

    def handle_data(self, data):
        self.text += SPECIAL.sub(r"\\\1", data)


def from_html(text):
    writer = Writer()
    writer.feed(text)
    writer.end_block()
    return "\n\n".join(writer.blocks) + "\n"
