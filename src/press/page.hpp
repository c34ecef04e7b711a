// SPDX-License-Identifier: GPL-3.0-or-later
// A page as the press keeps it: a row of segments made once, with gaps where the boxes go.
// Flow:   reader's printer -> Printed -> Page -> Finished -> socket
// Thread: immutable but for two flags; shared by all.
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
#include "http/response.hpp"
#include "press/front.hpp"

namespace stoppress::press {

/// No script but the site's own files, nothing framed, nothing sent elsewhere. Pictures may come from where an imported story has them.
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https: http:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What a printer gives for an address.
struct Printed {
    http::Status status = http::Status::ok;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;          ///< with the marks of render/pages.hpp where the boxes go
    std::string language;      ///< whose wording the boxes have; empty: the page has none
    base::StoryId story;       ///< the story whose opening this is; the boxes leave it out
    std::string location;      ///< of a redirect
    bool takes_query = false;  ///< the request's query goes on to where it leads
    store::Tags tags;          ///< what of the change log it was made from
    store::Tags front_tags;    ///< what of the front it was made from
    bool keep = true;          ///< false: for this request only
    std::string stands_at{};   ///< another key, whose page is the answer here, too; nothing else is looked at then
    bool purgeable = false;    ///< says its tags as surrogate keys, for a CDN
};

enum class BoxGap : std::uint8_t { new_articles, most_viewed };

struct Page {
    std::string key;
    base::ChangeNumber change = 0;  ///< the state of the store it was made from
    std::uint64_t sequence = 0;     ///< the front it was made with
    http::Status status = http::Status::ok;
    http::Fields fields;  ///< those that depend on nothing but the page
    std::string location;
    bool takes_query = false;
    base::StoryId story;
    std::size_t wording = 0;
    std::vector<std::variant<boxes::Segment, BoxGap>> row;
    store::Tags tags;
    store::Tags front_tags;
    bool keep = true;
    std::size_t bytes = 0;                      ///< memory it takes, about
    std::uint64_t hash = 0;                     ///< of all but the boxes
    mutable std::atomic<bool> used = false;     ///< set by loops when sent again, cleared by the page store when it looks for room
    mutable std::atomic<bool> evicted = false;  ///< set by the page store when it gave the page up
};

/// Splits at the marks and compresses what lies between.
[[nodiscard]] std::shared_ptr<const Page> make_page(std::string key, Printed printed, base::ChangeNumber change, const Front& front);

enum class Coding : std::uint8_t { plain, gzip };

/// A page with the boxes of one moment in it, ready to be sent. Cannot be moved: it has pieces of itself.
struct Finished {
    static constexpr std::size_t kEtagLength = 35;  ///< two hashes, a letter for the coding, two quotes
    static constexpr std::size_t kUsualPieces = 8;  ///< five segments and what makes them a gzip file
    std::shared_ptr<const Page> page;
    std::shared_ptr<const boxes::BoxSet> boxes;
    Coding coding = Coding::plain;
    boost::container::small_vector<std::string_view, kUsualPieces> pieces;  ///< into page, boxes and gzip_tail
    std::array<char, kEtagLength> etag{};                                   ///< with its quotes
    std::array<char, boxes::kGzipTailLength> gzip_tail{};
    http::Fields fields;  ///< all that go with the page, for 200 and 304 alike

    [[nodiscard]] std::string_view etag_text() const { return {etag.data(), etag.size()}; }
};

/// Costs about a microsecond: done for a page when it is first asked for after the boxes changed.
[[nodiscard]] std::shared_ptr<const Finished> finish(std::shared_ptr<const Page> page, std::shared_ptr<const boxes::BoxSet> boxes,
                                                     Coding coding);

}  // namespace stoppress::press
