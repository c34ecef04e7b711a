// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown as it is typed: "## ", "- ", "1. ", "> ", "```", "---", **strong**, *emphasis*, ~~gone~~, `code`.
import { Extension, InputRule, markInputRule, textblockTypeInputRule, wrappingInputRule } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";

import { inLine } from "./commands";

/** "12", "۱۲" or "١٢" as a number. */
export const numberOf = (digits: string): number =>
  Number(digits.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)));

export const Markdown = Extension.create({
  name: "markdown",
  addInputRules() {
    const { nodes, marks } = this.editor.schema;
    const mark = (find: RegExp, name: string): InputRule => markInputRule({ find, type: marks[name]! });
    return [
      textblockTypeInputRule({ find: /^(#{1,6})\s$/, type: nodes.heading!, getAttributes: (match) => ({ level: Math.max(2, match[1]!.length) }) }),
      wrappingInputRule({ find: /^\s*[-+*]\s$/, type: nodes.bulletList! }),
      wrappingInputRule({
        find: /^([0-9۰-۹٠-٩]{1,9})[.)]\s$/,
        type: nodes.orderedList!,
        getAttributes: (match) => ({ start: numberOf(match[1]!) }),
        joinPredicate: (match, node) => node.childCount + (node.attrs.start as number) === numberOf(match[1]!),
      }),
      wrappingInputRule({ find: /^\s*>\s$/, type: nodes.quote! }),
      textblockTypeInputRule({ find: /^```([\w+#.-]*)[\s\n]$/, type: nodes.codeBlock!, getAttributes: (match) => ({ syntax: match[1] || null }) }),
      new InputRule({
        find: /^(?:---|—-|___|\*\*\*)$/,
        handler: ({ state, range }) => {
          const $from = state.doc.resolve(range.from);
          if ($from.parent.type.name !== "paragraph" || inLine(state)) return;
          const { tr, schema } = state;
          const [from, to] = [$from.before(), $from.after()];
          tr.replaceWith(from, to, [schema.nodes.rule!.create(), schema.nodes.paragraph!.create()]);
          tr.setSelection(Selection.near(tr.doc.resolve(from + 2)));
        },
      }),
      mark(/(?:^|[\s(«"“])(\*\*(?!\s)((?:[^*]+))(?<!\s)\*\*)$/, "strong"),
      mark(/(?:^|[\s(«"“])(__(?!\s)((?:[^_]+))(?<!\s)__)$/, "strong"),
      mark(/(?:^|[\s(«"“])(\*(?![\s*])((?:[^*]+))(?<!\s)\*)$/, "emphasis"),
      mark(/(?:^|[\s(«"“])(_(?![\s_])((?:[^_]+))(?<!\s)_)$/, "emphasis"),
      mark(/(?:^|[\s(«"“])(~~(?!\s)((?:[^~]+))(?<!\s)~~)$/, "strikethrough"),
      mark(/(?:^|[\s(«"“])(`(?!\s)([^`]+)(?<!\s)`)$/, "code"),
    ];
  },
});
