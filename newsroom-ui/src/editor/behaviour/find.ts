// SPDX-License-Identifier: GPL-3.0-or-later
// Find and replace in the story's text, marks and line ends notwithstanding.
import { Extension, type Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

export interface Query {
  text: string;
  exactCase: boolean;
  wholeWords: boolean;
}
export interface Match {
  from: number;
  to: number;
}
interface FindState {
  query: Query;
  matches: Match[];
  current: number;
}

const nothing: FindState = { query: { text: "", exactCase: false, wholeWords: false }, matches: [], current: -1 };
const key = new PluginKey<FindState>("find");
/** More than anybody steps through; the number is shown with a plus. */
export const maxMatches = 5000;

/** A letter as it is looked for: Arabic and Persian forms of one letter are one, and marks above letters do not count. */
const foldLetter = (letter: string): string => letter.replace(/[يى]/, "ی").replace(/ك/, "ک").replace(/[\u0640\u064b-\u065f\u200c]/, "");

export function findMatches(doc: Node, { text, exactCase, wholeWords }: Query): Match[] {
  const fold = (value: string): string => (exactCase ? value : foldLetter(value.toLocaleLowerCase()));
  const wanted = [...text].map(fold).join("");
  if (wanted === "") return [];
  const matches: Match[] = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock || matches.length >= maxMatches) return matches.length < maxMatches;
    // The block's text letter by letter, and where each stands.
    let folded = "";
    const places: number[] = [];
    node.forEach((child, offset) => {
      const raw = child.isText ? child.text! : child.type.name === "hardBreak" ? " " : "\ufffc";
      for (let at = 0; at < raw.length; ++at) {
        const letter = fold(raw[at]!);
        for (const part of letter) {
          folded += part;
          for (let i = 0; i < part.length; ++i) places.push(position + 1 + offset + at);
        }
      }
    });
    for (let at = folded.indexOf(wanted); at >= 0 && matches.length < maxMatches; at = folded.indexOf(wanted, at + wanted.length)) {
      const end = at + wanted.length;
      const word = /[\p{L}\p{N}_]/u;
      if (wholeWords && ((at > 0 && word.test(folded[at - 1]!)) || (end < folded.length && word.test(folded[end]!)))) continue;
      matches.push({ from: places[at]!, to: places[end - 1]! + 1 });
    }
    return false;
  });
  return matches;
}

export const Find = Extension.create({
  name: "find",
  addProseMirrorPlugins: () => [
    new Plugin<FindState>({
      key,
      state: {
        init: () => nothing,
        apply(tr, state) {
          const given = tr.getMeta(key) as Partial<FindState> | undefined;
          const query = given?.query ?? state.query;
          if (!given?.query && !tr.docChanged) return given ? { ...state, ...given } : state;
          const matches = findMatches(tr.doc, query);
          const current = given?.current ?? (given?.query ? matches.findIndex((match) => match.from >= tr.selection.from) : state.current);
          return { query, matches, current: matches.length === 0 ? -1 : Math.min(Math.max(current, 0), matches.length - 1) };
        },
      },
      props: {
        decorations(state) {
          const { matches, current } = key.getState(state)!;
          return DecorationSet.create(state.doc, matches.map(({ from, to }, i) => Decoration.inline(from, to, { class: i === current ? "found current" : "found" })));
        },
      },
    }),
  ],
});

export const found = (editor: Editor): FindState => key.getState(editor.state) ?? nothing;

function show(editor: Editor, current: number): void {
  const { matches } = found(editor);
  const match = matches[current];
  if (!match) return;
  const tr = editor.state.tr.setMeta(key, { current }).setSelection(TextSelection.create(editor.state.doc, match.from, match.to));
  editor.view.dispatch(tr.scrollIntoView());
}

export function look(editor: Editor, query: Query): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, { query }));
  show(editor, found(editor).current);
}

export function step(editor: Editor, by: 1 | -1): void {
  const { matches, current } = found(editor);
  if (matches.length > 0) show(editor, (current + by + matches.length) % matches.length);
}

export function replaceOne(editor: Editor, text: string): void {
  const { matches, current } = found(editor);
  const match = matches[current];
  if (!match) return;
  const { tr } = editor.state;
  if (text === "") tr.delete(match.from, match.to);
  else tr.insertText(text, match.from, match.to);
  editor.view.dispatch(tr);
  show(editor, Math.min(current, found(editor).matches.length - 1));
}

/** In one step, which one undo takes back. Answers how many. */
export function replaceAll(editor: Editor, text: string): number {
  const { matches } = found(editor);
  const { tr } = editor.state;
  for (const { from, to } of [...matches].reverse()) {
    if (text === "") tr.delete(from, to);
    else tr.insertText(text, from, to);
  }
  editor.view.dispatch(tr);
  return matches.length;
}

export const stopFinding = (editor: Editor): void => editor.view.dispatch(editor.state.tr.setMeta(key, { query: nothing.query }));
