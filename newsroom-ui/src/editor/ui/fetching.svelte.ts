// SPDX-License-Identifier: GPL-3.0-or-later
// Fetches pictures of other sites into the library, a few at a time, and says why where that fails.
import { post } from "../../lib/api";
import { explain } from "../../lib/notices.svelte";
import type { Medium } from "../../lib/types";
import type { ForeignPicture } from "../behaviour/foreign_pictures";
import { remember } from "./known_media";

/** What the fields of the library hold. */
const most = { alt: 1000, caption: 2000, credit: 500 };
const atOnce = 2;

export interface Failure {
  picture: ForeignPicture;
  reason: string;
}

export const fetchPicture = async ({ source, alt, caption, credit }: Pick<ForeignPicture, "source" | "alt" | "caption" | "credit">): Promise<Medium> =>
  remember(
    await post<Medium>("/media/fetch", { url: source, alt: alt.slice(0, most.alt), caption: caption.slice(0, most.caption), credit: credit.slice(0, most.credit) }),
  );

/** One run over the pictures of a text. */
export class Fetching {
  running = $state(false);
  done = $state(0);
  total = $state(0);
  failures = $state.raw<readonly Failure[]>([]);

  /** `arrived` is called for each that is in the library now. */
  async run(pictures: readonly ForeignPicture[], arrived: (picture: ForeignPicture, medium: Medium) => void): Promise<void> {
    if (this.running) return;
    const waiting = [...pictures];
    const again = new Set(pictures.map(({ source }) => source));
    this.failures = this.failures.filter(({ picture }) => !again.has(picture.source));
    [this.running, this.done, this.total] = [true, 0, pictures.length];
    const work = async (): Promise<void> => {
      for (let picture = waiting.shift(); picture; picture = waiting.shift()) {
        try {
          arrived(picture, await fetchPicture(picture));
        } catch (error) {
          this.failures = [...this.failures, { picture, reason: explain(error) }];
        }
        ++this.done;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    this.running = false;
  }
}
