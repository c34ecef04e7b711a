// SPDX-License-Identifier: GPL-3.0-or-later
// Who works here, by the address by which stories name them. Fetched once, when a screen first wants a name.
import { get } from "../../lib/api";
import type { Person } from "../../lib/types";

const state = $state({ people: [] as Person[] });
let asked: Promise<void> | null = null;

export const staff = {
  get people(): readonly Person[] {
    return state.people;
  },
  /** Their name, or the address itself where it is nobody's: a token's name, say. */
  name(email: string): string {
    return state.people.find((person) => person.email === email)?.name ?? email;
  },
};

async function fetchPeople(): Promise<void> {
  try {
    state.people = (await get<{ people: Person[] }>("/people")).people;
  } catch {
    // Without their names, people are shown by their addresses.
    asked = null;
  }
}

export function loadStaff(): Promise<void> {
  asked ??= fetchPeople();
  return asked;
}

/** After somebody was added or changed. */
export function reloadStaff(): Promise<void> {
  asked = fetchPeople();
  return asked;
}
