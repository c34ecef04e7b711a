// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's web UI as embedded in the program: immutable files with hashed names, and one page for
// all other addresses.
// Flow:   request below /newsroom -> UiFiles -> file, or the page, which reads the address itself
// Thread: any; stateless.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/files/embedded.hpp"
#include "http/message/request.hpp"
#include "http/message/response.hpp"

namespace stoppress::newsroom {

class UiFiles {
public:
    /// `files` must be sorted by path and include "index.html"; next to "NAME" there may be "NAME.br" and "NAME.gz".
    explicit UiFiles(std::span<const base::EmbeddedFile> files) : files_(files) {}

    /// Nothing if the address is not below /newsroom.
    [[nodiscard]] std::optional<http::Response> try_answer(const http::PublicRequest& request) const;

private:
    /// A file in the smallest encoding that the client accepts.
    struct Form {
        std::string_view bytes;
        std::string_view coding;  ///< for Content-Encoding; empty: none
        bool has_others = false;
    };
    [[nodiscard]] std::optional<Form> find(std::string_view path, const http::PublicRequest& request) const;
    [[nodiscard]] http::Response asset(std::string_view path, const http::PublicRequest& request) const;
    [[nodiscard]] http::Response page(const http::PublicRequest& request) const;

    std::span<const base::EmbeddedFile> files_;
};

/// The files made by the build.
[[nodiscard]] UiFiles built_ui();

}  // namespace stoppress::newsroom
