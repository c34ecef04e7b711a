// SPDX-License-Identifier: GPL-3.0-or-later
// Texts and marks of the editor's schema: one node or mark for each word of the document model.
import { Mark, Node, mergeAttributes, type Attributes } from "@tiptap/core";

/** language and direction, which every block but the rule may have. */
export const spokenAttributes = (): Attributes => ({
  language: {
    default: null,
    parseHTML: (element) => element.getAttribute("lang"),
    renderHTML: ({ language }) => (language ? { lang: language } : {}),
  },
  direction: {
    default: null,
    parseHTML: (element) => element.getAttribute("dir"),
    renderHTML: ({ direction }) => (direction ? { dir: direction } : {}),
  },
});

/** An attribute kept in the page as data-NAME. */
export const dataAttribute = (name: string, otherwise: unknown = null) => ({
  default: otherwise,
  parseHTML: (element: HTMLElement) => {
    const value = element.getAttribute(`data-${name}`);
    if (value === null) return otherwise;
    return typeof otherwise === "number" ? Number(value) : typeof otherwise === "boolean" ? value === "true" : value;
  },
  renderHTML: (attributes: Record<string, unknown>) => {
    const value = attributes[name];
    return value === null || value === otherwise ? {} : { [`data-${name}`]: String(value) };
  },
});

export const Doc = Node.create({ name: "doc", topNode: true, content: "block+ notes?" });

export const Text = Node.create({ name: "text", group: "inline" });

export const Paragraph = Node.create({
  name: "paragraph",
  priority: 1000,
  group: "block",
  content: "inline*",
  addAttributes: spokenAttributes,
  parseHTML: () => [{ tag: "p" }],
  renderHTML: ({ HTMLAttributes }) => ["p", HTMLAttributes, 0],
});

export const Heading = Node.create({
  name: "heading",
  group: "block",
  content: "inline*",
  defining: true,
  addAttributes: () => ({
    ...spokenAttributes(),
    level: { default: 2, parseHTML: (element) => Math.max(2, Number(element.tagName[1])), rendered: false },
    anchor: { default: null, keepOnSplit: false, parseHTML: (element) => element.getAttribute("data-anchor"), renderHTML: ({ anchor }) => (anchor ? { "data-anchor": anchor } : {}) },
  }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}` })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs.level}`, HTMLAttributes, 0],
});

export const CodeBlock = Node.create({
  name: "codeBlock",
  group: "block",
  content: "text*",
  marks: "",
  code: true,
  defining: true,
  addAttributes: () => ({ ...spokenAttributes(), syntax: dataAttribute("syntax") }),
  parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" as const }],
  renderHTML: ({ HTMLAttributes }) => ["pre", mergeAttributes({ spellcheck: "false" }, HTMLAttributes), ["code", 0]],
});

export const HardBreak = Node.create({
  name: "hardBreak",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
});

/** A reference to a note at the end; its number follows the order of the notes. */
export const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,
  marks: "",
  /** `carried`: the note's content while a copied reference is on its way (behaviour/carried_notes.ts). */
  addAttributes: () => ({ note: dataAttribute("note"), carried: dataAttribute("carried") }),
  parseHTML: () => [{ tag: "sup[data-note]" }],
  renderHTML: ({ HTMLAttributes }) => ["sup", mergeAttributes({ class: "footnote" }, HTMLAttributes)],
  renderText: () => "",
});

export const Strong = Mark.create({
  name: "strong",
  parseHTML: () => [{ tag: "strong" }, { tag: "b" }],
  renderHTML: () => ["strong", 0],
});
export const Emphasis = Mark.create({
  name: "emphasis",
  parseHTML: () => [{ tag: "em" }, { tag: "i" }],
  renderHTML: () => ["em", 0],
});
export const Strikethrough = Mark.create({
  name: "strikethrough",
  parseHTML: () => [{ tag: "s" }, { tag: "del" }],
  renderHTML: () => ["s", 0],
});
export const InlineCode = Mark.create({
  name: "code",
  exitable: true,
  parseHTML: () => [{ tag: "code" }],
  renderHTML: () => ["code", { spellcheck: "false" }, 0],
});
export const Subscript = Mark.create({
  name: "subscript",
  parseHTML: () => [{ tag: "sub" }],
  renderHTML: () => ["sub", 0],
});
export const Superscript = Mark.create({
  name: "superscript",
  parseHTML: () => [{ tag: "sup:not([data-note])" }],
  renderHTML: () => ["sup", 0],
});

/** Shown as a span, so that nothing in the editor leads away from it. */
export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  exitable: true,
  addAttributes: () => ({
    href: { default: null, parseHTML: (element) => element.getAttribute("href"), renderHTML: ({ href }) => ({ href }) },
    title: { default: null, parseHTML: (element) => element.getAttribute("title"), renderHTML: ({ title }) => (title ? { title } : {}) },
    language: { default: null, parseHTML: (element) => element.getAttribute("hreflang"), renderHTML: ({ language }) => (language ? { hreflang: language } : {}) },
  }),
  parseHTML: () => [{ tag: "a[href]" }],
  renderHTML: ({ HTMLAttributes }) => ["a", mergeAttributes({ rel: "noopener noreferrer" }, HTMLAttributes), 0],
});

/** Language and direction of a run, where they differ from what is around it. */
export const Spoken = Mark.create({
  name: "spoken",
  priority: 900,
  addAttributes: spokenAttributes,
  parseHTML: () => [{ tag: "span[lang]" }, { tag: "span[dir]" }, { tag: "bdi" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

export const textNodes = [Doc, Text, Paragraph, Heading, CodeBlock, HardBreak, Footnote];
export const marks = [Strong, Emphasis, Strikethrough, InlineCode, Subscript, Superscript, Link, Spoken];
