// SPDX-License-Identifier: GPL-3.0-or-later
// HTML as a page that is never shown: no script in it runs, no picture of it is fetched.

interface Policy {
  createHTML(html: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | null = null;

/** Where Trusted Types are required, this is the one place that makes a page from text; it goes nowhere but to the reducer. */
export function inertPage(html: string): HTMLElement {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  policy ??= types ? types.createPolicy("stoppress-paste", { createHTML: (text) => text }) : { createHTML: (text) => text };
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html").body;
}
