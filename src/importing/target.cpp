// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/target.hpp"

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "importing/account/note_kind.hpp"
#include "importing/limits.hpp"
#include "store/addresses/address_writer.hpp"
#include "store/comments/comment_writer.hpp"
#include "store/engine/writer.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/media/media_writer.hpp"
#include "store/site/site_writer.hpp"
#include "store/stories/story_writer.hpp"
#include "story/addresses/kept_addresses.hpp"

namespace stoppress::importing {
namespace {

Outcome outcome_of(store::ImportOutcome outcome) {
    switch (outcome) {
        case store::ImportOutcome::created:
            return Outcome::taken;
        case store::ImportOutcome::changed:
            return Outcome::changed;
        case store::ImportOutcome::in_trash:
            return Outcome::skipped;
        case store::ImportOutcome::unchanged:
            break;
    }
    return Outcome::unchanged;
}

constexpr std::string_view kInTrash = "it was deleted here; restore it from the trash to import it again";

/// The message for a person, with the fields that it is about.
std::string reason_of(const base::Error& error) {
    std::string reason = error.message;
    for (const base::FieldError& field : error.fields) {
        reason += " (" + field.field + ": " + field.message + ")";
    }
    return reason;
}

/// Errors of the store, not of the item: the following items would fail, too.
bool ends_the_import(base::ErrorCode code) {
    return code == base::ErrorCode::unavailable || code == base::ErrorCode::outcome_unknown || code == base::ErrorCode::io ||
           code == base::ErrorCode::corrupt || code == base::ErrorCode::internal;
}

struct CommentAccount {
    Outcome outcome;
    std::string_view reason;
};

CommentAccount account_of(store::CommentOutcome outcome) {
    switch (outcome) {
        case store::CommentOutcome::created:
            return {Outcome::taken, {}};
        case store::CommentOutcome::changed:
            return {Outcome::changed, {}};
        case store::CommentOutcome::removed_here:
            return {Outcome::skipped, "it was deleted here"};
        case store::CommentOutcome::no_story:
            return {Outcome::skipped, "its story is not imported"};
        case store::CommentOutcome::story_in_trash:
            return {Outcome::skipped, "its story was deleted here"};
        case store::CommentOutcome::too_many:
            return {Outcome::refused, "its story has too many comments; see the limits in docs/importing.md"};
        case store::CommentOutcome::left_out:
            return {Outcome::skipped, "it was not shown"};
        case store::CommentOutcome::unchanged:
            break;
    }
    return {Outcome::unchanged, {}};
}

/// A story is published at no address that the program keeps for itself: it gets a usual one, to which the old one leads where it can.
void move_out_of_kept(store::ImportedStory& story, Item& item) {
    std::erase_if(story.former_addresses, [&](const std::string& former) {
        const bool hidden = story::hides_redirects(base::percent_decoded(former));
        if (hidden) {
            item.notes.push_back(
                {item.line, fmt::format("its former address {} does not lead to it: the program answers there itself", former)});
        }
        return hidden;
    });
    const std::string path = base::percent_decoded(story.address);
    if (!story::is_kept(path)) {
        return;
    }
    std::string what = fmt::format("its address {} is one that this program keeps for itself; it gets another one", story.address);
    if (story::hides_redirects(path)) {
        what += ", and the old one does not lead there";
    } else {
        story.former_addresses.push_back(story.address);
    }
    item.notes.push_back({item.line, std::move(what)});
    story.address.clear();
}

}  // namespace

Target::~Target() {
    static_cast<void>(finish().has_value());
}

void Target::story(store::ImportedStory story, Item item) {
    item.about = {story.source, story.address, {}};
    move_out_of_kept(story, item);
    auto body = store::stored_body(story.content);
    if (!body.has_value()) {
        write_notes(item);
        refuse(item, body.error());
        return;
    }
    story.body = std::move(*body);
    story.content.body = {};
    auto shared = std::make_shared<store::ImportedStory>(std::move(story));
    submit([shared](store::WriteTransaction& transaction) { return store::StoryWriter(transaction).import_story(*shared); },
           std::move(item));
}

void Target::section(store::NamedEntry entry, Item item) {
    submit([entry = std::move(entry)](store::WriteTransaction& transaction) { return store::FilingWriter(transaction).put_section(entry); },
           std::move(item));
}

void Target::topic(store::NamedEntry entry, Item item) {
    submit([entry = std::move(entry)](store::WriteTransaction& transaction) { return store::FilingWriter(transaction).put_topic(entry); },
           std::move(item));
}

void Target::author(store::NamedEntry entry, Item item) {
    submit([entry = std::move(entry)](store::WriteTransaction& transaction) { return store::FilingWriter(transaction).put_author(entry); },
           std::move(item));
}

void Target::medium(store::Medium medium, Item item) {
    submit(
        [medium = std::move(medium)](store::WriteTransaction& transaction) { return store::MediaWriter(transaction).put_medium(medium); },
        std::move(item));
}

void Target::redirect(std::string path, std::string target, Item item) {
    item.counted = false;
    if (path == target) {
        return;  // a file of an export of ours that is the same here
    }
    if (story::hides_redirects(base::percent_decoded(path))) {
        // No note: importers make these from lists and feeds, which the program has at this address itself.
        return;
    }
    submit([path = std::move(path), target = std::move(target)](
               store::WriteTransaction& transaction) { return store::AddressWriter(transaction).put_redirect(path, target); },
           std::move(item), true);
}

void Target::own_redirect(std::string path, std::string target, Item item) {
    item.counted = false;
    if (story::hides_redirects(base::percent_decoded(path))) {
        report_.note(item.file, {item.line, fmt::format("the redirect from {} is left out: the program answers there itself", path)});
        return;
    }
    submit([redirect = store::Redirect{std::move(path), std::move(target)}](
               store::WriteTransaction& transaction) { return store::AddressWriter(transaction).add_redirect(redirect); },
           std::move(item), true);
}

void Target::setting(std::string key, std::string value, std::string words) {
    about_site({.who = "command line", .action = "setting.put", .subject = key, .detail = value}, std::move(words),
               [key, value](store::SiteWriter& site) { return site.put_setting(key, value); });
}

void Target::menu(std::vector<store::MenuLink> links) {
    std::string detail = fmt::format("{} links", links.size());
    std::string words = fmt::format("the menu, with {}", detail);
    about_site({.who = "command line", .action = "menu.put", .subject = "all", .detail = std::move(detail)}, std::move(words),
               [links = std::move(links)](store::SiteWriter& site) { return site.put_menu({}, links); });
}

void Target::settle(const Item& item, Outcome outcome, const Note& reason) {
    write_notes(item);
    report_.settle(item.kind, outcome, item.file, reason, item.about);
}

bool Target::failed() const {
    const base::Lock lock(mutex_);
    return failure_.has_value();
}

base::Result<void> Target::finish() {
    base::Lock lock(mutex_);
    less_.wait(lock, [this]() REQUIRES(mutex_) { return in_flight_ == 0; });
    if (failure_.has_value()) {
        return *failure_;
    }
    return {};
}

void Target::about_site(store::AuditEvent event, std::string words, std::function<base::Result<bool>(store::SiteWriter&)> put) {
    Item item;
    item.taken_over = std::move(words);
    item.file = event.subject;
    item.counted = false;
    submit(
        [event = std::move(event), put = std::move(put)](store::WriteTransaction& transaction) -> base::Result<store::ImportOutcome> {
            store::SiteWriter site(transaction);
            TRY(const bool changed, put(site));
            if (!changed) {
                return store::ImportOutcome::unchanged;
            }
            TRY_VOID(site.note(event));
            return store::ImportOutcome::changed;
        },
        std::move(item));
}

bool Target::enter() {
    base::Lock lock(mutex_);
    less_.wait(lock, [this]() REQUIRES(mutex_) { return in_flight_ < kMaxInFlight; });
    if (failure_.has_value()) {
        return false;
    }
    ++in_flight_;
    return true;
}

void Target::leave(std::optional<base::Error> failure) {
    // Notified with the lock held: this object may be destroyed as soon as the count is zero.
    const base::Lock lock(mutex_);
    if (failure.has_value() && !failure_.has_value()) {
        failure_ = std::move(failure);
    }
    --in_flight_;
    // Not for each: the waiting thread has more than one item.
    if (in_flight_ == 0 || in_flight_ == kMaxInFlight / 2) {
        less_.notify_all();
    }
}

void Target::submit(Put put, Item item, bool only_noted) {
    if (!enter()) {
        return;
    }
    auto outcome = std::make_shared<store::ImportOutcome>(store::ImportOutcome::unchanged);
    writer_.submit(
        [put = std::move(put), outcome](store::WriteTransaction& transaction) -> base::Result<void> {
            TRY(*outcome, put(transaction));
            return {};
        },
        [this, outcome, item = std::move(item), only_noted](const base::Result<void>& result, base::ChangeNumber) {
            answered(item, result, *outcome, only_noted);
        });
}

void Target::answered(const Item& item, const base::Result<void>& result, store::ImportOutcome outcome, bool only_noted) {
    const bool fatal = !result.has_value() && ends_the_import(result.error().code);
    if (!fatal) {
        write_notes(item);
        if (!result.has_value() && (only_noted || !item.counted)) {
            report_.note(item.file, {item.line, reason_of(result.error())}, {{}, {}, only_noted ? kRedirectNote : std::string_view{}});
        } else if (!result.has_value()) {
            refuse(item, result.error());
        } else if (!item.taken_over.empty() && outcome == store::ImportOutcome::changed) {
            report_.taken_over(item.taken_over);
        } else if (item.counted) {
            const bool deleted = outcome == store::ImportOutcome::in_trash;
            report_.settle(item.kind, outcome_of(outcome), item.file, {item.line, deleted ? std::string(kInTrash) : ""}, item.about);
        }
    }
    leave(fatal ? std::optional(result.error()) : std::nullopt);
}

void Target::comments(std::string story, std::vector<BuiltComment> comments) {
    if (comments.empty() || !enter()) {
        return;
    }
    auto built = std::make_shared<std::vector<BuiltComment>>(std::move(comments));
    auto outcomes = std::make_shared<std::vector<store::CommentOutcome>>();
    writer_.submit(
        [story = std::move(story), built, outcomes](store::WriteTransaction& transaction) -> base::Result<void> {
            std::vector<store::ImportedComment> wanted;
            wanted.reserve(built->size());
            for (const BuiltComment& one : *built) {
                wanted.push_back(one.comment);
            }
            TRY(*outcomes, store::CommentWriter(transaction).import_comments(story, wanted));
            return {};
        },
        [this, built, outcomes](const base::Result<void>& result, base::ChangeNumber) { comments_answered(*built, *outcomes, result); });
}

void Target::comments_answered(const std::vector<BuiltComment>& comments, const std::vector<store::CommentOutcome>& outcomes,
                               const base::Result<void>& result) {
    const bool fatal = !result.has_value() && ends_the_import(result.error().code);
    for (std::size_t i = 0; !fatal && i < comments.size(); ++i) {
        const auto& [comment, item, skipped, refused] = comments[i];
        if (!result.has_value()) {
            refuse(item, result.error());
        } else if (refused.has_value()) {
            report_.settle(item.kind, Outcome::refused, item.file, *refused, item.about);
        } else if (skipped.has_value()) {
            report_.settle(item.kind, Outcome::skipped, item.file, *skipped, item.about);
        } else {
            const auto [outcome, reason] = account_of(outcomes[i]);
            report_.settle(item.kind, outcome, item.file, {item.line, std::string(reason)}, item.about);
        }
    }
    leave(fatal ? std::optional(result.error()) : std::nullopt);
}

void Target::refuse(const Item& item, const base::Error& error) {
    report_.settle(item.kind, Outcome::refused, item.file, {item.line, reason_of(error)}, item.about);
}

void Target::write_notes(const Item& item) {
    for (const Note& note : item.notes) {
        report_.note(item.file, note, item.about);
    }
}

}  // namespace stoppress::importing
