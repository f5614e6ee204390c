/** The lists of goals in Cruise Control's configuration, each within the next. */
export type GoalList = 'hard.goals' | 'default.goals' | 'goals'

const hard = ['RackAwareGoal', 'ReplicaCapacityGoal', 'DiskCapacityGoal', 'NetworkInboundCapacityGoal', 'NetworkOutboundCapacityGoal', 'CpuCapacityGoal']

const all = [
  'RackAwareGoal', 'RackAwareDistributionGoal', 'MinTopicLeadersPerBrokerGoal', 'ReplicaCapacityGoal', 'DiskCapacityGoal', 'NetworkInboundCapacityGoal',
  'NetworkOutboundCapacityGoal', 'CpuCapacityGoal', 'ReplicaDistributionGoal', 'PotentialNwOutGoal', 'DiskUsageDistributionGoal',
  'NetworkInboundUsageDistributionGoal', 'NetworkOutboundUsageDistributionGoal', 'CpuUsageDistributionGoal', 'TopicReplicaDistributionGoal',
  'LeaderReplicaDistributionGoal', 'LeaderBytesInDistributionGoal',
]

/** Goals that Strimzi leaves out where nobody says what the network of a broker carries. */
const needsInbound = ['NetworkInboundCapacityGoal', 'NetworkInboundUsageDistributionGoal', 'LeaderBytesInDistributionGoal']
const needsOutbound = ['NetworkOutboundCapacityGoal', 'PotentialNwOutGoal', 'NetworkOutboundUsageDistributionGoal']

/**
 * What Strimzi sets a list of goals to when the configuration does not, by simple names. Read from the operator's configuration of
 * Cruise Control at 1.2.0.
 */
export function defaultGoals(list: GoalList, network: { readonly inbound: boolean; readonly outbound: boolean }): readonly string[] {
  const left = [...(network.inbound ? [] : needsInbound), ...(network.outbound ? [] : needsOutbound)]
  return (list === 'hard.goals' ? hard : all).filter((goal) => !left.includes(goal))
}
