// SPDX-License-Identifier: GPL-3.0-or-later
// A list that the API gives out page by page, each page naming the next (`next` is the cursor of the one after it, or null).
import { get, type Options } from "./api";

export class Pages<T> {
  items = $state.raw<T[]>([]);
  loading = $state(false);
  /** Whether the first page has arrived. */
  ready = $state(false);
  error = $state<unknown>(null);
  #next = $state<string | null>(null);
  #stop: AbortController | null = null;
  #path: string;
  #name: string;
  #query: Options["query"] = {};

  /** `name`: under which the answer has the list. */
  constructor(path: string, name: string) {
    this.#path = path;
    this.#name = name;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Begins again with another question; what was asked before is dropped. What is shown stays until the answer comes. */
  async start(query: Options["query"] = {}): Promise<void> {
    this.#stop?.abort();
    this.#query = query;
    await this.#fetch(null);
  }

  /** The page after the last, unless one is on its way. */
  async more(): Promise<void> {
    if (!this.loading && this.#next !== null) {
      await this.#fetch(this.#next);
    }
  }

  async again(): Promise<void> {
    await (this.ready && this.#next !== null && this.items.length > 0 ? this.more() : this.start(this.#query));
  }

  async #fetch(cursor: string | null): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.loading = true;
    this.error = null;
    try {
      const page = await get<Record<string, unknown>>(this.#path, { ...this.#query, cursor }, stop.signal);
      if (this.#stop !== stop) {
        return;
      }
      const items = page[this.#name] as T[];
      this.items = cursor === null ? items : [...this.items, ...items];
      this.#next = (page["next"] as string | null | undefined) ?? null;
      this.ready = true;
    } catch (error) {
      if (this.#stop === stop) {
        this.error = error;
      }
    } finally {
      if (this.#stop === stop) {
        this.loading = false;
      }
    }
  }

  /** Puts a changed item in place of the one that `same` finds. */
  replace(item: T, same: (one: T) => boolean): void {
    this.items = this.items.map((one) => (same(one) ? item : one));
  }
}

/** All pages of a list that is short: sections, what is due in five weeks. */
export async function all<T>(path: string, name: string, query: Options["query"] = {}, most = 10_000): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Record<string, unknown> = await get<Record<string, unknown>>(path, { limit: 100, ...query, cursor });
    items.push(...(page[name] as T[]));
    cursor = (page["next"] as string | null | undefined) ?? null;
  } while (cursor !== null && items.length < most);
  return items;
}
