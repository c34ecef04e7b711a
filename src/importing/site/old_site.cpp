// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/site/old_site.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text/utf8.hpp"
#include "importing/importing.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "store/limits.hpp"
#include "store/site/records.hpp"

namespace stoppress::importing {
namespace {

/// As much as the newsroom accepts.
constexpr std::size_t kMaxMenuAddressBytes = 1000;

/// A link as menus here have them: a path of this site, or an https address. Nothing if it is neither.
std::optional<std::string> menu_address(std::string_view text, const OldSite& old) {
    if (!old.origin.empty() && text.starts_with(old.origin)) {
        text.remove_prefix(old.origin.size());
        if (text.empty()) {
            return "/";
        }
    }
    const bool plain =
        std::ranges::all_of(text, [](char c) { return c > ' ' && c != '\x7f' && !std::string_view("\"<>\\^`{|}").contains(c); });
    if (!plain || text.size() > kMaxMenuAddressBytes) {
        return std::nullopt;
    }
    if (text.starts_with("https://") && text.size() > std::string_view("https://").size()) {
        return std::string(text);
    }
    if (!text.starts_with('/') || text.starts_with("//")) {
        return std::nullopt;
    }
    const std::size_t end = std::min(text.find_first_of("?#"), text.size());
    auto path = canonical_path(text.substr(0, end));
    return path.has_value() ? std::optional(*path + std::string(text.substr(end))) : std::nullopt;
}

/// What WordPress and Ghost write until somebody writes something else.
constexpr std::array<std::string_view, 3> kUnsetDescriptions{"Just another WordPress site", "Thoughts, stories and ideas.",
                                                             "The professional publishing platform"};

void take_menu(const OldSite& old, const ImportRun& run) {
    std::vector<store::MenuLink> links;
    for (const OldSite::Link& link : old.menu) {
        std::string label = single_line(link.label);
        auto address = menu_address(link.address, old);
        if (label.empty() || base::characters(label) > store::kMaxMenuLabel || !address.has_value() ||
            links.size() == store::kMaxMenuLinks) {
            run.report.note("menu", {0, fmt::format("left out of the menu: {:?}, {}", cut(label, kMaxNameBytes),
                                                    cut(single_line(link.address), kMaxNameBytes))});
            continue;
        }
        links.push_back({std::move(label), std::move(*address)});
    }
    if (!links.empty()) {
        run.target.menu(std::move(links));
    }
}

}  // namespace

std::string entries_below_others(std::size_t count) {
    return fmt::format("left out of the menu, which has one level here: {} entries below others", count);
}

void take_over(const OldSite& old, const ImportRun& run) {
    const SettingsHere& here = run.options.here;
    const auto settle = [&](const char* key, std::string_view given) {
        const std::string value = single_line(given);
        if (value.empty() || value == here.value(key)) {
            return;
        }
        if (const auto stored = here.to_store(key, value)) {
            run.target.setting(key, *stored, fmt::format("{} = \"{}\"", key, value));
        } else {
            run.report.advise(key, std::string(cut(value, kMaxNameBytes)));
        }
    };
    settle("site.title", old.title);
    if (std::ranges::find(kUnsetDescriptions, old.description) == kUnsetDescriptions.end()) {
        settle("site.description", old.description);
    }
    settle("site.language", old.language);
    settle("site.timezone", old.time_zone);
    settle("site.accent", old.accent);
    if (here.takes_menu) {
        for (const std::string& note : old.menu_notes) {
            run.report.note("menu", {0, note});
        }
        take_menu(old, run);
    }
}

}  // namespace stoppress::importing
