// SPDX-License-Identifier: GPL-3.0-or-later
// All time zones that the browser knows, by the names of their cities, to be searched.
import { zoneName } from "./zone_name";

export interface ZoneChoice {
  value: string;
  /** "Tehran (UTC+3:30)". */
  label: string;
  /** What is searched: the label, and the name in tzdata with its region. */
  words: string;
}

/** "UTC+3:30" now, with the digits of the language. */
function offsetOf(zone: string, language: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(new Date());
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d+):(\d+))?/.exec(parts.find(({ type }) => type === "timeZoneName")?.value ?? "") ?? [];
  const digits = (value: string): string => new Intl.NumberFormat(language, { useGrouping: false }).format(Number(value));
  if (!sign) return "UTC";
  return `UTC${sign === "-" ? "\u2212" : "+"}${digits(hours ?? "0")}${Number(minutes) ? `:${digits(minutes ?? "0")}` : ""}`;
}

/** A zone that is all of a country is called by the country's name, and found by its city too: browsers do not tell the city's name in other
 * languages. */
const cities: Record<string, string> = { "Asia/Tehran": "تهران", "Asia/Kabul": "کابل" };

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const made = new Map<string, ZoneChoice[]>();

/** By name. `current` is among them, though the browser may not know it. */
export function zoneChoices(language: string, current: string): ZoneChoice[] {
  let all = made.get(language);
  if (!all) {
    const collator = new Intl.Collator(language);
    all = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")]
      .map((value) => {
        const city = zoneName(value, language);
        const label = city === null ? value : `${city} (${offsetOf(value, language)})`;
        return { value, label, words: fold(`${label} ${value.replaceAll("_", " ")} ${cities[value] ?? ""}`) };
      })
      .sort((one, other) => collator.compare(one.label, other.label));
    made.set(language, all);
  }
  return all.some((one) => one.value === current) ? all : [{ value: current, label: current, words: fold(current) }, ...all];
}

/** Those in which each word occurs. */
export function foundZones(choices: readonly ZoneChoice[], words: string): ZoneChoice[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  return choices.filter((one) => wanted.every((word) => one.words.includes(word)));
}
