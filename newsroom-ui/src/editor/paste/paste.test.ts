// @vitest-environment jsdom
// SPDX-License-Identifier: GPL-3.0-or-later
// What clipboards hold becomes what the document model can hold, and nothing else.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import { makeSchema } from "../schema/schema";
import type { Block } from "../document/document";
import { toEditor } from "../document/to_editor";
import { inertPage } from "./inert_page";
import { reduce } from "./reduce";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const pasted = (html: string) => reduce(inertPage(html), "ltr").document;
const blocks = (html: string): Block[] => pasted(html).blocks;
const p = (text: string): Block => ({ type: "paragraph", content: [{ text }] });

const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1>Budget<o:p></o:p></h1>
<p class=MsoNormal>The council <b style='mso-bidi-font-weight:normal'>approved</b> the
<i>budget</i><span style='mso-spacerun:yes'>  </span>on <a href="https://example.org/vote">Monday</a>.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Schools<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span></span><![endif]>Roofs<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>Roads<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>3.<span>&nbsp; </span></span>Third</p>
<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal><b>Item</b></p></td><td><p class=MsoNormal align=right style='text-align:right'>Cost</p></td></tr>
<tr><td rowspan=2><p class=MsoNormal>Roofs</p></td><td><p class=MsoNormal>12</p></td></tr><tr><td><p class=MsoNormal>13</p></td></tr></table>
<p class=MsoQuote>We had no choice.</p>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a>
Paper 114.<o:p></o:p></p></div></div>
<!--EndFragment--></body></html>`;

const fromGoogle = `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1234"><h2 dir="ltr" style="line-height:1.38;"><span
style="font-size:16pt;font-family:Arial;font-weight:400;white-space:pre-wrap;">Who pays</span></h2><p dir="ltr" style="line-height:1.38;"><span
style="font-size:11pt;font-weight:400;white-space:pre-wrap;">Nobody </span><span style="font-weight:700;font-style:italic;">really</span><span
style="font-weight:400;"> knows, </span><a href="https://www.google.com/url?q=https://example.org/a&amp;sa=D" style="text-decoration:none;"><span
style="color:#1155cc;text-decoration:underline;">they say</span></a><span style="text-decoration:line-through;vertical-align:baseline;">.</span></p><br><ul
style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">One</span></p></li><ul><li dir="ltr"
aria-level="2"><p dir="ltr" role="presentation"><span>Inner</span></p></li></ul><li dir="ltr"><p dir="ltr" role="presentation"><span>Two</span></p></li></ul><p dir="rtl"><span
style="white-space:pre-wrap;">سلام دنیا</span></p></b>`;

describe("pasting", () => {
  test("from Word: deleted text, comments with their marks, and the line above notes do not come along", () => {
    const html = `<body xmlns:w="urn:schemas-microsoft-com:office:word"><p class=MsoNormal>The mayor <del cite="mailto:Ann%20Lee" datetime="2026-11-02T10:11">lied and </del><ins
