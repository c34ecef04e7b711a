// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a picture's renditions to show where it is `wanted` pixels wide: the smallest file that is wide enough, or else the widest. A JPEG among them is for link previews: neither transparent nor moving.
import type { Medium } from "../../lib/types";

export function bestRendition(medium: Medium, wanted: number): string {
  const all = medium.renditions.filter((one) => one.type.startsWith("image/") && one.type !== "image/jpeg" && one.width !== null);
  const width = (one: Medium["renditions"][number]): number => one.width ?? 0;
  const enough = all.filter((one) => width(one) >= wanted).sort((one, other) => width(one) - width(other) || one.size - other.size);
  const widest = [...all].sort((one, other) => width(other) - width(one) || one.size - other.size);
  return enough[0]?.url ?? widest[0]?.url ?? medium.url;
}
