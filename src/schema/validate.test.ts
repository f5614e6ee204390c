import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { buildValidators } from '../dev/build-validators.js'
import { processorTime } from '../testing/processor-time.js'
import { formatPath } from '../yaml/path.js'
import { parseStream } from '../yaml/stream.js'
import { serverField } from './fault.js'
import { judge } from './judge.js'
import type { SchemaProblem } from './problem.js'
import { validate, type ValidateOptions } from './validate.js'

buildValidators()

/** The problems of a manifest, as `path: message`. */
function problems(yaml: string, options: Partial<ValidateOptions> = {}): string[] {
  return found(yaml, options).map(({ at, message }) => `${formatPath(at)}: ${message}`)
}

function found(yaml: string, options: Partial<ValidateOptions> = {}): readonly SchemaProblem[] {
  const release = options.release ?? '1.2.0'
  const value = parseStream(yaml)[0]?.value
  return validate(value, { ...options, release })
}

/** The errors of the server, as `type field`. */
function errors(yaml: string, release = '1.2.0'): string[] {
  const value = parseStream(yaml)[0]?.value
  return judge(value, release).filter(({ hidden }) => hidden !== true).map((fault) => `${fault.type} ${serverField(fault)}`)
}

const topic = (spec: string): string => `apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata: {name: orders, labels: {strimzi.io/cluster: main}}\nspec: ${spec}\n`
const user = (spec: string): string => `apiVersion: kafka.strimzi.io/v1\nkind: KafkaUser\nmetadata: {name: anna}\nspec: ${spec}\n`
const kafka = (spec: string, version = 'v1'): string => `apiVersion: kafka.strimzi.io/${version}\nkind: Kafka\nmetadata: {name: main}\nspec: ${spec}\n`
const listeners = 'listeners: [{name: plain, port: 9092, type: internal, tls: false}]'
const bridge = (spec: string): string => `apiVersion: kafka.strimzi.io/v1\nkind: KafkaBridge\nmetadata: {name: bridge}\nspec: {replicas: 1, bootstrapServers: a, ${spec}}\n`

const server = suite('what the API server refuses')

server('a good resource', () => {
  assert.equal(problems(topic('{partitions: 3, replicas: 3, config: {a: {b: [1, null]}}}')), [])
  assert.equal(problems(kafka(`{kafka: {${listeners}}}`)), [])
})

server('null is dropped where a field is optional, missing where it is required, wrong in a list', () => {
  assert.equal(errors(topic('{partitions: null, replicas: ~, config: }')), [])
  assert.equal(errors('apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata: {name: a}\nspec:\n'), ['FieldValueRequired spec'])
  assert.equal(errors(user('{authorization: {type: simple, acls: [null]}}')), ['FieldValueTypeInvalid spec.authorization.acls[0]'])
  assert.equal(errors(bridge('template: {pod: {metadata: {labels: {a: null}}}}')), [])
  assert.equal(errors(bridge('template: {bridgeContainer: {env: [{name: a, value: b, valueFrom: null}]}}')), [])
})

server('an unknown key is refused even when it is null', () => {
  assert.equal(errors(topic('{bogus: null}')), ['UnknownField spec.bogus'])
  assert.equal(errors(topic('{bogus: null, partitions: null, other: 1}')), ['UnknownField spec.other', 'UnknownField spec.bogus'])
})

server('only the tree of properties is closed: free-form configuration is not', () => {
  assert.equal(errors(topic('{config: {anything: {goes: here}}}')), [])
  assert.equal(errors(bridge('consumer: {config: {x: [1]}}')), [])
})

server('keys below a value of the wrong type are unknown as well', () => {
  assert.equal(errors(topic('{topicName: {a: 1}}')), ['FieldValueTypeInvalid spec.topicName', 'UnknownField spec.topicName.a'])
  assert.equal(errors(user('{authorization: {type: simple, acls: [[{a: 1}]]}}')), ['FieldValueTypeInvalid spec.authorization.acls[0]', 'UnknownField spec.authorization.acls[0][0].a'])
  assert.equal(errors(topic('{config: [1]}')), ['FieldValueTypeInvalid spec.config'])
})

