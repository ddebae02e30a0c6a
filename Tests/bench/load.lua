-- wrk sends each request of the file REQUESTS once, in its order: eight digits that say how long it is, then the request.
local file = io.open(os.getenv("REQUESTS"), "rb")
local threads = {}

function setup(thread) table.insert(threads, thread) end

function request()
  local size = file:read(8)
  if not size then
    ran_out = true
    file:seek("set")
    size = file:read(8)
  end
  return file:read(tonumber(size))
end

function done(summary, latency)
  for _, thread in ipairs(threads) do
    if thread:get("ran_out") then print("RAN OUT") end
  end
  local errors = summary.errors
  print(string.format("FIGURES %d %d %d %d %d %d", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99)))
end
