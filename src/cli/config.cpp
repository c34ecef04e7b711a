// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress config: every setting, its value and where it came from.
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/newsroom_settings.hpp"
#include "settings/describe.hpp"
#include "settings/effective_settings.hpp"

namespace stoppress::cli {
namespace {

/// The settings in effect, with the newsroom's. If those cannot be read, that is reported, and the others are printed.
std::vector<settings::Origin> with_newsroom(const settings::Loaded& loaded, const Context& context) {
    settings::Kept kept;
    // A site that was never served has no database, so no settings in it.
    if (auto read = kept_settings(loaded.settings); read.has_value()) {
        kept = std::move(*read);
    } else if (read.error().code != base::ErrorCode::not_found) {
        context.err << "stoppress: settings changed in the newsroom are not shown: " << read.error().message << '\n';
    }
    return settings::EffectiveSettings(settings::with_newsroom_at_start(loaded, kept)).origins(kept);
}

base::Result<int> print(const std::string& format, const Context& context) {
    if (format == "markdown") {
        context.out << settings::documentation();
        return kAllWell;
    }
    TRY(const settings::Loaded loaded, load_site(context, Missing::create));
    const std::vector<settings::Origin> origins = with_newsroom(loaded, context);
    std::size_t width = 0;
    for (const settings::Origin& origin : origins) {
        width = std::max(width, origin.key.size() + origin.value.size());
    }
    width = std::min<std::size_t>(width, 70);  // one long value must not push all comments off the screen
    for (const settings::Origin& origin : origins) {
        const std::size_t used = origin.key.size() + origin.value.size();
        context.out << origin.key << " = " << origin.value << std::string(width > used ? width - used : 0, ' ') << "  # " << origin.from
                    << '\n';
    }
    return kAllWell;
}

}  // namespace

void add_config(CLI::App& app, Context& context) {
    CLI::App& command = add_command(app, context, "config", "Print every setting, its value and where the value comes from");
    auto format = std::make_shared<std::string>("toml");
    command.add_option("--format", *format, "toml (the effective settings) or markdown (the documentation of all settings)")
        ->check(CLI::IsMember({"toml", "markdown"}));
    when_chosen(command, context, [format, &context] { return print(*format, context); });
}

}  // namespace stoppress::cli
