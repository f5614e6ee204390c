import { NameIndex } from './name-index.js'
import { read, type Resource } from './resource.js'
import type { TopicNames } from './connector.js'
import type { Workspace } from './workspace.js'

/** A link with more candidates says nothing about any of them; the engine looks at no more possible worlds either. */
const mostCandidates = 8

/** How many connectors are looked at for one topic: thousands of topics times thousands of connectors would take minutes. */
const mostConnectors = 500

/** What may write to one Kafka cluster, and the source connectors among it by the topics that they name. */
interface ProducersOfOne {
  readonly all: Resource[]
  readonly literal: [name: string, position: number][]
  readonly prefixes: [name: string, position: number][]
  byTopic?: { readonly literal: NameIndex<number>; readonly prefixes: NameIndex<number> }
}

/** What produces into the Kafka clusters of a workspace, by each Kafka that it may mean: to look through all for every topic would be quadratic. */
export class Producers {
  readonly #byKafka = new Map<Resource, ProducersOfOne>()

  constructor(workspace: Workspace) {
    for (const resource of workspace.ofKind('KafkaConnector')) {
      const connector = workspace.connector(resource)
      if (connector.direction !== 'source') continue
      const kafkas = workspace.parents(resource).flatMap((connect) => workspace.clustersAt(connect, read(connect, ['spec', 'bootstrapServers'])))
      this.#add(kafkas, resource, connector.topics)
    }
    for (const bridge of workspace.ofKind('KafkaBridge')) this.#add(workspace.clustersAt(bridge, read(bridge, ['spec', 'bootstrapServers'])), bridge)
    for (const mirror of workspace.ofKind('KafkaMirrorMaker2')) {
      this.#add(workspace.clustersAt(mirror, workspace.mirror(mirror).target?.bootstrapServers), mirror)
    }
  }

  /**
   * What may write to a Kafka, in the order of kinds and documents; with the name of a topic, the source connectors that name it. "May", as a link
   * with several candidates counts for each of them.
   */
  into(kafka: Resource, topic?: string): readonly Resource[] {
    const producers = this.#byKafka.get(kafka)
    if (producers === undefined) return []
    if (topic === undefined) return producers.all
    const { literal, prefixes } = (producers.byTopic ??= { literal: new NameIndex(producers.literal), prefixes: new NameIndex(producers.prefixes) })
    const positions = new Set<number>(literal.named(topic))
    for (const position of prefixes.beginningsOf(topic)) {
      if (positions.size >= mostConnectors) break
      positions.add(position)
    }
    return [...positions].sort((a, b) => a - b).flatMap((position) => producers.all[position] ?? [])
  }

  #add(kafkas: readonly Resource[], producer: Resource, topics: readonly TopicNames[] = []): void {
    if (kafkas.length > mostCandidates) return
    for (const kafka of new Set(kafkas)) {
      let producers = this.#byKafka.get(kafka)
      if (producers === undefined) this.#byKafka.set(kafka, (producers = { all: [], literal: [], prefixes: [] }))
      const position = producers.all.push(producer) - 1
      for (const { name, patternType } of topics) producers[patternType === 'literal' ? 'literal' : 'prefixes'].push([name, position])
    }
  }
}
