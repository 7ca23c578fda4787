-- For wrk: asks for the addresses of a file in turn, each with its session's cookie, and says how that went.

local targets, turn = {}, 0
local statuses = {}
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, cookie = line:match("^(%S+)\t(.*)$")
    table.insert(targets, wrk.format("GET", path, { Cookie = cookie, Host = "127.0.0.1" }))
  end
  told = ""
end

function request()
  turn = turn % #targets + 1
  return targets[turn]
end

function response(status)
  statuses[status] = (statuses[status] or 0) + 1
  told = ""
  for one, count in pairs(statuses) do
    told = told .. one .. "=" .. count .. " "
  end
end

function done(summary, latency)
  local found = ""
  for _, thread in ipairs(threads) do
    found = found .. thread:get("told")
  end
  local errors = summary.errors
  io.write(string.format("FOUND %d %d %d %d %d %d %s\n", latency:percentile(50), latency:percentile(95),
    latency:percentile(99), summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.timeout, found))
end
