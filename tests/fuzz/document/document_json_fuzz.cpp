// SPDX-License-Identifier: GPL-3.0-or-later
// No JSON crashes its reader, and what it takes for a document is one that is written and read back the same.
#include <cstddef>
#include <cstdint>

#include "document_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::document;
    const auto document = from_json(std::string_view{reinterpret_cast<const char*>(data), size});
    if (document) {
        check_document(*document);
    }
    return 0;
}
