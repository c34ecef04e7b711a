// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a WordPress export as a stream: one author, term or item at a time, however long the file is. A document type
// is refused before the parser sees it; entities are not expanded; nothing is fetched.
// Flow:   file -> WxrReader -> WxrAuthor, WxrTerm, WxrItem
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::wordpress {

struct WxrAuthor {
    std::string login;
    std::string email;
    std::string display_name;
    std::string first_name;
    std::string last_name;
    std::string description;
    std::int64_t number = 0;  ///< wp:author_id; 0: not given
    std::size_t line = 0;
};

struct WxrTerm {
    std::string taxonomy;  ///< "category", "post_tag", or a custom one
    std::string slug;
    std::string name;
    std::string parent;
    std::string description;
    std::int64_t number = 0;  ///< wp:term_id; 0: not given
    std::size_t line = 0;
};

/// A <category> of an item: a category or tag that it has.
struct WxrFiling {
    std::string domain;
    std::string nicename;
    std::string name;
};

/// A comment of an item. Its elements with e-mail address, IP address and browser are not read.
struct WxrComment {
    std::int64_t id = 0;
    std::int64_t parent = 0;
    std::int64_t user = 0;  ///< wp:comment_user_id, a WxrAuthor's number; 0: nobody with an account
    std::string author;
    std::string url;
    std::string date;
    std::string date_gmt;
    std::string content;   ///< of one that was shown
    std::string left_out;  ///< why the site did not show it; empty: it did
    std::string problem;   ///< why it cannot be imported; empty: none
    std::size_t line = 0;
};

struct WxrItem {
    std::string title;
    std::string link;
    std::string pub_date;
    std::string creator;
    std::string guid;
    std::string content;
    std::string excerpt;
    std::int64_t id = 0;
    std::int64_t parent = 0;
    std::int64_t menu_order = 0;  ///< of an entry of a menu
    std::string date;
    std::string date_gmt;
    std::string modified_gmt;
    std::string name;  ///< the slug
    std::string status;
    std::string type;
    std::string password;
    std::string attachment_url;
    std::vector<WxrFiling> filings;
    std::vector<std::pair<std::string, std::string>> meta;
    std::vector<WxrComment> comments;
    bool sticky = false;
    std::size_t line = 0;
    std::size_t content_line = 0;
    std::string file;     ///< the name of its file; set by WxrStream
    std::string problem;  ///< why the item cannot be imported (a field beyond its limit); empty: none

    [[nodiscard]] const std::string* meta_value(std::string_view key) const;
};

/// The channel's elements before its items.
struct WxrSite {
    std::string title;
    std::string description;  ///< the tagline, in HTML as the title
    std::string link;
    std::string blog_url;  ///< wp:base_blog_url: the address of the exported site; usually equal to `link`
    std::string site_url;  ///< wp:base_site_url: in a network of sites, the first one's
    std::string language;
    std::string version;
};

class WxrReader {
    class Impl;

public:
    /// Fails with `io` or `not_found` if the file cannot be read.
    static base::Result<std::unique_ptr<WxrReader>> open(const std::filesystem::path& file);
    WxrReader(const WxrReader&) = delete;
    WxrReader& operator=(const WxrReader&) = delete;
    WxrReader(WxrReader&&) = delete;
    WxrReader& operator=(WxrReader&&) = delete;
    ~WxrReader();

    struct End {};
    using Next = std::variant<End, WxrAuthor, WxrTerm, WxrItem, ReadFailure>;
    /// The next element of the file. After End or a failure there is nothing more.
    Next next();

    [[nodiscard]] const WxrSite& site() const;
    [[nodiscard]] std::uint64_t bytes_read() const;
    [[nodiscard]] std::uint64_t bytes_in_all() const;
    /// Bytes and signs that XML does not allow, and that were mended.
    [[nodiscard]] std::uint64_t mended() const;

    /// Everything in `text` until its end or a failure: for tests and fuzzing.
    [[nodiscard]] static std::vector<Next> read_all(std::string_view text);

    /// For open() and read_all(); the parameter's type is private.
    explicit WxrReader(std::unique_ptr<Impl> impl);

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::importing::wordpress
