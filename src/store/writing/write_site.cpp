// SPDX-License-Identifier: GPL-3.0-or-later
// Stores what the newsroom sets about the site itself.
#include "store/tags.hpp"
#include "store/write_transaction.hpp"
#include "store/writing/writer_session.hpp"

namespace stoppress::store {

base::Result<bool> WriteTransaction::put_setting(const std::string& key, const std::string& value) {
    return guarded([&]() -> base::Result<bool> {
        auto known = session_.session().query("setting.get");
        if (known.set("key", key).one() && known.text("value") == value) {
            return false;
        }
        session_.session().query("setting.put").set("key", key).set("value", value).run();
        session_.append_change("setting", {}, {settings_tag()});
        return true;
    });
}

base::Result<bool> WriteTransaction::remove_setting(const std::string& key) {
    return guarded([&]() -> base::Result<bool> {
        if (!session_.session().query("setting.get").set("key", key).one()) {
            return false;
        }
        session_.session().query("setting.delete").set("key", key).run();
        session_.append_change("setting", {}, {settings_tag()});
        return true;
    });
}

}  // namespace stoppress::store
