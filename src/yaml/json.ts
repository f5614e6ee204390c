/** Where a JSON value ends, or where and why it is not JSON. */
export type JsonExtent = { readonly end: number } | { readonly offset: number; readonly message: string }

/**
 * Reads one JSON object strictly, as kubectl's JSON decoder does for a file that begins with `{`: no bare words, no comments, no trailing commas.
 * Iterative, so that deep nesting costs no stack.
 */
export function jsonExtent(text: string, start: number): JsonExtent {
  const open: ('{' | '[')[] = []
  let at = start
  let expect: 'value' | 'key' | 'key-or-end' | 'value-or-end' | 'comma-or-end' = 'value'
  const fail = (message: string): JsonExtent => ({ offset: Math.min(at, text.length), message })
  for (;;) {
    at = skipJsonSpace(text, at)
    const character = text[at]
    if (character === undefined) return fail(`the JSON ends too early: a closing ${open.at(-1) === '[' ? ']' : '}'} is missing`)
    const closes = character === '}' || character === ']'
    if (closes && expect !== 'key' && expect !== 'value' && character === (open.at(-1) === '{' ? '}' : ']')) {
      open.pop()
      at++
      if (open.length === 0) return { end: at }
      expect = 'comma-or-end'
    } else if (expect === 'comma-or-end') {
      if (character !== ',') return fail('a comma is missing before this')
      at++
      expect = open.at(-1) === '{' ? 'key' : 'value'
    } else if (expect === 'key' || expect === 'key-or-end') {
      if (character === '}') return fail('JSON has no comma before the closing brace')
      const end = jsonString(text, at)
      if (end === undefined) return fail('a file that begins with { is read as JSON, where a key is a text in double quotes')
      at = skipJsonSpace(text, end)
      if (text[at] !== ':') return fail('a colon is missing after the key')
      at++
      expect = 'value'
    } else if (character === '{' || character === '[') {
      open.push(character)
      at++
      expect = character === '{' ? 'key-or-end' : 'value-or-end'
    } else {
      if (character === ']') return fail('JSON has no comma before the closing bracket')
      const end = character === '"' ? jsonString(text, at) : literalEnd(text, at)
      if (end === undefined) return fail('a file that begins with { is read as JSON: a value is a number, true, false, null or in double quotes')
      at = end
      expect = 'comma-or-end'
    }
  }
}

/** The offset behind JSON's white space. */
export function skipJsonSpace(text: string, at: number): number {
  jsonSpace.lastIndex = at
  return jsonSpace.test(text) ? jsonSpace.lastIndex : at
}

const jsonSpace = /[ \t\r\n]*/y
const literal = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![\w.+-])/y

function literalEnd(text: string, at: number): number | undefined {
  literal.lastIndex = at
  return literal.test(text) ? literal.lastIndex : undefined
}

function jsonString(text: string, at: number): number | undefined {
  if (text[at] !== '"') return undefined
  for (let index = at + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x22) return index + 1
    if (code < 0x20) return undefined
    if (code === 0x5c) {
      const escaped = text[index + 1] ?? ''
      if (escaped === 'u' ? !/^[0-9a-fA-F]{4}$/.test(text.slice(index + 2, index + 6)) : !'"\\/bfnrt'.includes(escaped) || escaped === '') return undefined
      index++
    }
  }
  return undefined
}
