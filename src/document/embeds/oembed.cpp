// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>

#include "base/text/percent.hpp"
#include "base/text/utf8.hpp"
#include "document/embeds/known_embed.hpp"
#include "document/embeds/linked_page.hpp"
#include "document/embeds/page_text.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace json = boost::json;

namespace {

struct Endpoint {
    std::string_view provider;
    std::string_view start;  ///< the page's address follows, encoded; with a host of its own, or a path on the page's host
};
/// Others name theirs in the head of the page, or have none.
constexpr std::array kEndpoints{Endpoint{"youtube", "https://www.youtube.com/oembed?format=json&url="},
                                Endpoint{"vimeo", "https://vimeo.com/api/oembed.json?url="},
                                Endpoint{"dailymotion", "https://www.dailymotion.com/services/oembed?format=json&url="},
                                Endpoint{"twitter", "https://publish.twitter.com/oembed?omit_script=1&url="},
                                Endpoint{"peertube", "/services/oembed?format=json&url="},
                                Endpoint{"mastodon", "/api/oembed?format=json&url="}};

std::string text_at(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

std::string_view origin_of(std::string_view address) {
    const auto start = address.find("://");
    return start == std::string_view::npos ? std::string_view{} : address.substr(0, address.find_first_of("/?#", start + 3));
}

}  // namespace

std::string page_text(std::string_view text, std::size_t most) {
    if (!base::is_utf8(text)) {
        return {};
    }
    // Long texts are cut before anything else is done to them.
    constexpr std::size_t kMostBytesOfACharacter = 4;
    std::string line;
    for (const char c : text.substr(0, kMostBytesOfACharacter * most * 4)) {
        line += static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
    }
    while (!line.empty() && !base::is_utf8(line)) {
        line.pop_back();
    }
    line = single_line(line);
    std::size_t characters = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if ((static_cast<unsigned char>(line[i]) & 0xC0U) != 0x80 && ++characters > most) {
            line.resize(i);
            while (line.ends_with(' ')) {
                line.pop_back();
            }
            return line + "…";
        }
    }
    return line;
}

LinkedPage read_oembed(std::string_view bytes) {
    if (bytes.size() > kMaxOembedBytes) {
        return {};
    }
    json::parse_options options;
    constexpr std::size_t kMaxJsonDepth = 32;
    options.max_depth = kMaxJsonDepth;
    json::monotonic_resource memory;
    json::error_code error;
    const auto value = json::parse(bytes, error, &memory, options);
    if (error || !value.is_object()) {
        return {};
    }
    const auto& object = value.get_object();
    LinkedPage page;
    page.title = page_text(text_at(object, "title"), kMaxTitle);
    if (page.title.empty()) {
        // Posts have none.
        page.title = page_text(text_at(object, "author_name"), kMaxTitle);
    }
    page.site = page_text(text_at(object, "provider_name"), kMaxSite);
    page.picture = text_at(object, "thumbnail_url");
    return page;
}

std::string oembed_address(const Address& address) {
    const auto known = known_embed(address);
    if (!known) {
        return {};
    }
    const auto page = page_of_player(address);
    for (const auto& [provider, start] : kEndpoints) {
        if (provider == known->provider) {
            std::string text{start.starts_with('/') ? origin_of(page.string()) : std::string_view{}};
            text += start;
            for (const char c : page.string()) {
                if (base::is_unreserved(c)) {
                    text += c;
                } else {
                    base::append_percent(text, c);
                }
            }
            return text;
        }
    }
    return {};
}

std::string address_on_page(const Address& page, std::string_view written) {
    written = trimmed(written);
    if (written.empty()) {
        return {};
    }
    std::string absolute;
    const std::string_view base = page.string();
    const auto scheme = written.find_first_of(":/?#");
    if (written.starts_with("//")) {
        absolute = std::string{base.substr(0, base.find("//"))} + std::string{written};
    } else if (written.starts_with('/')) {
        absolute = std::string{origin_of(base)} + std::string{written};
    } else if (scheme != std::string_view::npos && written[scheme] == ':') {
        absolute = written;
    } else {
        const auto path = base.substr(0, base.find_first_of("?#"));
        const auto folder = path.rfind('/');
        absolute = folder < origin_of(base).size() ? std::string{path} + '/' : std::string{path.substr(0, folder + 1)};
        absolute += written;
    }
    const auto address = Address::parse(absolute);
    return address && address->is_web() ? address->string() : std::string{};
}

LinkedPage merged(LinkedPage first, const LinkedPage& second) {
    for (const auto field : {&LinkedPage::title, &LinkedPage::description, &LinkedPage::site, &LinkedPage::picture, &LinkedPage::oembed}) {
        if ((first.*field).empty()) {
            first.*field = second.*field;
        }
    }
    return first;
}

}  // namespace stoppress::document
