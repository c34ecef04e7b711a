// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <vector>

#include <unicode/ucnv.h>

#include "base/text/utf8.hpp"
#include "document/embeds/linked_page.hpp"
#include "document/embeds/page_text.hpp"
#include "document/html/html_tree.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

constexpr std::size_t kMaxCharsetBytes = 40;

/// Where `part` (in lower case) is in `text`, in any case.
std::size_t find_ignoring_case(std::string_view text, std::string_view part, std::size_t from = 0) {
    const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())), text.end(), part.begin(),
                                   part.end(), [](char one, char other) { return ascii_lower(one) == other; });
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

/// The name behind "charset=" in a Content-Type or a <meta>; empty if there is none.
std::string charset_in(std::string_view text) {
    constexpr std::string_view kName = "charset=";
    const auto start = find_ignoring_case(text, kName);
    if (start == std::string_view::npos) {
        return {};
    }
    text.remove_prefix(start + kName.size());
    text = text.substr(std::min(text.find_first_not_of(" \"'"), text.size()));
    std::string name{text.substr(0, std::min(text.find_first_of(" \"';>/\t\r\n"), kMaxCharsetBytes))};
    return std::ranges::all_of(
               name, [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == ':' || c == '.'; })
               ? name
               : std::string{};
}

/// The page's head in UTF-8: what is not in it, or not in the encoding that the page names, is replaced.
std::string head_in_utf8(std::string_view html, std::string_view content_type) {
    html = html.substr(0, kMaxHeadBytes);
    html = html.substr(0, std::min(find_ignoring_case(html, "</head"), find_ignoring_case(html, "<body")));
    if (html.starts_with("\xef\xbb\xbf")) {
        html.remove_prefix(3);
    }
    std::string name = charset_in(content_type);
    if (name.empty()) {
        constexpr std::size_t kPrescan = 2048;
        name = charset_in(html.substr(0, kPrescan));
    }
    const bool utf8 = ascii_lower(name) == "utf-8" || ascii_lower(name) == "utf8";
    // A page that was cut may end within a character.
    while (!html.empty() && (utf8 || name.empty()) && (static_cast<unsigned char>(html.back()) & 0x80U) != 0 && !base::is_utf8(html)) {
        const bool leads = (static_cast<unsigned char>(html.back()) & 0xC0U) == 0xC0;
        html.remove_suffix(1);
        if (leads) {
            break;
        }
    }
    if (base::is_utf8(html)) {
        return std::string{html};
    }
    UErrorCode status = U_ZERO_ERROR;
    std::string text(html.size() * 4 + 4, '\0');
    const auto size = ucnv_convert("UTF-8", utf8 || name.empty() ? (utf8 ? "UTF-8" : "windows-1252") : name.c_str(), text.data(),
                                   static_cast<std::int32_t>(text.size()), html.data(), static_cast<std::int32_t>(html.size()), &status);
    text.resize(U_SUCCESS(status) && size > 0 ? static_cast<std::size_t>(size) : 0);
    return base::is_utf8(text) ? text : std::string{};
}

/// Whether a space-separated list of words has `word`, in any case.
bool has_word(std::string_view words, std::string_view word) {
    std::string list = ' ' + ascii_lower(words) + ' ';
    std::ranges::replace_if(list, [](char c) { return c == '\t' || c == '\n' || c == '\r' || c == '\f'; }, ' ');
    return list.contains(' ' + std::string{word} + ' ');
}

/// What the elements of a head say; the first of each kind counts.
class HeadReader {
public:
    explicit HeadReader(const HtmlTree& tree) : tree_(tree) {}

    void element(const GumboNode& node) {
        if (is_html(node, GUMBO_TAG_META)) {
            meta(node);
        } else if (is_html(node, GUMBO_TAG_LINK)) {
            link(node);
        } else if (is_html(node, GUMBO_TAG_TITLE) && title_.empty()) {
            title_ = tree_.all_text(node);
        }
    }

    [[nodiscard]] LinkedPage page() const {
        LinkedPage page;
        page.title = page_text(first({&said_.title, &said_.other_title, &title_}), kMaxTitle);
        page.description = page_text(first({&said_.description, &said_.other_description, &said_.plain_description}), kMaxDescription);
        page.site = page_text(said_.site, kMaxSite);
        page.picture = first({&said_.picture, &said_.other_picture});
        page.oembed = oembed_;
        return page;
    }

private:
    /// The contents of <meta> elements.
    struct Said {
        std::string title;
        std::string other_title;
        std::string description;
        std::string other_description;
        std::string plain_description;
        std::string site;
        std::string picture;
        std::string other_picture;
    };
    struct Named {
        std::string_view name;
        std::string Said::* text;
    };
    static constexpr std::array<Named, 10> kNames{{{"og:title", &Said::title},
                                                   {"twitter:title", &Said::other_title},
                                                   {"og:description", &Said::description},
                                                   {"twitter:description", &Said::other_description},
                                                   {"description", &Said::plain_description},
                                                   {"og:site_name", &Said::site},
                                                   {"og:image", &Said::picture},
                                                   {"og:image:url", &Said::picture},
                                                   {"twitter:image", &Said::other_picture},
                                                   {"twitter:image:src", &Said::other_picture}}};

    /// The first that is not empty.
    [[nodiscard]] static const std::string& first(std::initializer_list<const std::string*> texts) {
        const auto* const* found = std::ranges::find_if(texts, [](const std::string* text) { return !text->empty(); });
        return **(found == texts.end() ? texts.begin() : found);
    }

    void meta(const GumboNode& node) {
        for (const char* attribute : {"property", "name"}) {
            const auto name = ascii_lower(tree_.attribute_or_empty(node, attribute));
            const auto* known = std::ranges::find(kNames, std::string_view{name}, &Named::name);
            if (known != kNames.end() && (said_.*known->text).empty()) {
                said_.*known->text = std::string{trimmed(tree_.attribute_or_empty(node, "content"))};
            }
        }
    }

    void link(const GumboNode& node) {
        if (oembed_.empty() && has_word(tree_.attribute_or_empty(node, "rel"), "alternate") &&
            ascii_lower(trimmed(tree_.attribute_or_empty(node, "type"))) == "application/json+oembed") {
            oembed_ = std::string{trimmed(tree_.attribute_or_empty(node, "href"))};
        }
    }

    const HtmlTree& tree_;
    Said said_;
    std::string title_;
    std::string oembed_;
};

}  // namespace

LinkedPage read_page_head(std::string_view html, std::string_view content_type) {
    const std::string head = head_in_utf8(html, content_type);
    const auto tree = HtmlTree::parse(head);
    if (!tree.has_value()) {
        return {};
    }
    HeadReader reader(**tree);
    // Without recursion: the head may be nested.
    std::vector<const GumboNode*> open{&(*tree)->root()};
    while (!open.empty()) {
        const GumboNode& next = *open.back();
        open.pop_back();
        reader.element(next);
        const auto& children = next.v.element.children;
        for (auto i = children.length; i > 0; --i) {
            const auto* child = static_cast<const GumboNode*>(children.data[i - 1]);
            if (is_element(*child)) {
                open.push_back(child);
            }
        }
    }
    return reader.page();
}

}  // namespace stoppress::document
