// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks of the editor's schema that hold others: lists, quotes, tables, pictures, embeds, notes.
import { Node, mergeAttributes } from "@tiptap/core";

import { maxPictures } from "../document/limits";
import { dataAttribute, spokenAttributes } from "./text";

export const BulletList = Node.create({
  name: "bulletList",
  group: "block list",
  content: "listItem+",
  addAttributes: spokenAttributes,
  parseHTML: () => [{ tag: "ul" }],
  renderHTML: ({ HTMLAttributes }) => ["ul", HTMLAttributes, 0],
});

export const OrderedList = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  addAttributes: () => ({
    ...spokenAttributes(),
    start: { default: 1, parseHTML: (element) => Number(element.getAttribute("start") ?? 1) | 0, renderHTML: ({ start }) => (start === 1 ? {} : { start }) },
  }),
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
});

export const ListItem = Node.create({
  name: "listItem",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "li" }],
  renderHTML: () => ["li", 0],
});

/** A line of text that belongs to a block: never a block of its own. */
const line = (name: string, tag: string) =>
  Node.create({
    name,
    content: "inline*",
    defining: true,
    isolating: true,
    selectable: false,
    parseHTML: () => [{ tag: `${tag}[data-line="${name}"]` }],
    renderHTML: () => [tag, { "data-line": name }, 0],
  });

export const Attribution = line("attribution", "footer");
export const Caption = line("caption", "figcaption");
export const Credit = line("credit", "small");

export const Quote = Node.create({
  name: "quote",
  group: "block",
  content: "block+ attribution?",
  defining: true,
  addAttributes: () => ({ ...spokenAttributes(), pull: dataAttribute("pull", false) }),
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", HTMLAttributes, 0],
});

export const Image = Node.create({
  name: "image",
  group: "block",
  content: "caption credit",
  draggable: true,
  isolating: true,
  addAttributes: () => ({
    ...spokenAttributes(),
    source: dataAttribute("source", ""),
    alt: dataAttribute("alt", ""),
    width: dataAttribute("width", 0),
    height: dataAttribute("height", 0),
    link: dataAttribute("link"),
    layout: dataAttribute("layout", "text"),
  }),
  parseHTML: () => [{ tag: "figure[data-source]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
});

/** Its pictures are blocks of their own kind, so that each is selected, moved and described like any other. */
export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: `image{1,${maxPictures}} caption`,
  draggable: true,
  isolating: true,
  addAttributes: () => ({ ...spokenAttributes(), layout: dataAttribute("layout", "text") }),
  parseHTML: () => [{ tag: "figure[data-gallery]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes({ "data-gallery": "" }, HTMLAttributes), 0],
});

const recording = (name: "audio" | "video", attributes: () => Record<string, ReturnType<typeof dataAttribute>>) =>
  Node.create({
    name,
    group: "block",
    content: "caption",
    draggable: true,
    isolating: true,
    addAttributes: () => ({ ...spokenAttributes(), source: dataAttribute("source", ""), title: dataAttribute("title", ""), ...attributes() }),
    parseHTML: () => [{ tag: `figure[data-${name}]`, priority: 60 }],
    renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes({ [`data-${name}`]: "" }, HTMLAttributes), 0],
  });

export const Audio = recording("audio", () => ({}));
export const Video = recording("video", () => ({
  poster: dataAttribute("poster", ""), width: dataAttribute("width", 0), height: dataAttribute("height", 0), layout: dataAttribute("layout", "text"),
}));

export const Embed = Node.create({
  name: "embed",
  group: "block",
  content: "caption",
  draggable: true,
  isolating: true,
  addAttributes: () => ({
    ...spokenAttributes(),
    url: dataAttribute("url", ""), provider: dataAttribute("provider", ""), title: dataAttribute("title", ""),
    description: dataAttribute("description", ""), site: dataAttribute("site", ""), picture: dataAttribute("picture", ""),
  }),
  parseHTML: () => [{ tag: "figure[data-url]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
});

export const Rule = Node.create({
  name: "rule",
  group: "block",
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: ({ HTMLAttributes }) => ["hr", mergeAttributes(HTMLAttributes)],
});

/** A table with its caption. */
export const TableFigure = Node.create({
  name: "tableFigure",
  group: "block",
  content: "table caption",
  isolating: true,
  addAttributes: spokenAttributes,
  parseHTML: () => [{ tag: "figure[data-table]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes({ "data-table": "" }, HTMLAttributes), 0],
});

export const Table = Node.create({
  name: "table",
  content: "tableRow+",
  isolating: true,
  extendNodeSchema: (extension) => {
    const roles: Record<string, string> = { table: "table", tableRow: "row", tableCell: "cell", tableHeader: "header_cell" };
    const tableRole = roles[extension.name];
    return tableRole ? { tableRole } : {};
  },
  parseHTML: () => [{ tag: "table" }],
  renderHTML: () => ["div", { class: "table" }, ["table", ["tbody", 0]]],
});

export const TableRow = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)+",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: () => ["tr", 0],
});

const cell = (name: string, tag: string) =>
  Node.create({
    name,
    content: "inline*",
    isolating: true,
    addAttributes: () => ({
      // prosemirror-tables asks for the spans; the document has none.
      colspan: { default: 1, rendered: false, parseHTML: () => 1 },
      rowspan: { default: 1, rendered: false, parseHTML: () => 1 },
      colwidth: { default: null, rendered: false, parseHTML: () => null },
      alignment: dataAttribute("alignment", "none"),
    }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });

export const TableCell = cell("tableCell", "td");
export const TableHeader = cell("tableHeader", "th");

export const Notes = Node.create({
  name: "notes",
  content: "note+",
  isolating: true,
  selectable: false,
  parseHTML: () => [{ tag: "ol[data-notes]", priority: 60 }],
  renderHTML: () => ["ol", { "data-notes": "" }, 0],
});

export const Note = Node.create({
  name: "note",
  content: "block+",
  isolating: true,
  defining: true,
  selectable: false,
  addAttributes: () => ({ id: dataAttribute("id", "") }),
  parseHTML: () => [{ tag: "li[data-id]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["li", HTMLAttributes, 0],
});

export const blockNodes = [
  BulletList, OrderedList, ListItem, Quote, Attribution, Image, Gallery, Audio, Video, Embed, Caption, Credit, Rule, TableFigure, Table, TableRow, TableCell, TableHeader, Notes, Note,
];
