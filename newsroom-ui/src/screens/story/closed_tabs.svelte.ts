// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of the story that closed tabs of this browser left: those to be looked at, and those that are done with once the server has what became of them.
import { sameFields, type Fields } from "../../editor/saving/fields";
import type { LocalCopy } from "../../editor/saving/local";
import { forget } from "./copies";

export class ClosedTabs {
  leftover = $state.raw<LocalCopy<Fields>[]>([]);
  private superseded: string[] = [];

  /** A tab was closed while this one is open; `here` is what stands in this one. */
  left(copy: LocalCopy<Fields>, here: Fields): void {
    if (sameFields(copy.fields, here)) forget(copy.key);
    else this.leftover = [...this.leftover, copy];
  }
  /** What stands here goes on from the copy, which is kept until saved(). */
  supersedes(copy: LocalCopy<Fields>): void {
    this.leftover = this.leftover.filter((one) => one !== copy);
    this.superseded.push(copy.key);
  }
  saved(): void {
    this.superseded.splice(0).forEach((key) => forget(key));
  }
  drop(copy: LocalCopy<Fields>): void {
    this.leftover = this.leftover.filter((one) => one !== copy);
    forget(copy.key);
  }
}
