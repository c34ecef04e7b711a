// SPDX-License-Identifier: GPL-3.0-or-later
// Which way a language is written.
import type { Direction } from "../../editor/document/document";

const rightToLeftScripts = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"]);

export function directionOf(language: string): Direction {
  try {
    return rightToLeftScripts.has(new Intl.Locale(language).maximize().script ?? "") ? "rtl" : "ltr";
  } catch {
    return "ltr";
  }
}
