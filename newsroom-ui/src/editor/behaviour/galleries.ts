// SPDX-License-Identifier: GPL-3.0-or-later
// Galleries: how they are made and changed, and how a picture is dragged to another place in one.
import { Extension, type Editor } from "@tiptap/core";
import { Fragment, type Node } from "@tiptap/pm/model";
import { NodeSelection, Plugin, type EditorState, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

import { maxPictures } from "../document/limits";
import { around, insertBlock, pictureNode, type Picture } from "./commands";
import type { Host } from "./host";

/** The gallery's pictures; its last child is the caption of all. */
export const picturesOfGallery = (gallery: Node): Node[] => gallery.children.filter((child) => child.type.name === "image");

/** As many as a gallery takes become one. A single picture stands alone. */
export function insertGallery(editor: Editor, pictures: readonly Picture[]): boolean {
  const nodes = pictures.slice(0, maxPictures).map((picture) => pictureNode(editor, picture));
  const [first] = nodes;
  if (!first) return false;
  const { gallery, caption } = editor.schema.nodes;
  return insertBlock(editor, nodes.length === 1 ? first : gallery!.create(null, [...nodes, caption!.create()]), "inside");
}

export function addToGallery(editor: Editor, position: number, pictures: readonly Picture[]): void {
  const gallery = editor.state.doc.nodeAt(position);
  if (gallery?.type.name !== "gallery") return;
  const room = maxPictures - picturesOfGallery(gallery).length;
  const nodes = pictures.slice(0, room).map((picture) => pictureNode(editor, picture));
  const end = position + gallery.nodeSize - 1 - gallery.lastChild!.nodeSize;
  editor.view.dispatch(editor.state.tr.insert(end, nodes).scrollIntoView());
}

/** Puts these pictures, of it or made from them, into the gallery. */
export function setPictures(editor: Editor, position: number, pictures: readonly Node[], attributes: Record<string, unknown>): void {
  const gallery = editor.state.doc.nodeAt(position);
  if (gallery?.type.name !== "gallery" || pictures.length === 0) return;
  const next = gallery.type.create({ ...gallery.attrs, ...attributes }, Fragment.from([...pictures, gallery.lastChild!]));
  if (!next.eq(gallery)) editor.view.dispatch(editor.state.tr.replaceWith(position, position + gallery.nodeSize, next));
}

/** Says where the picture of the selection is in its gallery. */
export function tellPlace(state: EditorState, host: Host): void {
  const picture = around(state, "image");
  if (!picture) return;
  const $at = state.doc.resolve(picture.position);
  if ($at.parent.type.name === "gallery") host.pictureMoved($at.index() + 1, $at.parent.childCount - 1);
}

/** Galleries that lost their last picture, and places that an edit filled up with a picture of nothing. */
export function mendGalleries(tr: Transaction): void {
  const gone: [number, number][] = [];
  tr.doc.descendants((node, position) => {
    if (node.type.name !== "gallery") return !node.isTextblock;
    const places = picturesOfGallery(node).map((picture, i) => [picture, i] as const);
    const empty = places.filter(([picture]) => !picture.attrs.source);
    if (empty.length === places.length) gone.push([position, position + node.nodeSize]);
    else if (empty.length > 0) {
      node.forEach((child, offset) => {
        if (child.type.name === "image" && !child.attrs.source) gone.push([position + 1 + offset, position + 1 + offset + child.nodeSize]);
      });
    }
    return false;
  });
  for (const [from, to] of gone.reverse()) {
    const alone = tr.doc.resolve(from).parent.childCount === 1;
    if (alone) tr.replaceWith(from, to, tr.doc.type.schema.nodes.paragraph!.create());
    else tr.delete(from, to);
  }
}

/** Where in which gallery the picture would be put that is dropped there; null if it is no picture of a gallery. */
function placeAt(view: EditorView, event: DragEvent): number | null {
  const target = event.target instanceof Element ? event.target.closest(".gallery .picture") : null;
  if (!target || !view.dom.contains(target)) return null;
  const position = view.posAtDOM(target, 0) - 1;
  const node = view.state.doc.nodeAt(position);
  if (node?.type.name !== "image") return null;
  const { left, width } = target.getBoundingClientRect();
  const right = getComputedStyle(target).direction === "rtl";
  return (event.clientX < left + width / 2) === right ? position + node.nodeSize : position;
}

/** Where in the gallery under the pointer files are put that are dropped there: beside a picture, or else behind its last one. Null outside of galleries. */
export function placeForFiles(view: EditorView, event: DragEvent): number | null {
  const beside = placeAt(view, event);
  const element = event.target instanceof Element ? event.target.closest(".gallery") : null;
  if (beside !== null || !element || !view.dom.contains(element)) return beside;
  let last: number | null = null;
  view.state.doc.descendants((node, position) => {
    if (node.type.name === "gallery" && view.nodeDOM(position) === element) last = position + node.nodeSize - 1 - node.lastChild!.nodeSize;
    return last === null && !node.isTextblock && node.type.name !== "gallery";
  });
  return last;
}

/** A gallery takes no more than it may have: what comes then stands behind it. */
export function placeWithRoom(doc: Node, place: number): number {
  const $place = doc.resolve(place);
  const full = $place.parent.type.name === "gallery" && picturesOfGallery($place.parent).length >= maxPictures;
  return full ? $place.after() : place;
}

/** What is dragged: what was taken hold of, which need not be selected, or else what is selected. */
function dragged(view: EditorView): NodeSelection | null {
  const held = (view.dragging as { node?: NodeSelection } | null)?.node ?? view.state.selection;
  return held instanceof NodeSelection ? held : null;
}

export const makeGalleries = (host: Host): Extension =>
  Extension.create({
    name: "galleries",
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          /** By the side of the picture that the pointer is on: a gallery runs in the direction of lines, not from above. */
          handleDrop(view, event, slice, moved) {
            const to = placeAt(view, event);
            const { doc } = view.state;
            const picture = slice.content.childCount === 1 ? slice.content.firstChild! : null;
            const selection = dragged(view);
            if (to === null || !moved || picture?.type.name !== "image" || selection?.node.type.name !== "image") return false;
            event.preventDefault();
            const gallery = doc.resolve(to).parent;
            const own = doc.resolve(selection.from).parent === gallery;
            if (!own && gallery.childCount > maxPictures) return true;
            const { tr } = view.state;
            const { node, from } = selection;
            tr.delete(from, selection.to);
            const place = tr.mapping.map(to);
            tr.insert(place, node.type.create({ ...node.attrs, layout: "text" }, node.content));
            tr.setSelection(NodeSelection.create(tr.doc, place));
            view.dispatch(tr.setMeta("uiEvent", "drop"));
            view.focus();
            tellPlace(view.state, host);
            return true;
          },
        },
      }),
    ],
  });
