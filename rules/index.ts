import type { Rule } from '../src/rule/rule.js'
import topicReplicasExceedBrokers from './replication/topic-replicas-exceed-brokers.js'
import prefixAclWithoutSeparator from './tenancy/prefix-acl-without-separator.js'

/** Every rule, by area. A new rule is one file and one line here. */
export const rules: readonly Rule[] = [
  topicReplicasExceedBrokers,
  prefixAclWithoutSeparator,
] as unknown as readonly Rule[]
