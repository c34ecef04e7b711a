// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/archive/archive_readme.hpp"

namespace stoppress::exporting {

std::string_view archive_readme() {
    return R"(# An archive of a Stoppress site

The whole site at one moment, as plain files. `stoppress import archive THIS_FOLDER --site NEW_FOLDER` makes the same site
of it. That needs every file as it is: one that is missing, changed or added is an error.

| file | what it is |
| --- | --- |
| `manifest.json` | the version of the program and of its tables, the time, and every file with its size and SHA-256, one on each line |
| `data/*.jsonl` | the tables of the site's database: a JSON object for each row, with the names of the columns. An empty text also stands for none |
| `data/*.csv` | the same for sums of views. `hour` counts hours since 1970 (UTC) |
| `data/people/` | the staff (without what they sign in with), and the audit log, in which each entry has a hash over itself and the one before |
| `stories/YEAR/ID-SLUG.md` | every story that is not in the trash, as Markdown with front matter that Hugo reads: for people and other programs. An import does not read them |
| `media/` | pictures and downloads by the SHA-256 of their content; originals in `media/originals/` |
| `themes/` | the site's own themes |
| `stoppress.toml` | the settings of the site; those that the newsroom has set are in `data/setting.jsonl` |

Times are milliseconds since 1970 (UTC). Bodies in `data/` are JSON, as `docs/document.md` of Stoppress describes it.

Not in it: passwords, passkeys, second factors, sessions and tokens; links to previews of stories, which would work on the
copy as well; settings of the machine (database, storage, listener, certificates); answers that are kept for a day for
repeated requests. `stoppress backup` keeps all of these.

Unpublished stories, notes and the staff's names and addresses are in it: keep it where only the newsroom can read it.
)";
}

}  // namespace stoppress::exporting
