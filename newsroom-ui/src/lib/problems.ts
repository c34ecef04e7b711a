// SPDX-License-Identifier: GPL-3.0-or-later
// What the server's problems mean, in the language of the interface: a sentence per code, filled with the problem's values.
import type { components } from "../generated/api";
import { date, i18n, t, tt, type Values } from "./i18n.svelte";

type Problem = components["schemas"]["Problem"];
interface Said {
  code?: string;
  values?: Record<string, number | string>;
  detail?: string;
}

/** Codes that say too little by themselves. In English the server's own words say more. */
const general: ReadonlySet<string> = new Set(["malformed", "invalid", "not-found", "gone", "conflict", "stale", "forbidden", "too-large", "unsupported", "unavailable", "too-many"]);

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The sentence for a code with its values, or null where the catalogue has none: the server may be newer than this page. */
function sentence(code: string | undefined, values: Record<string, number | string> = {}): string | null {
  if (!code) {
    return null;
  }
  const key = `shell.problem.${code}`;
  // Times are said on the site's clocks.
  const filled: Values = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === "string" && moment.test(value) ? date(value) : value]));
  if (typeof values["role"] === "string") {
    filled["role"] = tt(`shell.role.${values["role"]}`);
  }
  const said = tt(`shell.problem.${code}`, filled);
  return said === key ? null : said;
}

function say({ code, values, detail }: Said): string | null {
  if (i18n.language === "en" && detail && (!code || general.has(code))) {
    return detail;
  }
  return sentence(code, values) ?? detail ?? null;
}

/** What is wrong with one field. */
export const saysField = (error: Said): string => say(error) ?? t("shell.problem.invalid");

/** What is wrong as a whole, without its fields. */
export const saysProblem = (problem: Problem): string => say(problem as Said) ?? problem.title;
