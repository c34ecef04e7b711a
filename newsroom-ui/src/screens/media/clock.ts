// SPDX-License-Identifier: GPL-3.0-or-later
// How long a recording is, in the digits of the newsroom's language: 1:02:03 or 2:03.
import { number } from "../../lib/i18n.svelte";

export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (value: number): string => number(value, { minimumIntegerDigits: 2 });
  return hours > 0 ? `${number(hours)}:${two(minutes)}:${two(rest)}` : `${number(minutes)}:${two(rest)}`;
}
