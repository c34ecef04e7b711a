// SPDX-License-Identifier: GPL-3.0-or-later
// How pictures and embeds look in the editor: what they show is not text, their captions are.
import type { Node } from "@tiptap/pm/model";
import type { Decoration, EditorView, NodeView, ViewMutationRecord } from "@tiptap/pm/view";

import type { Host } from "../behaviour/host";
import { foreignHost } from "../document/address";
import { layouts } from "../document/document";

function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

/** Shows how wide the page has it, where that is not the text's width. */
function showLayout(figure: HTMLElement, label: HTMLElement, layout: unknown, words: Host["words"]): void {
  for (const name of layouts) figure.classList.toggle(name, name !== "text" && layout === name);
  label.textContent = layout === "wide" || layout === "full" ? words.layout(layout) : "";
}

/** What all share: a frame that is not edited, with a button, and the lines below it that are. */
abstract class FigureView implements NodeView {
  readonly dom = make("figure", "figure");
  readonly contentDOM = make("div", "lines");
  protected readonly frame = make("div", "frame");
  protected readonly edit = make("button", "edit");

  constructor(
    protected node: Node,
    protected view: EditorView,
    private getPosition: () => number | undefined,
    protected host: Host,
    name: string,
  ) {
    this.frame.contentEditable = "false";
    this.edit.type = "button";
    this.edit.textContent = name;
    this.edit.addEventListener("click", () => {
      const position = this.getPosition();
      if (position !== undefined) this.host.editBlock(position);
    });
    this.dom.append(this.frame, this.contentDOM);
  }

  protected abstract show(): void;

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }
  selectNode(): void {
    this.dom.classList.add("selected");
  }
  deselectNode(): void {
    this.dom.classList.remove("selected");
  }
  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && this.edit.contains(event.target) && this.view.editable;
  }
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}

export class ImageView extends FigureView {
  private image = make("img", "");
  private missing = make("span", "missing");
  private crop = make("button", "crop");
  private layout = make("span", "layout");

  constructor(node: Node, view: EditorView, position: () => number | undefined, host: Host) {
    super(node, view, position, host, host.words.editPicture);
    this.dom.classList.add("picture");
    const bar = make("div", "bar");
    this.crop.type = "button";
    this.crop.textContent = host.words.cropPicture;
    this.crop.addEventListener("click", () => {
      const at = position();
      if (at !== undefined) host.cropPicture(at);
    });
    bar.append(this.layout, this.missing, this.crop, this.edit);
    this.frame.append(this.image, bar);
    // The frame is taken hold of, wherever the caret would be below the pointer.
    this.image.draggable = false;
    this.frame.draggable = true;
    this.show();
  }
  protected show(): void {
    const { source, alt, width, height, direction } = this.node.attrs as Record<string, string | number | null>;
    if (this.image.getAttribute("src") !== source) this.image.src = String(source);
    this.image.alt = String(alt || this.host.words.picture);
    if (width && height) {
      this.image.width = Number(width);
      this.image.height = Number(height);
    }
    showLayout(this.dom, this.layout, this.node.attrs.layout, this.host.words);
    const elsewhere = foreignHost(String(source));
    this.dom.classList.toggle("foreign", elsewhere !== null);
    this.crop.hidden = elsewhere !== null;
    this.missing.textContent = elsewhere !== null ? this.host.words.foreignPicture(elsewhere) : alt ? "" : this.host.words.noAlt;
    this.contentDOM.dir = typeof direction === "string" ? direction : "";
  }
  override stopEvent(event: Event): boolean {
    return (event.target === this.crop && this.view.editable) || super.stopEvent(event);
  }
}

/** Its pictures have views of their own. */
export class GalleryView extends FigureView {
  private says = make("span", "says");
  private layout = make("span", "layout");

  constructor(node: Node, view: EditorView, position: () => number | undefined, host: Host) {
    super(node, view, position, host, host.words.editGallery);
    this.dom.classList.add("gallery");
    this.contentDOM.classList.add("pictures");
    this.frame.append(this.says, this.layout, this.edit);
    this.show();
  }
  protected show(): void {
    this.says.textContent = this.host.words.gallery(this.node.childCount - 1);
    showLayout(this.dom, this.layout, this.node.attrs.layout, this.host.words);
    this.contentDOM.dir = typeof this.node.attrs.direction === "string" ? this.node.attrs.direction : "";
  }
}

/** Sound and film play here as they do on the page. Their own controls take keys and clicks; the frame around them is taken hold of. */
export class RecordingView extends FigureView {
  private player: HTMLMediaElement;
  private title = make("span", "says");
  private layout = make("span", "layout");

