// SPDX-License-Identifier: GPL-3.0-or-later
// The first pass over a Hugo site: path and front matter of every file, so that addresses, references and terms are
// known before any body is read. Everything that is not a story is accounted for here.
// Flow:   SourceFile -> SiteReader -> PageIndex, TermNames, KnownPage -> second pass
// Thread: the caller's; it starts more to read front matter.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "importing/hugo/addresses/page_index.hpp"
#include "importing/hugo/addresses/permalinks.hpp"
#include "importing/hugo/front_matter/page.hpp"
#include "importing/hugo/published_files.hpp"
#include "importing/hugo/site/source_files.hpp"
#include "importing/importing.hpp"
#include "importing/text/term_names.hpp"

namespace stoppress::importing::hugo {

/// A page that becomes a story, between the two passes.
struct KnownPage {
    std::size_t file = 0;  ///< index into SiteReader::files
    std::string address;
    std::optional<Page> page;  ///< dropped beyond kMaxKeptPages and then read again
};

/// A section, topic or author with a page of its own.
struct NamedPage {
    std::size_t file = 0;
    std::string address;
    std::string key;
    Entry entry;
    std::vector<std::string> aliases;
    std::int64_t weight = 0;  ///< in menus; 0: none
    std::size_t line = 0;
};

/// An entry of a menu, and where it leads here.
struct PlacedEntry {
    MenuEntry entry;
    std::string label;  ///< its name, or what stands for it
    std::string address;
};

/// A list of the old site that has no page of its own, or is of a further language, and the list here that has its stories.
struct OldList {
    std::string address;
    std::string target;  ///< "/sections/news", "/topics/water", "/"
    std::vector<std::string> aliases;
};

class SiteReader {
public:
    SiteReader(const ImportRun& run, const SiteConfig& config, SiteFolders folders, std::vector<SourceFile> all_files);
    SiteReader(const SiteReader&) = delete;  // `published` refers to the folders
    SiteReader& operator=(const SiteReader&) = delete;
    SiteReader(SiteReader&&) = delete;
    SiteReader& operator=(SiteReader&&) = delete;
    ~SiteReader() = default;

    /// Reads everything; when it returns, all that is not a story, section, topic or author has been accounted for, and where files are
    /// imported, all but `resources`.
    base::Result<void> read();

    /// A file's page as in the first pass, and the place of its body.
    struct Opened {
        std::string text;
        std::size_t body_begin = 0;
        std::size_t body_line = 1;
        Page page;
    };
    [[nodiscard]] std::variant<Opened, ReadFailure> open(const SourceFile& file, bool with_page) const;
    /// The front matter of a file, whose text is `text`, with what cascades into it; null if it cannot be read.
    [[nodiscard]] Value front_matter_of(const SourceFile& file, std::string_view text) const;

    /// The kind under which the report counts a page: "stories" or "pages".
    [[nodiscard]] static std::string kind_of(const Page& page);
    /// Whether the page is an article of a section: it has a date and is in a section.
    [[nodiscard]] static bool is_article(const Page& page);

    std::vector<SourceFile> files;
    std::vector<KnownPage> pages;
    std::vector<NamedPage> sections;
    std::vector<NamedPage> topics;
    std::vector<NamedPage> authors;
    std::vector<OldList> old_lists;         ///< some addresses more than once
    std::vector<PlacedEntry> menu_entries;  ///< of pages in the first language
    std::vector<std::size_t> resources;     ///< of `files`: those that are no pages, where files are imported
    PageIndex index;
    PublishedFiles published;
    TermNames section_slugs{"section"};
    TermNames topic_slugs{"topic"};
    TermNames author_slugs{"author"};
    std::map<std::string, std::string> topic_names;  ///< key -> name as in the first story that uses it
    std::map<std::string, std::string> author_names;
    [[nodiscard]] const SiteConfig& config() const { return config_; }
    [[nodiscard]] const SiteFolders& folders() const { return folders_; }

private:
    struct Read {
        std::size_t file = 0;
        std::variant<Page, ReadFailure> page;
    };
    void read_lists();
    void read_list(std::size_t number, const ContentPath& path);
    void read_pages();
    void know(Read read);
    [[nodiscard]] bool is_shown(const Page& page) const;
    void know_terms(const Page& page);
    void know_menu_entries(const Page& page, const std::string& address);
    void know_lists();
    void know_list(const std::string& folder, std::size_t language, const std::string& title, std::string target);
    [[nodiscard]] std::string skip_reason(const Page& page) const;
    [[nodiscard]] ContentPath place_of(const SourceFile& file) const;
    void settle(std::size_t file, const std::string& kind, Outcome outcome, const Note& reason);
    void cascade_into(Value& front_matter, const ContentPath& path) const;
    [[nodiscard]] std::string why_hidden(const Page& list) const;
    [[nodiscard]] std::string hidden_with(const ContentPath& path) const;

    const ImportRun& run_;
    const SiteConfig& config_;
    SiteFolders folders_;
    BranchFolders branches_;
    /// What articles name: these have lists. By language; sections by their folder, terms by kind and key.
    std::set<std::pair<std::size_t, std::string>> listed_sections_;
    std::set<std::tuple<std::size_t, TermKind, std::string>> listed_terms_;
    std::map<std::string, Value> cascades_;      ///< by folder and language
    std::map<std::string, std::string> hidden_;  ///< folders of which Hugo shows nothing, likewise, and why
};

}  // namespace stoppress::importing::hugo
