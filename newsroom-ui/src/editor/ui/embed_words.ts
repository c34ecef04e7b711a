// SPDX-License-Identifier: GPL-3.0-or-later
// What an embed is, and what readers get of it, in the words of the newsroom.
import { t, tt } from "../../lib/i18n.svelte";
import { hostOf, knownEmbed } from "../document/embeds";

/** "YouTube · Video"; the host of a page that is not known. */
export function embedAs(address: string): string {
  const known = knownEmbed(address);
  if (!known) return hostOf(address);
  return t("editor.embed.as", { provider: tt(`editor.embed.provider.${known.provider}`), kind: tt(`editor.embed.kind.${known.kind}`) });
}

/** What readers see, in a sentence. */
export function embedShown(address: string): string {
  const known = knownEmbed(address);
  return known?.player ? t("editor.embed.offer", { provider: tt(`editor.embed.provider.${known.provider}`) }) : t("editor.embed.card");
}
