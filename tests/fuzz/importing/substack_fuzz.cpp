// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the list of posts of a Substack export, and as the HTML of a post. No crash, no hang.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/convert.hpp"
#include "importing/substack/post_html.hpp"
#include "importing/substack/posts_csv.hpp"
#include "temporary_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress;
    using namespace stoppress::importing;
    static const fuzz::TemporaryFile file("posts.csv");
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    file.write(bytes);
    static_cast<void>(substack::read_posts(file.path(), [](const substack::SubstackPost&) { return true; }));
    std::vector<std::string> notes;
    static_cast<void>(document::from_html(substack::shown_html(bytes, notes)));
    static_cast<void>(substack::whole_picture(bytes));
    return 0;
}
