// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/fetching/fetch_picture.hpp"

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "base/text/utf8.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"

namespace stoppress::newsroom {

base::Result<PictureInput> read_picture_input(std::string_view bytes) {
    BodyReader body(bytes);
    PictureInput input;
    const auto url = body.text("url", fetching::kMaxAddressBytes);
    if (!url || url->empty()) {
        body.missing("url");
    }
    input.fields.alt = body.text("alt", kMaxAlt).value_or("");
    input.fields.caption = body.text("caption", kMaxCaption).value_or("");
    input.fields.credit = body.text("credit", kMaxCredit).value_or("");
    TRY_VOID(body.close());
    input.url = *url;
    input.fields.file_name = file_name_of(input.url);
    return input;
}

std::string credit_with_source(const std::string& credit, const std::string& url) {
    std::string both = credit.empty() ? url : fmt::format("{} ({})", credit, url);
    if (base::characters(both) <= kMaxCredit) {
        return both;
    }
    // Long addresses have their length in the query.
    const std::string shorter = url.substr(0, url.find_first_of("?#"));
    both = credit.empty() ? shorter : fmt::format("{} ({})", credit, shorter);
    return base::characters(both) <= kMaxCredit ? both : credit;
}

std::string file_name_of(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    const auto host = url.find("://");
    const auto slash = url.rfind('/');
    if (host == std::string_view::npos || slash == std::string_view::npos || slash < host + 3) {
        return {};
    }
    std::string name = base::percent_decoded(url.substr(slash + 1));
    if (!base::is_utf8(name) || base::characters(name) > kMaxFileName || name.find_first_of("/\\") != std::string::npos ||
        !tidy(name, Lines::one)) {
        return {};
    }
    return name;
}

base::Result<std::string> fetch_picture(const fetching::Fetcher& fetcher, const std::string& url) {
    TRY(auto fetched, fetcher.fetch({.url = url, .accept = "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9,*/*;q=0.1"}));
    return std::move(fetched.body);
}

}  // namespace stoppress::newsroom
