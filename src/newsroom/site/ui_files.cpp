// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/site/ui_files.hpp"

#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "generated/newsroom_ui_files.hpp"
#include "http/message/conditional.hpp"

namespace stoppress::newsroom {

namespace {

constexpr std::string_view kBase = "/newsroom";

/// Only the program's own files may run, load or be framed. The Trusted Types policies are those of Svelte, for markup
/// of its components, and of the editor and its library, which parse pasted HTML as a page that is never shown.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types svelte-trusted-html ProseMirrorClipboard stoppress-paste";

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kTypes{{
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".woff2", "font/woff2"},
    {".json", "application/json"},
    {".html", "text/html; charset=utf-8"},
}};

std::string_view type_of(std::string_view path) {
    for (const auto& [ending, type] : kTypes) {
        if (path.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

}  // namespace

std::optional<UiFiles::Form> UiFiles::find(std::string_view path, const http::PublicRequest& request) const {
    const auto* plain = base::find_embedded(files_, path);
    if (plain == nullptr) {
        return std::nullopt;
    }
    const auto* gzip = base::find_embedded(files_, fmt::format("{}.gz", path));
    const auto* brotli = base::find_embedded(files_, fmt::format("{}.br", path));
    Form form{.bytes = plain->bytes, .coding = {}, .has_others = gzip != nullptr || brotli != nullptr};
    if (request.accepts_gzip && gzip != nullptr) {
        form.bytes = gzip->bytes;
        form.coding = "gzip";
    }
    if (request.accepts_brotli && brotli != nullptr) {
        form.bytes = brotli->bytes;
        form.coding = "br";
    }
    return form;
}

http::Response UiFiles::asset(std::string_view path, const http::PublicRequest& request) const {
    // The compressed forms are found under the name of their file, never under their own.
    const bool own_name = !path.ends_with(".gz") && !path.ends_with(".br");
    const auto form = own_name ? find(path, request) : std::nullopt;
    if (!form) {
        return http::problem(http::Status::not_found, "File not found. Reload the newsroom: the server may have been upgraded.");
    }
    http::ImmutableResponse response{http::Status::ok};
    response.fields().add("Content-Type", type_of(path));
    if (form->has_others) {
        response.fields().add("Vary", "Accept-Encoding");
    }
    // The name already contains the content's hash.
    const auto etag = fmt::format("\"{}{}\"", path.substr(path.rfind('/') + 1), form->coding);
    response.fields().add("ETag", etag);
    if (http::is_current(request, etag)) {
        response.empty_as(http::Status::not_modified);
        return response;
    }
    if (!form->coding.empty()) {
        response.fields().add("Content-Encoding", form->coding);
    }
    response.append(form->bytes);
    return response;
}

http::Response UiFiles::page(const http::PublicRequest& request) const {
    const auto form = find("index.html", request);
    if (!form) {
        return http::problem(http::Status::internal_error, "");
    }
    http::PrivateResponse response{http::Status::ok};
    response.fields().add("Content-Type", type_of("index.html"));
    response.fields().add("Content-Security-Policy", kPolicy);
    response.fields().add("Cross-Origin-Opener-Policy", "same-origin");
    response.fields().add("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    response.fields().add("Referrer-Policy", "same-origin");
    response.fields().add("X-Robots-Tag", "noindex");
    response.fields().add("Vary", "Accept-Encoding");
    if (!form->coding.empty()) {
        response.fields().add("Content-Encoding", form->coding);
    }
    response.append(form->bytes);
    return response;
}

std::optional<http::Response> UiFiles::try_answer(const http::PublicRequest& request) const {
    if (!request.path.is_below(kBase)) {
        return std::nullopt;
    }
    if (request.method != http::Method::get && request.method != http::Method::head) {
        auto refused = http::problem(http::Status::method_not_allowed, "Method not allowed: use GET or HEAD.");
        refused.fields().add("Allow", "GET, HEAD");
        return refused;
    }
    const auto path = request.path.text();
    if (path == kBase) {
        http::PublicResponse moved{http::Status::moved_permanently};
        moved.fields().add("Location", "/newsroom/");
        return moved;
    }
    const auto below = path.substr(kBase.size() + 1);
    if (below.starts_with("assets/") || below.contains('.')) {
        return asset(below, request);
    }
    return page(request);
}

UiFiles built_ui() {
    return UiFiles{generated::newsroom_ui_files()};
}

}  // namespace stoppress::newsroom
