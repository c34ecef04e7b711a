// SPDX-License-Identifier: GPL-3.0-or-later
// Asks the server what another site says of a page.
import { post } from "../../lib/api";
import type { Medium } from "../../lib/types";
import type { EmbedAbout } from "../behaviour/embed_about";
import { remember } from "./known_media";

interface Described {
  title: string;
  description: string;
  site: string;
  picture: Medium | null;
}

export async function describeEmbed(url: string): Promise<EmbedAbout> {
  const { title, description, site, picture } = await post<Described>("/embeds/describe", { url });
  return { title, description, site, picture: picture ? remember(picture).url : "" };
}
