import type { Path } from '../yaml/document.js'
import { read, type Resource } from './resource.js'
import { asString } from './value.js'

/** The kinds that name a Kafka version, and where. */
const versionFields: Readonly<Record<string, Path>> = {
  Kafka: ['spec', 'kafka', 'version'],
  KafkaConnect: ['spec', 'version'],
  KafkaMirrorMaker2: ['spec', 'version'],
  KafkaMirrorMaker: ['spec', 'version'],
}

/** The Kafka version that a resource writes, with its place; undefined when there is none or it is not a version (a placeholder). */
export function declaredKafkaVersion(resource: Resource): { readonly version: string; readonly path: Path } | undefined {
  const path = resource.isStrimzi && Object.hasOwn(versionFields, resource.kind) ? versionFields[resource.kind] : undefined
  const version = path === undefined ? undefined : asString(read(resource, path))
  return path !== undefined && version !== undefined && /^\d+\.\d+(\.\d+)?$/.test(version) ? { version, path } : undefined
}
