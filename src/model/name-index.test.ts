import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { NameIndex } from './name-index.js'

const indexes = suite('name index')

const names = ['pay', 'pay.', 'payroll.', 'orders', 'orders.eu', 'pa', '', 'pay']
const index = new NameIndex(names.map((name, position) => [name, `${name}#${String(position)}`] as const))

indexes('finds what begins with a prefix, in the order of names', () => {
  assert.equal([...index.startingWith('pay')], ['pay#0', 'pay#7', 'pay.#1', 'payroll.#2'])
  assert.equal([...index.startingWith('orders.')], ['orders.eu#4'])
  assert.equal([...index.startingWith('zzz')], [])
  assert.is([...index.startingWith('')].length, names.length)
})

indexes('finds the beginnings of a name, the shortest first', () => {
  assert.equal([...index.beginningsOf('pay.eu')], ['#6', 'pa#5', 'pay#0', 'pay#7', 'pay.#1'])
  assert.equal([...index.beginningsOf('x')], ['#6'])
})

indexes('agrees with a search through everything', () => {
  const letters = ['a', 'b', '.', '-']
  let seed = 7
  const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648)
  const words = Array.from({ length: 200 }, () => Array.from({ length: next() % 6 }, () => letters[next() % 4]).join(''))
  const random = new NameIndex(words.map((word) => [word, word] as const))
  for (const word of words) {
    assert.equal([...random.startingWith(word)].sort(), words.filter((other) => other.startsWith(word)).sort())
    assert.equal([...random.beginningsOf(word)].sort(), words.filter((other) => word.startsWith(other)).sort())
  }
})

indexes('names that no Kafka takes are left out', () => {
  const long = 'a'.repeat(1_000_000)
  const hostile = new NameIndex([[long, 1]])
  assert.equal([...hostile.startingWith('a')], [])
  assert.equal([...hostile.beginningsOf(long)], [])
})

indexes('names of Object.prototype are names', () => {
  assert.equal([...new NameIndex([['__proto__', 1]]).startingWith('__')], [1])
})

indexes.run()
