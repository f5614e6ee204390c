import { run } from './run.js'

// Not `await`: the bundle is CommonJS.
void run(process.env)
