// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "render/pages.hpp"

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

/// No script but the site's own files, nothing framed, nothing sent elsewhere. Pictures may come from where an imported story has them.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

void add_fields(const Page& page, Finished::Form& form) {
    form.fields.add("Content-Type", page.content_type);
    form.fields.add("ETag", form.etag);
    form.fields.add("Vary", "Accept-Encoding");
    if (page.content_type.starts_with("text/html")) {
        form.fields.add("Content-Security-Policy", kPolicy);
        form.fields.add("Referrer-Policy", "strict-origin-when-cross-origin");
    }
}

}  // namespace

std::shared_ptr<const Page> make_page(std::string key, Printed printed, base::ChangeNumber change, const Front& front) {
    auto page = std::make_shared<Page>();
    page->change = change;
    page->sequence = front.sequence;
    page->status = printed.status;
    page->content_type = std::move(printed.content_type);
    page->location = std::move(printed.location);
    page->story = printed.story;
    page->wording = printed.language.empty() ? 0 : boxes::wording_index(*front.theme, printed.language);
    page->tags = std::move(printed.tags);
    page->front_tags = std::move(printed.front_tags);
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

std::shared_ptr<const Finished> finish(std::shared_ptr<const Page> page, std::shared_ptr<const boxes::BoxSet> boxes) {
    auto finished = std::make_shared<Finished>();
    finished->gzip.pieces.push_back(boxes::kGzipHead);
    std::vector<const boxes::Segment*> segments;
    std::uint64_t box_hash = 0;
    for (const auto& part : page->row) {
        const auto* segment = std::get_if<boxes::Segment>(&part);
        if (segment == nullptr) {
            segment = std::get<BoxGap>(part) == BoxGap::new_articles ? boxes->new_articles(page->wording, page->story).get()
                                                                     : boxes->most_viewed(page->wording).get();
            box_hash = box_hash * 31 + segment->hash;
        }
        segments.push_back(segment);
        finished->plain.pieces.emplace_back(segment->plain);
        finished->gzip.pieces.emplace_back(segment->deflated);
    }
    finished->gzip_tail = boxes::gzip_tail(segments);
    finished->gzip.pieces.emplace_back(finished->gzip_tail.data(), finished->gzip_tail.size());
    finished->plain.etag = fmt::format("\"{:016x}{:016x}\"", page->hash, box_hash);
    finished->gzip.etag = fmt::format("\"{:016x}{:016x}z\"", page->hash, box_hash);
    add_fields(*page, finished->plain);
    add_fields(*page, finished->gzip);
    finished->gzip.fields.add("Content-Encoding", "gzip");
    finished->page = std::move(page);
    finished->boxes = std::move(boxes);
    return finished;
}

}  // namespace stoppress::press
