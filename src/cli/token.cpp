// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress token create|list|revoke: who may use the API. Works while the site is being served.
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "store/people/credentials.hpp"
#include "story/text.hpp"

namespace stoppress::cli {
namespace {

using base::Result;

constexpr std::size_t kMaxNameLength = 100;  // is in every revision it saves

struct TokenOptions {
    std::string name;
    std::string role;
};

std::string check_name(const std::string& name) {
    const bool control = std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (name.empty() || name.size() > kMaxNameLength || control || !story::is_utf8(name)) {
        return "must be 1 to " + std::to_string(kMaxNameLength) + " bytes of text on one line";
    }
    return "";
}

std::string check_role(const std::string& role) {
    return store::parse_role(role) ? "" : "must be contributor, reporter, editor or admin, not \"" + role + "\"";
}

Result<std::unique_ptr<store::Credentials>> open(const Context& context, Missing missing) {
    TRY(const settings::Loaded loaded, load_site(context, missing));
    return store::Credentials::open(loaded.settings, context.clock);
}

Result<int> create(const TokenOptions& options, const Context& context) {
    TRY(const auto credentials, open(context, Missing::create));
    TRY(const std::string token,
        credentials->create_token(options.name, store::parse_role(options.role).value_or(store::Role::contributor)));
    context.out << token << '\n';
    return kAllWell;
}

Result<int> list(const Context& context) {
    TRY(const auto credentials, open(context, Missing::refuse));
    TRY(const auto tokens, credentials->tokens());
    for (const store::TokenInfo& token : tokens) {
        context.out << token.name << '\t' << store::to_string(token.role) << '\t' << base::format_rfc3339(token.created_at) << '\n';
    }
    return kAllWell;
}

Result<int> revoke(const TokenOptions& options, const Context& context) {
    TRY(const auto credentials, open(context, Missing::refuse));
    TRY_VOID(credentials->revoke_token(options.name));
    return kAllWell;
}

}  // namespace

void add_token(CLI::App& app, Context& context) {
    CLI::App& token = *app.add_subcommand("token", "Manage tokens for the API");
    token.require_subcommand(1);
    auto options = std::make_shared<TokenOptions>();
    const CLI::Validator name_rule(check_name, "NAME");
    const CLI::Validator role_rule(check_role, "ROLE");

    CLI::App& to_create = add_command(token, context, "create", "Create a token and print it to standard output; it is shown only once");
    to_create.add_option("--name", options->name, "The token's name; recorded with every change made with it")
        ->required()
        ->check(name_rule);
    to_create.add_option("--role", options->role, "contributor, reporter, editor or admin")->required()->check(role_rule);
    when_chosen(to_create, context, [options, &context] { return create(*options, context); });

    CLI::App& to_list = add_command(token, context, "list", "Print the name, role and creation date of each token");
    when_chosen(to_list, context, [&context] { return list(context); });

    CLI::App& to_revoke = add_command(token, context, "revoke", "Revoke a token immediately");
    to_revoke.add_option("NAME", options->name, "The token's name")->required();
    when_chosen(to_revoke, context, [options, &context] { return revoke(*options, context); });
}

}  // namespace stoppress::cli
