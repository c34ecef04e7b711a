// SPDX-License-Identifier: GPL-3.0-or-later
// Read by svelte-check; the build has its own in vite.config.ts.
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default { preprocess: vitePreprocess(), compilerOptions: { runes: true, fragments: "tree" } };
