// SPDX-License-Identifier: GPL-3.0-or-later
// Who is signed in, and the site they work on. A session that ends while somebody works is asked for again over what is on the screen:
// nothing that was typed is thrown away.
import { allowRecordings, ApiError, get, listen, remove, request } from "./api";
import { setZone } from "./i18n.svelte";
import { roles, type Role, type Session, type SignedIn, type Site } from "./types";
import { zoneOf } from "./zone";

type Phase = "starting" | "unreachable" | "out" | "in" | "expired";

const state = $state({
  phase: "starting" as Phase,
  session: null as Session | null,
  site: null as Site | null,
});


export const session = {
  get phase(): Phase {
    return state.phase;
  },
  get current(): Session | null {
    return state.session;
  },
  get email(): string {
    return state.session?.person.email ?? "";
  },
  get site(): Site | null {
    return state.site;
  },
  /** Whether the role is at least that one. Hides what would be refused; the server decides. */
  may(role: Role): boolean {
    return state.session !== null && roles.indexOf(state.session.person.role) >= roles.indexOf(role);
  },
};

/** Asks the server who is signed in. */
export async function loadSession(): Promise<void> {
  try {
    const [now, site] = await Promise.all([get<Session>("/session"), get<Site>("/site")]);
    state.session = now;
    state.site = site;
    allowRecordings(site.largest_recording);
    setZone(zoneOf(site));
    state.phase = "in";
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
      state.session = null;
      state.phase = "out";
    } else {
      state.phase = "unreachable";
    }
  }
}

export async function signIn(email: string, password: string): Promise<SignedIn> {
  return (await request<SignedIn>("POST", "/session", { body: { email, password } })).data;
}

export async function signInByLink(link: string): Promise<SignedIn> {
  return (await request<SignedIn>("POST", "/session/link", { body: { link } })).data;
}

export async function giveSecondFactor(code: string): Promise<void> {
  await request("POST", "/session/second-factor", { body: { code } });
}

export async function signOut(): Promise<void> {
  await remove("/session");
  state.session = null;
  state.phase = "out";
}

export function startSession(): void {
  listen({
    signedOut: () => {
      if (state.phase === "in") {
        state.phase = "expired";
      }
    },
  });
}
