// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a Ghost export, as a ZIP file with one, and as routes.yaml and redirects. No crash, no hang, and nothing outside of the
// folder that a ZIP file is unpacked to.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "importing/ghost/addresses/redirects.hpp"
#include "importing/ghost/addresses/routes.hpp"
#include "importing/ghost/export/export_rows.hpp"
#include "importing/ghost/export/unpacked.hpp"
#include "temporary_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::importing;
    static const fuzz::TemporaryFile file("export");
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    file.write(bytes);
    static_cast<void>(ghost::read_rows(file.path(), [](const ghost::Row& row) {
        static_cast<void>(ghost::text_of(row.values, "title"));
        return true;
    }));
    static_cast<void>(ghost::unpack(file.path()));
    const auto routes = ghost::Routes::read(bytes);
    if (routes.has_value()) {
        static_cast<void>(routes->post({.id = "1", .slug = "a", .tags = {"b"}, .authors = {"c"}, .primary_tag = "b", .featured = true}, {},
                                       "Asia/Tehran"));
    }
    for (const ReadValue& read : {read_yaml(bytes), read_json(bytes)}) {
        if (const auto* value = std::get_if<Value>(&read)) {
            static_cast<void>(ghost::read_redirects(*value));
        }
    }
    return 0;
}
