// SPDX-License-Identifier: GPL-3.0-or-later
// The first pass over a Hugo site: every file's place and front matter, so that addresses, references and terms are known before any body
// is read. Accounts at once for everything that is no story. Flow: SourceFile -> SiteReader -> PageIndex, TermNames, KnownPage -> second
// pass Thread: the caller's; front matter is read on more.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "importing/hugo/page.hpp"
#include "importing/hugo/page_index.hpp"
#include "importing/hugo/permalinks.hpp"
#include "importing/hugo/source_files.hpp"
#include "importing/importing.hpp"
#include "importing/term_names.hpp"

namespace stoppress::importing::hugo {

/// A page that becomes a story, between the two passes.
struct KnownPage {
    std::size_t file = 0;  ///< into SiteReader::files
    std::string address;
    std::optional<Page> page;  ///< dropped beyond kMaxKeptPages: read again then
};

/// A section, topic or author with a page of its own.
struct NamedPage {
    std::size_t file = 0;
    std::string address;
    std::string key;
    Entry entry;
    std::vector<std::string> aliases;
    std::size_t line = 0;
};

class SiteReader {
public:
    SiteReader(const ImportRun& run, const SiteConfig& config, SiteFolders folders, std::vector<SourceFile> all_files);

    /// Reads everything; what is no story, section, topic or author is settled when this returns.
    base::Result<void> read();

    /// The page of a file and where its body stands, as in the first pass.
    struct Opened {
        std::string text;
        std::size_t body_begin = 0;
        std::size_t body_line = 1;
        Page page;
    };
    [[nodiscard]] std::variant<Opened, ReadFailure> open(const SourceFile& file, bool with_page) const;

    [[nodiscard]] std::filesystem::path path_of(const SourceFile& file) const;
    /// How a page is accounted for: "stories" or "pages".
    [[nodiscard]] static std::string kind_of(const Page& page);
    /// Whether the page goes among the stories of a section: dated, and in one.
    [[nodiscard]] static bool is_article(const Page& page);

    std::vector<SourceFile> files;
    std::vector<KnownPage> pages;
    std::vector<NamedPage> sections;
    std::vector<NamedPage> topics;
    std::vector<NamedPage> authors;
    PageIndex index;
    TermNames section_slugs{"section"};
    TermNames topic_slugs{"topic"};
    TermNames author_slugs{"author"};
    std::map<std::string, std::string> topic_names;  ///< key -> as the first story writes it
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
    void know_terms(const Page& page);
    [[nodiscard]] std::string skip_reason(const Page& page) const;
    [[nodiscard]] ContentPath place_of(const SourceFile& file) const;
    void settle(std::size_t file, const std::string& kind, Outcome outcome, const Note& reason);
    void cascade_into(Value& front_matter, const ContentPath& path) const;

    const ImportRun& run_;
    const SiteConfig& config_;
    SiteFolders folders_;
    BranchFolders branches_;
    std::map<std::string, Value> cascades_;  ///< by folder and language
};

}  // namespace stoppress::importing::hugo
