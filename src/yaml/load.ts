import type { EventType, Schema, State, YAMLException } from 'js-yaml'
import { jsYaml } from './packages.js'
import { resolvePlain } from './scalar.js'
import type { PositionRecord } from './record.js'

/**
 * What js-yaml made of one document.
 * `loaded`: the value is what kubectl sees, and the record says where everything is.
 * `intricate`: the syntax is right, but anchors, merge keys, tags, keys that are no strings or equal keys take a parser that keeps the nodes.
 * `refused`: the syntax is wrong, or the document nests too deeply (`tooDeep`).
 */
export type Loaded =
  | { readonly outcome: 'loaded'; readonly value: unknown; readonly record: PositionRecord }
  | { readonly outcome: 'intricate' }
  | { readonly outcome: 'refused'; readonly reason: string; readonly offset: number; readonly tooDeep: boolean }

/** How deep a document may nest; js-yaml's own bound. */
export const maximumDepth = 100

/** js-yaml's state, with the parts that its types leave out. */
interface LoaderState extends State {
  readonly anchor: string | null
}

/**
 * Loads documents one by one and keeps the positions of all of them in one growing array, so that a stream of thousands costs few allocations.
 */
export class Loader {
  private events: Int32Array
  private length = 0
  private intricate = false

  private readonly schema: Schema
  private readonly options: { readonly schema: Schema; readonly listener: (this: State, event: EventType, state: State) => void }

  /** `length` is that of the stream: manifests have about one event for four characters. */
  constructor(length: number) {
    this.events = new Int32Array(Math.max(16, length >> 2))
    const { Schema, Type } = jsYaml()
    let resolved: unknown
    const plain = new Type('tag:strimzi-lint,2025:plain', {
      kind: 'scalar',
      resolve: (text: string): boolean => {
        resolved = resolvePlain(text)
        if (resolved === text) {
          if (text === '<<') this.intricate = true
          return false
        }
        if (typeof resolved === 'number' && !Number.isFinite(resolved)) this.intricate = true
        return true
      },
      construct: () => resolved,
    })
    const tagged = (['scalar', 'sequence', 'mapping'] as const).map(
      (kind) =>
        new Type('', {
          kind,
          multi: true,
          construct: (data: unknown) => {
            this.intricate = true
            return data
          },
        }),
    )
    this.schema = new Schema({ implicit: [plain], explicit: tagged })
    this.options = { schema: this.schema, listener: (event, state) => { this.listen(event, state as LoaderState) } }
  }

  /** Loads one document, without byte order mark, `---` and what follows `...`. Never throws. */
  load(text: string): Loaded {
    const from = this.length
    this.takeIntricate()
    try {
      const documents = jsYaml().loadAll(text, null, this.options)
      if (documents.length > 1) return { outcome: 'refused', reason: 'end of the stream or a document separator is expected', offset: 0, tooDeep: false }
      const isIntricate = this.takeIntricate() || mayHaveExplicitKey(text)
      if (!isIntricate) return { outcome: 'loaded', value: documents[0] ?? null, record: new Range(this, from, this.length) }
      this.length = from
      return { outcome: 'intricate' }
    } catch (error) {
      this.length = from
      if (!(error instanceof jsYaml().YAMLException)) return { outcome: 'refused', reason: String(error), offset: 0, tooDeep: error instanceof RangeError }
      return error.reason === 'duplicated mapping key' ? this.loadDespiteDuplicates(text) : refusal(error)
    }
  }

  /** The events so far; the array is replaced when it grows. */
  get allEvents(): Int32Array {
    return this.events
  }

  /** Whether the listener or a type has seen something intricate since the last call. */
  private takeIntricate(): boolean {
    const seen = this.intricate
    this.intricate = false
    return seen
  }

  private loadDespiteDuplicates(text: string): Loaded {
    try {
      jsYaml().loadAll(text, null, { schema: this.schema, json: true })
      return { outcome: 'intricate' }
    } catch (error) {
      return error instanceof jsYaml().YAMLException ? refusal(error) : { outcome: 'refused', reason: String(error), offset: 0, tooDeep: error instanceof RangeError }
    }
  }

  private listen(event: EventType, state: LoaderState): void {
    if (this.length === this.events.length) this.grow()
    if (event === 'open') {
      this.events[this.length++] = state.position
      return
    }
    this.events[this.length++] = ~state.position
    if (state.anchor !== null) this.intricate = true
    else if (typeof state.result !== 'string' && isBeforeColon(state.input, state.position)) this.intricate = true
  }

  private grow(): void {
    const events = new Int32Array(this.events.length * 2)
    events.set(this.events)
    this.events = events
  }
}

/** The events of one document within those of its stream. */
class Range implements PositionRecord {
  constructor(
    private readonly loader: Loader,
    readonly from: number,
    readonly to: number,
  ) {}

  get events(): Int32Array {
    return this.loader.allEvents
  }
}

/** Is what ends at `at` a key? Only asked about nodes that are no strings, such as `8:` and `true:`. */
function isBeforeColon(input: string, at: number): boolean {
  let code = input.charCodeAt(at)
  while (code === 0x20 || code === 0x09) code = input.charCodeAt(++at)
  return code === 0x3a
}

/** Keys behind a question mark (`? key`) are not followed by a colon. */
function mayHaveExplicitKey(text: string): boolean {
  return text.includes('?') && /(?:^|[\r\n{,[-])[ \t]*\?(?:[ \t\r\n]|$)/.test(text)
}

function refusal(error: YAMLException): Loaded {
  // The types promise a mark, but not every exception has one.
  const mark = error.mark as YAMLException['mark'] | undefined
  return { outcome: 'refused', reason: error.reason, offset: mark?.position ?? 0, tooDeep: error.reason.startsWith('nesting exceeded') }
}
