// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all routes: method, path, required capability, input and handler. Nothing else is reachable, and no
// route compiles without saying who may use it.
// Thread: any; constants and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "http/message/request.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/auth/access.hpp"

namespace stoppress::newsroom {

/// The body that a request may have.
enum class Input : std::uint8_t {
    nothing,
    story,            ///< application/json, up to a whole story; a PATCH also application/merge-patch+json
    fields,           ///< application/json, small
    optional_fields,  ///< the same, or no body at all
    front,            ///< application/json, up to a whole front page
    front_or_form,    ///< the same, or a form with it in one field, for an answer that is shown in a frame
    view,             ///< a beacon: application/json or text/plain, tiny
    file,             ///< the bytes of a picture, a recording or a document
    captions          ///< text/vtt
};

struct Handlers;

/// Handlers run on a reading thread. Errors become problem+json.
using ReadHandler = base::Result<Answer> (*)(const Handlers& handlers, const Call& call, store::ReadSnapshot& snapshot);
using ChangeHandler = base::Result<Change> (*)(const Handlers& handlers, const Call& call, store::ReadSnapshot& snapshot);

/// Uses only the credentials database.
using AccessHandler = base::Result<Answer> (*)(const Handlers& handlers, const Call& call);

/// The same with password hashing: runs on the threads of SlowWork.
struct SlowHandler {
    AccessHandler handler;
};

/// Counts a view without a token and without using the store here; see api.cpp.
enum class ViewHandler : std::uint8_t { beacon, picture };

/// Imports a file, or a piece of one that is there, on threads of its own; see api_upload.cpp.
enum class UploadHandler : std::uint8_t { add, replace, captions, crop };

/// Asks another site, on threads of its own; see newsroom/fetching/api_fetch.cpp.
enum class FetchHandler : std::uint8_t { picture, embed };

using Handler = std::variant<ReadHandler, ChangeHandler, ViewHandler, UploadHandler, FetchHandler, AccessHandler, SlowHandler>;

struct Route {
    http::Method method;
    std::string_view path;  ///< "/api/v1/stories/{id}"
    Capability needed;
    Input input;
    std::span<const std::string_view> query;  ///< names of the allowed parameters
    Handler handler;

    // The constructor ensures that no member has a default: a route without a capability does not compile.
    constexpr Route(http::Method route_method, std::string_view route_path, Capability capability, Input route_input,
                    std::span<const std::string_view> parameters, Handler route_handler)
        : method(route_method), path(route_path), needed(capability), input(route_input), query(parameters), handler(route_handler) {}
};

[[nodiscard]] std::span<const Route> routes();

struct Match {
    const Route* route = nullptr;  ///< nullptr: no route with this method
    Parameters parameters;
    std::string allowed;  ///< the methods of this path, for Allow; empty if no route has it
};

/// HEAD finds the route of GET.
[[nodiscard]] Match find_route(http::Method method, std::string_view path);

[[nodiscard]] std::uint64_t body_limit(Input input);

/// Fails with `unsupported` if the route does not accept `content_type`; `malformed` if there is a body and
/// none is allowed.
[[nodiscard]] base::Result<void> check_content_type(const Route& route, const http::Request& request);

}  // namespace stoppress::newsroom
