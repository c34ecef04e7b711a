// SPDX-License-Identifier: GPL-3.0-or-later
// The language of a new story: that of one's last story in this browser, or else that of the newsroom's interface.
import { i18n } from "../../lib/i18n.svelte";

const key = (person: string): string => `stoppress.storyLanguage ${person}`;

export function newStoryLanguage(person: string): string {
  try {
    const last = localStorage.getItem(key(person));
    if (last) return last;
  } catch {
    // A browser that keeps nothing.
  }
  return i18n.language;
}

export function rememberLanguage(person: string, language: string): void {
  try {
    localStorage.setItem(key(person), language);
  } catch {
    // As above.
  }
}
