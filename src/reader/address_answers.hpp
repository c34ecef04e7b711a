// SPDX-License-Identifier: GPL-3.0-or-later
// What readers get for an address, found from the store alone: for checks of many addresses, without a server and while one runs.
// Flow:   address -> Route -> AddressReader or Printer -> AddressAnswer
// Thread: a reading thread's; each object is used by one at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "http/message/response.hpp"
#include "press/site_state.hpp"
#include "reader/printer.hpp"

namespace stoppress::store {
class ReadSnapshot;
}  // namespace stoppress::store

namespace stoppress::reader {

struct AddressAnswer {
    http::Status status = http::Status::not_found;
    std::string location;  ///< of a redirect: a path of this site, or the address of another
    /// The program's own (newsroom, API, health), or a file: what is there was not looked up.
    bool reserved = false;
};

class AddressAnswers {
public:
    /// `clock` must outlive the object.
    AddressAnswers(const settings::Settings& settings, std::shared_ptr<const render::Theme> theme, const base::Clock& clock);

    /// `address`: path and query as in a request. Fails only if the store does.
    [[nodiscard]] base::Result<AddressAnswer> ask(store::ReadSnapshot& snapshot, std::string_view address);

private:
    Printer printer_;
    press::SiteState state_;
};

}  // namespace stoppress::reader
