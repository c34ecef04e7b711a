#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: a date without an offset in the front matter of a Jekyll post is in the `timezone` of the site, as Jekyll's documentation of that setting
# suggests, whether or not it has seconds; and `published: false` among the site's `defaults` hides pages as it hides posts.
#
# What is true: of Jekyll 4.3.1, `date: 2020-07-31 22:30` is in the site's time zone, `date: 2020-07-31 22:30:00` is UTC, since YAML 1.1 makes a time of it and says
# so, and `date: "2020-07-31 22:30:00"` is in the site's time zone again. In Berlin the second is the first of August: the address of the post has another month.
# And `published: false` in `defaults` hides posts, but not pages.
#
# Whom it matters to: whoever moves posts of a Jekyll site to another program, or writes front matter for one: two posts with the same typed time can be hours
# apart. Stoppress reads both as Jekyll does (read_date() in src/importing/jekyll/front_matter/dates.cpp, is_published() in page.cpp beside it).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -q jekyll=4.3.1+dfsg-3+deb12u1 ruby-kramdown=2.4.0-2 ruby-liquid=5.4.0-3 ruby3.1 libruby3.1 libyaml-0-2 libffi8 libgmp10 ruby-addressable \
    ruby-public-suffix ruby-colorator ruby-i18n ruby-concurrent ruby-jekyll-sass-converter ruby-sassc ruby-ffi libsass1 ruby-kramdown-parser-gfm ruby-mercenary \
    ruby-pathutil ruby-forwardable-extended ruby-rouge ruby-terminal-table ruby-unicode-display-width ruby-webrick ruby-rubygems ruby-jekyll-watch \
    ruby-listen ruby-rb-inotify ruby-em-websocket ruby-eventmachine ruby-http-parser.rb rubygems-integration >/dev/null || exit 2
for package in *.deb; do dpkg-deb -x "$package" tree; done
libraries="$(find "$folder/tree/usr/lib" -name "libruby-3.1.so*" -printf '%h\n' | head -1)"
gems=("$folder"/tree/usr/share/rubygems-integration/all/gems/*/lib "$folder"/tree/usr/share/rubygems-integration/all/gems/concurrent-ruby-*/lib/concurrent-ruby "$folder"/tree/usr/lib/ruby/gems/3.1.0/gems/*/lib)
run() {
    LD_LIBRARY_PATH="$libraries" RUBYLIB="$(IFS=:; echo "$folder/tree/usr/lib/ruby/vendor_ruby:$libraries/ruby/vendor_ruby/3.1.0:$folder/tree/usr/lib/ruby/3.1.0:$libraries/ruby/3.1.0:${gems[*]}")" \
        "$folder/tree/usr/bin/ruby3.1" --disable-gems "$@"
}
run -e 'require "jekyll"; puts "Jekyll #{Jekyll::VERSION}, Ruby #{RUBY_VERSION}"' || exit 2

mkdir -p site/_posts
cat >site/_config.yml <<'END'
timezone: Europe/Berlin
permalink: /:year/:month/:title/
defaults:
  - scope: {path: ""}
    values: {published: false}
  - scope: {path: "_posts/2020"}
    values: {published: true}
END
post() { printf -- '---\ndate: %s\n---\nWords.\n' "$2" >"site/_posts/$1.md"; }
post 2020-07-01-no-seconds '2020-07-31 22:30'
post 2020-07-01-seconds '2020-07-31 22:30:00'
post 2020-07-01-quoted '"2020-07-31 22:30:00"'
post 2019-07-01-hidden '2019-07-01'
printf -- '---\ntitle: Page\n---\nWords.\n' >site/page.md
run -e 'require "jekyll"; Jekyll::Site.new(Jekyll.configuration("source" => "site", "destination" => "out", "quiet" => true)).process'
seen="$(cd out && find . -name "*.html" | sort | tr '\n' ' ')"
echo "Jekyll wrote: $seen"
if [ "$seen" = "./2020/07/no-seconds/index.html ./2020/07/quoted/index.html ./2020/08/seconds/index.html ./page/index.html " ]; then
    echo "Seconds without quotes make a date UTC; defaults that hide posts do not hide pages."
else
    echo "Changed: dates or defaults are read in another way."
    exit 1
fi
