// SPDX-License-Identifier: GPL-3.0-or-later
// Passes each request to the part that answers it: the API, the newsroom's UI, monitoring, or the public site.
// Owner:  serve.
// Thread: called on every loop; has references only.
#pragma once

#include "http/handler.hpp"
#include "newsroom/api/api.hpp"
#include "newsroom/site/ui_files.hpp"
#include "reader/health/health.hpp"
#include "reader/reader.hpp"

namespace stoppress::cli {

class SiteHandler final : public http::Handler {
public:
    SiteHandler(reader::Reader& reader, reader::Health& health, newsroom::Api& api) : reader_(reader), health_(health), api_(api) {}

    [[nodiscard]] std::uint64_t body_limit(const http::Request& head) const override;
    [[nodiscard]] bool wants_admission(const http::Request& head) const override;
    [[nodiscard]] boost::asio::awaitable<std::optional<http::Response>> admit(std::shared_ptr<http::Request> head) override;
    [[nodiscard]] std::optional<http::Response> try_answer(const http::Request& request) override;
    [[nodiscard]] boost::asio::awaitable<http::Response> answer(http::Request request) override;

private:
    reader::Reader& reader_;
    reader::Health& health_;
    newsroom::Api& api_;
    newsroom::UiFiles ui_ = newsroom::built_ui();
};

}  // namespace stoppress::cli
