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

/// Takes the mark of the breaking line out; where it was.
std::optional<std::size_t> take_breaking_mark(std::string& body) {
    const auto at = body.find(render::kBreakingMark);
    if (at == std::string::npos) {
        return std::nullopt;
    }
    body.erase(at, render::kBreakingMark.size());
    return at;
}

void split_into(Page& page, std::string_view body, std::optional<std::size_t> breaking) {
    const char* const start = body.data();
    while (true) {
        auto at = std::string_view::npos;
        const Mark* next = nullptr;
        for (const auto& mark : kMarks) {
            if (const auto found = body.find(mark.text); found < at) {
                at = found;
                next = &mark;
            }
        }
        const auto text = body.substr(0, at);
        const auto before = static_cast<std::size_t>(text.data() - start);
        if (breaking && *breaking >= before && *breaking <= before + text.size()) {
            // The end of this text is the start of what comes next.
            const bool at_end = *breaking == before + text.size();
            page.breaking =
                at_end ? BreakingPlace{page.row.size() + (text.empty() ? 0 : 1), 0} : BreakingPlace{page.row.size(), *breaking - before};
            breaking.reset();
        }
        if (!text.empty()) {
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

http::Fields page_fields(std::string_view content_type, std::span<const std::string> player_origins) {
    http::Fields fields;
    fields.add("Content-Type", content_type);
    fields.add("Vary", "Accept-Encoding");
    if (content_type.starts_with("text/html")) {
        fields.add("Content-Security-Policy", page_policy(player_origins));
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

/// What is inserted there now.
const boxes::Segment& segment_for(BoxGap gap, const Page& page, const boxes::BoxSet& boxes) {
    return gap == BoxGap::new_articles ? *boxes.new_articles(page.wording, page.story) : *boxes.most_viewed(page.wording);
}

/// Puts what is sent of a page in a row.
class Row {
public:
    explicit Row(EncodedPage& encoded) : encoded_(encoded), packed_(encoded.coding == Coding::gzip) {
        if (packed_) {
            encoded_.pieces.push_back(boxes::kGzipHead);
        }
    }

    void add(const boxes::Segment& segment) { add(segment.plain, &segment.deflated); }

    void add_box(const boxes::Segment& box) {
        box_hash_ = box_hash_ * 31 + box.hash;
        add(box);
    }

    /// A segment of the page, with `line` in the middle of it, before its byte `offset`.
    void add_around(const boxes::Segment& line, const boxes::Segment& segment, std::size_t offset) {
        const auto* halves = packed_ ? &encoded_.page->halves() : nullptr;
        const std::string_view plain = segment.plain;
        add(plain.substr(0, offset), packed_ ? &halves->front() : nullptr);
        add_box(line);
        add(plain.substr(offset), packed_ ? &halves->back() : nullptr);
    }

    /// After the last part. The hash of all that is not the page's own.
    std::uint64_t end() {
        if (packed_) {
            encoded_.gzip_tail = boxes::gzip_tail(deflated_);
            encoded_.pieces.emplace_back(encoded_.gzip_tail.data(), encoded_.gzip_tail.size());
        }
        return box_hash_;
    }

private:
    void add(std::string_view plain, const boxes::Deflated* deflated) {
        if (packed_) {
            encoded_.pieces.emplace_back(deflated->bytes);
            deflated_.push_back(deflated);
        } else {
            encoded_.pieces.push_back(plain);
        }
    }

    EncodedPage& encoded_;
    bool packed_;
    boost::container::small_vector<const boxes::Deflated*, EncodedPage::kUsualPieces> deflated_;
    std::uint64_t box_hash_ = 0;
};

/// Fills the pieces; the hash of all that is not the page's own.
std::uint64_t write_pieces(EncodedPage& encoded) {
    const Page& page = *encoded.page;
    const auto* line = page.breaking ? encoded.boxes->breaking(page.wording) : nullptr;
    Row row(encoded);
    for (std::size_t i = 0; i < page.row.size(); ++i) {
        const bool here = line != nullptr && page.breaking->part == i;
        if (here && page.breaking->offset == 0) {
            row.add_box(*line);
        }
        const auto* segment = std::get_if<boxes::Segment>(&page.row[i]);
        if (segment == nullptr) {
            row.add_box(segment_for(std::get<BoxGap>(page.row[i]), page, *encoded.boxes));
        } else if (here && page.breaking->offset > 0) {
            row.add_around(*line, *segment, page.breaking->offset);
        } else {
            row.add(*segment);
        }
    }
    if (line != nullptr && page.breaking->part == page.row.size()) {
        row.add_box(*line);
    }
    return row.end();
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

std::string page_policy(std::span<const std::string> player_origins) {
    std::string policy{kPagePolicy};
    if (!player_origins.empty()) {
        policy += "; frame-src";
        for (const auto& origin : player_origins) {
            policy += ' ';
            policy += origin;
        }
    }
    return policy;
}

std::shared_ptr<const Page> make_page(std::string key, RenderedPage printed, base::ChangeNumber change, const SiteState& state) {
    auto page = std::make_shared<Page>();
    page->change = change;
    page->sequence = state.sequence;
    page->status = printed.status;
    page->fields = page_fields(printed.content_type, printed.player_origins);
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
    const auto breaking = take_breaking_mark(printed.body);
    split_into(*page, printed.body, breaking);
    page->bytes = sizeof(Page) + 2 * key.size() + 2 * length_of(page->tags);
    for (const auto& part : page->row) {
        if (const auto* segment = std::get_if<boxes::Segment>(&part)) {
            page->bytes += boxes::bytes_of(*segment);
            page->hash = page->hash * 31 + segment->hash;
        }
    }
    if (page->breaking && page->breaking->offset > 0) {
        page->bytes += std::get<boxes::Segment>(page->row[page->breaking->part]).deflated.bytes.size();
    }
    page->key = std::move(key);
    return page;
}

const std::array<boxes::Deflated, 2>& Page::halves() const {
    std::call_once(halved_, [this] {
        const std::string_view plain = std::get<boxes::Segment>(row.at(breaking->part)).plain;
        halves_ = {boxes::deflated(plain.substr(0, breaking->offset)), boxes::deflated(plain.substr(breaking->offset))};
    });
    return halves_;
}

std::shared_ptr<const EncodedPage> encode_page(std::shared_ptr<const Page> page, std::shared_ptr<const boxes::BoxSet> boxes,
                                               Coding coding) {
    auto encoded = std::make_shared<EncodedPage>();
    encoded->page = std::move(page);
    encoded->boxes = std::move(boxes);
    encoded->coding = coding;
    write_etag(*encoded, encoded->page->hash, write_pieces(*encoded));
    const auto& fields = encoded->page->fields;
    encoded->fields.reserve(fields.text().size() + kFieldRoom);
    encoded->fields.add(fields);
    encoded->fields.add("ETag", encoded->etag_text());
    if (coding == Coding::gzip) {
        encoded->fields.add("Content-Encoding", "gzip");
    }
    return encoded;
}

}  // namespace stoppress::press
