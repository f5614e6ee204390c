#!/usr/bin/env node
import { loadCompiled } from './compile-cache.js'
import type { run } from './run.js'

/** The build tells these: the file of the program, which stands beside this one, the hash of its text, and how to load what stands beside it. */
declare const programFile: string
declare const programHash: string
declare const requireBeside: NodeJS.Require

const { exports, keep } = loadCompiled(programFile, programHash, requireBeside)
const program = exports as { readonly run: typeof run }

// Not `await`: the bundle is CommonJS, because that starts faster. And `exit`, not `exitCode`: everything has been written by then, and Node would
// take its heap apart before it ends, which takes as long as linting a small file.
void program.run(process.argv.slice(2), keep).then((code) => { process.exit(code) })
