// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/account/import_account.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "importing/account/note_kind.hpp"
#include "importing/limits.hpp"
#include "importing/text/printable.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

namespace fs = std::filesystem;

/// The name of a file or folder, whatever the path ends with: ".", "site/". Of a Hugo site's content folder that of the site.
std::string name_of_path(const fs::path& path) {
    std::error_code error;
    fs::path whole = fs::weakly_canonical(path, error);
    if (error) {
        whole = path.lexically_normal();
    }
    if (whole.filename().empty()) {
        whole = whole.parent_path();
    }
    if (whole.filename() == "content" && whole.parent_path().has_filename()) {
        whole = whole.parent_path();
    }
    return std::string(cut(printable(whole.filename().string()), kMaxNameBytes));
}

/// Whether the date of an export is at that place: 2026-11-30.
bool is_date_at(std::string_view name, std::size_t at) {
    constexpr std::string_view kForm = "dddd-dd-dd";
    if (name.size() < at + kForm.size()) {
        return false;
    }
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        if (kForm[i] == 'd' ? !is_ascii_digit(name[at + i]) : name[at + i] != kForm[i]) {
            return false;
        }
    }
    return true;
}

/// Exports have the day in their name, and often the time. The next export of the same site is the same source.
std::string without_date(std::string_view name) {
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        if (!is_date_at(name, at)) {
            out += name[at++];
            continue;
        }
        at += std::string_view("2026-11-30").size();
        // The time behind it: -12-30-00.
        while (at + 2 < name.size() && name[at] == '-' && is_ascii_digit(name[at + 1]) && is_ascii_digit(name[at + 2])) {
            at += 3;
        }
    }
    return out;
}

/// A file whose rest could not be read: what it has there is not reported.
bool breaks_off(const std::map<std::string, Account>& accounts) {
    return accounts.contains("rest of the file") || std::ranges::any_of(accounts, [](const auto& one) { return !one.second.balances(); });
}

std::vector<store::ImportCount> counts_of(const Report& report) {
    using store::ImportPart;
    std::vector<store::ImportCount> counts;
    for (const auto& [kind, one] : report.accounts()) {
        counts.push_back({ImportPart::items, kind, one.items, one.taken, one.changed, one.unchanged, one.skipped, one.refused});
    }
    const auto add = [&counts](ImportPart part, const std::map<std::string, std::int64_t>& numbers) {
        std::size_t lines = 0;
        for (const auto& [what, number] : numbers) {
            if (lines++ == kMaxKeptCounts) {
                return;
            }
            counts.push_back({part, std::string(cut(printable(what), kMaxKeptWordsBytes)), number, 0, 0, 0, 0, 0});
        }
    };
    add(ImportPart::skipped, report.reasons());
    add(ImportPart::other, report.counts());
    return counts;
}

}  // namespace

store::ImportAccount import_account(Report& report, const RunFacts& facts) {
    store::ImportAccount account;
    account.format = facts.format;
    account.name = name_of_path(facts.paths.front());
    account.source = fmt::format("{}:{}", facts.format, without_date(account.name));
    if (facts.paths.size() > 1) {
        account.name += fmt::format(" (+{})", facts.paths.size() - 1);
    }
    account.began_at = facts.began_at;
    account.by = "command line";
    const auto accounts = report.accounts();
    account.complete = facts.complete && !breaks_off(accounts);
    account.changed = std::ranges::any_of(accounts, [](const auto& one) { return one.second.taken + one.second.changed > 0; });
    account.counts = counts_of(report);
    auto kept = report.take_notes();
    account.notes_left_out = kept.left_out();
    account.spared = kept.cut_kinds();
    account.notes = kept.take();
    if (facts.format != "hugo" && facts.format != "jekyll") {
        // Their files are the exports themselves.
        for (store::NewImportNote& note : account.notes) {
            note.item = note.story.empty() ? without_date(note.item) : note.item;
        }
    }
    // An unchanged picture is not read again, so nothing is said about it.
    account.spared.emplace_back(kFileReduced);
    if (!facts.took_files) {
        account.spared.emplace_back(kFileMissing);
        account.spared.emplace_back(kFileRefused);
    }
    return account;
}

}  // namespace stoppress::importing
