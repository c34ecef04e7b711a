// SPDX-License-Identifier: GPL-3.0-or-later
// Who else has the story open: asked, and told, every ten seconds while the page is looked at.
import { ApiError, post } from "../../lib/api";

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
  private state: string | null = null;

  /** `id` is null as long as the server does not know the story. `changed`: the story is another than at the last time it was asked. */
  constructor(
    private id: () => number | null,
    private changed: () => void,
  ) {}

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
      const { others, state } = await post<{ others: Other[]; state: string }>(`/stories/${id}/presence`, { editing: Date.now() - this.lastEdit < 3 * pace });
      this.others = others;
      const before = this.state;
      this.state = state;
      // What is changed through another node is heard in this way only.
      if (before !== null && before !== state) this.changed();
    } catch (error) {
      this.others = [];
      // Nobody can have it open any more: it was deleted.
      if (error instanceof ApiError && error.status === 410 && this.state !== "gone") {
        this.state = "gone";
        this.changed();
      }
    }
  }
}
