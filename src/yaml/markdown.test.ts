import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fencedYaml } from './markdown.js'

const test = suite('Markdown')

function values(text: string): unknown[][] {
  return fencedYaml(text).map(({ documents }) => documents.map(({ value }) => value))
}

test('blocks of yaml and yml, several documents, other languages left out', () => {
  assert.equal(values('x\n```yaml\na: 1\n---\nb: 2\n```\n```json\n{}\n```\n```yml\nc: 3\n```\n'), [[{ a: 1 }, { b: 2 }], [{ c: 3 }]])
})

test('tildes, longer fences, info strings, an end that is missing', () => {
  assert.equal(values('~~~ YAML\na: "```"\n~~~\n'), [[{ a: '```' }]])
  assert.equal(values('````yaml title="x"\na: |\n  ```\n````\n'), [[{ a: '```\n' }]])
  assert.equal(values('```yaml {linenos=table}\na: 1\n```\n'), [[{ a: 1 }]])
  assert.equal(values('```{.yaml}\na: 1\n```\n'), [[{ a: 1 }]])
  assert.equal(values('```yaml\na: 1\n'), [[{ a: 1 }]])
  assert.equal(values('```yaml-test\na: 1\n```\n```text\n```yaml\nb: 1\n```\n'), [])
})

test('CRLF', () => {
  const text = '# t\r\n```yaml\r\na: 1\r\nb: 2\r\n```\r\n'
  const [block] = fencedYaml(text)
  const place = block?.documents[0]?.place(['b'])
  assert.is(text.slice(place?.value.start, place?.value.end), '2')
})

test('in a list: values without the indentation, places with it', () => {
  const text = '1. so:\n\n   ```yaml\n   a:\n     - b\n\n     - c: |\n         x\n   ---\n   d: 1\n   d: 2\n   ```\n- ```yaml\n  e: 1\n  ```\n'
  const blocks = fencedYaml(text)
  assert.equal(blocks.map(({ documents }) => documents.map(({ value }) => value)), [[{ a: ['b', { c: 'x\n' }] }, { d: 2 }], [{ e: 1 }]])
  const [first, second] = blocks[0]?.documents ?? []
  const c = first?.place(['a', 1, 'c'])
  assert.is(c?.key?.start, text.indexOf('c: |'))
  assert.is(text.slice(c?.value.start, c?.value.end), '|\n         x')
  assert.equal(first?.pathAt(text.indexOf('c: |')), ['a', 1, 'c'])
  const [problem] = second?.problems ?? []
  assert.is(problem?.span.start, text.indexOf('d: 2'))
  assert.is(problem?.related?.[0]?.span.start, text.indexOf('d: 1'))
  assert.is(text.slice(second?.span.start, second?.span.end).trim(), 'd: 1\n   d: 2')
})

test('an empty block', () => {
  assert.equal(fencedYaml('```yaml\n```\n').map(({ documents }) => documents.map(({ empty }) => empty)), [[true]])
})

test.run()
