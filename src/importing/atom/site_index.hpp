// SPDX-License-Identifier: GPL-3.0-or-later
// The first passes over a feed archive: which version of an entry counts, labels, authors, and what the feeds say of themselves.
// Flow:   AtomStream -> SiteIndex -> topics, authors, redirects; second pass
// Thread: filled by one thread, then read by any.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "importing/atom/feed/atom_files.hpp"
#include "importing/importing.hpp"
#include "importing/text/term_names.hpp"

namespace stoppress::importing::atom {

/// What becomes of a post or page.
enum class EntryFate : std::uint8_t { shown, scheduled, draft, skipped };
struct EntryState {
    EntryFate fate = EntryFate::draft;
    std::optional<base::Time> published;
    bool keeps_date = false;  ///< a draft that some could read, or may have read
    std::string why;          ///< of a draft or what is skipped; empty: it needs no reason
};

class SiteIndex {
public:
    static base::Result<std::unique_ptr<SiteIndex>> read(const ImportRun& run, const AtomFiles& files);

    /// Of each file, with settings of both forms.
    std::vector<AtomFeed> feeds;

    struct Label {
        std::string name;
        std::set<std::string> terms;  ///< as written in what is or will be public: each has an address at Blogger
    };
    std::map<std::string, Label> labels;  ///< by label_key()
    struct Author {
        std::string email;
        std::string uri;
    };
    std::map<std::string, Author> authors;  ///< by name
    TermNames topic_slugs{"topic"};
    TermNames author_slugs{"author"};
    std::set<std::string> months;  ///< at Blogger, with public posts: "2021/03"
    std::set<std::string> fronts;  ///< paths that feeds call that of their site, and no post or page has
    std::uint64_t stories = 0;
    std::uint64_t comments = 0;
    std::int64_t settings = 0;
    struct Broken {
        std::string file;
        ReadFailure failure;
    };
    std::vector<Broken> broken;  ///< where files became invalid
    std::uint64_t mended = 0;    ///< as of AtomReader

    [[nodiscard]] static std::string label_key(const std::string& term);
    /// The names of an entry's authors; empty if nobody is named.
    [[nodiscard]] std::vector<std::string> byline(const AtomEntry& entry) const;
    [[nodiscard]] EntryState state_of(const AtomEntry& entry, const ImportOptions& options) const;
    /// Why another version of the entry counts, or none; empty: this one does. `number`: of the entry among all posts and pages, from 1.
    [[nodiscard]] std::string superseded(const AtomEntry& entry, std::uint64_t number) const;
    /// The same of a comment; `number`: among all comments.
    [[nodiscard]] std::string superseded_comment(const AtomEntry& entry, std::uint64_t number) const;
    /// Whether the feed says that a comment was deleted, and has no newer version of it.
    [[nodiscard]] bool was_deleted(const AtomEntry& comment) const;
    /// Why the old site did not show a comment; empty: it did.
    [[nodiscard]] static std::string why_left_out(const AtomEntry& comment);
    /// The key of the post or page that a comment stands below, also if it answers another comment. Empty: the feed does not say it.
    [[nodiscard]] std::string story_of_comment(const AtomEntry& comment) const;
    /// The key of the comment that a comment answers; empty: it answers none.
    [[nodiscard]] std::string answered_by(const AtomEntry& comment) const;
    /// Whether an address is of the old site.
    [[nodiscard]] bool is_own(std::string_view address) const;
    [[nodiscard]] bool blogger() const;
    /// By which an entry is recognised: its id, else its address. Empty: it has neither.
    [[nodiscard]] static std::string key_of(const AtomEntry& entry);
    /// Where it was, as a path, at whatever host; nothing if the feed does not say it.
    [[nodiscard]] static std::optional<std::string> address_of(const AtomEntry& entry);
    /// The same; nothing if that was not at the old site.
    [[nodiscard]] std::optional<std::string> own_address_of(const AtomEntry& entry) const;

private:
    struct Version {
        base::Time updated;
        std::uint64_t number = 0;
        int hidden = 0;                    ///< of equally new versions the one that was least public counts
        std::vector<std::size_t> files{};  ///< with equally new versions, besides that of the first
        std::size_t file = 0;
    };
    struct CommentVersion {
        base::Time updated;
        std::uint64_t number = 0;
        bool left_out = false;  ///< of equally new versions the one that was not shown counts
        std::string reply_to;   ///< outside of Blogger, where it may be another comment
    };
    base::Result<void> choose(const AtomEntry& entry, const ImportOptions& options);
    base::Result<void> choose_comment(const AtomEntry& entry);
    /// Whether the entry with that key was deleted after its newest version.
    [[nodiscard]] bool is_deleted(const std::string& key, base::Time updated) const;
    base::Result<void> take_deleted(const AtomDeleted& deleted);
    void take_feeds(const AtomStream& stream, const AtomFiles& files, const ImportRun& run);
    void add(const AtomEntry& entry, const ImportOptions& options);

    void add_host(std::string host);
    void take_hosts(const ImportOptions& options);
    void take_readers(const AtomFiles& files, const ImportRun& run);
    [[nodiscard]] BlogReaders readers_of(const AtomEntry& entry) const;

    std::vector<BlogReaders> readers_;              ///< of each file; empty until all were read
    std::set<std::string> hosts_;                   ///< of the old site, without "www."
    std::set<std::string, std::less<>> blogspots_;  ///< "paper.blogspot." of those at Blogger, which has them in each country
    bool hosts_named_ = false;                      ///< by feeds, settings or the person: those of entries do not count
    std::unordered_map<std::string, Version> versions_;
    std::unordered_map<std::string, CommentVersion> comment_versions_;
    std::unordered_map<std::string, base::Time> deleted_;
};

/// Whether a post or page.
[[nodiscard]] bool is_story(const AtomEntry& entry);

}  // namespace stoppress::importing::atom
