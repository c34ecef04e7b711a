// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/fetching/describe_embed.hpp"

#include <algorithm>

#include "base/text/ascii.hpp"
#include "document/document.hpp"
#include "document/embeds/known_embed.hpp"
#include "document/embeds/page_text.hpp"
#include "newsroom/api/answers.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/media/media_answer.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;
using document::LinkedPage;
using SteadyClock = std::chrono::steady_clock;

/// Asks several addresses within one time.
class Asking {
public:
    explicit Asking(const fetching::Fetcher& fetcher) : fetcher_(fetcher), latest_(SteadyClock::now() + kMaxDescribingTime) {}

    [[nodiscard]] LinkedPage oembed(const std::string& url) {
        const auto fetched = get({.url = url, .accept = "application/json", .limit = document::kMaxOembedBytes});
        return fetched.has_value() ? document::read_oembed(fetched->body) : LinkedPage{};
    }

    /// The head of the page, and what its own oEmbed adds if `wants_oembed`.
    [[nodiscard]] Result<LinkedPage> page(const document::Address& address, bool wants_oembed) {
        TRY(const auto fetched, get({.url = address.string(),
                                     .accept = "text/html,application/xhtml+xml",
                                     .limit = document::kMaxHeadBytes,
                                     .at_limit = fetching::AtLimit::cut}));
        const std::string type = base::ascii_lower(fetched.type);
        if (!type.empty() && !type.starts_with("text/html") && !type.starts_with("application/xhtml+xml")) {
            return LinkedPage{};
        }
        auto head = document::read_page_head(fetched.body, fetched.type);
        const auto base = document::Address::parse(fetched.url).value_or(address);
        head.picture = document::address_on_page(base, head.picture);
        head.oembed = document::address_on_page(base, head.oembed);
        if (wants_oembed && !head.oembed.empty()) {
            auto answer = oembed(head.oembed);
            answer.picture = document::address_on_page(base, answer.picture);
            // What the page says to everybody comes first.
            return document::merged(std::move(head), answer);
        }
        return head;
    }

    [[nodiscard]] std::string picture(const std::string& url) {
        auto fetched = get({.url = url, .accept = "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9,*/*;q=0.1"});
        return fetched.has_value() ? std::move(fetched->body) : std::string{};
    }

private:
    [[nodiscard]] Result<fetching::Fetched> get(fetching::FetchRequest request) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(latest_ - SteadyClock::now());
        request.time = std::max(left, std::chrono::milliseconds(0));
        return fetcher_.fetch(request);
    }

    const fetching::Fetcher& fetcher_;
    SteadyClock::time_point latest_;
};

}  // namespace

Result<document::Address> read_embed_input(std::string_view bytes) {
    BodyReader body(bytes);
    const auto url = body.text("url", fetching::kMaxAddressBytes);
    auto address = url ? document::Address::parse(*url) : std::nullopt;
    if (!url || url->empty()) {
        body.missing("url");
    } else if (!address || !address->is_web()) {
        body.refuse("url", "must be an http(s) address", {"not-a-url"});
    }
    TRY_VOID(body.close());
    return *std::move(address);
}

Result<EmbedAbout> describe_embed(const fetching::Fetcher& fetcher, const document::Address& address) {
    Asking asking(fetcher);
    EmbedAbout about;
    about.url = document::page_of_player(address);
    const bool known = document::known_embed(address).has_value();
    const std::string own = document::oembed_address(address);
    if (!own.empty()) {
        about.page = asking.oembed(own);
        about.page.picture = document::address_on_page(about.url, about.page.picture);
    }
    if (about.page.title.empty() || about.page.picture.empty()) {
        auto head = asking.page(about.url, own.empty());
        if (!head.has_value() && about.page.title.empty()) {
            return std::move(head).error();
        }
        if (head.has_value()) {
            about.page = document::merged(std::move(about.page), *head);
        }
    }
    if (about.page.title.empty() && about.page.description.empty() && about.page.picture.empty()) {
        return base::fail(base::ErrorCode::invalid, "The other site does not say what this page is called.", {"fetch-no-title"});
    }
    if (known) {
        // Cards have the provider's name in the reader's language.
        about.page.site.clear();
    }
    if (!about.page.picture.empty()) {
        about.picture = asking.picture(about.page.picture);
    }
    return about;
}

Answer embed_answer(const EmbedAbout& about, const store::CountedMedium* medium) {
    JsonWriter json;
    json.begin_object();
    json.key("url").text(about.url.string());
    json.key("provider").text(document::provider_of(about.url));
    json.key("title").text(about.page.title);
    json.key("description").text(about.page.description);
    json.key("site").text(about.page.site);
    json.key("picture");
    if (medium != nullptr) {
        write_medium(json, *medium);
    } else {
        json.null();
    }
    json.end_object();
    return answer_of(json);
}

}  // namespace stoppress::newsroom
