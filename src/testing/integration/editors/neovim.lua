-- nvim --headless -u NONE -l neovim.lua FILE SERVER-COMMAND...
-- One session as a person has it: open, look, hover, complete, repair, look again. Prints what was seen as one line of JSON.
local file, command = arg[1], vim.list_slice(arg, 2)
vim.cmd('edit ' .. vim.fn.fnameescape(file))
vim.bo.filetype = 'yaml'
local buffer = vim.api.nvim_get_current_buf()
local id = assert(vim.lsp.start({ name = 'strimzi-lint', cmd = command, root_dir = vim.fn.getcwd() }), 'the client did not start')
local client = vim.lsp.get_client_by_id(id)

local function wait(what, ready)
  assert(vim.wait(30000, ready, 20), 'timeout: ' .. what)
end
local function diagnostics()
  return vim.diagnostic.get(buffer)
end
local function request(method, parameters)
  local answer = assert(vim.lsp.buf_request_sync(buffer, method, parameters, 10000), method .. ': no answer')[id]
  assert(answer and not answer.err, method .. ' failed: ' .. vim.inspect(answer))
  return answer.result
end

wait('initialized', function() return client.initialized end)
wait('diagnostics', function() return #diagnostics() > 0 end)
-- Pushed and pulled diagnostics would stand side by side: whoever sees them twice waits in vain for one of them to go.
vim.wait(500)
local seen = { editor = 'Neovim ' .. tostring(vim.version()), diagnostics = {} }
local target
for _, each in ipairs(diagnostics()) do
  table.insert(seen.diagnostics, { line = each.lnum + 1, column = each.col + 1, code = each.code, message = each.message })
  if each.code == 'unknown-field' then target = each end
end
assert(target, 'there is nothing to repair')
vim.api.nvim_win_set_cursor(0, { target.lnum + 1, target.col })
local parameters = vim.lsp.util.make_position_params(0, client.offset_encoding)
seen.hover = request('textDocument/hover', parameters).contents.value
seen.completion = {}
local completion = request('textDocument/completion', parameters)
for _, item in ipairs(completion.items or completion) do table.insert(seen.completion, item.label) end
local function line()
  return vim.api.nvim_buf_get_lines(buffer, target.lnum, target.lnum + 1, false)[1]
end
local before, count = line(), #diagnostics()
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred == true end })
wait('the repair', function() return line() ~= before end)
seen.repaired = line()
wait('diagnostics after the repair', function() return #diagnostics() < count end)
seen.left = #diagnostics()
client.stop()
vim.wait(5000, function() return client.is_stopped() end, 20)
seen.stopped = client.is_stopped()
io.stdout:write(vim.json.encode(seen), '\n')
vim.cmd('qa!')
