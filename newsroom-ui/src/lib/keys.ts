// SPDX-License-Identifier: GPL-3.0-or-later
// Which shortcut a key press means, on any keyboard layout.

/** Whether the press goes into a text that somebody writes, or to an open menu or dialog. */
export const isForText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], dialog, [role=menu]") !== null;

/**
 * The key in Latin letters: "j", "/", "?", or a name such as "Enter". A layout that types Latin letters (QWERTZ, Dvorak) decides itself; on
 * others (Persian, Arabic, Russian) the place of the key decides.
 */
export function keyOf(event: Pick<KeyboardEvent, "key" | "code" | "shiftKey">): string {
  const { key, code } = event;
  if (key.length > 1) return key;
  if (/^[\x21-\x7e]$/.test(key)) return key.toLowerCase();
  if (key === "؟") return "?";
  const letter = /^Key([A-Z])$/.exec(code);
  if (letter) return (letter[1] ?? "").toLowerCase();
  const digit = /^Digit([0-9])$/.exec(code);
  if (digit && !event.shiftKey) return digit[1] ?? "";
  if (code === "Slash") return event.shiftKey ? "?" : "/";
  return key;
}
