// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the story editor, as ProseMirror writes them. Without imports, so that the list of shortcuts does not load the editor.
export const shortcuts = {
  strong: "Mod-b", emphasis: "Mod-i", strikethrough: "Mod-Shift-x", code: "Mod-e", subscript: "Mod-,", superscript: "Mod-.", link: "Mod-k", paragraph: "Mod-Alt-0",
  heading2: "Mod-Alt-2", heading3: "Mod-Alt-3", heading4: "Mod-Alt-4", ordered: "Mod-Shift-7", bullets: "Mod-Shift-8", quote: "Mod-Shift-9", codeBlock: "Mod-Alt-c",
  footnote: "Mod-Alt-f", direction: "Mod-Alt-d", find: "Mod-f", undo: "Mod-z", redo: "Mod-Shift-z", up: "Alt-Shift-ArrowUp", down: "Alt-Shift-ArrowDown", note: "Mod-Alt-n",
} as const;
