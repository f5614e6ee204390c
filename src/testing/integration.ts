import { readdirSync } from 'node:fs'
import type { Section } from './integration/section.js'

/**
 * Checks with the real programs: `npm run test:integration [-- section ...]`. Each file in `integration/` is a section and prints `ran: …` or
 * `skipped: reason`. REQUIRE=all makes a skip a failure; INSTALL=1 fetches tools of npm into a cache outside the repository.
 * The last line is `N passed, N failed`.
 */
const wanted = process.argv.slice(2)
const names = readdirSync(new URL('integration/', import.meta.url))
  .filter((file) => file.endsWith('.ts') && file !== 'section.ts').map((file) => file.slice(0, -3)).sort()
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${names.join(', ')}`)
  process.exit(1)
}

let passed = 0
let failed = 0
for (const name of names.filter((each) => wanted.length === 0 || wanted.includes(each))) {
  const started = performance.now()
  const { default: section } = (await import(`./integration/${name}.js`)) as { default: Section }
  try {
    const outcome = await section.run()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    if ('ran' in outcome) {
      passed += 1
      console.log(`ran: ${section.name}: ${outcome.ran} (${seconds} s)`)
    } else {
      console.log(`skipped: ${section.name}: ${outcome.skipped}`)
      if (process.env.REQUIRE === 'all') failed += 1
    }
  } catch (error) {
    failed += 1
    console.log(`FAIL ${section.name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
