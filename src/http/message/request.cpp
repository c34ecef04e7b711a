// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message/request.hpp"

#include <array>

namespace stoppress::http {

std::string_view method_name(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::delete_:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
    }
    return "";
}

Request Request::detached() const {
    Request copy = *this;
    const std::array views{&copy.path.text_,    &copy.query,           &copy.if_none_match,   &copy.if_modified_since,
                           &copy.range,         &copy.if_range,        &copy.target,          &copy.host,
                           &copy.client,        &copy.user_agent,      &copy.content_type,    &copy.if_match,
                           &copy.authorization, &copy.cookie,          &copy.origin,          &copy.sec_fetch_site,
                           &copy.accept,        &copy.accept_language, &copy.idempotency_key, &copy.referrer};
    std::size_t size = 0;
    for (const std::string_view* view : views) {
        size += view->size();
    }
    auto bytes = std::make_shared<std::string>();
    // Reserved in one allocation, so that the views stay valid while it is filled.
    bytes->reserve(size);
    for (std::string_view* view : views) {
        const std::size_t start = bytes->size();
        bytes->append(*view);
        *view = std::string_view(bytes->data() + start, view->size());
    }
    copy.owned_ = std::move(bytes);
    return copy;
}

}  // namespace stoppress::http
