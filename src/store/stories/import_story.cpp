// SPDX-License-Identifier: GPL-3.0-or-later
// Stories from other systems: the same source always means the same story, and nothing is written if nothing changed.
#include <sodium.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "store/addresses/addressing.hpp"
#include "store/limits.hpp"
#include "store/lists/filing.hpp"
#include "store/stories/embargo.hpp"
#include "store/stories/records.hpp"
#include "store/stories/story_writer.hpp"
#include "store/stories/words.hpp"
#include "store/transaction/import_outcome.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/trash_rows.hpp"
#include "story/addresses/kept_addresses.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

using story::Status;

constexpr std::string_view kImporter = "import";

/// Hashes fields with their lengths, so that different lists of fields never have the same form.
class Fingerprint {
public:
    Fingerprint() { crypto_generichash_init(&state_, nullptr, 0, kBytes); }
    Fingerprint& add(std::string_view text) {
        add(static_cast<std::int64_t>(text.size()));
        update(text.data(), text.size());
        return *this;
    }
    Fingerprint& add(std::int64_t number) {
        update(&number, sizeof number);
        return *this;
    }
    Fingerprint& add(const std::vector<std::string>& texts) {
        add(static_cast<std::int64_t>(texts.size()));
        for (const auto& text : texts) {
            add(text);
        }
        return *this;
    }
    Fingerprint& add(const std::optional<base::Time>& time) { return add(time ? base::to_milliseconds(*time) : std::int64_t{-1}); }
    std::string hexadecimal() {
        std::array<unsigned char, kBytes> hash{};
        crypto_generichash_final(&state_, hash.data(), hash.size());
        std::array<char, 2 * kBytes + 1> text{};
        sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
        return text.data();
    }

private:
    static constexpr std::size_t kBytes = 16;
    void update(const void* bytes, std::size_t size) { crypto_generichash_update(&state_, static_cast<const unsigned char*>(bytes), size); }
    crypto_generichash_state state_{};
};

/// A hash over everything in the import, with the body as it is stored.
std::string fingerprint_of(const ImportedStory& imported, const Words& words) {
    const auto& content = words.content;
    Fingerprint print;
    print.add(to_string(content.kind)).add(content.headline).add(content.standfirst).add(words.body.json).add(imported.content.slug);
    print.add(content.section).add(content.topics).add(content.authors).add(content.language).add(content.translation_key);
    print.add(content.lead_image.source).add(content.lead_image.alt).add(content.lead_image.caption).add(content.lead_image.credit);
    print.add(story::to_string(imported.status)).add(imported.address).add(imported.former_addresses);
    print.add(imported.published_at).add(imported.updated_at);
    return print.hexadecimal();
}

base::Result<void> check_addresses(WriterSession& writer, const ImportedStory& imported, base::StoryId id) {
    if (!imported.address.empty()) {
        if (!is_address(imported.address)) {
            auto error = base::fail(base::ErrorCode::invalid, fmt::format("\"{}\" is not a valid address.", imported.address));
            error.fields.push_back({"/address", "is not a percent-encoded path"});
            return error;
        }
        if (story::is_in_own_place(base::percent_decoded(imported.address))) {
            auto error =
                base::fail(base::ErrorCode::invalid, fmt::format("{} is an address that the program keeps for itself.", imported.address));
            error.fields.push_back({"/address", "is kept by the program"});
            return error;
        }
        const auto there = find_at(writer, imported.address);
        if (there && there->current && there->story != id) {
            return taken_address(imported.address, there->story);
        }
    }
    return {};
}

/// Redirects old addresses to the story, except those where another story is.
void put_former_addresses(WriterSession& writer, const ImportedStory& imported, base::StoryId id, const std::string& address) {
    for (const auto& former : imported.former_addresses) {
        if (former == address || !is_address(former)) {
            continue;
        }
        const auto there = find_at(writer, former);
        if (there && there->current) {
            continue;
        }
        put_former_address(writer, former, id);
    }
}

/// The state that the import asks for; `row`: the stored one.
State wanted_state(WriterSession& writer, const ImportedStory& imported, const Words& words, const StoryRow* row) {
    State state;
    state.status = imported.status;
    state.address = imported.address;
    state.feed_id = imported.feed_id;
    if (row != nullptr) {
        state.feed_id = row->feed_id;
        // A story withdrawn here stays withdrawn, whatever the source says.
        if (row->status == Status::withdrawn) {
            state.status = Status::withdrawn;
            state.withdrawn_reason = row->withdrawn_reason;
        }
        if (state.address.empty() && !story::is_kept(base::percent_decoded(row->address))) {
            state.address = row->address;
        }
    }
    const bool dated = state.status == Status::published || state.status == Status::scheduled || state.status == Status::withdrawn;
    if (dated) {
        state.published_at = imported.published_at                 ? *imported.published_at
                             : row != nullptr && row->published_at ? *row->published_at
                                                                   : writer.now();
        if (state.status == Status::published && *state.published_at > writer.now()) {
            state.status = Status::scheduled;
        } else if (state.status == Status::scheduled && *state.published_at <= writer.now()) {
            state.status = Status::published;
        }
    } else if (imported.published_at && *imported.published_at <= writer.now()) {
        // Its readers there were not everybody. Published here it keeps its date, as one does that was unpublished.
        state.published_at = imported.published_at;
    }
    const bool public_now = state.status == Status::published || state.status == Status::withdrawn;
    if (public_now && state.address.empty()) {
        state.address = free_default_address(writer, row != nullptr ? row->id : base::StoryId{}, *state.published_at, words.content.slug);
    }
    return state;
}

