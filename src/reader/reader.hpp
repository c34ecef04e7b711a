// SPDX-License-Identifier: GPL-3.0-or-later
// The public site: answers readers' requests from the press, and counts views of stories.
// Flow:   connection -> Reader -> press (cached, or made), pictures -> response; story sent -> readership
// Owner:  serve (cli).
// Thread: called on every loop; has no mutable state of its own.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>

#include "http/handler.hpp"
#include "press/press.hpp"
#include "reader/pictures/pictures.hpp"
#include "reader/pictures/recordings.hpp"
#include "reader/route.hpp"
#include "reader/search/searches.hpp"
#include "readership/readership.hpp"
#include "render/theme/theme_shelf.hpp"
#include "settings/settings.hpp"

namespace stoppress::reader {

class Reader {
public:
    /// The arguments must outlive the reader.
    Reader(const settings::Settings& settings, press::Press& press, Pictures& pictures, Recordings& recordings, Searches& searches,
           readership::Readership& readership, const render::ThemeShelf& shelf, const base::Clock& clock)
        : settings_(settings),
          press_(press),
          pictures_(pictures),
          recordings_(recordings),
          searches_(searches),
          readership_(readership),
          shelf_(shelf),
          clock_(clock) {}

    /// Answers from what the request's loop has cached; nothing if that is not enough.
    [[nodiscard]] std::optional<http::Response> try_answer(const http::Request& request);
    /// Answers that there is nothing at the address, if that is known without reading the store. Call it after
    /// try_answer() and all other handlers of addresses.
    [[nodiscard]] std::optional<http::Response> try_absent(const http::Request& request);
    /// Has the page made first.
    [[nodiscard]] boost::asio::awaitable<http::Response> answer(http::Request request);

private:
    [[nodiscard]] http::PublicResponse respond(const http::PublicRequest& request,
                                               const std::shared_ptr<const press::EncodedPage>& encoded) const;
    [[nodiscard]] std::optional<http::Response> asset(const http::PublicRequest& request, const press::SiteState& state) const;
    /// What the state says about an address; `unknown`: the page must be made.
    enum class Absence : std::uint8_t { unknown, nowhere, slash_too_many };
    [[nodiscard]] Absence absence_of(const http::Request& request) const;
    [[nodiscard]] std::string key_for(const http::PublicRequest& request, story::Window default_window) const;
    [[nodiscard]] boost::asio::awaitable<http::Response> search(http::Request request);
    [[nodiscard]] http::Response failure(std::size_t loop, const base::Error& error);
    void count(const http::Request& request, const press::Page& page);

    const settings::Settings& settings_;
    press::Press& press_;
    Pictures& pictures_;
    Recordings& recordings_;
    Searches& searches_;
    readership::Readership& readership_;
    const render::ThemeShelf& shelf_;
    const base::Clock& clock_;
};

}  // namespace stoppress::reader
