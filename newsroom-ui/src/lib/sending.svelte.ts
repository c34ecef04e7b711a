// SPDX-License-Identifier: GPL-3.0-or-later
// What a form sends: whether it is on its way, and what the server said against it.
import { ApiError } from "./api";
import { explain } from "./notices.svelte";
import { saysField } from "./problems";

export class Sending {
  busy = $state(false);
  problem = $state<unknown>(null);

  /** Calls `work`, and keeps what went wrong. Nothing is done while something is on its way. */
  async run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (wrong) {
      this.problem = wrong;
    } finally {
      this.busy = false;
    }
  }

  /** What is wrong with a field, or with a part of it; null: nothing. */
  fieldError(pointer: string): string | null {
    const found = this.problem instanceof ApiError ? this.problem.fields.find((field) => field.pointer === pointer || field.pointer.startsWith(`${pointer}/`)) : undefined;
    return found ? saysField(found) : null;
  }
  /** What is wrong if no field is named; empty: nothing. */
  get general(): string {
    const named = this.problem instanceof ApiError && this.problem.fields.length > 0;
    return this.problem === null || named ? "" : explain(this.problem);
  }
}
