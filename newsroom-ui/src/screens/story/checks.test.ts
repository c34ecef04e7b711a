// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, test, vi } from "vitest";

import { directionOf } from "./directions";
import { checkFields, deadLinks, internalLinks } from "./checks";
import { proposeSlug } from "../filing/slug";
import { guessLanguage, otherLanguage } from "./language_guess";
import { cut, teaserOf } from "./teaser";
import type { Fields } from "../../editor/saving/fields";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const good: Fields = {
  kind: "article", slug: "a", headline: "Bridge reopens", standfirst: "A day early.", section: "city", topics: [], authors: ["ann-lee"], language: "en", lead_image: null, translation_key: null,
  body: { blocks: [{ type: "paragraph", content: [{ text: "After a year." }] }] },
};

describe("before publishing", () => {
  test("a story that has all of it gives no warning", () => expect(checkFields(good)).toEqual([]));
  test("each thing that is missing is named once", () => {
    const poor: Fields = {
      ...good, headline: "x".repeat(120), standfirst: " ", section: null, authors: [], lead_image: { source: "/media/a.jpg", alt: "", caption: "", credit: "" },
      body: { blocks: [{ type: "quote", blocks: [{ type: "image", source: "/media/b.jpg" }] }], footnotes: [[{ type: "paragraph", content: [{ text: "n" }] }]] },
    };
    expect(checkFields(poor, 2)).toEqual([
      { kind: "longHeadline", count: 120 }, { kind: "noStandfirst" }, { kind: "noSection" }, { kind: "noByline" }, { kind: "missingAlt", count: 2 }, { kind: "unusedNotes", count: 1 },
      { kind: "openNotes", count: 2 },
    ]);
    expect(checkFields({ ...good, headline: "", body: { blocks: [] } })).toEqual([{ kind: "headline" }, { kind: "empty" }]);
  });
  test("pictures of a gallery are looked at like any other", () => {
    const images = [{ source: "/media/a.jpg", alt: "A", caption: [{ text: "c" }, { footnote: 1 }] }, { source: "https://elsewhere.example/b.jpg" }];
    const body: Fields["body"] = { blocks: [{ type: "gallery", images, caption: [{ footnote: 2 }] }], footnotes: [[{ type: "paragraph", content: [{ text: "n" }] }], [{ type: "paragraph", content: [{ text: "m" }] }]] };
    expect(checkFields({ ...good, body }, 0, [], ["https://news.example"])).toEqual([{ kind: "foreignPictures", count: 1 }, { kind: "missingAlt", count: 1 }]);
  });
  test("a page needs neither section nor byline", () => expect(checkFields({ ...good, kind: "page", section: null, authors: [], standfirst: "" })).toEqual([]));

  test("links of this site are found wherever they stand", () => {
    const link = (href: string) => [{ text: "a", link: { href } }];
    const document = {
      blocks: [
        { type: "list" as const, items: [[{ type: "paragraph" as const, content: link("/a#b") }]] },
        { type: "table" as const, rows: [[link("https://news.example/c")]] },
        { type: "paragraph" as const, content: [...link("https://elsewhere.example/d"), ...link("#e")] },
      ],
      footnotes: [[{ type: "paragraph" as const, content: link("/f") }]],
    };
    expect(internalLinks(document, ["https://news.example"])).toEqual(["/a", "/c", "/f"]);
  });
  test("links behind which there is nothing are dead; those that could not be asked are not", async () => {
    const statuses: Record<string, number> = { "/a": 200, "/b": 404, "/c": 410, "/e": 503 };
    const ask = (path: string): Promise<number> => (path in statuses ? Promise.resolve(statuses[path]!) : Promise.reject(new Error("offline")));
    expect(await deadLinks(["/a", "/b", "/c", "/d", "/e"], ask)).toEqual([{ kind: "deadLink", href: "/b" }, { kind: "deadLink", href: "/c" }]);
  });
});

test("a teaser is the standfirst, or the beginning of the text, cut where a word ends", () => {
  expect(teaserOf(good, 100)).toBe("A day early.");
  expect(teaserOf({ ...good, standfirst: "" }, 100)).toBe("After a year.");
  expect(cut("The council approves the tram extension", 20)).toBe("The council…");
  expect(cut("👨‍👩‍👧 a", 3)).toBe("👨‍👩‍👧 a");
});

test("proposed slugs are in the script of the name", () => {
  expect(proposeSlug("City Council")).toBe("city-council");
  expect(proposeSlug("O'Brien & Müller")).toBe("obrien-muller");
  expect(proposeSlug("شورای شهر")).toBe("شورای-شهر");
  expect(proposeSlug("خانه\u200cهای ۱۴۰۲")).toBe("خانه-های-۱۴۰۲");
});

test("the language of a text is guessed from its letters", () => {
  expect(guessLanguage("The council approves the plan", ["fa"])).toBe("en");
  expect(guessLanguage("Der Rat stimmt dem Plan zu", ["de"])).toBe("de");
  expect(guessLanguage("شورای شهر طرح پل تازه را تصویب کرد", ["en"])).toBe("fa");
  expect(guessLanguage("وافق مجلس المدينة على خطة الجسر الجديد", ["en"])).toBe("ar");
  expect(guessLanguage("شہر کی کونسل نے نئے پل کے منصوبے کی منظوری دے دی", ["en"])).toBe("ur");
  expect(guessLanguage("Городской совет одобрил план", ["en"])).toBe("ru");
  expect(guessLanguage("市議会は新しい橋の計画をついに承認しましたと発表", ["en"])).toBe("ja");
  expect(guessLanguage("Ok", ["en"])).toBeNull();
  expect(guessLanguage("iPhone 15 شورای شهر گفت Google Play", ["en"])).toBeNull();
});

test("a text in another language than the story's is found before it is published", () => {
  const persian = { ...good, language: "en", headline: "شورای شهر طرح پل تازه را تصویب کرد", standfirst: "" };
  expect(checkFields(persian)).toContainEqual({ kind: "otherLanguage", language: "fa", story: "en" });
  expect(otherLanguage({ ...persian, language: "fa-IR" })).toBeNull();
});

test("pictures on other sites are counted", () => {
  const image = (source: string) => ({ type: "image" as const, source, alt: "A" });
  const fields = { ...good, body: { blocks: [image("/media/a.webp"), image("https://example.org/a.png"), image("https://here.example/b.png")] } };
  expect(checkFields(fields, 0, [], ["https://here.example"])).toContainEqual({ kind: "foreignPictures", count: 1 });
});

test("a language's direction follows its script", () => {
  expect(directionOf("fa")).toBe("rtl");
  expect(directionOf("ur-PK")).toBe("rtl");
  expect(directionOf("az-Arab")).toBe("rtl");
  expect(directionOf("az")).toBe("ltr");
  expect(directionOf("nonsense!")).toBe("ltr");
});
