// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/transaction/read_snapshot.hpp"

#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {}  // namespace

std::uint64_t ReadSnapshot::statements_run() const {
    return session_.session().statements_run();
}

base::Result<base::ChangeNumber> ReadSnapshot::change_number() {
    return guarded([&]() -> base::Result<base::ChangeNumber> {
        auto query = session_.session().query("change.last");
        query.one();
        return query.integer("number");
    });
}

}  // namespace stoppress::store
