// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/reader.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "http/from_callback.hpp"
#include "http/message/conditional.hpp"
#include "http/message/path.hpp"
#include "reader/address_check.hpp"
#include "render/values/accent.hpp"

namespace stoppress::reader {

namespace {

using Obtained = base::Result<std::shared_ptr<const press::Page>>;

press::Coding coding_for(const http::PublicRequest& request) {
    return request.accepts_gzip ? press::Coding::gzip : press::Coding::plain;
}

/// An asset in the form for one client.
struct AssetForm {
    std::string_view bytes;
    std::string_view coding;  ///< for Content-Encoding; empty: none
    char mark;                ///< in its ETag
};

/// The smallest form that the client accepts.
AssetForm form_of(const render::Asset& asset, const http::PublicRequest& request) {
    AssetForm form{asset.bytes, {}, 'p'};
    if (request.accepts_gzip && !asset.gzip.empty()) {
        form = {asset.gzip, "gzip", 'z'};
    }
    if (request.accepts_brotli && !asset.brotli.empty() && asset.brotli.size() < form.bytes.size()) {
        form = {asset.brotli, "br", 'b'};
    }
    return form;
}

/// nullptr if the theme has none with that path, or if there is no theme.
const render::Asset* asset_at(const render::Theme* theme, const http::PublicRequest& request) {
    if (theme == nullptr) {
        return nullptr;
    }
    const auto assets = theme->assets();
    const auto found =
        std::ranges::find_if(assets, [&](const render::Asset& asset) { return request.path == std::string_view{asset.path}; });
    return found == assets.end() ? nullptr : &*found;
}

/// The address already contains the hash of the content: "/assets/HASH/style.css".
std::string asset_etag(std::string_view path, char mark) {
    const auto below = path.substr(path.find('/', 1) + 1);
    return fmt::format("\"{}{}\"", below.substr(0, below.find('/')), mark);
}

http::PublicResponse moved(const http::PublicRequest& request, const std::string& location, bool takes_query,
                           http::Status status = http::Status::moved_permanently) {
    http::PublicResponse response{status};
    // The parser accepts no query that would be invalid in a header field.
    const bool with_query = takes_query && !request.query.empty();
    response.fields().add("Location", with_query ? fmt::format("{}?{}", location, request.query) : location);
    return response;
}

bool is_read(http::Method method) {
    return method == http::Method::get || method == http::Method::head;
}

/// Redirects an address with an extra trailing '/' to its list, if there is one (list_without_slash).
http::Response without_slash(const http::PublicRequest& request) {
    return moved(request, http::encode_path(list_without_slash(request.path.text()).value_or("/")), true);
}

/// The page with the boxes of this moment, for one request.
http::PrivateResponse once(http::Status status, const std::shared_ptr<const press::EncodedPage>& encoded) {
    http::PrivateResponse response{status};
    response.add_prepared(encoded->fields);
    for (const auto& piece : encoded->pieces) {
        response.append(piece);
    }
    response.keep(encoded);
    return response;
}

http::Response method_not_allowed() {
    auto response = http::problem(http::Status::method_not_allowed, "Method not allowed: use GET or HEAD.");
    response.fields().add("Allow", "GET, HEAD");
    return response;
}

}  // namespace

std::string Reader::key_for(const http::PublicRequest& request, story::Window default_window) const {
    auto route = parse_route(request.path.text(), request.query, default_window);
    if (!route) {
        return std::string{kNotFoundKey};
    }
    if (route->subject == Subject::news_sitemap) {
        // Its content expires with time: it has a page of its own for each minute in which it is requested.
        route->page = std::chrono::floor<std::chrono::minutes>(clock_.now().time_since_epoch()).count();
    }
    return key_of(*route, default_window);
}

Reader::Absence Reader::absence_of(const http::Request& request) const {
    const auto* live = press_.addresses(request.loop);
    if (live == nullptr) {
        return Absence::unknown;
    }
    const auto& settings = *press_.on_loop(request.loop).state().settings;
    const auto route = parse_route(request.path.text(), request.query, settings.boxes.most_viewed.window);
    if (!route) {
        return Absence::nowhere;
    }
    if (may_exist(*route, *live, settings)) {
        return Absence::unknown;
    }
    return route->subject == Subject::address && list_without_slash(route->name) ? Absence::slash_too_many : Absence::nowhere;
}

http::PublicResponse Reader::respond(const http::PublicRequest& request, const std::shared_ptr<const press::EncodedPage>& encoded) const {
    const auto& page = *encoded->page;
    if (!page.location.empty()) {
        return moved(request, page.location, page.takes_query, page.status);
    }
    // A page that does not exist (any more) may exist in a moment, and has no keys for purging it.
    const auto kept = page.status == http::Status::ok ? static_cast<std::uint32_t>(settings_.cdn.max_age) : 0U;
    http::PublicResponse response{page.status, {.shared_seconds = kept}};
    response.add_prepared(encoded->fields);
    response.keep(encoded);
    if (page.status == http::Status::ok && http::is_current(request, encoded->etag_text())) {
        response.empty_as(http::Status::not_modified);
        return response;
    }
    for (const auto& piece : encoded->pieces) {
        response.append(piece);
    }
    return response;
}

std::optional<http::Response> Reader::asset(const http::PublicRequest& request, const press::SiteState& state) const {
    auto theme = state.theme;
    const auto* found = asset_at(theme.get(), request);
    if (found == nullptr) {
        theme = state.former_theme;
        found = asset_at(theme.get(), request);
    }
    if (found == nullptr) {
        // For a previewed page: readers' pages never get here.
        if (const auto previewed = shelf_.find(request.path.text())) {
            theme = previewed->theme;
            found = previewed->asset;
        }
    }
    std::shared_ptr<const void> held = std::move(theme);
    if (found == nullptr) {
        auto sheet = render::accent_sheet_at(request.path.text());
        if (!sheet) {
            return std::nullopt;
        }
        auto accent = std::make_shared<render::Asset>();
        accent->path = request.path.text();
        accent->content_type = "text/css; charset=utf-8";
        accent->bytes = std::move(sheet->css);
        found = accent.get();
        held = std::move(accent);
    }
    const auto form = form_of(*found, request);
    http::ImmutableResponse response{http::Status::ok};
    response.fields().add("Content-Type", found->content_type);
    if (!found->gzip.empty() || !found->brotli.empty()) {
        response.fields().add("Vary", "Accept-Encoding");
    }
    const auto etag = asset_etag(found->path, form.mark);
    response.fields().add("ETag", etag);
    if (http::is_current(request, etag)) {
        response.empty_as(http::Status::not_modified);
        return response;
    }
    if (!form.coding.empty()) {
        response.fields().add("Content-Encoding", form.coding);
    }
    response.keep(std::move(held));
    response.append(form.bytes);
    return response;
}

void Reader::count(const http::Request& request, const press::Page& page) {
    if (page.story && page.status == http::Status::ok && request.method == http::Method::get && !request.prefetch &&
        settings_.views.count == settings::CountBy::request) {
        readership_.count(request.loop, page.story,
                          {.address = request.client, .user_agent = request.user_agent, .referrer = request.referrer});
    }
}

std::optional<http::Response> Reader::try_answer(const http::Request& request) {
    if (!is_read(request.method)) {
        return method_not_allowed();
    }
    auto& press = press_.on_loop(request.loop);
    // Most requests have no query, so their path is their key.
    const auto coding = coding_for(request);
    auto encoded = request.query.empty() ? press.find(request.path.text(), coding)
                                         : press.find(key_for(request, press.state().settings->boxes.most_viewed.window), coding);
    if (encoded == nullptr && request.path.text() == "/news-sitemap.xml") {
        // Its key contains more than the path.
        encoded = press.find(key_for(request, press.state().settings->boxes.most_viewed.window), coding);
    }
    if (encoded == nullptr && request.path.is_below("/assets")) {
        return asset(request, press.state());
    }
    if (encoded == nullptr) {
        const auto picture = pictures_.find(request.loop, request.path.text());
        return picture == nullptr ? std::nullopt : std::optional(Pictures::respond(request, picture));
    }
    count(request, *encoded->page);
    return respond(request, encoded);
}

std::optional<http::Response> Reader::try_absent(const http::Request& request) {
    if (Pictures::is_picture(request.path.text()) || Searches::answers(request.path.text())) {
        return std::nullopt;
    }
    const auto absence = absence_of(request);
    if (absence == Absence::slash_too_many) {
        return without_slash(request);
    }
    auto encoded = absence == Absence::nowhere ? press_.on_loop(request.loop).find(kNotFoundKey, coding_for(request)) : nullptr;
    return encoded == nullptr ? std::nullopt : std::optional<http::Response>(respond(request, encoded));
}

boost::asio::awaitable<http::Response> Reader::answer(http::Request request) {
    if (!is_read(request.method)) {
        co_return method_not_allowed();
    }
    if (Searches::answers(request.path.text())) {
        co_return co_await search(std::move(request));
    }
    if (auto name = media::Name::parse_address(request.path.text()); name && media::is_recording(name->format)) {
        const http::PublicRequest& asked = request;
        auto recording = co_await recordings_.respond(asked, *std::move(name), request.client);
        if (recording.has_value()) {
            co_return std::move(*recording);
        }
        if (recording.error().code != base::ErrorCode::not_found) {
            co_return failure(request.loop, recording.error());
        }
    } else if (name) {
        std::string path{request.path.text()};
        const auto picture = co_await pictures_.obtain(request.loop, std::move(path));
        if (picture.has_value()) {
            co_return Pictures::respond(request, *picture);
        }
        if (picture.error().code != base::ErrorCode::not_found) {
            co_return failure(request.loop, picture.error());
        }
        // The page that says so, as for any other address.
    }
    const auto absence = absence_of(request);
    if (absence == Absence::slash_too_many) {
        co_return without_slash(request);
    }
    auto& press = press_.on_loop(request.loop);
    auto wanted =
        absence == Absence::nowhere ? std::string{kNotFoundKey} : key_for(request, press.state().settings->boxes.most_viewed.window);
    std::move_only_function<void(http::Callback<Obtained>)> obtain =
        [&press, key = std::move(wanted)](http::Callback<Obtained> arrived) mutable { press.obtain(std::move(key), std::move(arrived)); };
    auto obtained = co_await http::from_callback<Obtained>(std::move(obtain));
    if (!obtained.has_value()) {
        co_return failure(request.loop, obtained.error());
    }
    count(request, **obtained);
    co_return respond(request, press::encode_page(*obtained, press.state().boxes, coding_for(request)));
}

boost::asio::awaitable<http::Response> Reader::search(http::Request request) {
    const http::PublicRequest& asked = request;
    const auto obtained = co_await searches_.obtain(asked, request.loop);
    if (!obtained.has_value()) {
        co_return failure(request.loop, obtained.error());
    }
    const auto& boxes = press_.on_loop(request.loop).state().boxes;
    co_return once((*obtained)->status, press::encode_page(*obtained, boxes, coding_for(request)));
}

http::Response Reader::failure(std::size_t loop, const base::Error& error) {
    const bool busy = error.code == base::ErrorCode::unavailable;
    if (!busy) {
        spdlog::error("a page could not be rendered: {}", error.message);
    }
    const auto& state = press_.on_loop(loop).shared_state();
    render::ErrorPage page;
    page.frame.language = settings_.site.language;
    page.frame.path = "/";
    page.frame.indexed = false;
    page.kind = busy ? render::ErrorKind::unavailable : render::ErrorKind::internal;
    press::RenderedPage printed;
    printed.body = state->theme->error(page);
    printed.language = page.frame.language;
    const auto encoded =
        press::encode_page(press::make_page({}, std::move(printed), state->edition->number, *state), state->boxes, press::Coding::plain);
    auto response = once(busy ? http::Status::service_unavailable : http::Status::internal_error, encoded);
    if (busy) {
        response.fields().add("Retry-After", "2");
    }
    return response;
}

}  // namespace stoppress::reader
