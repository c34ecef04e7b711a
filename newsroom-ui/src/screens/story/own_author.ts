// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever begins a story is its author, unless they change that.
import { request } from "../../lib/api";
import { session } from "../../lib/session.svelte";
import type { Author } from "../../lib/types";

/** Milliseconds: a story is begun without a byline rather than late. */
const patience = 2000;
let known: { person: string; slug: string } | null = null;

/** The slug of the author that belongs to the account; none if the server does not say soon. */
export async function ownAuthor(): Promise<string[]> {
  const person = session.email;
  if (known?.person === person) return [known.slug];
  const asked = request<Author>("PUT", "/me/author").then(
    ({ data }) => {
      known = { person, slug: data.slug };
      return [data.slug];
    },
    () => [],
  );
  return Promise.race([asked, new Promise<string[]>((resolve) => setTimeout(() => resolve([]), patience))]);
}
