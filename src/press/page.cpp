// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/page.hpp"

#include <algorithm>

#include "render/pages.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::press {

namespace {

struct Mark {
    std::string_view text;
    BoxGap gap;
};

constexpr std::array kMarks{Mark{render::kNewArticlesMark, BoxGap::new_articles}, Mark{render::kMostViewedMark, BoxGap::most_viewed}};

void split_into(Page& page, std::string_view body) {
    while (true) {
        auto at = std::string_view::npos;
        const Mark* next = nullptr;
        for (const auto& mark : kMarks) {
            if (const auto found = body.find(mark.text); found < at) {
                at = found;
                next = &mark;
            }
        }
        if (const auto text = body.substr(0, at); !text.empty()) {
            page.row.emplace_back(boxes::make_segment(std::string{text}));
        }
        if (next == nullptr) {
            return;
        }
        page.row.emplace_back(next->gap);
        body.remove_prefix(at + next->text.size());
    }
}

std::size_t length_of(const store::Tags& tags) {
    std::size_t bytes = 0;
    for (const auto& tag : tags) {
        bytes += sizeof(tag) + tag.size();
    }
    return bytes;
}

constexpr std::size_t kFieldRoom = 80;  // for ETag and Content-Encoding

http::Fields page_fields(std::string_view content_type) {
    http::Fields fields;
    fields.add("Content-Type", content_type);
    fields.add("Vary", "Accept-Encoding");
    if (content_type.starts_with("text/html")) {
        fields.add("Content-Security-Policy", kPagePolicy);
        fields.add("Referrer-Policy", "strict-origin-when-cross-origin");
    }
    return fields;
}

/// What Fastly and others call surrogate keys: words separated by spaces.
std::string surrogate_keys(const store::Tags& tags) {
    std::string keys;
    for (const auto& tag : tags) {
        if (!keys.empty()) {
            keys += ' ';
        }
        keys += tag;
    }
    return keys;
}

void write_etag(EncodedPage& encoded, std::uint64_t page_hash, std::uint64_t box_hash) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    constexpr int kHashDigits = 16;
    char* to = encoded.etag.data();
    *to++ = '"';
    for (auto hash : {page_hash, box_hash}) {
        for (int digit = 0; digit < kHashDigits; ++digit, hash <<= 4U) {
            *to++ = kDigits[hash >> 60U];
        }
    }
    *to++ = encoded.coding == Coding::gzip ? 'z' : 'p';
    *to = '"';
}

}  // namespace

std::shared_ptr<const Page> make_page(std::string key, Printed printed, base::ChangeNumber change, const SiteState& state) {
    auto page = std::make_shared<Page>();
    page->change = change;
    page->sequence = state.sequence;
    page->status = printed.status;
    page->fields = page_fields(printed.content_type);
    page->location = std::move(printed.location);
    page->takes_query = printed.takes_query;
    page->story = printed.story;
    page->wording = printed.language.empty() ? 0 : boxes::wording_index(*state.theme, printed.language);
    if (printed.purgeable && !printed.tags.empty()) {
        page->fields.add("Surrogate-Key", surrogate_keys(printed.tags));
    }
    page->tags = std::move(printed.tags);
    page->state_tags = std::move(printed.state_tags);
    page->keep = printed.keep;
    split_into(*page, printed.body);
    page->bytes = sizeof(Page) + 2 * key.size() + 2 * length_of(page->tags);
    for (const auto& part : page->row) {
        if (const auto* segment = std::get_if<boxes::Segment>(&part)) {
            page->bytes += boxes::bytes_of(*segment);
            page->hash = page->hash * 31 + segment->hash;
        }
    }
    page->key = std::move(key);
    return page;
}

std::shared_ptr<const EncodedPage> encode_page(std::shared_ptr<const Page> page, std::shared_ptr<const boxes::BoxSet> boxes,
                                               Coding coding) {
    auto encoded = std::make_shared<EncodedPage>();
    const bool packed = coding == Coding::gzip;
    encoded->coding = coding;
    if (packed) {
        encoded->pieces.push_back(boxes::kGzipHead);
    }
    boost::container::small_vector<const boxes::Segment*, EncodedPage::kUsualPieces> segments;
    std::uint64_t box_hash = 0;
    for (const auto& part : page->row) {
        const auto* segment = std::get_if<boxes::Segment>(&part);
        if (segment == nullptr) {
            segment = std::get<BoxGap>(part) == BoxGap::new_articles ? boxes->new_articles(page->wording, page->story).get()
                                                                     : boxes->most_viewed(page->wording).get();
            box_hash = box_hash * 31 + segment->hash;
        }
        segments.push_back(segment);
        encoded->pieces.emplace_back(packed ? segment->deflated : segment->plain);
    }
    if (packed) {
        encoded->gzip_tail = boxes::gzip_tail(segments);
        encoded->pieces.emplace_back(encoded->gzip_tail.data(), encoded->gzip_tail.size());
    }
    write_etag(*encoded, page->hash, box_hash);
    encoded->fields.reserve(page->fields.text().size() + kFieldRoom);
    encoded->fields.add(page->fields);
    encoded->fields.add("ETag", encoded->etag_text());
    if (packed) {
        encoded->fields.add("Content-Encoding", "gzip");
    }
    encoded->page = std::move(page);
    encoded->boxes = std::move(boxes);
    return encoded;
}

}  // namespace stoppress::press
