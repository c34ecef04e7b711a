-- SPDX-License-Identifier: GPL-3.0-or-later
-- Asks for the addresses of the file BENCH_PATHS, the nth of them 1/n as often as the first (Zipf's law).
dofile(os.getenv("BENCH_LUA") .. "/report.lua")

function init(args)
    local requests = {}
    for path in io.lines(os.getenv("BENCH_PATHS")) do
        requests[#requests + 1] = wrk.format("GET", path)
    end
    local sums, sum = {}, 0
    for n = 1, #requests do
        sum = sum + 1 / n
        sums[n] = sum
    end
    -- Drawn beforehand: drawing costs more than asking.
    drawn = {}
    math.randomseed(7)
    for i = 1, 200000 do
        local wanted, low, high = math.random() * sum, 1, #requests
        while low < high do
            local middle = math.floor((low + high) / 2)
            if sums[middle] < wanted then low = middle + 1 else high = middle end
        end
        drawn[i] = requests[low]
    end
    turn = 0
end

function request()
    turn = turn % #drawn + 1
    return drawn[turn]
end
