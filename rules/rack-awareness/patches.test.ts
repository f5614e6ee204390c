import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { lint } from '../../src/engine/lint.js'
import { exampleSettings } from '../../src/testing/rule-tester.js'
import { rules } from '../index.js'

/** What a base leaves out and an overlay patches in is not missing; rules about missing things look at the patches in sight. */
const patches = suite('patches in sight')

const base = {
  path: 'base/kafka.yaml',
  text: `
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: shop }
spec:
  kafka:
    listeners:
      - { name: tls, port: 9093, type: internal, tls: true }
    rack: { topologyKey: topology.kubernetes.io/zone }
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: { name: nodes, labels: { strimzi.io/cluster: shop } }
spec: { roles: [controller, broker], replicas: 3, storage: { type: ephemeral } }
`,
}
const kustomization = { path: 'production/kustomization.yaml', text: 'resources: [../base]\npatches:\n  - path: kafka-patch.yaml\n' }

async function found(patch: string): Promise<readonly string[]> {
  const files = [base, kustomization, { path: 'production/kafka-patch.yaml', text: patch }]
  const { findings } = await lint({ files }, rules, exampleSettings(undefined, rules, {}))
  return findings.filter(({ file }) => file === base.path).map(({ rule }) => rule)
}

patches('without a patch both are missing', async () => {
  const rulesFound = await found('apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nmetadata: { name: shop }\nspec: { kafka: { version: 4.2.0 } }\n')
  assert.ok(rulesFound.includes('rack-without-topology-spread'))
  assert.ok(rulesFound.includes('default-replication-factor-missing'))
})

patches('a patch of the pool spreads it', async () => {
  const constraint = '{ maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule }'
  const rulesFound = await found(`apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: { name: nodes }
spec: { template: { pod: { topologySpreadConstraints: [${constraint}] } } }
`)
  assert.not.ok(rulesFound.includes('rack-without-topology-spread'))
})

patches('a patch of the Kafka sets the factor', async () => {
  const rulesFound = await found(`apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: shop }
spec: { kafka: { config: { default.replication.factor: 3 } } }
`)
  assert.not.ok(rulesFound.includes('default-replication-factor-missing'))
})

patches('an example in a page that breaks off is told nothing of what it leaves out, and is no patch of other files', async () => {
  const example = (end: string): string => `\`\`\`yaml
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: shop }
spec: { kafka: { config: { default.replication.factor: 3 } } }
${end}\`\`\`
`
  for (const [end, missing] of [['', true], ['...\n', false], ['...\nstatus: {}\n', false]] as const) {
    const { findings } = await lint({ files: [base, { path: 'docs/page.md', text: example(end) }] }, rules, exampleSettings(undefined, rules, {}))
    const told = (path: string): readonly string[] => findings.filter(({ file }) => file === path).map(({ rule }) => rule)
    assert.is(told('docs/page.md').includes('missing-field'), missing)
    assert.not(told('docs/page.md').includes('yaml-text-after-end'))
    assert.ok(told(base.path).includes('default-replication-factor-missing'))
  }
})

patches.run()
