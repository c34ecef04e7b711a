// SPDX-License-Identifier: GPL-3.0-or-later
// Quotation marks, dashes and ellipses of the story's language, as they are typed. Backspace or undo right after gives back what was typed.
import { Extension, InputRule } from "@tiptap/core";

import type { Host } from "./host";

/** Opening and closing marks by language; English ones for the others. */
const quotes: Record<string, readonly [string, string]> = {
  fa: ["«", "»"], ar: ["«", "»"], ps: ["«", "»"], ckb: ["«", "»"], az: ["«", "»"], ru: ["«", "»"], uk: ["«", "»"], el: ["«", "»"], es: ["«", "»"], pt: ["“", "”"],
  it: ["«", "»"], fr: ["«\u202f", "\u202f»"], de: ["„", "“"], cs: ["„", "“"], pl: ["„", "”"], tr: ["“", "”"], he: ["”", "”"], ja: ["「", "」"],
};

export function quotesOf(language: string): readonly [string, string] {
  return quotes[language.toLowerCase().split("-")[0] ?? ""] ?? ["“", "”"];
}

/** Whether a mark after this character opens what is quoted. */
const opens = (before: string): boolean => before === "" || /[\s(\[{«“„‘—–/\ufffc]/u.test(before);

const stored = "stoppress.typography";
export const typography = {
  get on(): boolean {
    try {
      return localStorage.getItem(stored) !== "off";
    } catch {
      return true;
    }
  },
  set on(on: boolean) {
    try {
      localStorage.setItem(stored, on ? "on" : "off");
    } catch {
      // A browser that keeps nothing goes on as before.
    }
  },
};

export const makeTypography = (host: Host): Extension =>
  Extension.create({
    name: "typography",
    addInputRules() {
      /** `find` matches what is replaced; its first group is the character before it, or "". */
      const rule = (find: RegExp, make: (before: string) => string | null): InputRule =>
        new InputRule({
          find,
          handler: ({ state, range, match }) => {
            const made = typography.on ? make(match[1] ?? "") : null;
            if (made === null) return null;
            const marks = state.doc.resolve(range.to).marks();
            state.tr.replaceWith(range.from, range.to, state.schema.text(made, marks));
            return;
          },
        });
      const double = (): readonly [string, string] => quotesOf(host.language());
      return [
        rule(/(?<=(^|[^]))"$/, (before) => double()[opens(before) ? 0 : 1]),
        rule(/(?<=([\p{L}\p{N}]))'$/u, () => "’"),
        rule(/(?<=(^|[^\p{L}\p{N}]))'$/u, (before) => (double()[0] === "“" ? (opens(before) ? "‘" : "’") : null)),
        // "--" at the beginning of a line may become a rule: markdown.ts.
        rule(/(?<=([^-—\s]))--$/, () => "—"),
        rule(/(?<=([^\n]\s))--$/, () => "–"),
        rule(/(?<=(^|[^.]))\.\.\.$/, () => "…"),
      ];
    },
  });
