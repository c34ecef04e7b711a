#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: of a ZIP file with an export and "content/images/a.png", Ghost puts the picture into its folder of images, and a post whose feature_image is
# "__GHOST_URL__/content/images/a.png" shows it from there, in the sizes that the theme asks for.
#
# What is true: in Ghost 6.65.0 the kinds of "files" (core/shared/config/overrides.json) include those of pictures. A picture that is taken as both (in a real Ghost it is, and stored twice) has its
# address in posts rewritten by each (importers/content-file-importer.js), files after images, and feature_image ends as "/content/files/images/a.png". The script runs the
# rewriting alone.
#
# Whom it matters to: whoever writes files for Ghost's importer. Stoppress writes the pictures into a ZIP file of their own, and the posts, which name them, into another file
# (src/exporting/ghost/export_ghost.cpp).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts lodash@4.17.21 >/dev/null 2>&1 || exit 2
npm pack --silent ghost@6.65.0 >/dev/null 2>&1 || exit 2
tar -xzf ghost-6.65.0.tgz package/core/server/data/importer/importers/content-file-importer.js package/core/shared/config/overrides.json
mv package/core/server/data/importer/importers/content-file-importer.js importer.cjs
mv package/core/shared/config/overrides.json .
echo "ghost 6.65.0"
cat >pictures.cjs <<'JS'
const Importer = require("./importer.cjs");
const { uploads } = require("./overrides.json");
console.log("kinds of images that are kinds of files: " + uploads.images.extensions.filter((kind) => uploads.files.extensions.includes(kind)).sort().join(" "));
const originalPath = "content/images/a.png";
const data = {
    images: [{ originalPath, newPath: "/content/images/a.png" }],
    files: [{ originalPath, newPath: "/content/files/images/a.png" }],
    data: { data: { posts: [{ feature_image: "__GHOST_URL__/content/images/a.png" }] } },
};
for (const type of ["images", "media", "files"]) new Importer({ type }).preProcess(data);
console.log("feature_image: " + data.data.data.posts[0].feature_image);
JS
seen="$(node pictures.cjs)"
echo "$seen"
if [ "$seen" = "kinds of images that are kinds of files: .gif .jpeg .jpg .png .svg .webp
feature_image: /content/files/images/a.png" ]; then
    echo "Pictures are taken for files, too, and lead pictures are shown from there."
else
    echo "Changed: pictures are not taken for files any more, or addresses are rewritten in another way."
    exit 1
fi
