// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/importing.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {

void advise(const OldSite& old, const ImportOptions& options, Report& report) {
    const auto say = [&report](const char* setting, std::string_view value, const std::string& here) {
        const std::string text = single_line(cut(value, kMaxNameBytes));
        if (!text.empty() && text != here) {
            report.advise(setting, text);
        }
    };
    say("site.title", old.title, options.title);
    say("site.language", old.language, options.language);
    say("site.timezone", old.time_zone, options.time_zone);
}

}  // namespace stoppress::importing
