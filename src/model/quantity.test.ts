import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { byteCount, bytesPerSecond, quantity } from './quantity.js'

const quantities = suite('quantities')

for (const [text, expected] of [
  ['100Gi', 100 * 2 ** 30],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['500m', 0.5],
  ['1e3', 1000],
  ['2E3', 2000],
  ['2E', 2e18],
  ['12k', 12_000],
  ['2', 2],
  [2, 2],
  ['.5', 0.5],
  [' 4Gi ', 4 * 2 ** 30],
  ['4gb', undefined],
  ['4 Gi', undefined],
  ['${SIZE}', undefined],
  ['', undefined],
  ['1e999', undefined],
  [null, undefined],
  [Infinity, undefined],
] as const) {
  quantities(`quantity ${JSON.stringify(text)}`, () => {
    assert.is(quantity(text), expected)
  })
}

for (const [text, expected] of [
  ['10000KiB/s', 10_240_000],
  ['10000KB/s', 10_000_000],
  ['10MB/s', 10_000_000],
  ['1GiB/s', 2 ** 30],
  ['1000B/s', 1000],
  ['10', undefined],
  ['10Mbit/s', undefined],
  [10, undefined],
] as const) {
  quantities(`rate ${JSON.stringify(text)}`, () => {
    assert.is(bytesPerSecond(text), expected)
  })
}

quantities('byte counts read well', () => {
  assert.equal([1024, 1_000_000, 1_048_588, 104_857_600, 500, 10_240_000, 1_000_000_000].map(byteCount), [
    '1 KiB',
    '1 MB',
    '1 MiB',
    '100 MiB',
    '500 bytes',
    '10000 KiB',
    '1 GB',
  ])
})

quantities.run()
