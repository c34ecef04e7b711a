// SPDX-License-Identifier: GPL-3.0-or-later
// No HTML crashes its reader or leads to markup outside of the model, and what is read is written and read back the same.
#include <cstddef>
#include <cstdint>

#include "document_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::document;
    const auto parsed = from_html(std::string_view{reinterpret_cast<const char*>(data), size});
    if (parsed) {
        check_document(parsed->document);
    }
    return 0;
}