/// A published story keeps its id. Only an unpublished one can get the other system's.
void settle_feed_id(WriterSession& writer, const ImportedStory& imported, const StoryRow& row, State& state) {
    const auto before = publication_of(row.status, row.published_at);
    const auto published = before ? before : publication_of(state.status, state.published_at);
    const auto wanted = before ? std::string{} : imported.feed_id;
    if (state.feed_id.empty() && (published || !wanted.empty())) {
        state.feed_id = free_feed_id(writer, row.id, published.value_or(writer.now()), wanted);
    }
}

std::string imported_slug(WriterSession& writer, const ImportedStory& imported, const StoryRow* row) {
    if (story::is_latin_slug(imported.content.slug)) {
        return imported.content.slug;
    }
    if (row != nullptr) {
        return row->slug;
    }
    auto slug = story::slug(imported.content.slug.empty() ? imported.content.headline : imported.content.slug);
    return slug.empty() ? fmt::format("story-{}", writer.last_change() + 1) : slug;
}

}  // namespace

base::Result<ImportOutcome> StoryWriter::import_story(const ImportedStory& imported) {
    return guarded([&]() -> base::Result<ImportOutcome> {
        if (imported.source.empty() || !story::is_utf8(imported.source)) {
            return base::fail(base::ErrorCode::invalid, "An imported story needs the id it has in the source.");
        }
        if (imported.body.json.empty()) {
            return base::fail(base::ErrorCode::internal, "An imported story came without its stored body.");
        }
        auto by_source = session_.session().query("story.by_source");
        const bool known = by_source.set("source", imported.source).one();
        const base::StoryId id{known ? by_source.integer("id") : 0};
        const auto known_hash = known ? by_source.text("source_hash") : std::string{};

        if (known && trash_of_story(session_.session(), id) != 0) {
            // It was deleted here: it stays so, whatever the source says, until it is restored or removed.
            return ImportOutcome::in_trash;
        }
        const auto row = known ? find_story_row(session_.session(), id) : std::nullopt;
        const StoryRow* const stored = row ? &*row : nullptr;
        auto content = imported.content;
        content.slug = imported_slug(session_, imported, stored);
        TRY(auto words, prepare_words(session_, std::move(content), imported.body, UnknownSection::made));
        Origin origin{std::string(kImporter), imported.source, fingerprint_of(imported, words), {}};
        if (known && known_hash == origin.source_hash) {
            return ImportOutcome::unchanged;
        }
        if (words.content.headline.empty() && imported.status != Status::draft && imported.status != Status::in_review) {
            auto error = base::fail(base::ErrorCode::invalid, "A story needs a headline before it can be published.", {"headline-missing"});
            error.fields.push_back({"/headline", "is empty", {"headline-missing"}});
            return error;
        }
        if (stored != nullptr && (imported.status == Status::published || imported.status == Status::scheduled)) {
            // An embargo was set here: the import is refused, and can be run again when it is over.
            const auto at = imported.published_at.value_or(session_.now());
            TRY_VOID(check_embargo(*stored, std::max(at, session_.now())));
        }
        TRY_VOID(check_addresses(session_, imported, id));
        auto state = wanted_state(session_, imported, words, stored);
        origin.updated_at = imported.updated_at ? *imported.updated_at : state.published_at.value_or(session_.now());

        const auto before = stored != nullptr ? filing_of(session_, *stored) : std::nullopt;
        auto story = id;
        if (stored == nullptr) {
            story = insert_story(session_, words, state, origin);
        } else {
            settle_feed_id(session_, imported, *stored, state);
            update_words(session_, id, stored->revision + 1, words, State{stored->status, {}, stored->published_at, {}}, origin);
            update_state(session_, id, words.content.kind, state);
            session_.session().query("story.update_source").set("id", id.value).set("hash", origin.source_hash).run();
        }
        if (!state.address.empty()) {
            settle_address(session_, story, stored != nullptr ? stored->address : std::string{}, state.address);
        }
        put_former_addresses(session_, imported, story, state.address);

        std::optional<Filing> after;
        if (state.status == Status::published) {
            after = Filing{story,
                           words.content.kind,
                           words.section,
                           words.topics,
                           words.authors,
                           words.content.language,
                           words.content.translation_key,
                           *state.published_at};
        }
        refile(session_, stored == nullptr ? "imported" : "saved", story, before, after);
        return stored == nullptr ? ImportOutcome::created : ImportOutcome::changed;
    });
}

}  // namespace stoppress::store
