// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run.hpp"

#include <algorithm>
#include <exception>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "fetching/fetch_child.hpp"
#include "media/crops/crop_sandbox.hpp"
#include "media/images/image_sandbox.hpp"
#include "media/recordings/recording_sandbox.hpp"

namespace stoppress::cli {
namespace {

/// On one line, and without characters that a terminal would interpret.
std::string one_line(std::string text) {
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            c = ' ';
        }
    }
    while (text.ends_with(' ')) {
        text.pop_back();
    }
    return text;
}

void complain(std::ostream& err, const std::string& message) {
    err << "stoppress: " << one_line(message) << '\n' << std::flush;
}

/// The name of the subcommand being parsed, for referring to its help.
std::string chosen_name(const CLI::App& app) {
    std::string name;
    for (const CLI::App* chosen = &app; chosen != nullptr;) {
        const auto inner = chosen->get_subcommands();
        chosen = inner.empty() ? nullptr : inner.front();
        if (chosen != nullptr) {
            name += ' ' + chosen->get_name();
        }
    }
    return name;
}

/// CLI11 would only say that a subcommand is missing.
void refuse_unknown(const CLI::App& app, const std::vector<std::string>& arguments) {
    if (arguments.empty() || arguments.front().starts_with('-')) {
        return;
    }
    const auto named = [&](const CLI::App* command) { return command->get_name() == arguments.front(); };
    if (app.get_subcommands(named).empty()) {
        throw CLI::ParseError("Unknown subcommand \"" + arguments.front() + "\"", kWrongCommandLine);
    }
}

int work(Context& context) {
    const base::Result<int> status = context.work();
    if (!status.has_value()) {
        complain(context.err, status.error().message);
        return kFailed;
    }
    if (!context.out.flush()) {
        complain(context.err, "cannot write to standard output; is the disk full?");
        return kFailed;
    }
    return *status;
}

}  // namespace

int run(std::vector<std::string> arguments, const Outside& outside) {
    if (arguments.size() == 1 && arguments.front() == media::kImageSandboxArgument) {
        return media::run_image_sandbox_child();
    }
    if (arguments.size() == 2 && arguments.front() == media::kCropArgument) {
        return media::run_crop_sandbox_child(arguments.back());
    }
    if (arguments.size() == 1 && arguments.front() == media::kRecordingArgument) {
        return media::run_recording_child();
    }
    if (arguments.size() == 1 && arguments.front() == fetching::kFetchArgument) {
        fetching::run_fetch_child();
    }
    Context context{.site = "site",
                    .flags = {},
                    .environment = outside.environment,
                    .out = outside.out,
                    .err = outside.err,
                    .clock = outside.clock,
                    .work = {}};
    try {
        CLI::App app("Stoppress: a news site in one program", "stoppress");
        app.set_version_flag("--version", "stoppress " STOPPRESS_VERSION);
        app.require_subcommand(1);
        add_serve(app, context);
        add_import(app, context);
        add_export(app, context);
        add_addresses(app, context);
        add_token(app, context);
        add_user(app, context);
        add_backup(app, context);
        add_move(app, context);
        add_restore(app, context);
        add_check(app, context);
        add_generate(app, context);
        add_generate_views(app, context);
        add_config(app, context);
        try {
            refuse_unknown(app, arguments);
            // CLI11 takes them in reverse order.
            std::ranges::reverse(arguments);
            app.parse(std::move(arguments));
        } catch (const CLI::Success& asked) {
            app.exit(asked, context.out, context.err);
            return kAllWell;
        } catch (const CLI::ParseError& error) {
            complain(context.err, std::string(error.what()) + ". See: stoppress" + chosen_name(app) + " --help");
            return kWrongCommandLine;
        }
        return work(context);
    } catch (const std::exception& error) {
        complain(context.err, std::string("internal error: ") + error.what());
        return kFailed;
    }
}

settings::Environment environment_of(const char* const* variables) {
    settings::Environment environment;
    for (; variables != nullptr && *variables != nullptr; ++variables) {
        const std::string_view variable = *variables;
        const auto equals = variable.find('=');
        if (variable.starts_with("STOPPRESS_") && equals != std::string_view::npos) {
            environment.emplace(variable.substr(0, equals), variable.substr(equals + 1));
        }
    }
    return environment;
}

}  // namespace stoppress::cli
