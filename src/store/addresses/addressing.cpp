// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/addresses/addressing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "store/limits.hpp"
#include "story/addresses/kept_addresses.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

/// Whether the path is in use by anything but the story itself.
bool address_taken(WriterSession& writer, const std::string& path, base::StoryId id) {
    auto query = writer.session().query("address.get");
    return query.set("path", path).one() && query.optional_integer("story") != std::optional(id.value);
}

std::string numbered_slug(const std::string& slug, std::int64_t number) {
    const auto suffix = fmt::format("-{}", number);
    auto stem = slug.substr(0, story::kMaxSlugLength - suffix.size());
    while (!stem.empty() && !story::is_utf8(stem)) {
        stem.pop_back();
    }
    while (stem.ends_with('-')) {
        stem.pop_back();
    }
    return stem + suffix;
}

/// The position for a number: before a trailing slash and before an extension.
std::string numbered_path(const std::string& path, std::int64_t number) {
    auto end = path.ends_with('/') ? path.size() - 1 : path.size();
    const auto last = path.rfind('/', end - 1) + 1;
    if (const auto dot = path.find('.', last); dot < end) {
        end = dot;
    }
    return path.substr(0, end) + fmt::format("-{}", number) + path.substr(end);
}

template <class Taken, class Numbered>
std::string first_free(WriterSession& writer, const std::string& wanted, const Taken& taken, const Numbered& numbered) {
    if (!taken(wanted)) {
        return wanted;
    }
    for (int number = 2; number <= kMaxNumbered; ++number) {
        if (auto candidate = numbered(wanted, number); !taken(candidate)) {
            return candidate;
        }
    }
    for (auto number = writer.last_change() + kMaxNumbered;; ++number) {
        if (auto candidate = numbered(wanted, number); !taken(candidate)) {
            return candidate;
        }
    }
}

std::string free_address(WriterSession& writer, const std::string& wanted, base::StoryId id) {
    return first_free(
        writer, wanted,
        [&](const std::string& path) { return story::is_kept(base::percent_decoded(path)) || address_taken(writer, path, id); },
        numbered_path);
}

void put_address(WriterSession& writer, const std::string& path, std::string_view kind, base::StoryId id) {
    writer.session().query("address.put").set("path", path).set("kind", kind).set("story", id).set("target", "").run();
}

}  // namespace

bool slug_taken(WriterSession& writer, const std::string& slug, base::StoryId except) {
    return writer.session()
        .query("story.by_slug")
        .set("slug", slug)
        .set("except", except.value)
        .set("now", base::to_milliseconds(writer.now()))
        .one();
}

std::string free_slug(WriterSession& writer, const std::string& slug, base::StoryId except) {
    return first_free(writer, slug, [&](const std::string& candidate) { return slug_taken(writer, candidate, except); }, numbered_slug);
}

std::string headline_slug(WriterSession& writer, std::string_view headline, base::StoryId id) {
    auto slug = story::own_slug(headline);
    if (slug.empty()) {
        slug = fmt::format("story-{}", id ? id.value : writer.last_change() + 1);
    }
    return free_slug(writer, slug, id);
}

namespace {

/// Whether the slug is what headline_slug() makes of the headline, or made of it in earlier versions: with a number if
/// another story had it.
bool is_made_of(WriterSession& writer, const NamedStory& story, const StoryRow& row) {
    const auto& [headline, slug] = story;
    for (const auto& made : {story::own_slug(headline), story::slug(headline)}) {
        const auto stem = made.empty() ? std::string("story") : made;
        if (slug == made) {
            return true;
        }
        const auto number = slug.starts_with(stem + "-") ? slug.substr(stem.size() + 1) : std::string_view{};
        const bool is_number = !number.empty() && std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
        // The other story may have given its slug up; a first revision has the slug that it was created with.
        // A longer number, such as a year, was typed.
        const bool is_first = row.revision == 1 && slug == row.slug && number.size() <= 2;
        if (is_number && (made.empty() || is_first || slug_taken(writer, made, row.id))) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string followed_slug(WriterSession& writer, const StoryRow& row, const NamedStory& before, const NamedStory& now) {
    if (!row.address.empty() || now.headline.empty()) {
        return now.slug.empty() ? row.slug : std::string(now.slug);
    }
    const bool was_left = now.slug == before.slug && is_made_of(writer, before, row);
    const bool follows = was_left && now.headline != before.headline;
    return now.slug.empty() || follows ? headline_slug(writer, now.headline, row.id) : std::string(now.slug);
}

std::string free_draft_slug(WriterSession& writer, const StoryRow& row, const NamedStory& draft) {
    const bool is_taken = draft.slug != row.slug && row.address.empty() && slug_taken(writer, std::string(draft.slug), row.id);
    return is_taken && is_made_of(writer, draft, row) ? headline_slug(writer, draft.headline, row.id) : std::string(draft.slug);
}

std::string free_default_address(WriterSession& writer, base::StoryId id, base::Time published_at, const std::string& slug) {
    return free_address(writer, story::default_address(published_at, slug, writer.settings().site.timezone), id);
}

std::string renamed_address(WriterSession& writer, const StoryRow& row, const std::string& slug) {
    const auto& old = row.address;
    if (old.contains('?')) {
        return free_default_address(writer, row.id, row.published_at.value_or(row.updated_at), slug);
    }
    const auto end = old.ends_with('/') ? old.size() - 1 : old.size();
    const auto start = end == 0 ? 0 : old.rfind('/', end - 1) + 1;
    const auto last = old.substr(start, end - start);
    const auto dot = last.find('.');
    const auto extension = dot == std::string::npos ? std::string{} : last.substr(dot);
    return free_address(writer, old.substr(0, start) + base::percent_encoded(slug) + extension + old.substr(end), row.id);
}

void settle_address(WriterSession& writer, base::StoryId id, const std::string& old_address, const std::string& address) {
    if (!old_address.empty() && old_address != address) {
        put_address(writer, old_address, "former", id);
    }
    put_address(writer, address, "current", id);
}

bool is_address(std::string_view path) {
    return path.starts_with('/') && !path.starts_with("//") && path.size() <= kMaxAddressBytes &&
           std::ranges::all_of(path, [](char c) { return c > ' ' && c < '\x7f' && !std::string_view("\"<>\\#^`{|}").contains(c); });
}

base::Error taken_address(const std::string& address, base::StoryId holder) {
    auto error = base::fail(base::ErrorCode::conflict, fmt::format("Story {} already has the address {}.", holder.value, address));
    error.fields.push_back({"/address", "is already used by another story", {"in-use"}});
    return error;
}

std::optional<AtPath> find_at(WriterSession& writer, const std::string& path) {
    auto query = writer.session().query("address.get");
    if (!query.set("path", path).one()) {
        return std::nullopt;
    }
    return AtPath{query.text("kind") == "current", {query.integer("story")}};
}

void put_former_address(WriterSession& writer, const std::string& path, base::StoryId id) {
    writer.session().query("address.put").set("path", path).set("kind", "former").set("story", id).set("target", "").run();
}

void put_redirect_row(Session& session, const std::string& path, const std::string& target) {
    session.query("address.put").set("path", path).set("kind", "redirect").set_null("story").set("target", target).run();
}

void drop_redirect_row(Session& session, const std::string& path) {
    session.query("address.drop_redirect").set("path", path).run();
}

}  // namespace stoppress::store
