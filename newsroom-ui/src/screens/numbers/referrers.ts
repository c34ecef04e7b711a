// SPDX-License-Identifier: GPL-3.0-or-later
// Where readers came from as rows: hosts, the site itself and nowhere known among each other, the most first.
import type { Referrers } from "./types";

export interface ReferrerRow {
  key: string;
  kind: "direct" | "internal" | "host";
  /** The host in its own script. */
  name: string;
  /** The host itself, where that differs: names in other scripts may look alike. */
  host: string | null;
  views: number;
}

export function rowsOf(referrers: Referrers): ReferrerRow[] {
  const rows: ReferrerRow[] = [
    { key: "(direct)", kind: "direct", name: "", host: null, views: referrers.direct },
    { key: "(internal)", kind: "internal", name: "", host: null, views: referrers.internal },
    ...referrers.listed.map((one): ReferrerRow => ({ key: one.host, kind: "host", name: one.name, host: one.name === one.host ? null : one.host, views: one.views })),
  ];
  return rows.filter((row) => row.views > 0).sort((one, other) => other.views - one.views);
}
