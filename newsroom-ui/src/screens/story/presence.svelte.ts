// SPDX-License-Identifier: GPL-3.0-or-later
// Who else has the story open: asked, and told, every ten seconds while the page is looked at.
import { post } from "../../lib/api";

export interface Other {
  name: string;
  display_name: string;
  editing: boolean;
  since: string;
}

const pace = 10_000;

export class Presence {
  others = $state.raw<Other[]>([]);
  private timer: ReturnType<typeof setInterval> | null = null;
  private lastEdit = 0;

  /** `id` is null as long as the server does not know the story. */
  constructor(private id: () => number | null) {}

  start(): void {
    void this.ask();
    this.timer = setInterval(() => void this.ask(), pace);
  }
  edited(): void {
    this.lastEdit = Date.now();
  }
  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    const id = this.id();
    if (id !== null) void post(`/stories/${id}/presence`, { editing: false }).catch(() => {});
  }

  private async ask(): Promise<void> {
    const id = this.id();
    if (id === null || document.visibilityState === "hidden") return;
    try {
      this.others = (await post<{ others: Other[] }>(`/stories/${id}/presence`, { editing: Date.now() - this.lastEdit < 3 * pace })).others;
    } catch {
      this.others = [];
    }
  }
}
