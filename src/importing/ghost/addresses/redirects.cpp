// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/addresses/redirects.hpp"

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {
namespace {

class RedirectReader {
public:
    OldRedirects found;

    void add(std::size_t line, const std::string& from, const std::string& to, bool permanent) {
        const std::string shown = "redirect " + std::string(cut(from, 200)) + " to " + std::string(cut(to, 200));
        const std::string path = path_of_pattern(from);
        if (path.empty()) {
            found.notes.push_back({line, "not imported, because it is a pattern for several addresses: " + shown});
            return;
        }
        if (is_web_address(to)) {
            found.notes.push_back({line, "not imported, because it leads to another site: " + shown});
            return;
        }
        const auto target = to.starts_with('/') ? canonical_path(to) : std::nullopt;
        if (!target.has_value() || to.contains('$')) {
            found.notes.push_back({line, "not imported, because its target is no path: " + shown});
            return;
        }
        if (!permanent) {
            found.notes.push_back({line, "temporary on the old site, permanent here: " + shown});
        }
        found.redirects.push_back({line, path, *target});
    }
};

}  // namespace

std::string path_of_pattern(std::string_view pattern) {
    constexpr std::string_view kSpecial = "^$*+?()[]{}|.";
    if (pattern.starts_with('/') && pattern.ends_with("/i") && pattern.size() > 3) {
        pattern = pattern.substr(1, pattern.size() - 3);
    }
    pattern = pattern.substr(pattern.starts_with('^') ? 1 : 0);
    pattern.remove_suffix(pattern.ends_with('$') ? 1 : 0);
    std::string_view ending;
    for (const std::string_view slash : {"(\\/)?", "(/)?", "\\/?", "/?"}) {
        if (pattern.ends_with(slash)) {
            pattern.remove_suffix(slash.size());
            ending = "/";
            break;
        }
    }
    std::string path;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char c = pattern[at];
        // A point that is not escaped stands for itself in file names: "/feed.xml".
        if (c == '\\' && at + 1 < pattern.size() && !is_ascii_letter(pattern[at + 1]) && !is_ascii_digit(pattern[at + 1])) {
            path += pattern[++at];
        } else if (c == '\\' || (kSpecial.contains(c) && c != '.')) {
            return {};
        } else {
            path += c;
        }
    }
    path += ending;
    return path.starts_with('/') ? canonical_path(path).value_or("") : std::string();
}

OldRedirects read_redirects(const Value& file) {
    RedirectReader reader;
    if (const Values* list = file.values()) {
        for (const Value& one : *list) {
            reader.add(one.line(), one.text_of("from"), one.text_of("to"), one.truth_of("permanent", false));
        }
    } else if (const Members* kinds = file.members()) {
        for (const auto& [status, redirects] : *kinds) {
            for (const auto& [from, to] : redirects.members() == nullptr ? Members{} : *redirects.members()) {
                reader.add(to.line(), from, to.text(), status == "301");
            }
        }
    }
    return std::move(reader.found);
}

}  // namespace stoppress::importing::ghost
