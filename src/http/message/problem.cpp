// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "base/text/json_text.hpp"
#include "base/text/utf8.hpp"
#include "http/message/response.hpp"

namespace stoppress::http {
namespace {

/// Adds `text` as a JSON string. 8-bit bytes of text that is not UTF-8 become '?': a message may quote a client's input.
void add_json_string(std::string& json, std::string_view text) {
    if (base::is_utf8(text)) {
        base::append_json_string(json, text);
        return;
    }
    std::string ascii(text);
    std::ranges::replace_if(ascii, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    base::append_json_string(json, ascii);
}

/// A problem that programs must distinguish from others with its status has its own type and title.
struct Kind {
    std::string_view type = "about:blank";
    std::string_view title{};  ///< empty: that of the status
};

Kind kind_of(base::ErrorCode code) {
    switch (code) {
        case base::ErrorCode::outcome_unknown:
            return {"outcome-unknown", "Outcome Unknown"};
        case base::ErrorCode::key_reused:
            return {"idempotency-key-reused", "Idempotency-Key Reused"};
        case base::ErrorCode::key_in_use:
            return {"idempotency-key-in-use", "Idempotency-Key In Use"};
        default:
            return {};
    }
}

/// The code of an error that gives no reason of its own.
base::ReasonCode code_of(base::ErrorCode code) {
    switch (code) {
        case base::ErrorCode::malformed:
            return "malformed";
        case base::ErrorCode::invalid:
            return "invalid";
        case base::ErrorCode::not_found:
            return "not-found";
        case base::ErrorCode::gone:
            return "gone";
        case base::ErrorCode::conflict:
            return "conflict";
        case base::ErrorCode::stale:
            return "stale";
        case base::ErrorCode::unconditional:
            return "precondition-required";
        case base::ErrorCode::unauthenticated:
            return "unauthenticated";
        case base::ErrorCode::forbidden:
            return "forbidden";
        case base::ErrorCode::too_large:
            return "too-large";
        case base::ErrorCode::unsupported:
            return "unsupported";
        case base::ErrorCode::unavailable:
            return "unavailable";
        case base::ErrorCode::outcome_unknown:
            return "outcome-unknown";
        case base::ErrorCode::key_reused:
            return "idempotency-key-reused";
        case base::ErrorCode::key_in_use:
            return "idempotency-key-in-use";
        case base::ErrorCode::too_many:
            return "too-many";
        case base::ErrorCode::corrupt:
        case base::ErrorCode::io:
        case base::ErrorCode::internal:
            break;
    }
    return "internal";
}

/// The code of a refusal that is known by its status alone.
base::ReasonCode code_of(Status status) {
    switch (status) {
        case Status::unauthorized:
            return "unauthenticated";
        case Status::forbidden:
            return "forbidden";
        case Status::not_found:
            return "not-found";
        case Status::method_not_allowed:
            return "method-not-allowed";
        case Status::gone:
            return "gone";
        case Status::content_too_large:
            return "too-large";
        case Status::too_many_requests:
            return "too-many-attempts";
        case Status::service_unavailable:
            return "unavailable";
        case Status::internal_error:
            return "internal";
        default:
            return "malformed";
    }
}

/// Adds `"code"` and, if there are any, `"values"`.
void add_reason(std::string& json, const base::Reason& reason) {
    json += R"("code":)";
    add_json_string(json, reason.code.text());
    if (reason.values.empty()) {
        return;
    }
    json += R"(,"values":{)";
    for (const auto& [name, value] : reason.values) {
        if (json.back() != '{') {
            json += ',';
        }
        add_json_string(json, name);
        json += ':';
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            json += std::to_string(*number);
        } else {
            add_json_string(json, std::get<std::string>(value));
        }
    }
    json += '}';
}

PrivateResponse make(Status status, const Kind& kind, const base::Reason& reason, std::string_view detail,
                     const std::vector<base::FieldError>& fields, std::string_view current = {}) {
    std::string json = R"({"type":)";
    add_json_string(json, kind.type);
    json += R"(,"title":)";
    add_json_string(json, kind.title.empty() ? reason_phrase(status) : kind.title);
    json += R"(,"status":)" + std::to_string(static_cast<int>(status)) + ',';
    add_reason(json, reason);
    if (!detail.empty()) {
        json += R"(,"detail":)";
        add_json_string(json, detail);
    }
    if (!fields.empty()) {
        json += R"(,"errors":[)";
        for (const base::FieldError& field : fields) {
            json += &field == fields.data() ? R"({"pointer":)" : R"(,{"pointer":)";
            add_json_string(json, field.field);
            json += R"(,"detail":)";
            add_json_string(json, field.message);
            json += ',';
            add_reason(json, field.reason);
            json += '}';
        }
        json += ']';
    }
    if (!current.empty()) {
        json += R"(,"current":)";
        add_json_string(json, current);
    }
    json += "}\n";

    PrivateResponse response(status);
    response.fields().add("Content-Type", "application/problem+json");
    if (status == Status::unauthorized) {
        response.fields().add("WWW-Authenticate", "Bearer");
    }
    if (status == Status::service_unavailable) {
        response.fields().add("Retry-After", "5");
    }
    response.append_owned(std::move(json));
    return response;
}

}  // namespace

PrivateResponse problem(const base::Error& error) {
    const Status status = status_of(error.code);
    if (status == Status::internal_error) {
        return make(status, {}, {"internal"}, "Internal error. The cause is in the server's log.", {});
    }
    const base::Reason reason = error.reason.code.text().empty() ? base::Reason{code_of(error.code)} : error.reason;
    auto response = make(status, kind_of(error.code), reason, error.message, error.fields, error.current);
    if (error.code == base::ErrorCode::key_in_use) {
        response.fields().add("Retry-After", "1");
    }
    return response;
}

PrivateResponse problem(Status status, std::string_view detail) {
    return make(status, {}, {code_of(status)}, detail, {});
}

PrivateResponse plain_text(Status status, std::string text) {
    PrivateResponse response(status);
    response.fields().add("Content-Type", "text/plain; charset=utf-8");
    response.append_owned(std::move(text));
    return response;
}

}  // namespace stoppress::http
