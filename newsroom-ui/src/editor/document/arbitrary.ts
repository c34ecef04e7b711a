// SPDX-License-Identifier: GPL-3.0-or-later
// Documents of every kind, for tests: also ones that are not in their one form yet.
import fc from "fast-check";

import { markNames, type Block, type Content, type Document, type Picture, type Run } from "./document";

const words = fc.constantFrom("", " ", "a", "b ", " c", "\n", "x\ny", "سلام", "به جهان ", "😀", "  two  ", "& <b>", "1", "\t", "\u00a0", "\u0007");
const text = fc.array(words, { maxLength: 4 }).map((parts) => parts.join(""));
const language = fc.constantFrom(undefined, undefined, undefined, "fa", "pt-br", "EN");
const direction = fc.constantFrom(undefined, undefined, undefined, "ltr" as const, "rtl" as const, "auto" as const);
const href = fc.constantFrom("https://example.org/", "/2026/01/a?b#c", "#part", "mailto:a@example.org", "tel:+49", "HTTP://Example.org/ä", "javascript:1");
const link = fc.record({ href, title: fc.constantFrom(undefined, "t", " t  t "), language }).map((value) => value);

const run = (footnotes: number): fc.Arbitrary<Run> => {
  const textRun = fc.record({ text, marks: fc.subarray([...markNames], { maxLength: 3 }), language, direction, link: fc.option(link, { nil: undefined, freq: 4 }) });
  if (footnotes === 0) return textRun as fc.Arbitrary<Run>;
  return fc.oneof({ weight: 5, arbitrary: textRun as fc.Arbitrary<Run> }, { weight: 1, arbitrary: fc.record({ footnote: fc.integer({ min: 1, max: footnotes }) }) });
};
const content = (footnotes: number): fc.Arbitrary<Content> => fc.array(run(footnotes), { maxLength: 5 });

const layout = fc.constantFrom(undefined, undefined, "text" as const, "wide" as const, "full" as const);
const rowOf = (count: number): Picture[] => Array.from({ length: count }, (_, i) => ({ source: `/media/${i}.jpg` }));
const pictureFields = (words: fc.Arbitrary<Content | undefined>) => ({
  source: fc.constantFrom("/media/a.jpg", "https://example.org/b.png", "#nowhere"), alt: fc.constantFrom(undefined, "", "A tram ", "تراموا"),
  caption: words, credit: words, width: fc.constantFrom(0, 10, 200_000), height: fc.constantFrom(0, 20), link: fc.option(href, { nil: undefined }),
});

function leaf(footnotes: number): fc.Arbitrary<Block> {
  const inline = content(footnotes);
  const row = fc.array(fc.array(run(footnotes), { maxLength: 2 }), { maxLength: 3 });
  const optional = fc.option(inline, { nil: undefined });
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant("paragraph"), content: inline, ...spokenFields }) },
    fc.record({ type: fc.constant("heading"), level: fc.integer({ min: 2, max: 6 }), anchor: fc.constantFrom(undefined, "a", "b", "fn1", "نتیجه", "a b", "3.1-(if,'so')%2F[x]", "a<b", `a"b`, "x".repeat(513)), content: inline, ...spokenFields }),
    fc.record({ type: fc.constant("code"), syntax: fc.constantFrom(undefined, "cpp", "c++", "a b"), text: fc.constantFrom("", "x", "\n a\tb\n\n", "if (a < b) {\n}"), ...spokenFields }),
    fc.record({
      type: fc.constant("table"), caption: optional, header: fc.option(row, { nil: undefined }), rows: fc.array(row, { maxLength: 3 }),
      alignments: fc.array(fc.constantFrom("none", "left", "center", "right"), { maxLength: 3 }), ...spokenFields,
    }),
    fc.record({ type: fc.constant("image"), ...pictureFields(optional), layout, ...spokenFields }),
    fc.record({
      type: fc.constant("gallery"), images: fc.oneof({ weight: 15, arbitrary: fc.array(fc.record(pictureFields(optional)), { maxLength: 4 }) }, fc.integer({ min: 29, max: 65 }).map(rowOf)),
      caption: optional, layout, ...spokenFields,
    }),
    fc.record({ type: fc.constant("audio"), source: fc.constantFrom("/media/a.mp3", "https://example.org/a.mp3", "mailto:a@b.test"), title: fc.constantFrom(undefined, " A  talk "), caption: optional, ...spokenFields }),
    fc.record({
      type: fc.constant("video"), source: fc.constantFrom("/media/a.mp4", "#a"), title: fc.constantFrom(undefined, "A film"), poster: fc.constantFrom(undefined, "/media/a.jpg", "#no"),
      width: fc.constantFrom(undefined, 0, 640), height: fc.constantFrom(undefined, 360), caption: optional, layout, ...spokenFields,
    }),
    fc.record({
      type: fc.constant("embed"), url: fc.constantFrom("https://vimeo.com/1", "https://example.org/v"), provider: fc.constantFrom(undefined, "vimeo", "W W"),
      description: fc.constantFrom(undefined, " Two  words "), site: fc.constantFrom(undefined, "A site"), picture: fc.constantFrom(undefined, "/media/a.jpg", "https://example.org/a.jpg"),
      title: fc.constantFrom(undefined, "A film"), caption: optional, ...spokenFields,
    }),
    fc.record({ type: fc.constant("rule") }),
  ) as fc.Arbitrary<Block>;
}
const spokenFields = { language, direction };

function blocks(footnotes: number, depth: number): fc.Arbitrary<Block[]> {
  if (depth === 0) return fc.array(leaf(footnotes), { maxLength: 3 });
  const inner = blocks(footnotes, depth - 1);
  const list = fc.record({ type: fc.constant("list"), ordered: fc.boolean(), start: fc.constantFrom(undefined, 1, 3, -2), items: fc.array(inner, { maxLength: 3 }), ...spokenFields });
  const quote = fc.record({ type: fc.constant("quote"), pull: fc.boolean(), blocks: inner, attribution: fc.option(content(footnotes), { nil: undefined }), ...spokenFields });
  return fc.array(fc.oneof({ weight: 4, arbitrary: leaf(footnotes) }, list as fc.Arbitrary<Block>, quote as fc.Arbitrary<Block>), { maxLength: 4 });
}

export const documents: fc.Arbitrary<Document> = fc
  .integer({ min: 0, max: 2 })
  .chain((footnotes) => fc.record({ blocks: blocks(footnotes, 2), footnotes: fc.array(blocks(footnotes, 1), { minLength: footnotes, maxLength: footnotes }) }));

/** `depth` lists within each other. */
export const nested = (depth: number): Block =>
  depth === 0 ? { type: "paragraph", content: [{ text: "deep" }] } : { type: "list", items: [[nested(depth - 1)]] };

