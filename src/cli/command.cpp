// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.hpp"

#include <CLI/CLI.hpp>

#include "settings/folder.hpp"

namespace stoppress::cli {

CLI::App& add_command(CLI::App& app, Context& context, const std::string& name, const std::string& help) {
    CLI::App& command = *app.add_subcommand(name, help);
    command.add_option("--site", context.site, "The site's folder")->option_text("DIR (default: ./site)");
    return command;
}

void add_setting_flag(CLI::App& command, Context& context, const std::string& flag, const std::string& key, const std::string& help) {
    command.add_option_function<std::string>(
               flag, [&context, key](const std::string& value) { context.flags[key] = value; }, help)
        ->check(CLI::Validator([key](const std::string& value) { return settings::wrong_with(key, value).value_or(""); }, "VALUE"));
}

void when_chosen(CLI::App& command, Context& context, std::function<base::Result<int>()> work) {
    command.callback([&context, work = std::move(work)] { context.work = work; });
}

base::Result<settings::Loaded> load_site(const Context& context, Missing missing) {
    if (missing == Missing::create) {
        // Settings first: an error in the environment must not leave a new folder behind.
        auto before = settings::load(context.site, context.environment, context.flags);
        if (!before.has_value()) {
            return before;
        }
        TRY_VOID(settings::create_site(context.site));
    }
    if (missing == Missing::refuse) {
        TRY(const settings::FolderState state, settings::folder_state(context.site));
        if (state == settings::FolderState::free) {
            return base::fail(base::ErrorCode::not_found,
                              "no site found in " + context.site.string() +
                                  ": name the site's folder with --site, or create a site with `stoppress serve`");
        }
    }
    return settings::load(context.site, context.environment, context.flags);
}

}  // namespace stoppress::cli
