// SPDX-License-Identifier: GPL-3.0-or-later
// README.md of an archive: what is what in it, for who finds it later.
// Thread: any; a constant.
#pragma once

#include <string_view>

namespace stoppress::exporting {

[[nodiscard]] std::string_view archive_readme();

}  // namespace stoppress::exporting
