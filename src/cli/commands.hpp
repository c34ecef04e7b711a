// SPDX-License-Identifier: GPL-3.0-or-later
// All subcommands, each in its own .cpp.
// Thread: the main thread.
#pragma once

#include "cli/command.hpp"

namespace stoppress::cli {

void add_serve(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_export(CLI::App& app, Context& context);
void add_addresses(CLI::App& app, Context& context);
void add_token(CLI::App& app, Context& context);
void add_user(CLI::App& app, Context& context);
void add_backup(CLI::App& app, Context& context);
void add_move(CLI::App& app, Context& context);
void add_restore(CLI::App& app, Context& context);
void add_check(CLI::App& app, Context& context);
void add_generate(CLI::App& app, Context& context);
void add_generate_views(CLI::App& app, Context& context);
void add_config(CLI::App& app, Context& context);

}  // namespace stoppress::cli
