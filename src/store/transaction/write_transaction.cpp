// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/transaction/write_transaction.hpp"

#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

ReadSnapshot WriteTransaction::look() {
    return ReadSnapshot(session_.reader());
}

base::Result<void> WriteTransaction::settle_counts() {
    return guarded([&]() -> base::Result<void> {
        session_.settle_counts();
        return {};
    });
}

}  // namespace stoppress::store
