/** What to use instead of options that are deprecated or gone, where Kafka names something. Keys of topics and brokers, then of connectors. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['message.timestamp.difference.max.ms', '`message.timestamp.before.max.ms` and `message.timestamp.after.max.ms`'],
  ['log.message.timestamp.difference.max.ms', '`log.message.timestamp.before.max.ms` and `log.message.timestamp.after.max.ms`'],
  ['inter.broker.protocol.version', '`spec.kafka.metadataVersion`'],
  ['auto.include.jmx.reporter', '`metric.reporters`'],
  ['delegation.token.master.key', '`delegation.token.secret.key`'],
  ['group.coordinator.rebalance.protocols', 'the `group.version` feature'],
  ['topics.blacklist', '`topics.exclude`'],
  ['groups.blacklist', '`groups.exclude`'],
  ['config.properties.blacklist', '`config.properties.exclude`'],
  // Of the transformation ReplaceField.
  ['blacklist', '`exclude`'],
  ['whitelist', '`include`'],
])

/** The option or field to use instead, as Markdown; undefined when nothing takes its place. */
export function replacement(key: string): string | undefined {
  return replacements.get(key)
}
