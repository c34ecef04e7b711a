// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the dialog that crops, which is fetched when it is first needed. It stands by itself at the end of the page, because it opens from
// dialogs that are forms, and from the text, which knows no components.
import { mount, unmount } from "svelte";

import { mediumOf, remember } from "../editor/ui/known_media";
import { loadMessages, t } from "../lib/i18n.svelte";
import { announce, problem } from "../lib/notices.svelte";
import type { Medium } from "../lib/types";
import type { Shape } from "./geometry";

/** Pixels that the built-in theme shows a picture wide at most: beside the text, wider than it, over the whole page, at its head; and
 *  its logo and icon. */
export const shownWide = { text: 640, wide: 960, full: 1280, lead: 1280, logo: 320, icon: 180 } as const;

/** Null where nothing was cropped: nobody wanted to, or it cannot be, which was said. */
export async function cropMedium(medium: Medium, wide: number, shape: Shape = "free"): Promise<Medium | null> {
  // Pictures that move are the only ones that are WebP at their main address.
  if (!medium.type.startsWith("image/") || medium.type === "image/webp") {
    problem(t("shell.problem.crop-kind"));
    return null;
  }
  let dialog: typeof import("./CropDialog.svelte");
  try {
    [dialog] = await Promise.all([import("./CropDialog.svelte"), loadMessages("crop")]);
  } catch {
    problem(t("shell.error.offline"));
    return null;
  }
  return new Promise((resolve) => {
    const finish = (made: Medium | null): void => {
      void unmount(shown);
      const changed = made && made.id !== medium.id ? remember(made) : null;
      if (changed) announce(t("crop.done", { width: changed.original.width ?? 0, height: changed.original.height ?? 0 }));
      resolve(changed);
    };
    const shown = mount(dialog.default, { target: document.body, props: { medium, shownWide: wide, shape, oncropped: finish, onclose: () => finish(null) } });
  });
}

/** The same by a picture's address in a text. */
export async function cropSource(source: string, wide: number, shape: Shape = "free"): Promise<Medium | null> {
  const medium = await mediumOf(source);
  if (!medium) {
    problem(t("shell.media.notFound"));
    return null;
  }
  return cropMedium(medium, wide, shape);
}
