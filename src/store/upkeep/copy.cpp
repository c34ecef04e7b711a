// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/upkeep/copy.hpp"

#include <sodium.h>

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "store/views/records.hpp"
#include "store/views/view_log.hpp"

namespace stoppress::store {

namespace {

constexpr std::int64_t kRowsCopiedAtOnce = 1000;
constexpr std::string_view kProgress = "moving.";  // prefix of a table's name: how far it is copied
constexpr std::string_view kAll = "all";
constexpr char kBetween = '\t';  // between the parts of a key, which contain none

struct Table {
    std::string_view name;
    StatementName read;
    StatementName write;
    std::array<std::string_view, 3> key;  // the last ones are empty if there are fewer
};

// Referenced tables come first; the change log last, so that a database without changes is recognised as unfinished.
constexpr std::array kTables{
    Table{"section", "copy.section.read", "copy.section.write", {"id"}},
    Table{"section_alias", "copy.section_alias.read", "copy.section_alias.write", {"alias"}},
    Table{"topic", "copy.topic.read", "copy.topic.write", {"id"}},
    Table{"topic_alias", "copy.topic_alias.read", "copy.topic_alias.write", {"alias"}},
    Table{"author", "copy.author.read", "copy.author.write", {"id"}},
    Table{"author_alias", "copy.author_alias.read", "copy.author_alias.write", {"alias"}},
    Table{"story", "copy.story.read", "copy.story.write", {"id"}},
    Table{"revision", "copy.revision.read", "copy.revision.write", {"story_id", "number"}},
    Table{"story_topic", "copy.story_topic.read", "copy.story_topic.write", {"story_id", "position"}},
    Table{"story_author", "copy.story_author.read", "copy.story_author.write", {"story_id", "position"}},
    Table{"address", "copy.address.read", "copy.address.write", {"path"}},
    Table{"draft", "copy.draft.read", "copy.draft.write", {"story_id"}},
    Table{"draft_version", "copy.draft_version.read", "copy.draft_version.write", {"story_id", "number"}},
    Table{"proposal", "copy.proposal.read", "copy.proposal.write", {"story_id"}},
    Table{"note", "copy.note.read", "copy.note.write", {"story_id", "number"}},
    Table{"correction", "copy.correction.read", "copy.correction.write", {"story_id", "number"}},
    Table{"preview_link", "copy.preview_link.read", "copy.preview_link.write", {"story_id", "number"}},
    Table{"month", "copy.month.read", "copy.month.write", {"month"}},
    Table{"tally", "copy.tally.read", "copy.tally.write", {"name"}},
    Table{"view_hour", "copy.view_hour.read", "copy.view_hour.write", {"hour", "story_id"}},
    Table{"site_hour", "copy.site_hour.read", "copy.site_hour.write", {"hour", "section_id", "language"}},
    Table{"author_hour", "copy.author_hour.read", "copy.author_hour.write", {"hour", "author_id"}},
    Table{"referrer_hour", "copy.referrer_hour.read", "copy.referrer_hour.write", {"hour", "host"}},
    Table{"story_referrer", "copy.story_referrer.read", "copy.story_referrer.write", {"story_id", "hour", "host"}},
    Table{"view_total", "copy.view_total.read", "copy.view_total.write", {"story_id"}},
    Table{"medium", "copy.medium.read", "copy.medium.write", {"id"}},
    Table{"rendition", "copy.rendition.read", "copy.rendition.write", {"medium_id", "hash"}},
    Table{"medium_address", "copy.medium_address.read", "copy.medium_address.write", {"hash"}},
    Table{"medium_use", "copy.medium_use.read", "copy.medium_use.write", {"hash", "story_id"}},
    Table{"medium_gone", "copy.medium_gone.read", "copy.medium_gone.write", {"hash", "part"}},
    Table{"story_template", "copy.story_template.read", "copy.story_template.write", {"id"}},
    Table{"template_medium", "copy.template_medium.read", "copy.template_medium.write", {"hash", "template_id"}},
    Table{"trash", "copy.trash.read", "copy.trash.write", {"number"}},
    Table{"last_number_of", "copy.last_number_of.read", "copy.last_number_of.write", {"kind"}},
    Table{"setting", "copy.setting.read", "copy.setting.write", {"key"}},
    Table{"menu_link", "copy.menu_link.read", "copy.menu_link.write", {"language", "position"}},
    Table{"front", "copy.front.read", "copy.front.write", {"number"}},
    Table{"front_entry", "copy.front_entry.read", "copy.front_entry.write", {"place"}},
    Table{"topic_merge", "copy.topic_merge.read", "copy.topic_merge.write", {"id"}},
    Table{"topic_merge_story", "copy.topic_merge_story.read", "copy.topic_merge_story.write", {"merge_id", "story_id"}},
    Table{"topic_merge_alias", "copy.topic_merge_alias.read", "copy.topic_merge_alias.write", {"merge_id", "alias"}},
    Table{"audit_outbox", "copy.audit_outbox.read", "copy.audit_outbox.write", {"number"}},
    Table{"kept_answer", "copy.kept_answer.read", "copy.kept_answer.write", {"key"}},
    Table{"made_with", "copy.made_with.read", "copy.made_with.write", {"name"}},
    Table{"change", "copy.change.read", "copy.change.write", {"number"}},
};

/// The key of the last row that was read; at first, a key before all others.
class Place {
public:
    Place(const Table& table, const StatementText& read) : table_(table) {
        for (const auto name : table.key) {
            for (const auto& slot : read.columns) {
                if (slot.name == name) {
                    types_.push_back(slot.type);
                    values_.emplace_back(slot.type == ValueType::integer ? "0" : "");
                }
            }
        }
    }
    void put_into(Query& query) const {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const auto name = fmt::format("after_{}", table_.key.at(i));
            if (types_[i] == ValueType::text) {
                query.set(name, values_[i]);
            } else {
                std::int64_t number = 0;
                std::from_chars(values_[i].data(), values_[i].data() + values_[i].size(), number);
                query.set(name, number);
            }
        }
    }
    void take_from(const Query& query) {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const auto name = table_.key.at(i);
            values_[i] = types_[i] == ValueType::text ? query.text(name) : std::to_string(query.integer(name));
        }
    }
    [[nodiscard]] std::string text() const { return fmt::format("{}", fmt::join(values_, std::string_view(&kBetween, 1))); }
    void parse(std::string_view text) {
        for (auto& value : values_) {
            const auto end = std::min(text.find(kBetween), text.size());
            value = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

private:
    const Table& table_;
    std::vector<ValueType> types_{};
    std::vector<std::string> values_{};
};

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

void note(Session& session, const Table& table, std::string_view progress) {
    session.query("made_with.put").set("name", fmt::format("{}{}", kProgress, table.name)).set("value", progress).run();
}

base::Result<void> copy_table(const Table& table, Session& from, Session& to, const Copied& copied) {
    const auto& text = statement(from.dialect(), table.read);
    Place place(table, text);
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
        rows.set("limit", kRowsCopiedAtOnce);
        to.run("transaction.begin");
        std::int64_t read = 0;
        while (rows.next()) {
            copy_row(rows, text, to.query(table.write));
            place.take_from(rows);
            ++read;
        }
        note(to, table, read < kRowsCopiedAtOnce ? std::string(kAll) : place.text());
        to.run("transaction.commit");
        done += read;
        if (!copied(table.name, done)) {
            return base::fail(base::ErrorCode::unavailable,
                              "Interrupted. What was copied so far is kept; run the command again to continue.");
        }
        if (read < kRowsCopiedAtOnce) {
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

base::Result<void> print_table(const Table& table, Session& session, Print& print, const Copied& read) {
    const auto& text = statement(session.dialect(), table.read);
    Place place(table, text);
    print.add(table.name);
    std::int64_t done = 0;
    while (true) {
        auto rows = session.query(table.read);
        place.put_into(rows);
        rows.set("limit", kRowsCopiedAtOnce);
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
        if (count < kRowsCopiedAtOnce) {
            return {};
        }
    }
}

}  // namespace

base::Result<void> copy_tables(Session& from, Session& to, const Copied& copied) {
    return guarded([&]() -> base::Result<void> {
        for (const auto& table : kTables) {
            TRY_VOID(copy_table(table, from, to, copied));
        }
        TRY_VOID(copy_view_log(from, to));
        to.run("copy.numbers");
        return {};
    });
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
        for (const auto& table : kTables) {
            TRY_VOID(print_table(table, session, print, read));
        }
        return print.text();
    });
}

}  // namespace stoppress::store
