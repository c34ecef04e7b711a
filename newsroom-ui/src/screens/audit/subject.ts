// SPDX-License-Identifier: GPL-3.0-or-later
// What an entry of the audit log is about: its name, where it leads, and the rest of its detail.
import { date, t } from "../../lib/i18n.svelte";
import type { AuditEntry } from "../../lib/types";

export interface Subject {
  /** Empty: of the front page, which has none. */
  name: string;
  /** A path of the newsroom; null where nothing leads there. */
  path: string | null;
  /** When a story is to be published, of "story.schedule". */
  time: string | null;
  /** What is not in the sentence yet. */
  rest: string;
}

const lists: Record<string, string> = {
  section: "/sections", topic: "/sections?tab=topics", author: "/sections?tab=authors", person: "/people", token: "/tokens", redirect: "/settings?tab=redirects",
  menu: "/settings?tab=menu", setting: "/settings",
};

const named = (headline: string, number: string): string => (headline ? t("shell.quoted", { text: headline }) : `#${number}`);

/** What is said of an embargo: its end, the one that it had before, why the story was published all the same. Null: it is about none. */
function embargoIn(action: string, detail: string): { headline: string; said: string } | null {
  if (action === "story.move_embargo") {
    const [, from, to, headline = ""] = /^(\d{4}-\S+Z) (\d{4}-\S+Z) ?(.*)$/s.exec(detail) ?? [];
    return from && to ? { headline, said: t("shell.audit.detail.embargoMoved", { from: date(from), to: date(to) }) } : null;
  }
  if (action === "story.publish_before_embargo") {
    const [, time, reason = "", headline = ""] = /^(\d{4}-\S+Z) "([^"]*)" ?(.*)$/s.exec(detail) ?? [];
    return time ? { headline, said: t("shell.audit.detail.embargoReason", { time: date(time), reason }) } : null;
  }
  if (action !== "story.embargo" && action !== "story.lift_embargo") return null;
  const [, time, headline = ""] = /^(\d{4}-\S+Z) ?(.*)$/s.exec(detail) ?? [];
  return time ? { headline, said: t("shell.audit.detail.embargo", { time: date(time) }) } : null;
}

export function subjectOf({ action, subject, detail }: Pick<AuditEntry, "action" | "subject" | "detail">): Subject {
  const [, kind = "", name = ""] = /^(\w+)(?: (.*))?$/s.exec(subject) ?? [];
  if (kind === "story" && /^\d+$/.test(name)) {
    const scheduled = action === "story.schedule" ? /^(\d{4}-\S+Z) ?(.*)$/s.exec(detail) : null;
    // The words that a correction had before, of which entries of earlier versions have none; or the number of a comment.
    const corrected = action === "story.change_correction" || action.endsWith("_comment") ? /^"([^"]*)" (.*)$/s.exec(detail) : null;
    const embargo = embargoIn(action, detail);
    if (embargo) return { name: named(embargo.headline, name), path: `/stories/${name}`, time: null, rest: embargo.said };
    const headline = scheduled ? (scheduled[2] ?? "") : corrected ? (corrected[2] ?? "") : detail;
    // Entries of earlier versions have no headline.
    return { name: named(headline, name), path: `/stories/${name}`, time: scheduled?.[1] ?? null, rest: corrected?.[1] ?? "" };
  }
  if (kind === "front") {
    return { name: "", path: "/front", time: null, rest: detail };
  }
  if (kind === "template") return { name: named(detail, name), path: action === "template.delete" ? "/templates" : `/templates/${name}`, time: null, rest: "" };
  if (kind === "import") return { name: `#${name}`, path: `/imports?run=${name}`, time: null, rest: detail };
  if (kind === "file") return { name: detail ? t("shell.quoted", { text: detail }) : `#${name}`, path: "/media", time: null, rest: "" };
  const list = lists[kind];
  return { name: list && name ? name : subject, path: list ?? null, time: null, rest: detail };
}

/** The parts of a sentence around the place of what it is about. */
export function around(sentence: string): [string, string] {
  const [before = "", after = ""] = sentence.split("{what}");
  return [before, after];
}
