// SPDX-License-Identifier: GPL-3.0-or-later
// toml++, to be included by way of this alone. What toml++ 3.3 asserts of its input does not always hold ("[+key]"): it ends a program that
// is built with assertions, and without them tells the compiler to rely on it. Here it is a toml::parse_error, whose line may be 0.
#pragma once

namespace stoppress::base {
[[noreturn]] void refuse_toml();
}

#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(condition) ((condition) ? static_cast<void>(0) : ::stoppress::base::refuse_toml())
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

namespace stoppress::base {
[[noreturn]] inline void refuse_toml() {
    throw toml::parse_error("there is a character that cannot stand there", toml::source_region{});
}
}  // namespace stoppress::base
