// SPDX-License-Identifier: GPL-3.0-or-later
// The first pass over an export: authors, categories and tags with their use by stories, and the attachments.
// Flow:   WxrReader -> SiteIndex -> sections, topics, authors; second pass
// Thread: filled by one thread, then read by any.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "importing/importing.hpp"
#include "importing/text/term_names.hpp"
#include "importing/wordpress/attachments.hpp"
#include "importing/wordpress/moved_addresses.hpp"
#include "importing/wordpress/old_menus.hpp"
#include "importing/wordpress/permalinks.hpp"
#include "importing/wordpress/xml/wxr_files.hpp"

namespace stoppress::importing::wordpress {

/// "post" and "page" become stories; all other types are counted by name.
[[nodiscard]] bool is_story(const WxrItem& item);

class SiteIndex {
public:
    static base::Result<std::unique_ptr<SiteIndex>> read(const ImportRun& run, const WxrFiles& files);
    explicit SiteIndex(std::unique_ptr<Attachments> found) : attachments(std::move(found)) {}

    struct Term {
        std::string name;
        std::string description;
        std::string parent;  ///< key
        std::int64_t number = 0;
        std::string file;
        std::size_t line = 0;
        bool listed = false;   ///< has an entry of its own in the export, which must be accounted for
        bool section = false;  ///< the category that a story is shown under, see section_of()
        bool topic = false;    ///< another category of a story, or a tag
    };
    struct Author {
        WxrAuthor author;
        std::string file;
        std::string website;
        bool listed = false;
    };
    std::unique_ptr<Attachments> attachments;
    std::map<std::string, Term> categories;  ///< by WordPress's slug, readable
    std::map<std::string, Term> tags;
    std::map<std::string, Author> authors;               ///< by key_of_author
    std::map<std::int64_t, std::string> author_numbers;  ///< wp:author_id -> key_of_author, of those that the export lists
    TermNames section_slugs{"section"};
    TermNames topic_slugs{"topic"};
    TermNames author_slugs{"author"};
    Permalinks permalinks;
    std::map<std::int64_t, std::string> patterns;  ///< reusable blocks (wp_block) by their number: their content
    WxrSite site;
    OldMenus menus;
    std::optional<MovedAddresses> moved;
    std::set<std::string> months;  ///< in which public posts appeared, "2021/03"
    std::uint64_t stories = 0;
    struct Broken {
        std::string file;
        ReadFailure failure;
    };
    std::vector<Broken> broken;  ///< where files became invalid
    std::uint64_t mended = 0;    ///< as of WxrReader

    /// The key of the category that is a post's section: the one in its own address, else the primary one of an SEO plug-in, else the
    /// oldest. Exports list categories by the alphabet. Empty: it has none.
    [[nodiscard]] std::string section_of(const WxrItem& item) const;
    /// "parent/child" of a category, as WordPress builds addresses; at most 16 deep.
    [[nodiscard]] std::string category_path(const std::string& key) const;
    /// The path of the site's address: of a blog in a folder; empty for most.
    [[nodiscard]] std::string base_path() const;
    /// The keys of a story's byline: from Co-Authors Plus, else the creator's.
    [[nodiscard]] std::vector<std::string> byline(const WxrItem& item) const;
    [[nodiscard]] static std::string key_of_author(std::string_view login);
    /// The key of a topic in topic_slugs: a category and a tag with the same slug are one topic.
    [[nodiscard]] static std::string key_of_filing(const WxrFiling& filing);
    /// A slug as WordPress stores it ("%d8%b4…") as it is read.
    [[nodiscard]] static std::string readable(std::string_view slug);

private:
    void add(const WxrAuthor& author, const std::string& file);
    void add(const WxrTerm& term, Report& report, const std::string& file);
    void add(const WxrItem& item);
    void add_filings(const WxrItem& item);
    void name_slugs();

    std::size_t pattern_bytes_ = 0;
};

}  // namespace stoppress::importing::wordpress
