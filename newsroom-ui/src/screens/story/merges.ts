// SPDX-License-Identifier: GPL-3.0-or-later
// What others wrote and this screen took in, as long as it can be taken out again.
import { unmerge } from "../../editor/compare/merge_fields";
import type { Fields } from "../../editor/saving/fields";
import type { Merged } from "../../editor/saving/saver";

/** Somebody who types on is merged with at each pause. */
const mostMerges = 50;

export class Merges {
  private taken: Merged[] = [];

  /** `others`: somebody else wrote this one, so that those before stay. */
  add(merged: Merged, others: boolean): void {
    this.taken = [...(others ? [] : this.taken), merged].slice(-mostMerges);
  }

  /** `now` without all of them; what was written here before and since stays. */
  takenOut(now: Fields): Fields {
    const without = this.taken.reduceRight((fields, { mine, merged }) => unmerge(mine, merged, fields), now);
    this.taken = [];
    return without;
  }
}
