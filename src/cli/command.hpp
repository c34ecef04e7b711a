// SPDX-License-Identifier: GPL-3.0-or-later
// What every subcommand shares: the site's folder, settings given as flags, where output goes, and how its work is handed over.
// Flow:   run.cpp -> add_<name>(app, context) for each subcommand -> parse -> context.work()
// Thread: the main thread.
//
// A subcommand is one function `void add_<name>(CLI::App& app, Context& context)` in its own .cpp, listed in run.cpp:
//     auto options = std::make_shared<Options>();
//     CLI::App& command = add_command(app, context, "backup", "Write the whole site into one file");
//     command.add_option("FILE", options->file, "Where to; must not exist")->required();
//     when_chosen(command, context, [options, &context] { return run_backup(*options, context); });
// Only those .cpp include CLI11: it is slow to compile.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "settings/load.hpp"

namespace CLI {
class App;
}

namespace stoppress::cli {

inline constexpr int kAllWell = 0;
inline constexpr int kFailed = 1;  ///< the work failed, or part of it was refused
inline constexpr int kWrongCommandLine = 2;
inline constexpr int kGaveUpWaiting = 3;  ///< serve was told to stop, and ended without waiting for what did not answer

struct Context {
    std::filesystem::path site = "site";       ///< --site
    std::map<std::string, std::string> flags;  ///< settings given on the command line: key -> value
    settings::Environment environment;
    std::ostream& out;
    std::ostream& err;
    const base::Clock& clock;
    /// What the chosen subcommand does; its exit status, or the Error that run() prints in one line (status 1).
    std::function<base::Result<int>()> work;
};

/// A new subcommand with --site.
CLI::App& add_command(CLI::App& app, Context& context, const std::string& name, const std::string& help);

/// A flag that sets a setting: "--listen" for "server.listen". A value that the setting does not take is a wrong command line.
void add_setting_flag(CLI::App& command, Context& context, const std::string& flag, const std::string& key, const std::string& help);

/// Sets what is to be done when `command` was chosen and its options were read.
void when_chosen(CLI::App& command, Context& context, std::function<base::Result<int>()> work);

/// What to do where there is no site in the folder yet.
enum class Missing : std::uint8_t {
    create,   ///< make one, with a commented stoppress.toml
    refuse,   ///< not_found: what reads a site must not leave an empty one behind a mistyped name
    defaults  ///< take the default settings and write nothing (--dry-run)
};

/// The settings of the site of --site: flags over environment over its stoppress.toml.
base::Result<settings::Loaded> load_site(const Context& context, Missing missing);

}  // namespace stoppress::cli
