// SPDX-License-Identifier: GPL-3.0-or-later
// Which screen the address below /newsroom/ names. Links are ordinary <a href>: a click on one is taken here, all else is the browser's.

const base = "/newsroom";

const read = (): { path: string; query: string; hash: string } => ({
  path: location.pathname.slice(base.length).replace(/\/+$/, "") || "/",
  query: location.search,
  hash: location.hash,
});

const state = $state({ ...read(), visit: 0 });

export const route = {
  /** Below /newsroom, without a slash at the end: "/stories/17". */
  get path(): string {
    return state.path;
  },
  /** Another one for each screen that is gone to, also where its path is that of the one before: a second new story. */
  get visit(): number {
    return state.visit;
  },
  get query(): URLSearchParams {
    return new URLSearchParams(state.query);
  },
  get hash(): string {
    return state.hash;
  },
};

/** Asked before a screen is left; false stays. */
type Guard = () => boolean;
const guards = new Set<Guard>();

/** Until the function that it returns is called. */
export function beforeLeaving(guard: Guard): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}

export const href = (path: string): string => base + (path === "/" ? "/" : path);

function update(visits: boolean): void {
  Object.assign(state, read());
  if (visits) {
    ++state.visit;
  }
}

/** Goes to a path below /newsroom. */
export function go(path: string, how: "push" | "replace" = "push"): void {
  // A screen may have given itself another address, as a new story does once it is saved: what counts is where the browser is.
  const leaves = path.split(/[?#]/)[0] !== read().path;
  if (leaves && [...guards].some((guard) => !guard())) {
    return;
  }
  if (how === "push") {
    history.pushState(null, "", href(path));
  } else {
    history.replaceState(null, "", href(path));
  }
  update(leaves);
  if (leaves && how === "push") {
    scrollTo(0, 0);
  }
}

/** Changes the query alone; null takes a parameter out. */
export function setQuery(changes: Record<string, string | null>): void {
  const query = new URLSearchParams(state.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  const text = query.toString();
  go(state.path + (text ? `?${text}` : ""), "replace");
}

function clicked(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) {
    return;
  }
  if (link.pathname === base || link.pathname.startsWith(`${base}/`)) {
    event.preventDefault();
    go(link.pathname.slice(base.length).replace(/\/+$/, "") + link.search + link.hash || "/");
  }
}

/** Until the function that it returns is called. */
export function startRouter(): () => void {
  const back = (): void => update(read().path !== state.path);
  addEventListener("popstate", back);
  document.addEventListener("click", clicked);
  return () => {
    removeEventListener("popstate", back);
    document.removeEventListener("click", clicked);
  };
}

/** The values of a pattern such as "/stories/{id}", or null where the path is another. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) {
    return null;
  }
  const values: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const value = given[place] ?? "";
    if (part.startsWith("{") && value !== "") {
      values[part.slice(1, -1)] = decodeURIComponent(value);
    } else if (part !== value) {
      return null;
    }
  }
  return values;
}
