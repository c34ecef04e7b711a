// SPDX-License-Identifier: GPL-3.0-or-later
// The one form, rule by rule.
import { describe, expect, test, vi } from "vitest";

import { addressFromTyping, parseAddress } from "./address";
import type { Block, Content } from "./document";
import { providerOf } from "./embeds";
import { normalise } from "./normalise";
import { normaliseRuns } from "./normal_runs";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const one = (block: Block) => normalise({ blocks: [block] }).blocks;

describe("runs", () => {
  test.each<[string, Content, Content]>([
    ["neighbours with the same properties are joined", [{ text: "a" }, { text: "b" }], [{ text: "ab" }]],
    ["white space is single spaces, none at the ends", [{ text: "  a \t b  " }], [{ text: "a b" }]],
    ["no space stands beside a line break", [{ text: "a " }, { text: " \n b", marks: ["strong"] }], [{ text: "a" }, { text: "\nb", marks: ["strong"] }]],
    ["line breaks at the ends fall away", [{ text: "\na\n" }], [{ text: "a" }]],
    ["empty runs fall away and let their neighbours join", [{ text: "a" }, { text: "", marks: ["code"] }, { text: "b" }], [{ text: "ab" }]],
    ["marks stand in one order", [{ text: "a", marks: ["code", "strong"] }], [{ text: "a", marks: ["strong", "code"] }]],
    ["a link that is no address leaves its text", [{ text: "a", link: { href: "javascript:1" } }], [{ text: "a" }]],
    ["a space before a footnote stays", [{ text: "a " }, { footnote: 1 }], [{ text: "a " }, { footnote: 1 }]],
    ["a footnote that is not there falls away", [{ text: "a" }, { footnote: 2 }, { text: "b" }], [{ text: "ab" }]],
    ["control characters are left out", [{ text: "a\u0000\u0007\ufffeb" }], [{ text: "ab" }]],
  ])("%s", (_, given, wanted) => expect(normaliseRuns(given, 1)).toEqual(wanted));
});

describe("blocks", () => {
  test("empty ones fall away", () => {
    expect(normalise({ blocks: [{ type: "paragraph", content: [{ text: " " }] }, { type: "list", items: [[]] }, { type: "code", text: "\n" }, { type: "rule" }] }).blocks).toEqual([{ type: "rule" }]);
  });
  test("rows of a table are filled up", () => {
    expect(one({ type: "table", header: [[{ text: "a" }]], rows: [[[{ text: "1" }], [{ text: "2" }]]] })).toEqual([
      { type: "table", alignments: ["none", "none"], header: [[{ text: "a" }], []], rows: [[[{ text: "1" }], [{ text: "2" }]]] },
    ]);
  });
  test("a gallery of one picture is that picture, of none its words", () => {
    const images = [{ source: "/a.png", alt: " A " }, { source: "data:x", alt: "Lost" }];
    const caption = [{ text: "All" }];
    const lost: Block = { type: "paragraph", language: "fa", content: [{ text: "Lost" }] };
    expect(one({ type: "gallery", language: "fa", images, caption, layout: "wide" })).toEqual([{ type: "image", language: "fa", source: "/a.png", alt: "A", caption, layout: "wide" }, lost]);
    expect(one({ type: "gallery", language: "fa", images: [images[1]!], caption })).toEqual([{ type: "paragraph", language: "fa", content: caption }, lost]);
    expect(one({ type: "gallery", images: [{ source: "/a.png", caption: [{ text: "Own" }] }], caption })).toEqual([
      { type: "image", source: "/a.png", caption: [{ text: "Own" }] }, { type: "paragraph", content: caption },
    ]);
  });
  test("a gallery that is too long is several, none of a single picture", () => {
    const images = Array.from({ length: 31 }, (_, i) => ({ source: `/${i}.png` }));
    const caption = [{ text: "All" }];
    expect(one({ type: "gallery", images, caption, layout: "full" })).toEqual([
      { type: "gallery", images: images.slice(0, 15), layout: "full" }, { type: "gallery", images: images.slice(15), caption, layout: "full" },
    ]);
  });
  test("as wide as the text is what nothing is said of", () => {
    expect(one({ type: "image", source: "/a.png", layout: "text" })).toEqual([{ type: "image", source: "/a.png" }]);
  });
  test("an attribution without a quote is a paragraph", () => {
    expect(one({ type: "quote", language: "fa", blocks: [], attribution: [{ text: "who" }] })).toEqual([{ type: "paragraph", language: "fa", content: [{ text: "who" }] }]);
  });
  test("an anchor is used once", () => {
    const heading = (anchor: string): Block => ({ type: "heading", level: 2, anchor, content: [{ text: "t" }] });
    expect(normalise({ blocks: [heading("a"), heading("a"), heading("fn1"), heading("b c")] }).blocks.map((block) => "anchor" in block && block.anchor)).toEqual(["a", false, false, false]);
  });
});

describe("addresses", () => {
  test.each([
    ["https://example.org/a b", "https://example.org/a%20b"],
    ["HTTP://EXAMPLE.org", "http://example.org"],
    ["//example.org/x", "https://example.org/x"],
    ["https://example.org:443/", "https://example.org:443/"],
    ["https://نمونه.example/", "https://xn--mgb9azdj.example/"],
    ["/a?b=c#d", "/a?b=c#d"],
    ["#part", "#part"],
    ["mailto:a@example.org", "mailto:a@example.org"],
    ["javascript:alert(1)", null],
    ["data:text/html,x", null],
    ["https://user:secret@example.org/", null],
    ["a/b", null],
    ["", null],
  ])("%s", (given, wanted) => {
    if (wanted?.includes("xn--")) expect(parseAddress(given)).toMatch(/^https:\/\/xn--[a-z0-9]+\.example\/$/);
    else expect(parseAddress(given)).toBe(wanted);
  });
  test("what a person types is meant as an address where it looks like one", () => {
    expect(addressFromTyping("example.org/a")).toBe("https://example.org/a");
    expect(addressFromTyping("desk@example.org")).toBe("mailto:desk@example.org");
    expect(addressFromTyping("city budget")).toBeNull();
  });
  test("the provider follows the host", () => {
    expect(providerOf("https://www.youtube.com/watch?v=1")).toBe("youtube");
    expect(providerOf("https://notyoutube.com/")).toBe("web");
  });
});
