// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that the address of a running server is found in the site's folder, and that of one which has ended is not.
#include "cli/serve/served_address.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "store/site_fixture.hpp"

namespace stoppress::cli {
namespace {

TEST(ServedAddress, IsKnownAsLongAsTheServerRuns) {
    const store::TemporaryFolder folder;
    EXPECT_EQ(served_address(folder.path()), std::nullopt);
    {
        const ServedAddress served(folder.path(), "http://127.0.0.1:9000");
        EXPECT_EQ(served_address(folder.path()), "http://127.0.0.1:9000");
        const ServedAddress second(folder.path(), "http://127.0.0.1:9001");
        EXPECT_EQ(served_address(folder.path()), "http://127.0.0.1:9000") << "a second server does not write over it";
    }
    EXPECT_EQ(served_address(folder.path()), std::nullopt);
}

TEST(ServedAddress, OfAKilledServerIsNotBelieved) {
    const store::TemporaryFolder folder;
    std::ofstream(folder.path() / "stoppress.address") << "http://127.0.0.1:9000\n";
    EXPECT_EQ(served_address(folder.path()), std::nullopt);
    const ServedAddress next(folder.path(), "http://127.0.0.1:9001");
    EXPECT_EQ(served_address(folder.path()), "http://127.0.0.1:9001");
}

TEST(ServedAddress, ThatIsNoAddressIsIgnored) {
    const store::TemporaryFolder folder;
    for (const std::string& wrong :
         {std::string("javascript:alert(1)"), std::string("http://a.example/path"), std::string(400, 'x'), std::string()}) {
        const ServedAddress served(folder.path(), wrong);
        EXPECT_EQ(served_address(folder.path()), std::nullopt) << wrong;
    }
}

}  // namespace
}  // namespace stoppress::cli