cite="mailto:Ann%20Lee" datetime="2026-11-02T10:11">was wrong and </ins><s>resigned</s> stays<a style='mso-comment-reference:AL_1;mso-comment-date:20261102T1011'></a><span class=MsoCommentReference><span
style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[AL1]</a><![endif]></span></span>.</p>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"></div>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width="33%"><![endif]><div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p
class=MsoCommentText>Do we know this?</p></div></div></div></body>`;
    expect(blocks(html)).toEqual([
      { type: "paragraph", content: [{ text: "The mayor was wrong and " }, { text: "resigned", marks: ["strikethrough"] }, { text: " stays." }] },
    ]);
    expect(blocks("<p>Was <del>three</del> two</p>")).toEqual([{ type: "paragraph", content: [{ text: "Was " }, { text: "three", marks: ["strikethrough"] }, { text: " two" }] }]);
  });

  test("from Word: headings, marks, links, lists by level, tables, quotes and footnotes stay; the rest goes", () => {
    expect(pasted(fromWord)).toEqual({
      blocks: [
        { type: "heading", level: 2, content: [{ text: "Budget" }] },
        {
          type: "paragraph",
          content: [
            { text: "The council " }, { text: "approved", marks: ["strong"] }, { text: " the " }, { text: "budget", marks: ["emphasis"] }, { text: " on " },
            { text: "Monday", link: { href: "https://example.org/vote" } }, { text: "." }, { footnote: 1 },
          ],
        },
        { type: "list", items: [[p("Schools"), { type: "list", items: [[p("Roofs")]] }], [p("Roads")]] },
        { type: "list", ordered: true, start: 3, items: [[p("Third")]] },
        {
          type: "table", alignments: ["none", "none"],
          rows: [[[{ text: "Item", marks: ["strong"] }], [{ text: "Cost" }]], [[{ text: "Roofs" }], [{ text: "12" }]], [[], [{ text: "13" }]]],
        },
        { type: "quote", blocks: [p("We had no choice.")] },
      ],
      footnotes: [[p("Paper 114.")]],
    });
  });

  test("from Google Docs: what spans say by their style counts, the wrapper does not", () => {
    expect(blocks(fromGoogle)).toEqual([
      { type: "heading", level: 2, content: [{ text: "Who pays" }] },
      {
        type: "paragraph",
        content: [
          { text: "Nobody " }, { text: "really", marks: ["strong", "emphasis"] }, { text: " knows, " }, { text: "they say", link: { href: "https://example.org/a" } },
          { text: ".", marks: ["strikethrough"] },
        ],
      },
      { type: "list", items: [[p("One"), { type: "list", items: [[p("Inner")]] }], [p("Two")]] },
      { type: "paragraph", direction: "rtl", content: [{ text: "سلام دنیا" }] },
    ]);
  });

  test("from a web page: frames, menus, scripts and colours go, pictures with captions and films stay", () => {
    expect(
      blocks(`<div class="c"><nav>Menu</nav><script>alert(1)</script><h3 style="color:red">Title <b>bold</b></h3>Loose text<div>in a div<br>second line<br><br>new one</div>
        <figure><a href="/big.jpg"><img src="https://example.org/a.jpg" alt="A tram" onerror="x()"></a><figcaption>The <i>tram</i></figcaption></figure>
        <iframe src="https://www.youtube.com/embed/abcdefgh_-1?rel=0" title="Film"></iframe>
        <pre class="highlight"><code class="language-js">if (a) {\n  b();\n}</code></pre>
        <img src="https://example.org/pixel.gif" width="1" height="1"><button>Share</button></div>`),
    ).toEqual([
      { type: "heading", level: 3, content: [{ text: "Title bold" }] },
      p("Loose text"),
      p("in a div\nsecond line"),
      p("new one"),
      { type: "image", source: "https://example.org/a.jpg", alt: "A tram", caption: [{ text: "The " }, { text: "tram", marks: ["emphasis"] }] },
      { type: "embed", provider: "youtube", url: "https://www.youtube.com/watch?v=abcdefgh_-1", title: "Film" },
      { type: "code", syntax: "js", text: "if (a) {\n  b();\n}" },
    ]);
  });

  test("galleries and widths of other programs are kept", () => {
    const [a, b] = ["https://example.org/a.jpg", "https://example.org/b.jpg"];
    expect(
      blocks(`<figure class="wp-block-gallery alignwide"><ul><li><figure><img src="${a}" alt="A"><figcaption>One</figcaption></figure></li><li><figure><img src="${b}"></figure></li></ul><figcaption>Both</figcaption></figure>
        <figure class="gallery full"><figure class="image"><img src="${a}"></figure><figure class="image"><img src="${b}"></figure></figure>
        <figure class="kg-card kg-image-card kg-width-full"><img src="${a}"></figure><figure class="gallery-item"><img src="${b}"></figure>`),
    ).toEqual([
      { type: "gallery", images: [{ source: a, alt: "A", caption: [{ text: "One" }] }, { source: b }], caption: [{ text: "Both" }], layout: "wide" },
      { type: "gallery", images: [{ source: a }, { source: b }], layout: "full" },
      { type: "image", source: a, layout: "full" },
      { type: "image", source: b },
    ]);
  });

  test("a table with a head, alignments and spans becomes a rectangle", () => {
    expect(blocks(`<table><caption>Costs</caption><thead><tr><th>Line</th><th>Million</th></tr></thead><tbody><tr><td colspan="2">North</td></tr><tr><td>West</td><td align="right">88</td></tr></tbody></table>`)).toEqual([
      {
        type: "table", caption: [{ text: "Costs" }], alignments: ["none", "right"], header: [[{ text: "Line" }], [{ text: "Million" }]],
        rows: [[[{ text: "North" }], []], [[{ text: "West" }], [{ text: "88" }]]],
      },
    ]);
  });

  test("a quote keeps who said it", () => {
    expect(blocks("<blockquote><p>Yes.</p><footer>— The mayor</footer></blockquote>")).toEqual([{ type: "quote", blocks: [p("Yes.")], attribution: [{ text: "The mayor" }] }]);
  });

  test("addresses that are none leave their text", () => {
    expect(blocks(`<p><a href="javascript:alert(1)">click</a> <a href="file:///c:/x">there</a></p>`)).toEqual([p("click there")]);
  });

  test("pictures that nobody else can reach are counted", () => {
    const { document, lostPictures } = reduce(inertPage(`<p>a<img src="file:///C:/x.png"><img src="data:image/png;base64,AA=="></p>`), "ltr");
    expect(document.blocks).toEqual([p("a")]);
    expect(lostPictures).toBe(2);
  });

  test("in a story that is written from right to left only what runs the other way says so", () => {
    const page = inertPage(`<p dir="rtl">سلام</p><p>Only Latin here</p><p>BBC گزارش داد</p>`);
    expect(reduce(page, "rtl").document.blocks.map((block) => "direction" in block && block.direction)).toEqual([false, "ltr", false]);
  });

  test("whatever stands in a clipboard, the editor's schema holds what is left of it", () => {
    const tag = fc.constantFrom("p", "div", "b", "i", "a href='https://e.org'", "ul", "li", "ol", "table", "tr", "td", "th", "h1", "blockquote", "pre", "figure", "img src='https://e.org/a.png'", "span style='font-weight:bold'", "br", "sup", "section", "p style='mso-list:l0 level2 lfo1'", "footer", "iframe src='https://vimeo.com/1'");
    const piece = fc.oneof(tag.map((name) => `<${name}>`), tag.map((name) => `</${name.split(" ")[0]}>`), fc.constantFrom("text", " ", "سلام", "&nbsp;", "\n"));
    const schema = makeSchema();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        schema.nodeFromJSON(toEditor(pasted(pieces.join("")))).check();
      }),
      { numRuns: 300 },
    );
  });
});
