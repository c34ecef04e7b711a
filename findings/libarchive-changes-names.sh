#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: an archive gives back the names that were put in. POSIX says that a pax record holds a file's name in UTF-8, and Linux treats a
# name as bytes, so that "e" with a combining acute accent (NFD, as macOS writes it) and the single letter (NFC) are two different names.
#
# What is true: libarchive 3.6.2 on Linux gives back each name of a pax record in NFC in a UTF-8 locale, so the file is extracted under another name than
# GNU tar extracts it under. A name in the plain header is not touched, so the same name is changed only if it is long or
# its writer puts every name that is not ASCII into a record. In the C locale the name is left alone, with a warning for each.
#
# Whom it matters to: whoever restores a backup by libarchive and compares names with a list, such as a list of checksums. It is one reason
# why Stoppress reads its backups itself (docs/decisions.md, "A reader of our own for backups").
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=3.6.2-1+deb12u5
apt-get download -q "libarchive-tools=$version" "libarchive13=$version" >/dev/null || exit 2
for package in *.deb; do dpkg-deb -x "$package" tree; done
LD_LIBRARY_PATH="$(dirname "$(find "$folder/tree" -name 'libarchive.so*' | head -1)")"
export LD_LIBRARY_PATH
bsdtar="$folder/tree/usr/bin/bsdtar"
"$bsdtar" --version || exit 2
tar --version | head -1

mkdir source by_gnu_tar by_libarchive
decomposed="$(printf 'cafe\xcc\x81.txt')"
echo "a menu" >"source/$decomposed"
# GNU tar writes a record only for a name that does not fit into the header; Python does for each that is not ASCII.
python3 - "$decomposed" <<'PYTHON'
import io, sys, tarfile
with tarfile.open("archive.tar", "w", format=tarfile.PAX_FORMAT) as archive:
    entry = tarfile.TarInfo(sys.argv[1])
    entry.size = 7
    archive.addfile(entry, io.BytesIO(b"a menu\n"))
PYTHON
LC_ALL=C.UTF-8 tar -C by_gnu_tar -xf archive.tar
LC_ALL=C.UTF-8 "$bsdtar" -C by_libarchive -xf archive.tar
hex() { find "$1" -type f -printf '%f' | od -An -tx1 | tr -d '\n'; }
echo "put in:        $(printf '%s' "$decomposed" | od -An -tx1 | tr -d '\n')"
echo "by GNU tar:   $(hex by_gnu_tar)"
echo "by libarchive:$(hex by_libarchive)"
if [ "$(hex by_gnu_tar)" = "$(hex source)" ] && [ "$(hex by_libarchive)" != "$(hex source)" ]; then
    echo "libarchive extracts the file under a different name: it composed the accent."
else
    echo "Changed: libarchive gives the name back as it was put in."
    exit 1
fi
