// SPDX-License-Identifier: GPL-3.0-or-later
// Document -> the editor's tree. Notes are given their numbers as ids.
import { isFootnote, type Block, type Content, type Document, type Picture, type Table, type TextRun } from "./document";
import { normalise } from "./normalise";

export interface EditorMark {
  type: string;
  attrs?: Record<string, unknown>;
}
export interface EditorNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: EditorNode[];
  marks?: EditorMark[];
  text?: string;
}

function marksOf(run: TextRun): EditorMark[] {
  const marks: EditorMark[] = [];
  if (run.link) marks.push({ type: "link", attrs: { href: run.link.href, title: run.link.title ?? null, language: run.link.language ?? null } });
  if (run.language || run.direction) marks.push({ type: "spoken", attrs: { language: run.language ?? null, direction: run.direction ?? null } });
  for (const mark of run.marks ?? []) marks.push({ type: mark });
  return marks;
}

export function inlineNodes(content: Content | undefined): EditorNode[] {
  return (content ?? []).flatMap((run): EditorNode[] => {
    if (isFootnote(run)) return [{ type: "footnote", attrs: { note: String(run.footnote) } }];
    const marks = marksOf(run);
    const nodes: EditorNode[] = [];
    run.text.split("\n").forEach((text, line) => {
      if (line > 0) nodes.push({ type: "hardBreak", ...(marks.length > 0 && { marks }) });
      if (text !== "") nodes.push({ type: "text", text, ...(marks.length > 0 && { marks }) });
    });
    return nodes;
  });
}

const node = (type: string, content: EditorNode[], attrs?: Record<string, unknown>): EditorNode => ({
  type,
  ...(attrs && { attrs }),
  ...(content.length > 0 && { content }),
});

export const emptyParagraph = (): EditorNode => ({ type: "paragraph" });

/** Blocks for a place that needs at least one. */
export const blockNodesOf = (blocks: Block[] | undefined): EditorNode[] =>
  blocks && blocks.length > 0 ? blocks.map(blockNode) : [emptyParagraph()];

function tableNode(table: Table, spoken: Record<string, unknown>): EditorNode {
  const row = (cells: Content[], type: string): EditorNode =>
    node("tableRow", cells.map((cell, i) => node(type, inlineNodes(cell), { alignment: table.alignments?.[i] ?? "none" })));
  const rows = [...(table.header?.length ? [row(table.header, "tableHeader")] : []), ...(table.rows ?? []).map((cells) => row(cells, "tableCell"))];
  return node("tableFigure", [node("table", rows), node("caption", inlineNodes(table.caption))], spoken);
}

const pictureNode = (picture: Picture, attrs: Record<string, unknown>): EditorNode =>
  node("image", [node("caption", inlineNodes(picture.caption)), node("credit", inlineNodes(picture.credit))], {
    ...attrs, source: picture.source, alt: picture.alt ?? "", width: picture.width ?? 0, height: picture.height ?? 0, link: picture.link ?? null,
  });

export function blockNode(block: Block): EditorNode {
  if (block.type === "rule") return { type: "rule" };
  const spoken = { language: block.language ?? null, direction: block.direction ?? null };
  switch (block.type) {
    case "paragraph":
      return node("paragraph", inlineNodes(block.content), spoken);
    case "heading":
      return node("heading", inlineNodes(block.content), { ...spoken, level: block.level ?? 2, anchor: block.anchor ?? null });
    case "list": {
      const items = (block.items ?? []).map((item) => node("listItem", blockNodesOf(item)));
      return block.ordered ? node("orderedList", items, { ...spoken, start: block.start ?? 1 }) : node("bulletList", items, spoken);
    }
    case "quote":
      return node("quote", [...blockNodesOf(block.blocks), node("attribution", inlineNodes(block.attribution))], { ...spoken, pull: block.pull ?? false });
    case "code":
      return node("codeBlock", block.text ? [{ type: "text", text: block.text }] : [], { ...spoken, syntax: block.syntax ?? null });
    case "table":
      return tableNode(block, spoken);
    case "image":
      return pictureNode(block, { ...spoken, layout: block.layout ?? "text" });
    case "gallery": {
      const images = block.images.map((image) => pictureNode(image, { language: null, direction: null, layout: "text" }));
      return node("gallery", [...images, node("caption", inlineNodes(block.caption))], { ...spoken, layout: block.layout ?? "text" });
    }
    case "audio":
      return node("audio", [node("caption", inlineNodes(block.caption))], { ...spoken, source: block.source, title: block.title ?? "" });
    case "video":
      return node("video", [node("caption", inlineNodes(block.caption))], {
        ...spoken, source: block.source, title: block.title ?? "", poster: block.poster ?? "", width: block.width ?? 0, height: block.height ?? 0, layout: block.layout ?? "text",
      });
    case "embed":
      return node("embed", [node("caption", inlineNodes(block.caption))], {
        ...spoken, url: block.url, provider: block.provider ?? "", title: block.title ?? "",
        description: block.description ?? "", site: block.site ?? "", picture: block.picture ?? "",
      });
  }
}

export function toEditor(given: Document): EditorNode {
  const document = normalise(given);
  const notes = (document.footnotes ?? []).map((blocks, i) => node("note", blockNodesOf(blocks), { id: String(i + 1) }));
  return { type: "doc", content: [...blockNodesOf(document.blocks), ...(notes.length > 0 ? [node("notes", notes)] : [])] };
}