server('integers: 3.0 and 3e0 are, 3.5, "3" and what does not fit 64 bits are not', () => {
  for (const good of ['3', '3.0', '3e0', '0x3', '0b11', '+3']) assert.equal(errors(topic(`{replicas: ${good}}`)), [], good)
  for (const bad of ['3.5', '"3"', 'yes', '[3]']) assert.equal(errors(topic(`{replicas: ${bad}}`)), ['FieldValueTypeInvalid spec.replicas'], bad)
  assert.equal(errors(topic('{partitions: 9223372036854775807}')), [])
  assert.equal(errors(topic('{partitions: 9223372036854775808}')), ['FieldValueTypeInvalid spec.partitions'])
})

server('integer or string: an integer is not matched against the pattern', () => {
  const cpu = (value: string): string => bridge(`resources: {limits: {cpu: ${value}}}`)
  for (const good of ['1', '-1', '2.0', '500m', '"1.5"']) assert.equal(errors(cpu(good)), [], good)
  for (const bad of ['1.5', 'true', '[1]']) assert.equal(errors(cpu(bad)), ['FieldValueTypeInvalid spec.resources.limits.cpu'], bad)
  assert.equal(errors(cpu('1 Gi')), ['FieldValueInvalid spec.resources.limits.cpu'])
})

server('exactly one of several keys', () => {
  const certificate = (item: string): string => bridge(`tls: {trustedCertificates: [${item}]}`)
  assert.equal(errors(certificate('{secretName: a, certificate: b}')), [])
  assert.equal(errors(certificate('{secretName: a}')), ['FieldValueRequired spec.tls.trustedCertificates[0].certificate'])
  assert.equal(errors(certificate('{secretName: a, certificate: b, pattern: c}')), ['FieldValueInvalid '])
  // A oneOf of one branch that requires nothing is always true.
  assert.equal(errors(bridge('template: {pod: {volumes: [{name: a, emptyDir: {}, secret: {secretName: b}}]}}')), [])
})

server('the status: its types do not count, its keys do', () => {
  assert.equal(errors(`${topic('{}')}status: {observedGeneration: x, conditions: {}}\n`), [])
  assert.equal(errors(`${topic('{}')}status: ok\n`), [])
  assert.equal(errors(`${topic('{}')}status: {junk: 1, conditions: [{foo: 1}]}\n`), ['UnknownField status.conditions[0].foo', 'UnknownField status.junk'].reverse())
  assert.equal(errors(`${topic('{}')}status: {observedGeneration: {a: 1}}\n`), ['UnknownField status.observedGeneration.a'])
})

server('the scale subresource has limits of its own', () => {
  const connector = (tasks: string): string => `apiVersion: kafka.strimzi.io/v1\nkind: KafkaConnector\nmetadata: {name: a}\nspec: {tasksMax: ${tasks}}\n`
  assert.equal(errors(connector('2147483647')), [])
  assert.equal(errors(connector('2147483648')), ['FieldValueInvalid spec.tasksMax'])
  assert.equal(errors(connector('"1"')), ['FieldValueTypeInvalid spec.tasksMax', 'FieldValueInvalid spec.tasksMax'])
  assert.is(problems(connector('"1"')).length, 1)
})

server('KafkaAccess lists neither apiVersion nor metadata in its schema', () => {
  assert.equal(errors('apiVersion: access.strimzi.io/v1alpha1\nkind: KafkaAccess\nmetadata: {name: a}\nspec: {kafka: {name: main}}\n'), [])
})

server('keys that JavaScript knows are only keys', () => {
  assert.equal(errors(topic('{constructor: 1, toString: 2, __proto__: 3}')), ['UnknownField spec.constructor', 'UnknownField spec.toString', 'UnknownField spec.__proto__'])
  assert.equal(errors('apiVersion: kafka.strimzi.io/v1\nkind: constructor\n'), ['NoMatch apiVersion'])
  assert.equal(errors('apiVersion: kafka.strimzi.io/constructor\nkind: Kafka\n'), ['NoMatch apiVersion'])
})

server('hostile values take no time', () => {
  const spent = processorTime()
  const digits = '1'.repeat(200_000)
  assert.equal(errors(bridge(`template: {pod: {tmpDirSizeLimit: "${digits}x"}}`)), ['FieldValueInvalid spec.template.pod.tmpDirSizeLimit'])
  const many = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join(', ')
  assert.is(problems(topic(`{${many}}`)).length, 20_000)
  assert.ok(spent() < 5000, `${Math.round(spent())} ms`)
})

