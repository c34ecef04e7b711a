// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress user add|list|disable|enable|link: the people of the newsroom. Works while the site is being served.
#include <algorithm>
#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/serve/served_address.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/people/person_answer.hpp"
#include "store/people/credentials.hpp"
#include "story/text.hpp"

namespace stoppress::cli {
namespace {

using base::Result;

struct UserOptions {
    std::string email;
    std::string name;
    std::string role;
    bool forget_factor = false;
    bool forget_passkeys = false;
};

std::string wrong_with_person_name(const std::string& name) {
    const bool control = std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (name.empty() || name.size() > newsroom::kMaxPersonName || control || !story::is_utf8(name)) {
        return fmt::format("must be 1 to {} bytes of text on one line", newsroom::kMaxPersonName);
    }
    return "";
}

std::string wrong_with_person_role(const std::string& role) {
    return store::parse_role(role) ? "" : "must be contributor, reporter, editor or admin, not \"" + role + "\"";
}

std::string wrong_with_email(const std::string& email) {
    return store::canonical_email(email) ? "" : "must be an email address, not \"" + email + "\"";
}

const store::Actor& whoever_is_here() {
    static const store::Actor kActor{std::string(store::kCommandLine)};
    return kActor;
}

struct PeopleOfSite {
    settings::Loaded loaded;
    std::unique_ptr<store::Credentials> credentials;
};

Result<PeopleOfSite> open_people(const Context& context, Missing missing) {
    TRY(settings::Loaded loaded, load_site(context, missing));
    // The server may have been given another port by a flag.
    const auto url = std::ranges::find(loaded.origins, "site.url", &settings::Origin::key);
    if (auto served = served_address(loaded.settings.folder); served && url->from == settings::kDefault) {
        loaded.settings.site.url = std::move(*served);
    }
    TRY(auto credentials, store::Credentials::open(loaded.settings, context.clock));
    return PeopleOfSite{std::move(loaded), std::move(credentials)};
}

Result<store::Person> find_person(store::Credentials& credentials, const std::string& email) {
    TRY(auto account, credentials.people().find(store::canonical_email(email).value_or(email)));
    if (!account) {
        return base::fail(base::ErrorCode::not_found, fmt::format("no account has the email address {}; see `stoppress user list`", email));
    }
    return std::move(account->person);
}

Result<int> print_link(const Context& context, const PeopleOfSite& site, std::int64_t person) {
    TRY(const std::string secret, site.credentials->people().make_link(person, whoever_is_here()));
    context.out << newsroom::sign_in_address(site.loaded.settings, secret) << '\n';
    return kAllWell;
}

Result<int> add_person(const UserOptions& options, const Context& context) {
    TRY(const PeopleOfSite site, open_people(context, Missing::create));
    TRY(const auto person,
        site.credentials->people().add(options.email, options.name, store::parse_role(options.role).value_or(store::Role::contributor),
                                       whoever_is_here()));
    return print_link(context, site, person.number);
}

Result<int> list_people(const Context& context) {
    TRY(const PeopleOfSite site, open_people(context, Missing::refuse));
    TRY(const auto people, site.credentials->people().list());
    for (const store::Person& person : people) {
        context.out << person.email << '\t' << store::to_string(person.role) << '\t' << (person.disabled ? "disabled" : "enabled") << '\t'
                    << (person.last_seen_at ? base::format_rfc3339(*person.last_seen_at) : "never") << '\t' << person.name << '\n';
    }
    return kAllWell;
}

Result<int> set_disabled(const UserOptions& options, const Context& context, bool disabled) {
    TRY(const PeopleOfSite site, open_people(context, Missing::refuse));
    TRY(const auto person, find_person(*site.credentials, options.email));
    store::PersonChange change;
    change.disabled = disabled;
    TRY_VOID(site.credentials->people().change(person.number, change, whoever_is_here()));
    return kAllWell;
}

Result<int> make_link(const UserOptions& options, const Context& context) {
    TRY(const PeopleOfSite site, open_people(context, Missing::refuse));
    TRY(const auto person, find_person(*site.credentials, options.email));
    if (options.forget_factor) {
        TRY_VOID(site.credentials->people().remove_second_factor(person.number, whoever_is_here()));
    }
    if (options.forget_passkeys) {
        TRY_VOID(site.credentials->passkeys().remove_all(person.number, whoever_is_here()));
    }
    return print_link(context, site, person.number);
}

}  // namespace

void add_user(CLI::App& app, Context& context) {
    CLI::App& user = *app.add_subcommand("user", "Manage the accounts of the newsroom");
    user.require_subcommand(1);
    auto options = std::make_shared<UserOptions>();
    const CLI::Validator name_rule(wrong_with_person_name, "NAME");
    const CLI::Validator role_rule(wrong_with_person_role, "ROLE");
    const CLI::Validator email_rule(wrong_with_email, "EMAIL");
    const auto takes_email = [&](CLI::App& command) {
        command.add_option("EMAIL", options->email, "The email address of the account")->required()->check(email_rule);
    };

    CLI::App& to_add = add_command(user, context, "add", "Add an account and print a one-time sign-in link to standard output");
    takes_email(to_add);
    to_add.add_option("--name", options->name, "The person's name")->required()->check(name_rule);
    to_add.add_option("--role", options->role, "contributor, reporter, editor or admin")->required()->check(role_rule);
    when_chosen(to_add, context, [options, &context] { return add_person(*options, context); });

    CLI::App& to_list = add_command(user, context, "list", "Print the email address, role, state, last activity and name of each account");
    when_chosen(to_list, context, [&context] { return list_people(context); });

    CLI::App& to_disable = add_command(user, context, "disable", "Disable an account and end all its sessions");
    takes_email(to_disable);
    when_chosen(to_disable, context, [options, &context] { return set_disabled(*options, context, true); });

    CLI::App& to_enable = add_command(user, context, "enable", "Enable a disabled account");
    takes_email(to_enable);
    when_chosen(to_enable, context, [options, &context] { return set_disabled(*options, context, false); });

    CLI::App& to_link = add_command(user, context, "link", "Print a sign-in link that works once, within a day");
    takes_email(to_link);
    to_link.add_flag("--forget-second-factor", options->forget_factor,
                     "Also turn off the second factor, if phone and recovery codes are lost");
    to_link.add_flag("--forget-passkeys", options->forget_passkeys, "Also remove all passkeys and end all sessions, for a stolen device");
    when_chosen(to_link, context, [options, &context] { return make_link(*options, context); });
}

}  // namespace stoppress::cli
