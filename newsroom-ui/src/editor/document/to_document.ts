// SPDX-License-Identifier: GPL-3.0-or-later
// The editor's tree -> document, in its one form. References to notes that are not there fall away.
import { layouts, markNames, type Alignment, type Block, type Content, type Direction, type Document, type Layout, type MarkName, type Picture, type TextRun } from "./document";
import { normalise } from "./normalise";
import type { EditorNode } from "./to_editor";

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const layoutOf = (value: unknown): Layout | undefined => layouts.find((layout) => layout === value);
const defined = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;

class Reader {
  private numbers = new Map<string, number>();
  constructor(notes: EditorNode[]) {
    notes.forEach((note, i) => this.numbers.set(String(note.attrs?.id), i + 1));
  }

  blocks(nodes: EditorNode[] | undefined): Block[] {
    return (nodes ?? []).flatMap((node) => this.block(node));
  }

  content(nodes: EditorNode[] | undefined): Content {
    return (nodes ?? []).flatMap((node): Content => {
      if (node.type === "footnote") {
        const footnote = this.numbers.get(String(node.attrs?.note));
        return footnote === undefined ? [] : [{ footnote }];
      }
      return [this.run(node)];
    });
  }

  private run(node: EditorNode): TextRun {
    const run: TextRun = { text: node.type === "hardBreak" ? "\n" : (node.text ?? "") };
    const marks: MarkName[] = [];
    for (const { type, attrs } of node.marks ?? []) {
      if (type === "link") run.link = defined({ href: String(attrs?.href ?? ""), title: text(attrs?.title), language: text(attrs?.language) });
      else if (type === "spoken") {
        run.language = text(attrs?.language);
        run.direction = text(attrs?.direction) as Direction | undefined;
      } else if ((markNames as readonly string[]).includes(type)) marks.push(type as MarkName);
    }
    if (marks.length > 0) run.marks = marks;
    return run;
  }

  private part(node: EditorNode, type: string): Content {
    return this.content(node.content?.find((child) => child.type === type)?.content);
  }

  private block(node: EditorNode): Block[] {
    const attrs = node.attrs ?? {};
    const spoken = { language: text(attrs.language), direction: text(attrs.direction) as Direction | undefined };
    switch (node.type) {
      case "paragraph":
        return [{ type: "paragraph", ...spoken, content: this.content(node.content) }];
      case "heading":
        return [{ type: "heading", ...spoken, level: Number(attrs.level ?? 2), anchor: text(attrs.anchor), content: this.content(node.content) }];
      case "bulletList":
      case "orderedList":
        return [
          {
            type: "list", ...spoken, ordered: node.type === "orderedList", start: Number(attrs.start ?? 1),
            items: (node.content ?? []).map((item) => this.blocks(item.content)),
          },
        ];
      case "quote":
        return [
          {
            type: "quote", ...spoken, pull: attrs.pull === true, attribution: this.part(node, "attribution"),
            blocks: this.blocks(node.content?.filter((child) => child.type !== "attribution")),
          },
        ];
      case "codeBlock":
        return [{ type: "code", ...spoken, syntax: text(attrs.syntax), text: (node.content ?? []).map((child) => child.text ?? "").join("") }];
      case "tableFigure":
        return [this.table(node, spoken)];
      case "image":
        return [{ type: "image", ...spoken, ...this.picture(node), layout: layoutOf(attrs.layout) }];
      case "gallery":
        return [
          {
            type: "gallery", ...spoken, images: (node.content ?? []).filter((child) => child.type === "image").map((child) => this.picture(child)),
            caption: this.part(node, "caption"), layout: layoutOf(attrs.layout),
          },
        ];
      case "audio":
        return [{ type: "audio", ...spoken, source: String(attrs.source ?? ""), title: text(attrs.title), caption: this.part(node, "caption") }];
      case "video":
        return [
          {
            type: "video", ...spoken, source: String(attrs.source ?? ""), title: text(attrs.title), caption: this.part(node, "caption"), poster: text(attrs.poster),
            width: Number(attrs.width ?? 0), height: Number(attrs.height ?? 0), layout: layoutOf(attrs.layout),
          },
        ];
      case "embed":
        return [
          {
            type: "embed", ...spoken, url: String(attrs.url ?? ""), provider: text(attrs.provider), title: text(attrs.title), caption: this.part(node, "caption"),
            description: text(attrs.description), site: text(attrs.site), picture: text(attrs.picture),
          },
        ];
      case "rule":
        return [{ type: "rule" }];
      default:
        return [];
    }
  }

  private picture(node: EditorNode): Picture {
    const attrs = node.attrs ?? {};
    return {
      source: String(attrs.source ?? ""), alt: text(attrs.alt), width: Number(attrs.width ?? 0), height: Number(attrs.height ?? 0),
      link: text(attrs.link), caption: this.part(node, "caption"), credit: this.part(node, "credit"),
    };
  }

  private table(node: EditorNode, spoken: { language: string | undefined; direction: Direction | undefined }): Block {
    const rows = node.content?.find((child) => child.type === "table")?.content ?? [];
    const cells = (row: EditorNode): Content[] => (row.content ?? []).map((cell) => this.content(cell.content));
    const hasHeader = rows[0]?.content?.[0]?.type === "tableHeader";
    const alignments = (rows[0]?.content ?? []).map((cell) => (cell.attrs?.alignment ?? "none") as Alignment);
    return {
      type: "table", ...spoken, caption: this.part(node, "caption"), alignments,
      header: hasHeader ? cells(rows[0]!) : [], rows: (hasHeader ? rows.slice(1) : rows).map(cells),
    };
  }
}

/** As it stands in the editor, white space and empty blocks included: for what must not be evened out yet. */
export function readEditor(doc: EditorNode): Document {
  const notes = doc.content?.find((node) => node.type === "notes")?.content ?? [];
  const reader = new Reader(notes);
  return { blocks: reader.blocks(doc.content?.filter((node) => node.type !== "notes")), footnotes: notes.map((note) => reader.blocks(note.content)) };
}

export const toDocument = (doc: EditorNode): Document => normalise(readEditor(doc));
