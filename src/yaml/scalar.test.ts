import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { resolvePlain, resolveScalar, yamlTag } from './scalar.js'
import { formatPath } from './path.js'
import { parseDocument } from './stream.js'

const test = suite('scalars')

const plain: readonly (readonly [string, unknown])[] = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((text) => [text, false] as const),
  ...['~', 'null', 'Null', 'NULL'].map((text) => [text, null] as const),
  ...['tRue', 'nULL', 'yEs', '12:30:45', '1:30', '2024-01-01', '2001-12-14t21:59:43.10-05:00', '1e400', '-1e400', '0b2', '0xG', '0o8', '1,000', '=', '<<'].map((text) => [text, text] as const),
  ...['nan', 'Infinity', '0x', '0b', '0o', '+', '-', '.', '..', '.e5', '1.2.3', '_1', '.5_0', '0x1p4', '1e', '--1', '1.5.', 'café', '9'.repeat(400)].map((text) => [text, text] as const),
  ['0', 0],
  ['-0', 0],
  ['10', 10],
  ['010', 8],
  ['-017', -15],
  ['0o10', 8],
  ['0O17', 15],
  ['0x10', 16],
  ['-0x1F', -31],
  ['0X1f', 31],
  ['0b11', 3],
  ['-0B101', -5],
  ['1_000', 1000],
  ['1__0', 10],
  ['1_', 1],
  ['+5', 5],
  ['08', 8],
  ['09.5', 9.5],
  ['3.', 3],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['1e3', 1000],
  ['12e03', 12000],
  ['100e-2', 1],
  ['3.0000000000000000001', 3],
  ['.inf', Infinity],
  ['+.INF', Infinity],
  ['-.Inf', -Infinity],
  ['.NaN', NaN],
  ['9007199254740993', 9007199254740992],
  ['9223372036854775807', 2 ** 63 - 1024],
  ['-9223372036854775808', -(2 ** 63)],
  ['-9223372036854775809', -(2 ** 63) - 2048],
  ['9223372036854775808', 2 ** 63],
  ['18446744073709551616', 2 ** 64],
  ['0x7FFFFFFFFFFFFFFF', 2 ** 63 - 1024],
  ['0xFFFFFFFFFFFFFFFFFF', 2 ** 72],
]

for (const [text, value] of plain) {
  test(`${text.slice(0, 30)} is ${String(value).slice(0, 30)}`, () => {
    assert.ok(Object.is(resolvePlain(text), value), String(resolvePlain(text)))
  })
}

const tagged: readonly (readonly [string, string, unknown])[] = [
  ['int', '5', 5],
  ['int', '5.0', undefined],
  ['float', '5', 5],
  ['bool', 'yes', true],
  ['bool', 'x', undefined],
  ['null', '', null],
  ['null', 'x', undefined],
  ['str', '5', '5'],
  ['timestamp', '2024-01-01', '2024-01-01'],
  ['timestamp', 'x', undefined],
  ['binary', 'aGVsbG8=', 'hello'],
  ['binary', '%', undefined],
]

for (const [tag, text, value] of tagged) {
  test(`!!${tag} ${text}`, () => {
    const resolved = resolveScalar(text, false, yamlTag + tag)
    assert.equal('refused' in resolved ? undefined : resolved.value, value)
  })
}

const keys: readonly (readonly [string, string])[] = [
  ['yes', 'true'],
  ['010', '8'],
  ['1e3', '1000'],
  ['1e6', '1e+06'],
  ['1.0', '1'],
  ['1.1', '1.1'],
  ['0x10', '16'],
  ['1_000', '1000'],
  ['1e-5', '1e-05'],
  ['.inf', '.inf'],
  ['-.inf', '-.inf'],
  ['2024-01-01', '2024-01-01'],
  ['"010"', '010'],
  ['! 010', '010'],
  ['? 8\n', '8'],
]

for (const [key, name] of keys) {
  test(`the key ${key.trim()} is ${name}`, () => {
    assert.equal(Object.keys(parseDocument(`${key}: x\n`).value as object), [name])
    if (!key.startsWith('?')) assert.equal(Object.keys(parseDocument(`{${key}: x}\n`).value as object), [name])
  })
}

for (const key of ['~', 'null', '[a]', '{a: b}', '18446744073709551615', '{{ .Values.name }}']) {
  test(`the key ${key} is refused`, () => {
    const document = parseDocument(`a: {${key}: x}\n`)
    assert.is(document.value, undefined)
    assert.is(document.problems.length, 1)
  })
}

test('paths as people write them', () => {
  assert.is(formatPath(['spec', 'config', 'min.insync.replicas']), 'spec.config["min.insync.replicas"]')
  assert.is(formatPath(['spec', 'listeners', 0, 'port']), 'spec.listeners[0].port')
  assert.is(formatPath(['a-b', 'say "hi"']), 'a-b["say \\"hi\\""]')
  assert.is(formatPath([0, 'a']), '[0].a')
  assert.is(formatPath([]), '')
})

test.run()