  constructor(node: Node, view: EditorView, position: () => number | undefined, host: Host) {
    const film = node.type.name === "video";
    super(node, view, position, host, film ? host.words.editVideo : host.words.editAudio);
    this.dom.classList.add("recording");
    this.player = film ? make("video", "") : make("audio", "");
    this.player.controls = true;
    this.player.preload = "metadata";
    this.title.dir = "auto";
    const about = make("div", "about");
    about.append(this.title, this.layout, this.edit);
    this.frame.append(this.player, about);
    this.show();
  }
  protected show(): void {
    const { source, title, poster, width, height, direction } = this.node.attrs as Record<string, string | number | null>;
    if (this.player.getAttribute("src") !== source) this.player.src = String(source);
    this.title.textContent = String(title || "");
    this.player.setAttribute("aria-label", String(title || (this.node.type.name === "video" ? this.host.words.video : this.host.words.audio)));
    if (this.player instanceof HTMLVideoElement) {
      this.player.playsInline = true;
      if (poster) this.player.poster = String(poster);
      else this.player.removeAttribute("poster");
      if (width && height) {
        this.player.width = Number(width);
        this.player.height = Number(height);
      }
      showLayout(this.dom, this.layout, this.node.attrs.layout, this.host.words);
    }
    this.contentDOM.dir = typeof direction === "string" ? direction : "";
  }
  override stopEvent(event: Event): boolean {
    return (event.target instanceof globalThis.Node && this.player.contains(event.target) && !event.type.startsWith("drag")) || super.stopEvent(event);
  }
}

export class EmbedView extends FigureView {
  private provider = make("span", "provider");
  private title = make("strong", "");
  private description = make("span", "description");
  private picture = make("img", "thumbnail");
  private address = make("span", "address");

  constructor(node: Node, view: EditorView, position: () => number | undefined, host: Host) {
    super(node, view, position, host, host.words.editEmbed);
    this.dom.classList.add("embed");
    const about = make("div", "about");
    about.append(this.provider, this.title, this.description, this.address);
    this.picture.alt = "";
    this.picture.draggable = false;
    for (const text of [this.title, this.description]) text.dir = "auto";
    this.frame.append(this.picture, about, this.edit);
    this.show();
  }
  protected show(): void {
    const { url = "", title, description, site, picture } = this.node.attrs as Record<string, string>;
    this.provider.textContent = site || this.host.words.embedAs(url);
    this.title.textContent = title || "";
    this.description.textContent = description || "";
    this.picture.hidden = !picture;
    if (picture && this.picture.getAttribute("src") !== picture) this.picture.src = picture;
    this.address.textContent = url;
    this.address.dir = "ltr";
  }
}

/** A code block with a field for its language. */
export class CodeView implements NodeView {
  readonly dom = make("pre", "");
  readonly contentDOM = make("code", "");
  private input = make("input", "syntax");

  constructor(
    private node: Node,
    private view: EditorView,
    private getPosition: () => number | undefined,
    host: Host,
  ) {
    this.dom.dir = "ltr";
    this.dom.spellcheck = false;
    this.input.contentEditable = "false";
    this.input.setAttribute("aria-label", host.words.syntax);
    this.input.placeholder = host.words.syntax;
    this.input.maxLength = 64;
    this.input.value = String(node.attrs.syntax ?? "");
    this.input.addEventListener("input", () => {
      const position = this.getPosition();
      if (position !== undefined) this.view.dispatch(this.view.state.tr.setNodeAttribute(position, "syntax", this.input.value.trim() || null));
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      this.view.focus();
    });
    this.dom.append(this.input, this.contentDOM);
  }
  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    const syntax = String(node.attrs.syntax ?? "");
    if (this.input.value.trim() !== syntax) this.input.value = syntax;
    return true;
  }
  stopEvent(event: Event): boolean {
    return event.target === this.input;
  }
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target) && mutation.target !== this.contentDOM;
  }
}

/** A note at the end: its number leads back to the text, and it can be taken away with its references. */
export class NoteView implements NodeView {
  readonly dom = make("li", "note");
  readonly contentDOM = make("div", "content");

  private back = make("button", "number");

  constructor(
    private node: Node,
    decorations: readonly Decoration[],
    private host: Host,
    actions: { back(id: string): void; remove(id: string): void },
  ) {
    const { back } = this;
    const remove = make("button", "remove", "×");
    for (const button of [back, remove]) {
      button.type = "button";
      button.contentEditable = "false";
    }
    const unused = make("span", "unused-note", host.words.noteUnused);
    unused.contentEditable = "false";
    back.title = host.words.notes;
    remove.setAttribute("aria-label", host.words.noteRemove);
    remove.title = host.words.noteRemove;
    const id = String(node.attrs.id);
    this.dom.dataset.id = id;
    back.addEventListener("click", () => actions.back(id));
    remove.addEventListener("click", () => actions.remove(id));
    this.dom.append(back, this.contentDOM, unused, remove);
    this.show(decorations);
  }
  private show(decorations: readonly Decoration[]): void {
    const number = decorations.map((decoration) => (decoration.spec as { number?: string }).number).find(Boolean) ?? "";
    if (this.back.textContent === number) return;
    this.back.textContent = number;
    this.back.setAttribute("aria-label", `${number} · ${this.host.words.notes}`);
  }
  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type !== this.node.type || node.attrs.id !== this.node.attrs.id) return false;
    this.node = node;
    this.show(decorations);
    return true;
  }
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement;
  }
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}
