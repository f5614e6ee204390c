#!/usr/bin/env node
import { run } from './run.js'

// Not `await`: the bundle is CommonJS, because that starts faster.
void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
