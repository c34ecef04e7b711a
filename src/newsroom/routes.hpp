// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of the API: method, path, what it needs, what it takes, and what answers it. Nothing is reachable that does not stand
// here, and no route can be written down without saying who may use it.
// Thread: any; constant.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "http/request.hpp"
#include "newsroom/access.hpp"
#include "newsroom/handlers.hpp"

namespace stoppress::newsroom {

/// What a request may carry.
enum class Input : std::uint8_t {
    nothing,
    story,            ///< application/json, up to a whole story; a PATCH also application/merge-patch+json
    fields,           ///< application/json, small
    optional_fields,  ///< the same, or no body at all
    view,             ///< a beacon: application/json or text/plain, tiny
    file              ///< the bytes of a picture, a sound or a document
};

/// Counted without a token and without touching the store from here; how is in api.cpp.
enum class ViewHandler : std::uint8_t { beacon, picture };

/// Taken in on threads of its own; how is in api_upload.cpp.
enum class UploadHandler : std::uint8_t { add, replace };

using Handler = std::variant<ReadHandler, ChangeHandler, ViewHandler, UploadHandler, AccessHandler, SlowHandler>;

struct Route {
    http::Method method;
    std::string_view path;  ///< "/api/v1/stories/{id}"
    Capability needed;
    Input input;
    std::span<const std::string_view> query;  ///< names of the parameters it takes
    Handler handler;

    // No member has a default, and this keeps it so: a route without a capability does not compile.
    constexpr Route(http::Method route_method, std::string_view route_path, Capability capability, Input route_input,
                    std::span<const std::string_view> parameters, Handler route_handler)
        : method(route_method), path(route_path), needed(capability), input(route_input), query(parameters), handler(route_handler) {}
};

[[nodiscard]] std::span<const Route> routes();

struct Match {
    const Route* route = nullptr;  ///< nullptr: none of this method
    Parameters parameters;
    std::string allowed;  ///< the methods of this path, for Allow; empty where no route has it
};

/// HEAD finds what GET does.
[[nodiscard]] Match find_route(http::Method method, std::string_view path);

[[nodiscard]] std::uint64_t body_limit(Input input);

/// `unsupported` where `content_type` is not what the route takes; `malformed` where there is a body and none is taken.
[[nodiscard]] base::Result<void> check_content_type(const Route& route, const http::Request& request);

}  // namespace stoppress::newsroom
