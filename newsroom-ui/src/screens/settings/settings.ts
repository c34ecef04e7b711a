// SPDX-License-Identifier: GPL-3.0-or-later
// What the screens of settings share: fetching them, and how a value and where it comes from are said.
import type { components } from "../../generated/api";
import { get } from "../../lib/api";
import { i18n, number, t, tt } from "../../lib/i18n.svelte";
import { languageName } from "../../lib/languages";
import { zoneName } from "../../lib/zone_name";

export type Setting = components["schemas"]["Setting"];

export const fetchSettings = async (): Promise<Setting[]> => (await get<{ settings: Setting[] }>("/settings")).settings;

/** The part of a key that names its table in stoppress.toml: "boxes.most_viewed" of "boxes.most_viewed.window". */
export const tableOf = (key: string): string => key.slice(0, key.lastIndexOf("."));

/** One of the words that a setting can have. */
export const choiceName = (key: string, word: string): string => (key === "boxes.most_viewed.window" ? tt(`shell.window.${word}`) : tt(`shell.settings.choice.${word}`));

/** The value as people read it. */
export function shown(setting: Setting): string {
  const { value } = setting;
  if (setting.secret) {
    return t(value === null ? "shell.settings.hidden" : "shell.settings.none");
  }
  if (Array.isArray(value)) {
    return value.length > 0 ? value.join(" · ") : t("shell.settings.none");
  }
  if ((setting.key === "boxes.most_viewed.window" || setting.key === "comments.show") && typeof value === "string") {
    return choiceName(setting.key, value);
  }
  if (setting.key === "site.language" && typeof value === "string") {
    return languageName(value, i18n.language);
  }
  if (setting.key === "site.timezone" && typeof value === "string") {
    const city = zoneName(value, i18n.language);
    return city === null ? value : `${city} (${value})`;
  }
  return typeof value === "number" ? number(value) : value || t("shell.settings.none");
}

/** Where it comes from: "the default", "stoppress.toml, line 12". */
export function origin(setting: Setting): string {
  const [file, line] = (setting.from ?? "").split(":");
  return tt(`shell.settings.from.${setting.origin}`, { name: file ?? "", line: line ?? "" });
}

/** Help in pieces: what stands between backticks is code. */
export const pieces = (help: string): { text: string; code: boolean }[] => help.split("`").map((text, place) => ({ text, code: place % 2 === 1 }));
