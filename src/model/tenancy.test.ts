import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { parseStream } from '../yaml/stream.js'
import { resourceOf, type Resource } from './resource.js'
import { isMapping } from './value.js'
import { Workspace } from './workspace.js'

const tenancies = suite('tenancy')

const target = { strimzi: '1.2.0', kafka: '4.2.0', inferred: false }

interface Names {
  readonly name: string
  readonly prefixes: readonly string[]
  readonly namespaces?: readonly string[]
}

function workspaceOf(text: string, tenants: readonly Names[] = []): Workspace {
  const file = { path: 'example.yaml', text }
  const resources = parseStream(text).flatMap(
    (document) => (isMapping(document.value) ? resourceOf(file, document, document.value, { root: [], scope: 0, partial: undefined }) : undefined) ?? [],
  )
  return new Workspace(resources, { tenants: tenants.map((tenant) => ({ namespaces: [], ...tenant })), target: () => target, schemaProblems: () => [] })
}

function one(workspace: Workspace, kind: string, name: string): Resource {
  const found = workspace.ofKind(kind).find((resource) => resource.name === name)
  if (found === undefined) throw new Error(`no ${kind} ${name}`)
  return found
}

const user = (name: string, namespace: string, prefix = '', cluster = 'shared') => `
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata: { name: ${name}, ${namespace === '' ? '' : `namespace: ${namespace}, `}labels: { strimzi.io/cluster: ${cluster}, team: ${name.slice(0, 6)} } }
spec:
  authorization:
    type: simple
    acls: [{ resource: { type: topic, name: "${prefix}", patternType: prefix }, operations: [All] }]
---`
const kafka = (name: string, namespace: string) => `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: ${name}, ${namespace === '' ? '' : `namespace: ${namespace}`} }
spec: { kafka: { listeners: [] } }
---`

const teams: readonly Names[] = [
  { name: 'team-a', prefixes: ['team-a.'] },
  { name: 'team-ab', prefixes: ['team-ab.'] },
  { name: 'search', prefixes: ['find-'], namespaces: ['search'] },
]

tenancies('users belong to a tenant by namespace, else by name, else by nothing', () => {
  const workspace = workspaceOf(
    user('team-a-app', 'kafka') + user('team-ab-app', 'kafka') + user('team-app', 'kafka') + user('x', 'search') + user('search-app', 'kafka') + user('find-app', ''),
    teams,
  )
  const owner = (name: string) => workspace.tenancy.ownerOf(one(workspace, 'KafkaUser', name))
  assert.is(owner('team-a-app'), 'team-a')
  assert.is(owner('team-ab-app'), 'team-ab')
  assert.is(owner('team-app'), undefined)
  assert.is(owner('x'), 'search')
  // Its namespaces are listed, and this is none of them.
  assert.is(owner('search-app'), undefined)
  assert.is(owner('find-app'), 'search')
  assert.is(workspace.tenancy.ownerOf(one(workspace, 'KafkaUser', 'x'), 'team'), 'x')
})

tenancies('names belong to the only tenant with such a prefix', () => {
  const { tenancy } = workspaceOf('', [...teams, { name: 'nested', prefixes: ['find-more.'] }])
  assert.is(tenancy.ownerOfName('team-a.orders'), 'team-a')
  assert.is(tenancy.ownerOfName('team-ab.orders'), 'team-ab')
  assert.is(tenancy.ownerOfName('find-more.x'), undefined)
  assert.is(tenancy.owning('find-more.x').length, 2)
  assert.is(tenancy.ownerOfName('orders'), undefined)
})

tenancies('without tenants, namespaces share a cluster that names its own', () => {
  const shared = (text: string) => {
    const workspace = workspaceOf(text)
    return workspace.tenancy.isShared(one(workspace, 'Kafka', 'shared'))
  }
  assert.ok(shared(kafka('shared', 'kafka') + user('a', 'team-a') + user('b', 'team-b')))
  assert.not(shared(kafka('shared', 'kafka') + user('a', 'kafka') + user('b', 'kafka')))
  assert.not(shared(kafka('shared', '') + user('a', 'dev') + user('b', 'prod')))
  assert.not(shared(kafka('shared', 'team-a') + kafka('shared', 'team-b') + user('a', 'team-a') + user('b', 'team-b')))
})

tenancies('with tenants, a cluster is shared unless one owns it or nobody in sight is a tenant', () => {
  const shared = (text: string) => {
    const workspace = workspaceOf(text, teams)
    return workspace.tenancy.isShared(one(workspace, 'Kafka', 'shared'))
  }
  assert.ok(shared(kafka('shared', 'kafka')))
  assert.ok(shared(kafka('shared', 'kafka') + user('team-a-app', 'kafka')))
  assert.not(shared(kafka('shared', 'search')))
  assert.not(shared(kafka('shared', 'kafka') + user('monitoring', 'kafka')))
})

tenancies('rights overlap by prefix, within one cluster', () => {
  const workspace = workspaceOf(
    user('team-a-app', 'kafka', 'orders.') + user('team-b-app', 'kafka', 'orders.eu.') + user('team-c-app', 'kafka', 'other.') + user('team-d-app', 'kafka', 'orders.', 'another'),
  )
  const overlaps = (name: string) => {
    const resource = one(workspace, 'KafkaUser', name)
    return workspace.user(resource).acls.flatMap((acl) => [...workspace.tenancy.overlapping({ user: resource, acl })].map((other) => other.user.name))
  }
  assert.equal(overlaps('team-a-app'), ['team-b-app'])
  assert.equal(overlaps('team-b-app'), ['team-a-app'])
  assert.equal(overlaps('team-c-app'), [])
  assert.equal(overlaps('team-d-app'), [])
})

tenancies('topics of the platform', () => {
  const { tenancy } = workspaceOf(`
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaConnect
metadata: { name: cdc }
spec: { bootstrapServers: "shared-kafka-bootstrap:9092", config: { config.storage.topic: cdc-state } }
`)
  for (const name of ['__consumer_offsets', '_schemas', 'strimzi.cruisecontrol.metrics', 'east.heartbeats', 'cdc-state']) assert.ok(tenancy.isInternalTopic(name), name)
  for (const name of ['orders', 'cdc-orders', 'constructor']) assert.not(tenancy.isInternalTopic(name), name)
})

tenancies.run()
