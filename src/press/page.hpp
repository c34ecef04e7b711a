// SPDX-License-Identifier: GPL-3.0-or-later
// A page in the press's cache: a sequence of segments made once, with gaps for the boxes.
// Flow:   reader's printer -> Printed -> Page -> EncodedPage -> socket
// Thread: any; immutable except for two atomic flags.
#pragma once

#include <array>
#include <atomic>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "boxes/segment.hpp"
#include "http/message/response.hpp"
#include "press/site_state.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::press {

/// Allows only the site's own scripts, no frames, no requests elsewhere. Pictures may come from other sites, because
/// imported stories refer to them.
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https: http:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The printer's result for an address.
struct Printed {
    http::Status status = http::Status::ok;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;          ///< with the marks of render/pages.hpp where the boxes go
    std::string language;      ///< the language of the boxes' wording; empty: the page has no boxes
    base::StoryId story;       ///< the story whose page this is; the boxes leave it out
    std::string location;      ///< target of a redirect
    bool takes_query = false;  ///< a redirect keeps the request's query
    store::Tags tags;          ///< tags of the change log that the page depends on
    store::Tags state_tags;    ///< tags of the state that the page depends on
    bool keep = true;          ///< false: for this request only, not cached
    std::string stands_at{};   ///< if set, the key of the page to send instead; all other members are then ignored
    bool purgeable = false;    ///< sends its tags as surrogate keys, for a CDN
};

enum class BoxGap : std::uint8_t { new_articles, most_viewed };

struct Page {
    std::string key;
    base::ChangeNumber change = 0;  ///< the state of the store it was made from
    std::uint64_t sequence = 0;     ///< the sequence number of the state it was made with
    http::Status status = http::Status::ok;
    http::Fields fields;  ///< those that depend on the page alone
    std::string location;
    bool takes_query = false;
    base::StoryId story;
    std::size_t wording = 0;
    std::vector<std::variant<boxes::Segment, BoxGap>> row;
    store::Tags tags;
    store::Tags state_tags;
    bool keep = true;
    std::size_t bytes = 0;                   ///< approximate memory
    std::uint64_t hash = 0;                  ///< of everything except the boxes
    mutable std::atomic<bool> used = false;  ///< set by loops when they send it, cleared by the page store when it looks for pages to evict
    mutable std::atomic<bool> evicted = false;  ///< set by the page store when it evicts the page
};

/// Splits the body at the marks and compresses the parts.
[[nodiscard]] std::shared_ptr<const Page> make_page(std::string key, Printed printed, base::ChangeNumber change, const SiteState& state);

enum class Coding : std::uint8_t { plain, gzip };

/// A page with the boxes of one moment, ready to be sent. Cannot be moved, because it points into itself.
struct EncodedPage {
    static constexpr std::size_t kEtagLength = 35;  ///< two hashes, a letter for the coding, two quotes
    static constexpr std::size_t kUsualPieces = 8;  ///< five segments, and the head and tail of a gzip file
    std::shared_ptr<const Page> page;
    std::shared_ptr<const boxes::BoxSet> boxes;
    Coding coding = Coding::plain;
    boost::container::small_vector<std::string_view, kUsualPieces> pieces;  ///< into page, boxes and gzip_tail
    std::array<char, kEtagLength> etag{};                                   ///< with its quotes
    std::array<char, boxes::kGzipTailLength> gzip_tail{};
    http::Fields fields;  ///< all fields of the page, for 200 and 304 alike

    [[nodiscard]] std::string_view etag_text() const { return {etag.data(), etag.size()}; }
};

/// Takes about a microsecond; done when a page is first requested after the boxes changed.
[[nodiscard]] std::shared_ptr<const EncodedPage> encode_page(std::shared_ptr<const Page> page, std::shared_ptr<const boxes::BoxSet> boxes,
                                                             Coding coding);

}  // namespace stoppress::press
