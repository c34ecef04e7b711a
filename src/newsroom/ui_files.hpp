// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's web UI as it was set into the program: hashed files that never change, and one page for all other addresses.
// Flow:   request below /newsroom -> UiFiles -> file, or the page that reads the address itself
// Thread: any; it looks at what is in the program and keeps nothing.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/embedded.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace stoppress::newsroom {

class UiFiles {
public:
    /// `files` are ordered by path, have an "index.html", and beside a file "NAME" may have its "NAME.br" and "NAME.gz".
    explicit UiFiles(std::span<const base::EmbeddedFile> files) : files_(files) {}

    /// Nothing where the address is not below /newsroom.
    [[nodiscard]] std::optional<http::Response> try_answer(const http::PublicRequest& request) const;

private:
    /// A file in the smallest form that the client can read.
    struct Form {
        std::string_view bytes;
        std::string_view coding;  ///< of Content-Encoding; empty: as it is
        bool has_others = false;
    };
    [[nodiscard]] std::optional<Form> find(std::string_view path, const http::PublicRequest& request) const;
    [[nodiscard]] http::Response asset(std::string_view path, const http::PublicRequest& request) const;
    [[nodiscard]] http::Response page(const http::PublicRequest& request) const;

    std::span<const base::EmbeddedFile> files_;
};

/// Those that the build made.
[[nodiscard]] UiFiles built_ui();

}  // namespace stoppress::newsroom
