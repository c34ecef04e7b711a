// SPDX-License-Identifier: GPL-3.0-or-later
// A story's body as the server keeps it: the typed tree of docs/document.md. What stands at its default is left out.

export const markNames = ["strong", "emphasis", "strikethrough", "code", "subscript", "superscript"] as const;
export type MarkName = (typeof markNames)[number];
export type Direction = "ltr" | "rtl" | "auto";
export type Alignment = "none" | "left" | "center" | "right";

export interface Link {
  href: string;
  title?: string;
  language?: string;
}
export interface TextRun {
  text: string;
  marks?: MarkName[];
  language?: string;
  direction?: Direction;
  link?: Link;
}
export interface FootnoteRun {
  footnote: number;
}
export type Run = TextRun | FootnoteRun;
export type Content = Run[];

interface Spoken {
  language?: string;
  direction?: Direction;
}
export interface Paragraph extends Spoken {
  type: "paragraph";
  content?: Content;
}
export interface Heading extends Spoken {
  type: "heading";
  level?: number;
  anchor?: string;
  content?: Content;
}
export interface List extends Spoken {
  type: "list";
  ordered?: boolean;
  start?: number;
  items?: Block[][];
}
export interface Quote extends Spoken {
  type: "quote";
  pull?: boolean;
  blocks?: Block[];
  attribution?: Content;
}
export interface Code extends Spoken {
  type: "code";
  syntax?: string;
  text?: string;
}
export interface Table extends Spoken {
  type: "table";
  caption?: Content;
  alignments?: Alignment[];
  header?: Content[];
  rows?: Content[][];
}
export interface Image extends Spoken {
  type: "image";
  source: string;
  alt?: string;
  caption?: Content;
  credit?: Content;
  width?: number;
  height?: number;
  link?: string;
}
export interface Embed extends Spoken {
  type: "embed";
  provider?: string;
  url: string;
  title?: string;
  caption?: Content;
}
export interface Rule {
  type: "rule";
}
export type Block = Paragraph | Heading | List | Quote | Code | Table | Image | Embed | Rule;

export interface Document {
  blocks: Block[];
  footnotes?: Block[][];
}

export const isFootnote = (run: Run): run is FootnoteRun => "footnote" in run;

/** The text of runs alone, line breaks as spaces. */
export const plainText = (content: Content | undefined): string =>
  (content ?? []).map((run) => (isFootnote(run) ? "" : run.text.replaceAll("\n", " "))).join("");