server.run()

const envelope = suite('apiVersion and kind')

envelope('what is not an object of a served kind', () => {
  assert.equal(errors('5'), ['ClientDecode '])
  assert.equal(errors('metadata: {}'), ['ClientDecode kind'])
  assert.equal(errors('kind: Kafka'), ['ClientDecode apiVersion'])
  assert.equal(errors('kind: Kafka\napiVersion: 5'), ['ClientDecode apiVersion'])
  assert.equal(errors('kind: Kafka\napiVersion: kafka.strimzi.io/'), ['ClientDecode apiVersion'])
  assert.equal(errors('kind: Kafka\napiVersion: a/b/c'), ['ClientDecode kind'])
  assert.equal(errors('kind: KafkaTopicList\napiVersion: kafka.strimzi.io/v1\nitems: []'), ['NoMatch apiVersion'])
  assert.equal(errors(`${topic('{}')}items: {}\n`), ['ClientDecode '])
})

envelope('kinds of others are not judged, whatever their names', () => {
  assert.equal(errors('kind: KafkaTopic\napiVersion: platform.confluent.io/v1beta1\nspec: {a: 1}'), [])
  assert.equal(errors('kind: Service\napiVersion: v1'), [])
})

envelope('of other kinds only what surely cannot be applied', () => {
  assert.equal(errors('kind: ConfigMap\napiVersion: v1\ndata: {a: 5, b: null, c: x}'), ['DecodeError data'])
  assert.equal(errors('kind: Secret\napiVersion: v1\nstringData: {a: b}'), [])
  assert.equal(errors('kind: Deployment\napiVersion: apps/v1\nspec: {}'), ['FieldValueRequired spec.selector', 'FieldValueInvalid spec.template.metadata.labels', 'FieldValueRequired spec.template.spec.containers'])
  assert.equal(errors('kind: Deployment\napiVersion: apps/v1\nspec: {replicas: 2}'), [])
})

envelope('says what to use instead', () => {
  assert.equal(problems('kind: Kafka\napiVersion: kafka.strimzi.io/v1beta2\nspec: {}'), [
    'apiVersion: Strimzi 1.2.0 does not serve Kafka `v1beta2` (only 0.32.0 to 0.51.0 does); use `kafka.strimzi.io/v1`',
  ])
  assert.match(problems('kind: KafkaMirrorMaker\napiVersion: kafka.strimzi.io/v1beta2')[0] ?? '', 'use KafkaMirrorMaker2')
  assert.match(problems('kind: Kafkatopic\napiVersion: kafka.strimzi.io/v1')[0] ?? '', 'did you mean `KafkaTopic`?')
  assert.match(problems('kind: KafkaTopicList\napiVersion: kafka.strimzi.io/v1')[0] ?? '', 'use `kind: List`')
  assert.match(problems('kind: StrimziPodSet\napiVersion: kafka.strimzi.io/v1')[0] ?? '', 'use `core.strimzi.io/v1`')
})

envelope.run()

const options = suite('partial resources and placeholders')

options('nothing is called missing in a part', () => {
  const patch = 'apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nspec: {kafka: {rack: {type: environment-variable}, bogus: 1}}\n'
  assert.equal(found(patch, { partial: true }).map(({ rule }) => rule), ['unknown-field'])
  assert.ok(found(patch).length > 2)
})

options('a placeholder is never of the wrong type, choice or form', () => {
  for (const value of ['${REPLICAS}', '"{{ .Values.n }}"', '$(N)']) assert.equal(problems(topic(`{replicas: ${value.replace(/^\$/, "'$").replace(/([})])$/, value.startsWith('$') ? "$1'" : '$1')}}`)), [], value)
  assert.equal(problems("apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata: {name: '${NAME}', labels: {a: '${B}/c'}}\nspec: {}"), [])
  const named = "apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata: {name: '${NAME}'}\nspec: {replicas: '${REPLICAS}'}"
  assert.equal(found(named, { literalMetadata: true }).map(({ at }) => formatPath(at)), ['metadata.name'])
  assert.is(problems(topic("{replicas: '${env:REPLICAS}'}")).length, 1)
})

options.run()
