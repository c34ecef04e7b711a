// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/pages/favicon.hpp"

#include <algorithm>
#include <utility>

#include "store/transaction/tags.hpp"

namespace stoppress::reader {

base::Result<press::RenderedPage> print_favicon(const Printing& printing) {
    TagSet tags;
    TRY(const auto frame, make_frame(printing, kFavicon, printing.settings.site.language, tags));
    // A story or redirect may get the address.
    tags.add(store::redirects_tag());
    tags.add(store::site_tag());
    press::RenderedPage printed;
    printed.status = http::Status::found;
    printed.location = frame.icon;
    if (frame.icon.empty()) {
        const auto files = printing.state.theme->assets();
        const auto own = std::ranges::find_if(files, [](const render::Asset& file) { return file.path.ends_with("/icon.svg"); });
        if (own == files.end()) {
            return not_found_page();
        }
        printed.location = own->path;
    }
    printed.tags = tags.take();
    return printed;
}

}  // namespace stoppress::reader
