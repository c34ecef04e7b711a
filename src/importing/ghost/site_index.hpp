// SPDX-License-Identifier: GPL-3.0-or-later
// The first pass over a Ghost export: its settings, authors and tags, and which post has which. Posts come in the order in which they were
// written, and the tables by name, so a post cannot be read before this is known.
// Flow:   read_rows() -> SiteIndex -> sections, topics, authors; second pass
// Thread: filled by one thread, then read by any.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "importing/ghost/export/export_rows.hpp"
#include "importing/importing.hpp"
#include "importing/text/term_names.hpp"

namespace stoppress::importing::ghost {

struct Tag {
    std::string name;
    std::string slug;  ///< Ghost's
    std::string description;
    std::size_t number = 0;
    bool internal = false;  ///< "#name": only its newsroom saw it
    bool section = false;   ///< the first public tag of a post
    bool topic = false;     ///< another one of a post, or of a page
    bool shown = false;     ///< has a post that everybody saw
};

struct User {
    std::string name;
    std::string slug;  ///< Ghost's
    std::string bio;
    std::string website;
    std::size_t number = 0;
    bool writes = false;  ///< has a post
    bool shown = false;   ///< has one that everybody saw
};

/// What stands in other tables about one post.
struct PostLinks {
    std::vector<std::pair<std::int64_t, std::string>> tags;     ///< sort order and id
    std::vector<std::pair<std::int64_t, std::string>> authors;  ///< likewise
    std::string image_alt;
    std::string image_caption;  ///< HTML
    bool email_only = false;
    bool has_search_texts = false;  ///< titles and descriptions for search engines and social networks
};

class SiteIndex {
public:
    /// Fails if the file is no Ghost export.
    static base::Result<SiteIndex> read(const std::filesystem::path& file, const ImportRun& run);

    OldSite site;
    std::string logo;  ///< an address of the old site
    std::string icon;
    std::map<std::string, Tag> tags;             ///< by id
    std::map<std::string, User> users;           ///< by id
    std::map<std::string, std::int64_t> others;  ///< rows of tables that are not imported
    TermNames section_slugs{"section"};          ///< by Ghost's slug, as the next two
    TermNames topic_slugs{"topic"};
    TermNames author_slugs{"author"};
    std::uint64_t posts = 0;
    RowsRead read_to;

    [[nodiscard]] const PostLinks& links_of(const std::string& post) const;
    /// The public tags of a post, in their order.
    [[nodiscard]] std::vector<const Tag*> tags_of(const std::string& post) const;
    /// The slugs of all its tags, also of internal ones.
    [[nodiscard]] std::vector<std::string> all_tags_of(const std::string& post) const;
    /// The authors of a post, in their order; `author` is that of its own row, as early versions have it.
    [[nodiscard]] std::vector<const User*> authors_of(const std::string& post, const std::string& author) const;

private:
    void add(const Row& row, Report& report);
    void add_setting(const boost::json::object& values);
    void add_relation(const Row& row, std::vector<std::pair<std::int64_t, std::string>> PostLinks::* list, std::string_view other);
    void add_meta(const boost::json::object& values);
    [[nodiscard]] std::vector<std::string> author_ids(const std::string& post, const std::string& author) const;
    void name_slugs();

    std::unordered_map<std::string, PostLinks> links_;            ///< by the id of the post
    std::unordered_map<std::string, std::string> first_authors_;  ///< of posts that name theirs in their own row
    std::unordered_set<std::string> pages_;
    std::unordered_set<std::string> hidden_;  ///< posts that not everybody saw
    std::size_t relations_ = 0;
    bool too_many_ = false;
};

/// Whether a row of "posts" is a page; `page` is how versions before 3 say it.
[[nodiscard]] bool is_page(const boost::json::object& post);
/// Whether a row of "posts" is published for everybody, as far as the row says it.
[[nodiscard]] bool is_for_everybody(const boost::json::object& post);

}  // namespace stoppress::importing::ghost
