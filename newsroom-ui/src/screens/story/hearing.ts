// SPDX-License-Identifier: GPL-3.0-or-later
// When a story is read again after it was changed by others or by this screen: soon, and once for several changes.
import { listenToStories } from "../../lib/news";

/** Milliseconds until the story is read again after it was changed: by others, and by what was probably a save of this screen. */
const afterOthers = 300;
const afterOwn = 5000;
const ownEcho = 2000;

export class Hearing {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private due = 0;
  private deafen: () => void = () => {};

  /** `catchUp` reads the story again; not while `busy`, because what is done here answers for itself. */
  constructor(
    private readonly catchUp: () => void,
    private readonly busy: () => boolean,
  ) {}

  /** Listens to changes of the story `id()`; `savedAt()`: when this screen saved it last. */
  start(id: () => number | null, savedAt: () => number | null): void {
    this.deafen = listenToStories((stories) => {
      const story = id();
      if (story === null || (stories !== null && !stories.has(story))) return;
      this.hear(Date.now() - (savedAt() ?? 0) < ownEcho ? afterOwn : afterOthers);
    });
  }

  hear(wait = afterOthers): void {
    const due = Date.now() + wait;
    if (this.timer !== null && this.due <= due) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.busy()) this.hear();
      else this.catchUp();
    }, wait);
  }

  stop(): void {
    this.deafen();
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
