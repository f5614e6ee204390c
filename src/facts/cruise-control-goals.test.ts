import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { shared } from '../testing/shared.js'
import { defaultGoals } from './cruise-control-goals.js'

const test = suite('goals of Cruise Control')

test('network goals need the capacity of the network', () => {
  assert.equal(defaultGoals('hard.goals', { inbound: false, outbound: false }), ['RackAwareGoal', 'ReplicaCapacityGoal', 'DiskCapacityGoal', 'CpuCapacityGoal'])
  assert.ok(defaultGoals('hard.goals', { inbound: true, outbound: false }).includes('NetworkInboundCapacityGoal'))
})

test('the lists are those of the fact files', () => {
  const source = shared('kafka-config/cruise-control.json')
  if (source === undefined) return
  const { goals } = JSON.parse(readFileSync(source, 'utf8')) as { goals: { strimzi: Record<string, readonly string[]> } }
  for (const list of ['hard.goals', 'default.goals', 'goals'] as const) {
    const names = goals.strimzi[list]?.map((name) => name.slice(name.lastIndexOf('.') + 1))
    assert.equal(defaultGoals(list, { inbound: true, outbound: true }), names)
  }
})

test.run()
