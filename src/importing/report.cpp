// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/report.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "importing/account/note_kind.hpp"
#include "importing/limits.hpp"
#include "importing/text/printable.hpp"

namespace stoppress::importing {
namespace {

std::string place(const std::string& file, std::size_t line) {
    return line == 0 ? file : fmt::format("{}:{}", file, line);
}

/// A reason without the details of one item, so that equal ones can be counted.
std::string reason_kind(std::string_view what) {
    return std::string(what.substr(0, what.find(": ")));
}

}  // namespace

std::string_view to_string(Outcome outcome) {
    switch (outcome) {
        case Outcome::taken:
            return "taken";
        case Outcome::changed:
            return "changed";
        case Outcome::unchanged:
            return "unchanged";
        case Outcome::skipped:
            return "skipped";
        case Outcome::refused:
            break;
    }
    return "refused";
}

Report::~Report() = default;

base::Result<void> Report::write_to(const std::filesystem::path& file) {
    const base::Lock lock(mutex_);
    file_.reset(std::fopen(file.c_str(), "we"));
    if (file_ == nullptr) {
        return base::fail(base::ErrorCode::io,
                          fmt::format("cannot write the report {}: {}", file.string(), std::generic_category().message(errno)));
    }
    file_name_ = file.string();
    return {};
}

void Report::write(std::string_view line) {
    if (file_ != nullptr &&
        (std::fwrite(line.data(), 1, line.size(), file_.get()) != line.size() || std::fputc('\n', file_.get()) == EOF)) {
        failed_ = true;
    }
}

void Report::keep_notes() {
    const base::Lock lock(mutex_);
    kept_.emplace();
}

NoteKeeper Report::take_notes() {
    const base::Lock lock(mutex_);
    return std::exchange(kept_, std::nullopt).value_or(NoteKeeper());
}

void Report::keep(std::string_view kind, const std::string& file, const Note& note, const About& about) {
    if (kept_ && !kind.empty()) {
        kept_->add(kind, printable(file), note.line, printable(note.what), about);
    }
}

void Report::found(const std::string& kind) {
    const base::Lock lock(mutex_);
    ++accounts_[kind].items;
}

void Report::settle(const std::string& kind, Outcome outcome, const std::string& file, const Note& reason, const About& about) {
    const base::Lock lock(mutex_);
    Account& account = accounts_[kind];
    switch (outcome) {
        case Outcome::taken:
            ++account.taken;
            return;
        case Outcome::changed:
            ++account.changed;
            write(fmt::format("changed: {}", printable(place(file, 0))));
            return;
        case Outcome::unchanged:
            ++account.unchanged;
            return;
        case Outcome::skipped:
            ++account.skipped;
            ++reasons_[reason_kind(reason.what)];
            keep(note_kind(NoteOrigin::skipped, kind, reason.what), file, reason, about);
            break;
        case Outcome::refused:
            ++account.refused;
            keep(note_kind(NoteOrigin::refused, kind, reason.what), file, reason, about);
            break;
    }
    const std::string line = fmt::format("{}: {}: {}", to_string(outcome), printable(place(file, reason.line)), printable(reason.what));
    write(line);
    if (outcome == Outcome::refused && refusals_.size() < kMaxPrintedLines) {
        refusals_.push_back(line);
    }
}

void Report::note(const std::string& file, const Note& note, const About& about) {
    const base::Lock lock(mutex_);
    ++notes_;
    keep(about.kind.empty() ? note_kind(NoteOrigin::note, {}, note.what) : about.kind, file, note, about);
    write(fmt::format("note: {}: {}", printable(place(file, note.line)), printable(note.what)));
}

void Report::count(const std::string& what, std::int64_t number) {
    const base::Lock lock(mutex_);
    counts_[what] += number;
}

void Report::taken_over(const std::string& what) {
    const base::Lock lock(mutex_);
    taken_over_.push_back(what);
}

void Report::advise(const std::string& setting, const std::string& value) {
    const base::Lock lock(mutex_);
    advice_[setting] = value;
    keep(kSettingNote, setting, {0, fmt::format("The old site has {} = \"{}\".", setting, value)}, {});
}

std::map<std::string, Account> Report::accounts() const {
    const base::Lock lock(mutex_);
    return accounts_;
}

std::map<std::string, std::int64_t> Report::reasons() const {
    const base::Lock lock(mutex_);
    return reasons_;
}

std::map<std::string, std::int64_t> Report::counts() const {
    const base::Lock lock(mutex_);
    return counts_;
}

std::int64_t Report::refused() const {
    const base::Lock lock(mutex_);
    std::int64_t sum = 0;
    for (const auto& [kind, account] : accounts_) {
        sum += account.refused;
    }
    return sum;
}

std::int64_t Report::settled() const {
    const base::Lock lock(mutex_);
    std::int64_t sum = 0;
    for (const auto& [kind, account] : accounts_) {
        sum += account.taken + account.changed + account.unchanged + account.skipped + account.refused;
    }
    return sum;
}

std::string Report::summary() const {
    const base::Lock lock(mutex_);
    std::string out =
        fmt::format("{:<12} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "", "items", "taken", "changed", "unchanged", "skipped", "refused");
    Account all;
    const auto line = [&out](const std::string& name, const Account& one) {
        out += fmt::format("{:<12} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", name, one.items, one.taken, one.changed, one.unchanged,
                           one.skipped, one.refused);
    };
    for (const auto& [kind, account] : accounts_) {
        line(kind, account);
        all.items += account.items;
        all.taken += account.taken;
        all.changed += account.changed;
        all.unchanged += account.unchanged;
        all.skipped += account.skipped;
        all.refused += account.refused;
    }
    line("all", all);
    for (const auto& [reason, number] : reasons_) {
        out += fmt::format("skipped, {}: {}\n", printable(reason), number);
    }
    for (const auto& [what, number] : counts_) {
        out += fmt::format("{}: {}\n", printable(what), number);
    }
    if (notes_ != 0) {
        out += fmt::format("notes (see --report): {}\n", notes_);
    }
    for (const std::string& what : taken_over_) {
        out += fmt::format("Taken over from the old site: {}\n", printable(what));
    }
    for (const auto& [setting, value] : advice_) {
        out += fmt::format("The old site has {} = \"{}\". Set it if this site is to have the same.\n", setting, printable(value));
    }
    if (!all.balances()) {
        out +=
            fmt::format("{} items were not processed\n", all.items - (all.taken + all.changed + all.unchanged + all.skipped + all.refused));
    }
    return out;
}

std::vector<std::string> Report::refusals() const {
    const base::Lock lock(mutex_);
    return refusals_;
}

base::Result<void> Report::finish() {
    const std::string counts = summary();
    const base::Lock lock(mutex_);
    if (file_ == nullptr) {
        return {};
    }
    write("");
    write(std::string_view(counts).substr(0, counts.size() - 1));
    const bool closed = std::fclose(file_.release()) == 0;
    if (failed_ || !closed) {
        return base::fail(base::ErrorCode::io, "the report " + file_name_ + " could not be written completely; is the disk full?");
    }
    return {};
}

}  // namespace stoppress::importing
