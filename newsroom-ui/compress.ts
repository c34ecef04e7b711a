// SPDX-License-Identifier: GPL-3.0-or-later
// Puts beside each file that the build made its Brotli and gzip forms, where they are smaller, so that nothing is compressed while serving.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

import type { Plugin } from "vite";

const compressible = /\.(?:js|css|svg|html|json)$/;

function forms(file: string): void {
  const bytes = fs.readFileSync(file);
  const brotli = zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  const gzip = zlib.gzipSync(bytes, { level: 9 });
  if (gzip.length < bytes.length) {
    fs.writeFileSync(`${file}.gz`, gzip);
  }
  if (brotli.length < bytes.length) {
    fs.writeFileSync(`${file}.br`, brotli);
  }
}

export function compress(): Plugin {
  let folder = "";
  return {
    name: "stoppress-compress",
    apply: "build",
    configResolved(config) {
      folder = path.resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const name of fs.readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (compressible.test(name)) {
          forms(path.join(folder, name));
        }
      }
    },
  };
}
