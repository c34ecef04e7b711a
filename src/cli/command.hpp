// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by all subcommands: the site's folder, settings given as flags, output streams, and how the work is passed on.
// Flow:   run.cpp -> add_<name>(app, context) for each subcommand -> parse -> context.work()
// Thread: the main thread.
//
// A subcommand is one function `void add_<name>(CLI::App& app, Context& context)` in its own .cpp, listed in run.cpp:
//     auto options = std::make_shared<Options>();
//     CLI::App& command = add_command(app, context, "backup", "Write the whole site into one file");
//     command.add_option("FILE", options->file, "Where to; must not exist")->required();
//     when_chosen(command, context, [options, &context] { return run_backup(*options, context); });
// Only these .cpp include CLI11, because it is slow to compile.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "settings/load.hpp"

namespace CLI {
class App;
}

namespace stoppress::cli {

inline constexpr int kAllWell = 0;
inline constexpr int kFailed = 1;  ///< the work failed, or part of it was refused
inline constexpr int kWrongCommandLine = 2;
inline constexpr int kGaveUpWaiting = 3;  ///< serve was told to stop, and ended without waiting for parts that did not answer

struct Context {
    std::filesystem::path site = "site";       ///< --site
    std::map<std::string, std::string> flags;  ///< settings given on the command line: key -> value
    settings::Environment environment;
    std::ostream& out;
    std::ostream& err;
    const base::Clock& clock;
    /// The work of the chosen subcommand; returns its exit status, or an Error that run() prints in one
    /// line (status 1).
    std::function<base::Result<int>()> work;
};

/// Adds a subcommand with --site.
CLI::App& add_command(CLI::App& app, Context& context, const std::string& name, const std::string& help);

/// Adds a flag that sets a setting: "--listen" for "server.listen". An invalid value is a wrong command line.
void add_setting_flag(CLI::App& command, Context& context, const std::string& flag, const std::string& key, const std::string& help);

/// Sets the work to do when `command` is chosen, after its options were read.
void when_chosen(CLI::App& command, Context& context, std::function<base::Result<int>()> work);

/// What to do if the folder does not contain a site yet.
enum class Missing : std::uint8_t {
    create,   ///< create one, with a commented stoppress.toml
    refuse,   ///< fail with not_found: a command that reads a site must not create an empty one because of a mistyped name
    defaults  ///< use the default settings and write nothing (--dry-run)
};

/// The settings of the site in --site: flags override the environment, which overrides its stoppress.toml.
base::Result<settings::Loaded> load_site(const Context& context, Missing missing);

}  // namespace stoppress::cli
