// SPDX-License-Identifier: GPL-3.0-or-later
// How the newsroom is built: hashed files below /newsroom/assets/, nothing inline, so that a strict Content-Security-Policy holds.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

import { compress } from "./compress";

const server = process.env.STOPPRESS_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/newsroom/",
  plugins: [
    svelte({
      // "tree" makes elements one by one: no innerHTML, so that Trusted Types can be required.
      compilerOptions: { runes: true, fragments: "tree" },
    }),
    compress(),
  ],
  build: {
    target: "es2022",
    outDir: process.env.STOPPRESS_OUTPUT ?? "../build/newsroom-ui",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  // src/staff has the list of common passwords.
  server: { fs: { allow: [".", "../src/staff"] }, proxy: Object.fromEntries(["/api", "/media", "/assets", "/preview"].map((path) => [path, server])) },
  test: { include: ["src/**/*.test.ts"], environment: "node", testTimeout: 60_000 },
});
