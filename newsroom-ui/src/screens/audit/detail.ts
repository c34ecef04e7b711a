// SPDX-License-Identifier: GPL-3.0-or-later
// What the server recorded beside an action, in the language of the interface: it records words of English. Anything else, such as names and
// values of settings, is shown as it is.
import { t, tt } from "../../lib/i18n.svelte";

const roles = new Set(["contributor", "reporter", "editor", "admin"]);
const looks = new Set(["removed", "end", "kicker", "headline", "picture"]);
const known = {
  link: "shell.audit.detail.link",
  password: "shell.audit.detail.password",
  "link; second factor needed": "shell.audit.detail.linkFirst",
  "password; second factor needed": "shell.audit.detail.passwordFirst",
  "wrong second factor": "shell.audit.detail.wrongCode",
  "all others": "shell.audit.detail.allOthers",
  "unknown account": "shell.audit.detail.unknownAccount",
} as const;

/** One change of the front page: "story 5: place 1 -> 2, kicker", "breaking line: Fire". */
function frontInWords(change: string): string {
  const line = /^breaking line: (.*)$/s.exec(change);
  if (line) return line[1] === "removed" ? t("shell.audit.detail.lineRemoved") : t("shell.audit.detail.line", { text: line[1] ?? "" });
  const story = /^story (\d+): (.*)$/.exec(change);
  if (!story) return change;
  const parts = (story[2] ?? "").split(", ").map((part) => {
    const moved = /^place (\d+)(?: -> (\d+))?$/.exec(part);
    if (moved) return moved[2] ? t("shell.audit.detail.moved", { from: Number(moved[1]), to: Number(moved[2]) }) : t("shell.audit.detail.place", { place: Number(moved[1]) });
    return looks.has(part) ? tt(`shell.audit.detail.of.${part}`) : part;
  });
  return t("shell.audit.detail.story", { number: story[1] ?? "", what: parts.join(t("shell.audit.detail.comma")) });
}

export function detailInWords(detail: string): string {
  if (/^(breaking line|story \d+): /.test(detail)) return detail.split(/; (?=story \d+: |…$)/).map(frontInWords).join(" · ");
  if (roles.has(detail)) return tt(`shell.role.${detail}`);
  if (detail in known) return t(known[detail as keyof typeof known]);
  const passkey = /^passkey "(.*)"$/s.exec(detail);
  if (passkey) return t("shell.audit.detail.passkey", { name: passkey[1] ?? "" });
  const links = /^(\d+) links$/.exec(detail);
  return links ? t("shell.audit.detail.links", { count: Number(links[1]) }) : detail;
}

/** Who did it, if that is no person: the name under which the server's own tools are recorded. */
export const isCommandLine = (who: string): boolean => who === "command line";
