// SPDX-License-Identifier: GPL-3.0-or-later
// A list of what stories are filed under (sections, topics or authors), and the entry of it that is open in a dialog.
import { put } from "../../lib/api";
import { t } from "../../lib/i18n.svelte";
import { done } from "../../lib/notices.svelte";
import { all } from "../../lib/pages.svelte";
import { Sending } from "../../lib/sending.svelte";
import { moveToTrash } from "../../lib/trash";
import { proposeSlug } from "./slug";

interface Entry {
  name: string;
  slug: string;
  stories: number;
}

export class FilingList<One extends Entry> {
  /** Null until they arrive. */
  entries = $state.raw<One[] | null>(null);
  error = $state<unknown>(null);
  editing = $state.raw<One | "new" | null>(null);
  name = $state("");
  slug = $state("");
  /** Saving or deleting the open entry. */
  readonly sending = new Sending();
  #ownSlug = false;
  #kind: "sections" | "topics" | "authors";

  constructor(kind: "sections" | "topics" | "authors") {
    this.#kind = kind;
  }

  fetch = async (): Promise<void> => {
    this.error = null;
    try {
      this.entries = await all<One>(`/${this.#kind}`, this.#kind, { limit: 1000 });
    } catch (wrong) {
      this.error = wrong;
    }
  };

  edit(entry: One | "new"): void {
    this.editing = entry;
    this.sending.problem = null;
    this.name = entry === "new" ? "" : entry.name;
    this.slug = entry === "new" ? "" : entry.slug;
    this.#ownSlug = entry !== "new";
  }
  close(): void {
    this.editing = null;
  }
  /** Somebody typed: until they choose a slug, it follows the name. */
  named(): void {
    if (!this.#ownSlug) this.slug = proposeSlug(this.name);
  }
  slugChosen(): void {
    this.#ownSlug = true;
  }
  /** Whether the entry gets another address. */
  get moves(): boolean {
    return this.editing !== null && this.editing !== "new" && this.editing.slug !== this.slug;
  }

  /** Moves it to the trash at once, since that can be undone. */
  async erase(entry: One): Promise<void> {
    await this.sending.run(async () => {
      await moveToTrash(this.#path(entry.slug), () => void this.fetch());
      // The row goes before the dialog that was opened from it: the focus then goes to the heading.
      await this.fetch();
      this.close();
    });
  }
  /** Saves the open entry; `fields` are those beside name and slug. */
  async save(fields: object): Promise<void> {
    const { editing, moves, slug } = this;
    if (editing === null) return;
    await this.sending.run(async () => {
      await put(this.#path(editing === "new" ? slug : editing.slug), { ...fields, name: this.name.trim(), ...(moves && { slug }) });
      this.close();
      done(t("shell.saved"));
      await this.fetch();
    });
  }

  #path(slug: string): string {
    return `/${this.#kind}/${encodeURIComponent(slug)}`;
  }
}
