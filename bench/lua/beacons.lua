-- SPDX-License-Identifier: GPL-3.0-or-later
-- Posts views of the stories in the file BENCH_PATHS (ids, one a line) in turn, as navigator.sendBeacon does.
dofile(os.getenv("BENCH_LUA") .. "/report.lua")

function init(args)
    -- Added to those of the command line: a table of its own would take their place.
    wrk.headers["Content-Type"] = "text/plain"
    requests = {}
    for id in io.lines(os.getenv("BENCH_PATHS")) do
        requests[#requests + 1] = wrk.format("POST", "/api/v1/views", nil, '{"story": ' .. id .. '}')
    end
    turn = 0
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end
