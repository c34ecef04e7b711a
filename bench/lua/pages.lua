-- SPDX-License-Identifier: GPL-3.0-or-later
-- Asks for the addresses of the file BENCH_PATHS in turn.
dofile(os.getenv("BENCH_LUA") .. "/report.lua")

function init(args)
    requests = {}
    for path in io.lines(os.getenv("BENCH_PATHS")) do
        requests[#requests + 1] = wrk.format("GET", path)
    end
    turn = 0
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end
