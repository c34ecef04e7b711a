// SPDX-License-Identifier: GPL-3.0-or-later
// The first pass over a Jekyll site: path and front matter of every file, so that addresses, references, names and what Jekyll shows are
// known before any body is read. Everything that is not a story is accounted for here.
// Flow:   SourceFile -> SiteReader -> KnownPage, names -> second pass
// Thread: the caller's; it starts more to read front matter. Its const functions any.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importing/importing.hpp"
#include "importing/jekyll/front_matter/page.hpp"
#include "importing/jekyll/old_lists.hpp"
#include "importing/jekyll/people.hpp"
#include "importing/text/term_names.hpp"

namespace stoppress::importing::jekyll {

/// A page that becomes a story, between the two passes.
struct KnownPage {
    std::size_t file = 0;                            ///< index into SiteReader::files
    std::string address;                             ///< with baseurl, canonical; empty: not known, of a draft
    bool article = false;                            ///< a story, not a page
    bool shown = false;                              ///< readers of the old site get it today
    std::string hidden;                              ///< why not
    base::Time order;                                ///< by which Jekyll sorts it
    std::optional<std::chrono::year_month_day> day;  ///< of its date, in the site's time zone
};

/// A list of the old site and the list here that has its stories.
struct OldList {
    std::string address;
    ListTarget target;
};

/// A redirect that a page of the old site was.
struct OldRedirect {
    std::size_t file = 0;
    std::string address;
    std::string target;
};

class SiteReader {
public:
    SiteReader(const ImportRun& run, SiteSource site, std::vector<SourceFile> all_files)
        : files(std::move(all_files)), run_(run), site_(std::move(site)) {}

    base::Result<void> read();

    /// A file's text, the place of its body, its values and its page.
    struct Opened {
        std::string text;
        std::size_t body_begin = 0;
        std::size_t body_line = 1;
        Value values;
        Page page;
    };
    [[nodiscard]] std::variant<Opened, ReadFailure> open(const SourceFile& file) const;

    /// The address of a file ("_posts/2020-01-05-name.md"), or of a post by its name ("2020-01-05-name"); empty: there is none.
    [[nodiscard]] std::string address_of_file(std::string_view file) const;
    [[nodiscard]] std::string address_of_post(std::string_view name) const;
    /// After read(), when all names are known. A name that no story has gives the index of its kind.
    [[nodiscard]] std::string path_of(const ListTarget& target) const;

    [[nodiscard]] static bool is_article(const SourceFile& file, const Page& page);
    [[nodiscard]] static std::string kind_of(const SourceFile& file, const Page& page) {
        return is_article(file, page) ? "stories" : "pages";
    }
    /// What an article is filed under: its first category, else its collection; empty: nothing.
    [[nodiscard]] static std::string section_of(const SourceFile& file, const Page& page);

    [[nodiscard]] const SiteConfig& config() const { return site_.config; }
    [[nodiscard]] const std::filesystem::path& folder() const { return site_.folder; }

    std::vector<SourceFile> files;
    std::vector<KnownPage> pages;
    std::vector<OldList> old_lists;
    std::vector<OldRedirect> redirects;
    People people;
    TermNames section_slugs{"section"};
    TermNames topic_slugs{"topic"};
    std::map<std::string, std::string> section_names;  ///< key -> name as in the first story that has it
    std::map<std::string, std::string> topic_names;
    /// The key of a category or tag.
    [[nodiscard]] static std::string key_of(std::string_view term);

private:
    struct Read {
        std::size_t file = 0;
        std::variant<Opened, ReadFailure> opened;
    };
    void know(Read read);
    void know_page(std::size_t number, Opened& opened);
    [[nodiscard]] bool is_list(std::size_t number, const Opened& opened, const std::string& address);
    void know_terms(const SourceFile& file, const Page& page);
    void drop_doubles();
    void limit_posts();
    [[nodiscard]] std::string why_hidden(const SourceFile& file, const Page& page) const;
    void settle(std::size_t file, const std::string& kind, Outcome outcome, const Note& reason);

    const ImportRun& run_;
    SiteSource site_;
    std::unordered_map<std::string, std::string> addresses_;  ///< by place of the file
    std::unordered_map<std::string, std::string> posts_;      ///< by name, with the folders before it
};

}  // namespace stoppress::importing::jekyll
