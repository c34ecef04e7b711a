// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's own client at work, without a browser: makes stories, notes, corrections and tokens with newsroom-ui/src/lib/api.ts, and presses
// again, as a person does, until there is an answer. Prints a line of JSON for each thing that was asked for and answered.
//
//     node newsroom_client.mjs ADDRESS TOKEN WORKERS
//
// Ends when its standard input ends, with each worker's last thing answered.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import os from "node:os";

const [address, token, workers] = process.argv.slice(2);
const ui = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../newsroom-ui");
const { build } = createRequire(path.join(ui, "package.json"))("esbuild");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stoppress-client-"));
const bundle = path.join(folder, "api.mjs");
// What Vite and Svelte's compiler put in: the catalogues of messages, which no answer depends on, and state, which nothing shows here.
await build({
  entryPoints: [path.join(ui, "src/lib/api.ts")], outfile: bundle, bundle: true, format: "esm", platform: "node", logLevel: "error",
  define: { "import.meta.glob": "noFiles" }, banner: { js: "const noFiles = () => ({}), $state = (value) => value;" },
});
const { ApiError, post } = await import(pathToFileURL(bundle).href);
fs.rmSync(folder, { recursive: true });

// A page's addresses are below its own host, and its cookie says who asks.
const ask = globalThis.fetch;
globalThis.fetch = (url, options) => {
  options.headers.set("Authorization", `Bearer ${token}`);
  return ask(new URL(url, address), options);
};

const say = (line) => fs.writeSync(1, `${JSON.stringify(line)}\n`);
const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
let stopping = false;
process.stdin.on("end", () => (stopping = true)).on("error", () => (stopping = true)).resume();

let presses = 0;
/** Presses until there is a definite answer. */
async function want(kind, where, body) {
  for (;;) {
    try {
      const data = await post(where, body);
      say({ kind, where, name: body.headline ?? body.text ?? body.name, id: data.id ?? data.number ?? null });
      return data;
    } catch (error) {
      const open = error instanceof ApiError && (error.offline || error.unknown || error.status === 503);
      if (!open) {
        say({ kind, where, refused: error.status ?? 0, message: String(error.message ?? error) });
        throw error;
      }
      ++presses;
      await rest(200);
    }
  }
}

async function work(worker) {
  for (let turn = 1; !stopping; ++turn) {
    const name = `w${worker}-${process.pid}-${turn}`;
    const { id } = await want("story", "/stories", { headline: name, language: "en", body: { format: "markdown", content: "It begins." } });
    await want("note", `/stories/${id}/notes`, { text: `${name} note` });
    await want("publish", `/stories/${id}/publish`, {});
    await want("correction", `/stories/${id}/corrections`, { kind: "correction", text: `${name} correction` });
    if (turn % 4 === 1) await want("token", "/tokens", { name, role: "contributor" });
  }
}

const ended = await Promise.allSettled(Array.from({ length: Number(workers) }, (_, worker) => work(worker)));
say({ kind: "end", presses, failed: ended.filter((one) => one.status === "rejected").length });
process.exit(0);
