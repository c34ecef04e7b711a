// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/upkeep/copy.hpp"

#include <sodium.h>

#include <array>

#include <fmt/format.h>

#include "store/upkeep/site_tables.hpp"
#include "store/views/records.hpp"
#include "store/views/view_log.hpp"

namespace stoppress::store {

namespace {

constexpr std::string_view kProgress = "moving.";  // prefix of a table's name: how far it is copied
constexpr std::string_view kAll = "all";
constexpr std::string_view kMadeWithTable = "made_with";

void copy_row(const Query& row, const StatementText& read, Query write) {
    for (const auto& slot : read.columns) {
        if (slot.type == ValueType::integer) {
            write.set(slot.name, row.optional_integer(slot.name));
        } else {
            write.set(slot.name, row.text(slot.name));
        }
    }
    write.run();
}

void note(Session& session, const SiteTable& table, std::string_view progress) {
    session.query("made_with.put").set("name", fmt::format("{}{}", kProgress, table.name)).set("value", progress).run();
}

base::Result<void> copy_table(const SiteTable& table, Session& from, Session& to, const Copied& copied) {
    const auto& text = statement(from.dialect(), table.read);
    RowPlace place(table, text);
    auto progress = to.query("made_with.get");
    if (progress.set("name", fmt::format("{}{}", kProgress, table.name)).one()) {
        if (progress.text("value") == kAll) {
            return {};
        }
        place.parse(progress.text("value"));
    }
    std::int64_t done = 0;
    while (true) {
        auto rows = from.query(table.read);
        place.put_into(rows);
        rows.set("limit", kRowsReadAtOnce);
        to.run("transaction.begin");
        std::int64_t read = 0;
        while (rows.next()) {
            copy_row(rows, text, to.query(table.write));
            place.take_from(rows);
            ++read;
        }
        note(to, table, read < kRowsReadAtOnce ? std::string(kAll) : place.text());
        to.run("transaction.commit");
        done += read;
        if (!copied(table.name, done)) {
            return base::fail(base::ErrorCode::unavailable,
                              "Interrupted. What was copied so far is kept; run the command again to continue.");
        }
        if (read < kRowsReadAtOnce) {
            return {};
        }
    }
}

/// Logged views: the two databases have no table of the same form for them, so they are added to the sums on the way.
base::Result<void> copy_view_log(Session& from, Session& to) {
    constexpr std::string_view kName = "moving.view_log";
    auto progress = to.query("made_with.get");
    if (progress.set("name", kName).one()) {
        return {};
    }
    std::vector<ViewCount> counts;
    std::vector<ReferrerCount> referrers;
    TRY_VOID(each_logged_view(
        from, [&](const ViewCount& count) { counts.push_back(count); },
        [&](const ReferrerCount& referrer) { referrers.push_back(referrer); }));
    to.run("transaction.begin");
    TRY_VOID(add_view_counts(to, counts, referrers));
    to.query("made_with.put").set("name", kName).set("value", kAll).run();
    to.run("transaction.commit");
    return {};
}

/// A hash over rows and their values with their lengths, so that different contents never have the same form.
class Print {
public:
    Print() { crypto_generichash_init(&state_, nullptr, 0, kBytes); }
    void add(std::string_view text) {
        const auto size = static_cast<std::uint64_t>(text.size());
        add_bytes(&size, sizeof size);
        add_bytes(text.data(), text.size());
    }
    void add(std::optional<std::int64_t> number) {
        const unsigned char there = number ? 1 : 0;
        const auto value = number.value_or(0);
        add_bytes(&there, 1);
        add_bytes(&value, sizeof value);
    }
    std::string text() {
        std::array<unsigned char, kBytes> hash{};
        crypto_generichash_final(&state_, hash.data(), hash.size());
        std::array<char, 2 * kBytes + 1> text{};
        sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
        return text.data();
    }

private:
    static constexpr std::size_t kBytes = 32;
    void add_bytes(const void* bytes, std::size_t size) {
        crypto_generichash_update(&state_, static_cast<const unsigned char*>(bytes), size);
    }
    crypto_generichash_state state_{};
};

base::Result<void> print_table(const SiteTable& table, Session& session, Print& print, const Copied& read) {
    const auto& text = statement(session.dialect(), table.read);
    RowPlace place(table, text);
    print.add(table.name);
    std::int64_t done = 0;
    while (true) {
        auto rows = session.query(table.read);
        place.put_into(rows);
        rows.set("limit", kRowsReadAtOnce);
        std::int64_t count = 0;
        while (rows.next()) {
            for (const auto& slot : text.columns) {
                if (slot.type == ValueType::integer) {
                    print.add(rows.optional_integer(slot.name));
                } else {
                    print.add(rows.text(slot.name));
                }
            }
            place.take_from(rows);
            ++count;
        }
        done += count;
        if (!read(table.name, done)) {
            return base::fail(base::ErrorCode::unavailable, "Interrupted while comparing both databases; run the command again.");
        }
        if (count < kRowsReadAtOnce) {
            return {};
        }
    }
}

}  // namespace

base::Result<void> copy_tables(Session& from, Session& to, const Copied& copied) {
    return guarded([&]() -> base::Result<void> {
        for (const auto& table : site_tables()) {
            TRY_VOID(copy_table(table, from, to, copied));
        }
        TRY_VOID(copy_view_log(from, to));
        continue_numbers(to);
        return {};
    });
}

void continue_numbers(Session& session) {
    session.run("copy.numbers");
}

bool make_ready_to_fill(Session& session) {
    for (const auto& table : site_tables()) {
        if (table.name == kMadeWithTable) {
            continue;
        }
        auto first = session.query(table.read);
        RowPlace(table, statement(session.dialect(), table.read)).put_into(first);
        if (first.set("limit", std::int64_t{1}).one()) {
            return false;
        }
    }
    session.run("made_with.forget");
    return true;
}

base::Result<void> forget_progress(Session& session) {
    return guarded([&]() -> base::Result<void> {
        session.run("transaction.begin");
        session.run("made_with.forget_moving");
        session.run("transaction.commit");
        return {};
    });
}

base::Result<std::string> fingerprint(Session& session, const Copied& read) {
    return guarded([&]() -> base::Result<std::string> {
        Print print;
        for (const auto& table : site_tables()) {
            TRY_VOID(print_table(table, session, print, read));
        }
        return print.text();
    });
}

}  // namespace stoppress::store
