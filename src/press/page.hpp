// SPDX-License-Identifier: GPL-3.0-or-later
// A page in the press's cache: a sequence of segments made once, with gaps for the boxes.
// Flow:   reader's printer -> RenderedPage -> Page -> EncodedPage -> socket
// Thread: any; immutable except for two atomic flags and what is compressed once more while there is a breaking line.
#pragma once

#include <array>
#include <atomic>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "boxes/segment.hpp"
#include "http/message/response.hpp"
#include "press/site_state.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::press {

/// Allows only the site's own scripts, sound and film, no frames, no requests elsewhere. Pictures may come from other sites, because
/// imported stories refer to them. Of pages without players; see page_policy().
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https: http:; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// kPagePolicy; with players, frames of exactly their origins are allowed in addition.
[[nodiscard]] std::string page_policy(std::span<const std::string> player_origins);

/// The printer's result for an address.
struct RenderedPage {
    http::Status status = http::Status::ok;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;                           ///< with the marks of render/pages.hpp where the boxes go
    std::string language;                       ///< the language of the boxes' wording; empty: the page has no boxes
    base::StoryId story;                        ///< the story whose page this is; the boxes leave it out
    std::string location;                       ///< target of a redirect
    bool takes_query = false;                   ///< a redirect keeps the request's query
    store::Tags tags;                           ///< tags of the change log that the page depends on
    store::Tags state_tags;                     ///< tags of the state that the page depends on
    bool keep = true;                           ///< false: for this request only, not cached
    std::string replaced_by{};                  ///< if set, the key of the page to send instead; all other members are then ignored
    bool purgeable = false;                     ///< sends its tags as surrogate keys, for a CDN
    std::vector<std::string> player_origins{};  ///< where its embeds' players come from: "https://player.vimeo.com"
};

enum class BoxGap : std::uint8_t { new_articles, most_viewed };

/// Where the breaking line goes. Most of the time there is none, so a page is not cut here as it is for a box: that
/// would make each page some hundred bytes larger as gzip.
struct BreakingPlace {
    std::size_t part = 0;    ///< of Page::row; may be its size
    std::size_t offset = 0;  ///< in the middle of that segment; 0: before the part
};

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
    std::optional<BreakingPlace> breaking;
    store::Tags tags;
    store::Tags state_tags;
    bool keep = true;
    std::size_t bytes = 0;                   ///< approximate memory
    std::uint64_t hash = 0;                  ///< of everything except the boxes
    mutable std::atomic<bool> used = false;  ///< set by loops when they send it, cleared by the page store when it looks for pages to evict
    mutable std::atomic<bool> evicted = false;  ///< set by the page store when it evicts the page

    /// What comes before and after a breaking line in the middle of a segment, compressed when first asked for: takes
    /// about a millisecond then, also for another loop that asks meanwhile.
    [[nodiscard]] const std::array<boxes::Deflated, 2>& halves() const;

private:
    mutable std::once_flag halved_;
    mutable std::array<boxes::Deflated, 2> halves_;  // stays when the line ends; in `bytes` from the start, as it may come at any time
};

/// Splits the body at the marks and compresses the parts.
[[nodiscard]] std::shared_ptr<const Page> make_page(std::string key, RenderedPage printed, base::ChangeNumber change,
                                                    const SiteState& state);

enum class Coding : std::uint8_t { plain, gzip };

/// A page with the boxes of one moment, ready to be sent. Cannot be moved, because it points into itself.
struct EncodedPage {
    static constexpr std::size_t kEtagLength = 35;  ///< two hashes, a letter for the coding, two quotes
    static constexpr std::size_t kUsualPieces = 9;  ///< seven segments at most, and the head and tail of a gzip file
    std::shared_ptr<const Page> page;
    std::shared_ptr<const boxes::BoxSet> boxes;
    Coding coding = Coding::plain;
    boost::container::small_vector<std::string_view, kUsualPieces> pieces;  ///< into page, boxes and gzip_tail
    std::array<char, kEtagLength> etag{};                                   ///< with its quotes
    std::array<char, boxes::kGzipTailLength> gzip_tail{};
    http::Fields fields;  ///< all fields of the page, for 200 and 304 alike

    [[nodiscard]] std::string_view etag_text() const { return {etag.data(), etag.size()}; }
};

/// Takes about a microsecond; done when a page is first requested after the boxes changed. The first time with a
/// breaking line takes as long as Page::halves().
[[nodiscard]] std::shared_ptr<const EncodedPage> encode_page(std::shared_ptr<const Page> page, std::shared_ptr<const boxes::BoxSet> boxes,
                                                             Coding coding);

}  // namespace stoppress::press
