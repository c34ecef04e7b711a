#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: a mount with includeFiles and excludeFiles reads the files that the first names, but for those that the second names. The documentation
# describes each as a filter of its own.
#
# What is true: in Hugo 0.111.3 excludeFiles has no effect on a mount that has includeFiles: what is both included and excluded is built. And a folder is looked into only if it is
# the literal parent of one of the includeFiles patterns, so "news/**.md", though ** crosses '/', does not reach news/2024/a.md.
#
# Whom it matters to: a site that hides drafts by excludeFiles and adds includeFiles later publishes them; and whoever reads a Hugo site in another way than
# Hugo shows other pages than it did. Stoppress follows Hugo (MountFilter in src/importing/hugo/site/source_files.cpp).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -q hugo=0.111.3-1 libsass1 libwebp7 >/dev/null || exit 2
for package in *.deb; do dpkg-deb -x "$package" tree; done
LD_LIBRARY_PATH="$(dirname "$(find "$folder/tree" -name "libsass.so*" | head -1)")"
export LD_LIBRARY_PATH
hugo="$folder/tree/usr/bin/hugo"
"$hugo" version || exit 2

mkdir -p site/layouts/_default
echo '{{ .Title }}' | tee site/layouts/_default/single.html >site/layouts/_default/list.html
page() { mkdir -p "site/content/$(dirname "$1")"; printf -- '---\ntitle: %s\n---\n' "$1" >"site/content/$1.md"; }
page news/shown
page news/private
page news/2024/below
built() { rm -rf site/public; "$hugo" --quiet -s site; (cd site/public && find news -mindepth 1 -name index.html | sed 's/.index.html//' | sort | tr '\n' ' '); }
configure() { printf 'baseURL = "https://paper.test/"\n[[module.mounts]]\nsource = "content"\ntarget = "content"\n%b' "$1" >site/hugo.toml; }
configure 'excludeFiles = ["**/private.md"]\n'
without="$(built)"
echo "excludeFiles alone:   $without"
configure 'excludeFiles = ["**/private.md"]\nincludeFiles = ["news/**.md"]\n'
with="$(built)"
echo "with includeFiles:    $with"
if [[ "$without" != *private* && "$without" == *2024/below* && "$with" == *private* && "$with" != *below* ]]; then
    echo "includeFiles cancels excludeFiles, and its ** does not reach into folders."
else
    echo "Changed: other pages are built."
    exit 1
fi
