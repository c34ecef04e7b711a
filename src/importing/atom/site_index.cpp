// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/atom/site_index.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "importing/atom/feed/addresses.hpp"
#include "importing/hugo/front_matter/dates.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "story/text.hpp"

namespace stoppress::importing::atom {
namespace {

std::optional<base::Time> time_written(const std::string& text) {
    const auto date = hugo::read_date(text, "UTC");
    return date.has_value() ? std::optional(date->time) : std::nullopt;
}

/// "paper.blogspot.de" -> "paper.blogspot.": Blogger serves a blog at one host for each country. Empty for another host.
std::string_view blogspot_of(std::string_view host) {
    const std::size_t at = host.find(".blogspot.");
    return at == std::string_view::npos ? std::string_view() : host.substr(0, at + 10);
}

/// By which feeds of one blog are recognised: "tag:blogger.com,1999:blog-7.archive" is one of "tag:blogger.com,1999:blog-7".
std::string blog_of_feed(const std::string& id) {
    constexpr std::string_view kBlog = "tag:blogger.com,1999:blog-";
    return id.starts_with(kBlog) ? id.substr(0, id.find_first_not_of("0123456789", kBlog.size())) : id;
}

/// What Blogger writes for everybody's address.
bool is_noreply(std::string_view email) {
    return email == "noreply@blogger.com";
}

}  // namespace

bool is_story(const AtomEntry& entry) {
    return entry.kind == AtomKind::post || entry.kind == AtomKind::page;
}

std::string SiteIndex::label_key(const std::string& term) {
    return ascii_lower(term);
}

std::string SiteIndex::key_of(const AtomEntry& entry) {
    return entry.id.empty() ? entry.alternate : entry.id;
}

std::optional<std::string> SiteIndex::address_of(const AtomEntry& entry) {
    const auto path = path_of_address(entry.alternate.empty() && entry.filename.starts_with('/') ? entry.filename : entry.alternate);
    return path.has_value() && *path != "/" ? path : std::nullopt;
}

std::optional<std::string> SiteIndex::own_address_of(const AtomEntry& entry) const {
    return host_of_address(entry.alternate).empty() || is_own(entry.alternate) ? address_of(entry) : std::nullopt;
}

std::vector<std::string> SiteIndex::byline(const AtomEntry& entry) const {
    const std::vector<AtomPerson>& people = entry.authors.empty() && entry.file < feeds.size() ? feeds[entry.file].authors : entry.authors;
    std::vector<std::string> names;
    for (const AtomPerson& person : people) {
        const std::string& name = person.name.empty() ? person.email : person.name;
        if (!name.empty() && std::ranges::find(names, name) == names.end()) {
            names.push_back(name);
        }
    }
    return names;
}

EntryState SiteIndex::state_of(const AtomEntry& entry, const ImportOptions& options) const {
    EntryState state;
    state.published = time_written(entry.published);
    if (!state.published.has_value()) {
        state.published = time_written(entry.updated);
    }
    const std::string status = ascii_lower(entry.status);
    if (entry.trashed || status.contains("trash")) {
        state.fate = EntryFate::skipped;
        state.why = "in the trash";
        return state;
    }
    if (entry.draft || status == "draft") {
        return state;
    }
    const bool live = status == "live" || status == "scheduled";
    if (!status.empty() && !live) {
        state.why = "its status is " + std::string(cut(entry.status, 60));
    } else if (!state.published.has_value()) {
        state.why = "its date cannot be read: \"" + std::string(cut(entry.published.empty() ? entry.updated : entry.published, 60)) + "\"";
    } else if (!live && !address_of(entry).has_value()) {
        state.why = "it has no address, so nothing says that the old site showed it";
    } else if (const BlogReaders readers = readers_of(entry); readers == BlogReaders::some || readers == BlogReaders::unclear) {
        state.why =
            readers == BlogReaders::some ? "the blog was not open to everybody" : "the blog's settings do not say who could read it";
        state.keeps_date = *state.published <= options.now;
    } else {
        state.fate = *state.published > options.now ? EntryFate::scheduled : EntryFate::shown;
    }
    return state;
}

std::string SiteIndex::superseded(const AtomEntry& entry, std::uint64_t number) const {
    const auto known = versions_.find(key_of(entry));
    if (known == versions_.end()) {
        return {};
    }
    if (is_deleted(known->first, known->second.updated)) {
        return "the feed says that it was deleted";
    }
    return known->second.number == number ? std::string() : "another version of it in the feed is newer, or the same";
}

bool SiteIndex::is_own(std::string_view address) const {
    const std::string host = host_of_address(address);
    if (host.empty()) {
        return false;
    }
    return hosts_.contains(host) || blogspots_.contains(blogspot_of(host));
}

void SiteIndex::add_host(std::string host) {
    // Blogger's own host serves feeds of all blogs.
    if (host.empty() || host == "blogger.com") {
        return;
    }
    if (const std::string_view blog = blogspot_of(host); !blog.empty()) {
        blogspots_.emplace(blog);
    }
    hosts_.insert(std::move(host));
}

bool SiteIndex::blogger() const {
    return std::ranges::any_of(feeds, &AtomFeed::blogger);
}

base::Result<std::unique_ptr<SiteIndex>> SiteIndex::read(const ImportRun& run, const AtomFiles& files) {
    auto index = std::make_unique<SiteIndex>();
    {
        // What feeds say of themselves may stand behind their entries, and says whether those were public.
        TRY(const auto stream, AtomStream::open(files));
        std::uint64_t seen = 0;
        while (!(++seen % 256 == 0 && run.stop_asked())) {
            AtomReader::Next next = stream->next();
            if (std::holds_alternative<AtomReader::End>(next)) {
                break;
            }
            if (const auto* entry = std::get_if<AtomEntry>(&next)) {
                TRY_VOID(index->choose(*entry, run.options));
            } else if (const auto* deleted = std::get_if<AtomDeleted>(&next)) {
                TRY_VOID(index->take_deleted(*deleted));
            } else if (const auto* failure = std::get_if<ReadFailure>(&next)) {
                index->broken.push_back({files.all()[stream->file()].name, *failure});
            }
        }
        index->take_feeds(*stream, files, run);
    }
    TRY(const auto stream, AtomStream::open(files));
    std::uint64_t number = 0;
    std::uint64_t seen = 0;
    while (!(++seen % 256 == 0 && run.stop_asked())) {
        AtomReader::Next next = stream->next();
        if (std::holds_alternative<AtomReader::End>(next)) {
            break;
        }
        if (const auto* entry = std::get_if<AtomEntry>(&next); entry != nullptr && is_story(*entry)) {
            if (index->superseded(*entry, ++number).empty()) {
                index->add(*entry, run.options);
            }
        }
        if (index->labels.size() + index->authors.size() > kMaxWxrTerms) {
            return base::fail(base::ErrorCode::too_large, fmt::format("the feed has more than {} authors and labels", kMaxWxrTerms));
        }
    }
    for (const auto& [key, label] : index->labels) {
        index->topic_slugs.slug(key);
    }
    for (const auto& [name, author] : index->authors) {
        index->author_slugs.slug(name);
    }
    return index;
}

base::Result<void> SiteIndex::take_deleted(const AtomDeleted& deleted) {
    if (deleted_.size() >= kMaxFiles) {
        return base::fail(base::ErrorCode::too_large, fmt::format("the feed has more than {} deleted entries", kMaxFiles));
    }
    // Of one whose time cannot be read no version counts.
    const base::Time when = time_written(deleted.when).value_or(base::Time::max());
    auto& latest = deleted_.try_emplace(deleted.id, when).first->second;
    latest = std::max(latest, when);
    return {};
}

base::Result<void> SiteIndex::choose(const AtomEntry& entry, const ImportOptions& options) {
    if (entry.kind == AtomKind::comment) {
        return choose_comment(entry);
    }
    settings += entry.kind == AtomKind::settings || entry.kind == AtomKind::other ? 1 : 0;
    if (!is_story(entry)) {
        return {};
    }
    ++stories;
    if (versions_.size() >= kMaxFiles) {
        return base::fail(base::ErrorCode::too_large, fmt::format("the feed has more than {} posts", kMaxFiles));
    }
    const auto updated = time_written(entry.updated).value_or(time_written(entry.published).value_or(base::Time{}));
    const std::string key = key_of(entry);
    if (key.empty()) {
        return {};  // refused later
    }
    // A refused one is not public either.
    const int hidden = entry.problem.empty() ? static_cast<int>(state_of(entry, options).fate) : static_cast<int>(EntryFate::skipped) + 1;
    const auto [at, first] = versions_.try_emplace(key, Version{updated, stories, hidden, {}, entry.file});
    Version& known = at->second;
    if (first) {
        return {};
    }
    if (updated > known.updated) {
        known = {updated, stories, hidden, {}, entry.file};
    } else if (updated == known.updated) {
        if (entry.file != known.file && std::ranges::find(known.files, entry.file) == known.files.end()) {
            known.files.push_back(entry.file);
        }
        if (hidden > known.hidden) {
            known.number = stories;
            known.hidden = hidden;
        }
    }
    return {};
}

base::Result<void> SiteIndex::choose_comment(const AtomEntry& entry) {
    ++comments;
    if (comment_versions_.size() >= kMaxFiles) {
        return base::fail(base::ErrorCode::too_large, fmt::format("the feed has more than {} comments", kMaxFiles));
    }
    const std::string key = key_of(entry);
    if (key.empty()) {
        return {};  // refused later
    }
    const auto updated = time_written(entry.updated).value_or(time_written(entry.published).value_or(base::Time{}));
    CommentVersion version{updated, comments, !why_left_out(entry).empty(), entry.blogger ? std::string() : entry.reply_to};
    const auto [at, first] = comment_versions_.try_emplace(key, version);
    CommentVersion& known = at->second;
    if (!first && (updated > known.updated || (updated == known.updated && version.left_out && !known.left_out))) {
        known = std::move(version);
    }
    return {};
}

std::string SiteIndex::why_left_out(const AtomEntry& comment) {
    const std::string status = ascii_lower(comment.status);
    if (comment.trashed || status.contains("trash")) {
        return "in the trash";
    }
    if (comment.draft) {
        return "not approved";
    }
    return status.empty() || status == "live" ? std::string() : "its status is " + std::string(cut(comment.status, 60));
}

bool SiteIndex::was_deleted(const AtomEntry& comment) const {
    const auto known = comment_versions_.find(key_of(comment));
    return known != comment_versions_.end() && is_deleted(known->first, known->second.updated);
}

bool SiteIndex::is_deleted(const std::string& key, base::Time updated) const {
    const auto gone = deleted_.find(key);
    return gone != deleted_.end() && gone->second >= updated;
}

std::string SiteIndex::superseded_comment(const AtomEntry& entry, std::uint64_t number) const {
    const auto known = comment_versions_.find(key_of(entry));
    if (known == comment_versions_.end()) {
        return {};
    }
    if (is_deleted(known->first, known->second.updated)) {
        return "the feed says that it was deleted";
    }
    return known->second.number == number ? std::string() : "another version of it in the feed is newer, or the same";
}

std::string SiteIndex::story_of_comment(const AtomEntry& comment) const {
    constexpr int kMaxReplies = 1000;  // one below the other; and there may be circles
    std::string about = comment.reply_to;
    for (int reply = 0; reply < kMaxReplies && !versions_.contains(about); ++reply) {
        const auto answered = comment_versions_.find(about);
        if (answered == comment_versions_.end() || answered->second.reply_to.empty()) {
            break;
        }
        about = answered->second.reply_to;
    }
    return comment_versions_.contains(about) ? std::string() : about;
}

std::string SiteIndex::answered_by(const AtomEntry& comment) const {
    if (!comment.blogger) {
        return comment_versions_.contains(comment.reply_to) ? comment.reply_to : std::string();
    }
    if (comment.answers.empty() || comment.answers.contains(':')) {
        return comment.answers;
    }
    constexpr std::string_view kPost = ".post-";
    const std::size_t number = comment.id.rfind(kPost);
    return number == std::string::npos ? std::string() : comment.id.substr(0, number + kPost.size()) + comment.answers;
}

void SiteIndex::take_feeds(const AtomStream& stream, const AtomFiles& files, const ImportRun& run) {
    std::set<std::string> selves;
    for (std::size_t file = 0; file < files.all().size(); ++file) {
        feeds.push_back(stream.feed(file));
        selves.insert(feeds.back().self);
    }
    take_readers(files, run);
    take_hosts(run.options);
    mended = stream.mended();
    for (std::size_t file = 0; file < files.all().size(); ++file) {
        for (const std::string& address : feeds[file].further) {
            if (!selves.contains(address)) {
                run.report.note(files.all()[file].name,
                                {0, "the feed goes on elsewhere; download that, too, and name both: " + std::string(cut(address, 500))});
            }
        }
    }
}

void SiteIndex::take_readers(const AtomFiles& files, const ImportRun& run) {
    std::map<std::string, BlogReaders> of_blog;
    for (std::size_t file = 0; file < feeds.size(); ++file) {
        const AtomFile& beside = files.all()[file];
        BlogReaders& readers = readers_.emplace_back(std::max(blog_readers(feeds[file].settings), blog_readers(beside.settings)));
        readers = std::max(readers, beside.unclear_readers ? BlogReaders::unclear : BlogReaders::unknown);
        feeds[file].settings.insert(beside.settings.begin(), beside.settings.end());
        BlogReaders& all = of_blog.try_emplace(blog_of_feed(feeds[file].id), readers).first->second;
        all = std::max(all, readers);
    }
    for (std::size_t file = 0; file < feeds.size(); ++file) {
        if (const std::string blog = blog_of_feed(feeds[file].id); !blog.empty()) {
            readers_[file] = of_blog[blog];
        }
        if (feeds[file].blogger && readers_[file] == BlogReaders::unknown) {
            run.report.note(files.all()[file].name, {0,
                                                     "nothing says whether everybody could read the blog (settings.csv of Google Takeout "
                                                     "does); what is not a draft there is published"});
        }
    }
}

BlogReaders SiteIndex::readers_of(const AtomEntry& entry) const {
    if (entry.file >= readers_.size()) {
        return BlogReaders::unknown;
    }
    BlogReaders readers = readers_[entry.file];
    if (const auto known = versions_.find(key_of(entry)); known != versions_.end()) {
        readers = std::max(readers, readers_[known->second.file]);
        for (const std::size_t file : known->second.files) {
            readers = std::max(readers, readers_[file]);
        }
    }
    return readers;
}

void SiteIndex::take_hosts(const ImportOptions& options) {
    for (const AtomFeed& feed : feeds) {
        const std::string subdomain = ascii_lower(blog_setting(feed.settings, "blog_subdomain"));
        add_host(subdomain.empty() || subdomain.contains('.') ? subdomain : subdomain + ".blogspot.com");
        add_host(host_of_address(feed.alternate));
        const auto front = path_of_address(feed.alternate);
        if (front.has_value() && !front->contains('?') && host_of_address(feed.alternate) != "blogger.com") {
            fronts.insert(*front);
        }
    }
    hosts_named_ = !hosts_.empty() || options.address_named;
    add_host(host_of_address(options.address));
    if (!hosts_named_) {
        // A feed may be served by another site.
        std::ranges::for_each(feeds, [this](const AtomFeed& feed) { add_host(host_of_address(feed.self)); });
    }
}

void SiteIndex::add(const AtomEntry& entry, const ImportOptions& options) {
    const EntryState state = state_of(entry, options);
    if (!entry.problem.empty() || key_of(entry).empty() || state.fate == EntryFate::skipped) {
        return;  // nothing of it is imported
    }
    if (!hosts_named_) {
        add_host(host_of_address(entry.alternate));
    }
    for (const AtomLabel& label : entry.labels) {
        Label& known = labels[label_key(label.term)];
        known.name = known.name.empty() ? label.name : std::min(known.name, label.name);
        if (state.fate == EntryFate::shown || state.fate == EntryFate::scheduled) {
            known.terms.insert(label.term);
        }
    }
    const auto& people = entry.authors.empty() ? feeds[entry.file].authors : entry.authors;
    for (const std::string& name : byline(entry)) {
        Author& known = authors[name];
        for (const AtomPerson& person : people) {
            if ((person.name.empty() ? person.email : person.name) != name) {
                continue;
            }
            // The same whatever comes first.
            if (!is_noreply(person.email)) {
                known.email = std::max(known.email, person.email);
            }
            if (is_web_address(person.uri) && host_of_address(person.uri) != "plus.google.com") {
                known.uri = std::max(known.uri, person.uri);
            }
        }
    }
    const auto address = own_address_of(entry);
    if (address.has_value()) {
        fronts.erase(*address);  // a feed of the comments on one post
    }
    if (entry.blogger && entry.kind == AtomKind::post && address.has_value() && state.fate == EntryFate::shown) {
        // "/2021/03/slug.html".
        const std::string_view month = std::string_view(*address).substr(0, 9);
        if (month.size() == 9 && month[5] == '/' && month[8] == '/' &&
            std::ranges::all_of(std::string(month.substr(1, 4)) + std::string(month.substr(6, 2)), is_ascii_digit)) {
            months.insert(std::string(month.substr(1, 7)));
        }
    }
}

}  // namespace stoppress::importing::atom
