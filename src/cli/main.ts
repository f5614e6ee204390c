#!/usr/bin/env node
import { run } from './run.js'

// Not `await`: the bundle is CommonJS, because that starts faster. And `exit`, not `exitCode`: everything has been written by then, and Node would
// take its heap apart before it ends, which takes as long as linting a small file.
void run(process.argv.slice(2)).then((code) => { process.exit(code) })
