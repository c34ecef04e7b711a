// SPDX-License-Identifier: GPL-3.0-or-later
// What was written and is not on the server yet, in the browser's own database: it outlives the tab, the browser and the power.
// Each open tab has an entry of its own, so that no tab writes over another's words.

export interface LocalCopy<Fields> {
  key: string;
  person: string;
  /** The story's number, or "new:…" for one that the server does not have yet. */
  story: string;
  tab: string;
  /** What it was changed from, and the ETag of that. */
  etag: string | null;
  base: Fields;
  fields: Fields;
  /** What was sent and not answered: the server may have it. */
  sent: Fields | null;
  at: number;
}

export interface LocalStore<Fields> {
  put(copy: LocalCopy<Fields>): Promise<void>;
  remove(key: string): Promise<void>;
  of(person: string, story: string): Promise<LocalCopy<Fields>[]>;
  all(person: string): Promise<LocalCopy<Fields>[]>;
}

export const copyKey = (person: string, story: string, tab: string): string => `${person}|${story}|${tab}`;

const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's database failed"));
  });

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("the browser's database failed"));
  });

export class BrowserStore<Fields> implements LocalStore<Fields> {
  private opening: Promise<IDBDatabase> | null = null;

  private open(): Promise<IDBDatabase> {
    this.opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("stoppress-newsroom", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("copies", { keyPath: "key" }).createIndex("story", ["person", "story"]);
      };
      request.onsuccess = () => {
        request.result.onclose = () => (this.opening = null);
        resolve(request.result);
      };
      request.onerror = () => reject(request.error ?? new Error("the browser's database does not open"));
    }).catch((error: unknown) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  private async write(change: (copies: IDBObjectStore) => void): Promise<void> {
    const transaction = (await this.open()).transaction("copies", "readwrite", { durability: "strict" });
    change(transaction.objectStore("copies"));
    return done(transaction);
  }

  put(copy: LocalCopy<Fields>): Promise<void> {
    return this.write((copies) => copies.put(copy));
  }
  remove(key: string): Promise<void> {
    return this.write((copies) => copies.delete(key));
  }
  async of(person: string, story: string): Promise<LocalCopy<Fields>[]> {
    const copies = (await this.open()).transaction("copies").objectStore("copies");
    return result(copies.index("story").getAll([person, story])) as Promise<LocalCopy<Fields>[]>;
  }
  async all(person: string): Promise<LocalCopy<Fields>[]> {
    const copies = (await this.open()).transaction("copies").objectStore("copies");
    const found = (await result(copies.getAll())) as LocalCopy<Fields>[];
    return found.filter((copy) => copy.person === person);
  }
}
