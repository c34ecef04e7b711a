// SPDX-License-Identifier: GPL-3.0-or-later
// A shortcut as people know it on their machine: "Ctrl+B", "⌘B".
const apple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

export function shortcutText(keys: string): string {
  const parts = keys.split("-").map((part) => {
    if (part === "Mod") return apple ? "⌘" : "Ctrl";
    if (part === "Alt") return apple ? "⌥" : "Alt";
    if (part === "Shift") return apple ? "⇧" : "Shift";
    return part.length === 1 ? part.toUpperCase() : part.replace("Arrow", "");
  });
  return parts.join(apple ? "" : "+");
}
