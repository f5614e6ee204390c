import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { colorFlags, lintFlags } from './lint-options.js'
import { parseArguments } from './options.js'
import { commandNames, plainLint } from './plain-lint.js'

const test = suite('a plain lint run')

test('is read without commander', () => {
  const options = plainLint(['--preset', 'all', '--format=json', '--only', 'a, b', '--only', 'c', '--no-config', '--fail-on', 'never', 'x.yaml', '-', 'diff'])
  assert.equal(options && { ...options }, {
    paths: ['x.yaml', '-', 'diff'], targets: [{ format: 'json' }], preset: 'all', only: ['a', 'b', 'c'], skip: [], config: false, know: [], markdown: false,
    failOn: 'never', fix: false, diff: false, quiet: false,
  })
  assert.is(plainLint([])?.failOn, 'error')
  assert.is(plainLint(['--color', '--no-color'])?.color, false)
})

test('anything else is for commander', () => {
  const others = [['rules'], ['lsp', '--stdio'], ['--quiet', 'diff', 'x'], ['--help'], ['-h'], ['--version'], ['--nope'], ['--format'], ['--format', '--quiet'],
    ['--format', 'nope'], ['--quiet=yes'], ['--', 'x'], ['--fix', '--diff-base', 'main']]
  for (const args of others) assert.is(plainLint(args), undefined, args.join(' '))
})

test('the commands are those of the help', () => {
  const help = parseArguments(['--help'], '1')
  const [, commands = ''] = (help.command === 'none' ? help.text : '').split('Commands:\n')
  const names = Array.from(commands.split('\n\n')[0]?.matchAll(/^ {2}([a-z]\S*)/gm) ?? [], (match) => match[1])
  assert.equal(names.sort(), [...commandNames].sort())
})

test('says the same as commander, whatever the arguments', () => {
  const names = [...lintFlags, ...colorFlags].map(({ flags }) => flags.split(' ')[0] ?? '')
  const words = ['a.yaml', '-', '--', '', '-1', '-x', 'rules', 'diff', 'help', 'json', 'sarif=out', 'warning', 'a,b', '--version', '-h', '--__proto__', '__proto__', '--nope', '=']
  const argument = fc.oneof(
    fc.constantFrom(...names), fc.constantFrom(...words), fc.string({ maxLength: 4 }),
    fc.tuple(fc.constantFrom(...names), fc.constantFrom(...words)).map(([name, word]) => `${name}=${word}`),
  )
  let plain = 0
  fc.assert(fc.property(fc.array(argument, { maxLength: 6 }), (args) => {
    const options = plainLint(args)
    if (options === undefined) return
    plain++
    assert.equal({ command: 'lint', options }, parseArguments(args, '1'))
  }), { numRuns: 3000, seed: 20261123 })
  assert.ok(plain > 300, `only ${plain} of the command lines were plain`)
})

test.run()
