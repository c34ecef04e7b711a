// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/lists/list_page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "reader/lists/front_slice.hpp"
#include "store/front/front_reader.hpp"
#include "store/lists/list_reader.hpp"

namespace stoppress::reader {

namespace {

base::Result<std::vector<render::Link>> month_links(const Printing& printing) {
    TRY(const auto months, store::ListReader(printing.snapshot).months());
    std::vector<render::Link> links;
    for (const auto& month : months) {
        links.push_back(
            {fmt::format("{:04}-{:02}", month.year, month.month), fmt::format("/archive/{:04}/{:02}", month.year, month.month)});
    }
    return links;
}

}  // namespace

std::optional<render::Link> page_link(const Route& route, std::int64_t number, std::int64_t pages, story::Window default_window) {
    if (number < 1 || number > pages) {
        return std::nullopt;
    }
    auto other = route;
    other.page = number;
    return render::Link{fmt::format("{}", number), key_of(other, default_window)};
}

namespace {

/// A draft of the newsroom, or what is published.
base::Result<std::vector<store::FrontEntry>> arrangement(const Printing& printing, const std::span<const store::FrontEntry>* draft) {
    if (draft != nullptr) {
        return std::vector<store::FrontEntry>(draft->begin(), draft->end());
    }
    TRY(auto front, store::FrontReader(printing.snapshot).front());
    return std::move(front.entries);
}

/// `draft`: of the front page, instead of what is published; or nullptr.
base::Result<press::RenderedPage> print_list_with(const Printing& printing, const Route& route,
                                                  const std::span<const store::FrontEntry>* draft) {
    const auto default_window = printing.settings.boxes.most_viewed.window;
    // The names in keys of lists are percent-encoded, and frames encode their path.
    const auto path = base::percent_decoded(key_of(route, default_window));
    TagSet tags;
    TRY(const auto list, find_list(printing, route, tags));
    if (!list) {
        return not_found_page();
    }
    press::RenderedPage printed;
    printed.state_tags = state_tags_of(*list);
    if (!list->moved_to.empty()) {
        printed.status = http::Status::moved_permanently;
        printed.location = list->moved_to;
        printed.tags = tags.take();
        return printed;
    }
    const auto length = printing.settings.lists.page_length;
    const auto offset = (route.page - 1) * length;
    FrontSlice front;
    if (list->kind == render::ListKind::front) {
        tags.add(store::front_tag());
        TRY(const auto arranged, arrangement(printing, draft));
        TRY(front, front_slice(printing, arranged, offset, length));
    } else {
        TRY(front.slice, slice_of(printing, route, *list, offset, length));
    }
    auto& slice = front.slice;
    const auto pages = std::max<std::int64_t>(1, (slice.total + length - 1) / length);
    if (route.page > pages) {
        return not_found_page();
    }
    render::ListPage page;
    TRY(page.frame, make_frame(printing, path, printing.settings.site.language, tags));
    page.frame.preview = draft != nullptr;
    page.frame.indexed = draft == nullptr;
    page.kind = list->kind;
    page.name = list->name;
    page.description = list->description;
    page.base = base_path(route);
    page.page = route.page;
    page.pages = pages;
    page.total = slice.total;
    page.window = route.window;
    page.newer = page_link(route, route.page - 1, pages, default_window);
    page.older = page_link(route, route.page + 1, pages, default_window);
    TRY(page.entries, make_entries(printing, std::move(slice.cards), tags));
    for (std::size_t i = 0; i < front.kickers.size(); ++i) {
        page.entries.at(i).kicker = std::move(front.kickers[i]);
    }
    if (list->kind == render::ListKind::front || list->kind == render::ListKind::latest) {
        TRY(page.months, month_links(printing));
    }
    printed.body = printing.state.theme->list(page);
    printed.language = page.frame.language;
    printed.tags = tags.take();
    return printed;
}

}  // namespace

base::Result<press::RenderedPage> print_list(const Printing& printing, const Route& route) {
    return print_list_with(printing, route, nullptr);
}

base::Result<press::RenderedPage> print_front_preview(const Printing& printing, std::span<const store::FrontEntry> entries) {
    return print_list_with(printing, {.subject = Subject::front}, &entries);
}

}  // namespace stoppress::reader
