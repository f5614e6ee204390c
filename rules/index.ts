import type { Rule } from '../src/rule/rule.js'
import yamlSyntax from './syntax/yaml-syntax.js'
import yamlDuplicateKey from './syntax/yaml-duplicate-key.js'
import yamlLimit from './syntax/yaml-limit.js'
import yamlTextAfterEnd from './syntax/yaml-text-after-end.js'
import suppressionInvalid from './suppressions/suppression-invalid.js'
import suppressionUnused from './suppressions/suppression-unused.js'
import suppressionExpired from './suppressions/suppression-expired.js'
import unknownField from './schema/unknown-field.js'
import missingField from './schema/missing-field.js'
import wrongType from './schema/wrong-type.js'
import invalidValue from './schema/invalid-value.js'
import invalidCombination from './schema/invalid-combination.js'
import invalidMetadata from './schema/invalid-metadata.js'
import unservedApiVersion from './schema/unserved-api-version.js'
import unknownKind from './schema/unknown-kind.js'
import invalidDefinition from './definitions/invalid-definition.js'
import deprecatedApiVersion from './versions/deprecated-api-version.js'
import kafkaVersionUnsupported from './versions/kafka-version-unsupported.js'
import noFittingRelease from './versions/no-fitting-release.js'
import deprecatedField from './versions/deprecated-field.js'
import clusterLabelMissing from './linking/cluster-label-missing.js'
import unknownKafkaOption from './kafka-options/unknown-kafka-option.js'
import misplacedKafkaOption from './kafka-options/misplaced-kafka-option.js'
import kafkaOptionWrongType from './kafka-options/kafka-option-wrong-type.js'
import kafkaOptionOutOfRange from './kafka-options/kafka-option-out-of-range.js'
import kafkaOptionInvalidValue from './kafka-options/kafka-option-invalid-value.js'
import kafkaOptionWithoutValue from './kafka-options/kafka-option-without-value.js'
import kafkaOptionChangedByYaml from './kafka-options/kafka-option-changed-by-yaml.js'
import kafkaOptionNotYetKnown from './kafka-options/kafka-option-not-yet-known.js'
import removedKafkaOption from './kafka-options/removed-kafka-option.js'
import deprecatedKafkaOption from './kafka-options/deprecated-kafka-option.js'
import forbiddenKafkaOption from './kafka-options/forbidden-kafka-option.js'
import overriddenKafkaOption from './kafka-options/overridden-kafka-option.js'
import missingConnectorOption from './kafka-options/missing-connector-option.js'
import redundantKafkaOption from './kafka-options/redundant-kafka-option.js'
import flushIntervalConfigured from './kafka-relations/flush-interval-configured.js'
import ineffectiveTopicOption from './kafka-relations/ineffective-topic-option.js'
import logCleanerDisabled from './kafka-relations/log-cleaner-disabled.js'
import segmentExceedsRetention from './kafka-relations/segment-exceeds-retention.js'
import tieredStorageInconsistent from './kafka-relations/tiered-storage-inconsistent.js'
import topicLimitsInverted from './kafka-relations/topic-limits-inverted.js'
import uncleanLeaderElectionEnabled from './kafka-relations/unclean-leader-election-enabled.js'
import brokerLimitsInverted from './kafka-relations/broker-limits-inverted.js'
import internalTopicMinIsrInconsistent from './kafka-relations/internal-topic-min-isr-inconsistent.js'
import messageSizeInconsistent from './kafka-relations/message-size-inconsistent.js'
import clientSizesInverted from './kafka-relations/client-sizes-inverted.js'
import clientTimeoutsInverted from './kafka-relations/client-timeouts-inverted.js'
import consumerGroupProtocolConflict from './kafka-relations/consumer-group-protocol-conflict.js'
import cruiseControlGoalListsInconsistent from './kafka-relations/cruise-control-goal-lists-inconsistent.js'
import idempotenceConflict from './kafka-relations/idempotence-conflict.js'
import rebalanceGoalsMissingHardGoals from './kafka-relations/rebalance-goals-missing-hard-goals.js'
import transactionTimeoutExceedsMaximum from './kafka-relations/transaction-timeout-exceeds-maximum.js'
import clientOverrideRefused from './kafka-relations/client-override-refused.js'
import connectExactlyOnceInconsistent from './kafka-relations/connect-exactly-once-inconsistent.js'
import connectStorageTopicsShared from './kafka-relations/connect-storage-topics-shared.js'
import connectorErrorsSwallowed from './kafka-relations/connector-errors-swallowed.js'
import deadLetterQueueIneffective from './kafka-relations/dead-letter-queue-ineffective.js'
import mirrorMakerConnectorSettingsMismatch from './kafka-relations/mirror-maker-connector-settings-mismatch.js'
import mirrorMakerOptionIneffective from './kafka-relations/mirror-maker-option-ineffective.js'
import sinkTopicsInconsistent from './kafka-relations/sink-topics-inconsistent.js'
import topicCreationIncomplete from './kafka-relations/topic-creation-incomplete.js'
import transformationPredicateInconsistent from './kafka-relations/transformation-predicate-inconsistent.js'
import topicReplicasExceedBrokers from './replication/topic-replicas-exceed-brokers.js'
import defaultReplicationFactorMissing from './replication/default-replication-factor-missing.js'
import defaultReplicationFactorTooLow from './replication/default-replication-factor-too-low.js'
import topicReplicationFactorTooLow from './replication/topic-replication-factor-too-low.js'
import brokerReplicationConfigExceedsBrokers from './replication/broker-replication-config-exceeds-brokers.js'
import internalTopicDefaultExceedsBrokers from './replication/internal-topic-default-exceeds-brokers.js'
import offsetsTopicReplicationFactorTooLow from './replication/offsets-topic-replication-factor-too-low.js'
import transactionStateLogReplicationTooLow from './replication/transaction-state-log-replication-too-low.js'
import connectStorageReplicationTooLow from './replication/connect-storage-replication-too-low.js'
import mirrorMakerReplicationFactorUnset from './replication/mirror-maker-replication-factor-unset.js'
import mirrorMakerInternalTopicReplication from './replication/mirror-maker-internal-topic-replication.js'
import minInsyncReplicasExceedsReplicationFactor from './replication/min-insync-replicas-exceeds-replication-factor.js'
import minInsyncReplicasEqualsReplicationFactor from './replication/min-insync-replicas-equals-replication-factor.js'
import rackNotConfigured from './rack-awareness/rack-not-configured.js'
import rackWithoutTopologySpread from './rack-awareness/rack-without-topology-spread.js'
import topologySpreadSelectorMismatch from './rack-awareness/topology-spread-selector-mismatch.js'
import rackTopologyKeyMismatch from './rack-awareness/rack-topology-key-mismatch.js'
import brokerCountNotMultipleOfRacks from './rack-awareness/broker-count-not-multiple-of-racks.js'
import rackFailureBreaksMinIsr from './rack-awareness/rack-failure-breaks-min-isr.js'
import controllersNotSpread from './rack-awareness/controllers-not-spread.js'
import followerFetchInconsistent from './rack-awareness/follower-fetch-inconsistent.js'
import cruiseControlRackGoalMismatch from './rack-awareness/cruise-control-rack-goal-mismatch.js'
import userWithoutQuota from './quotas/user-without-quota.js'
import clusterDefaultQuotaMissing from './quotas/cluster-default-quota-missing.js'
import userQuotasIgnoredByPlugin from './quotas/user-quotas-ignored-by-plugin.js'
import quotaIncomplete from './quotas/quota-incomplete.js'
import quotaOversubscription from './quotas/quota-oversubscription.js'
import defaultQuotaThrottlesInternals from './quotas/default-quota-throttles-internals.js'
import quotaBelowMessageSize from './quotas/quota-below-message-size.js'
import diskFullProtectionMissing from './quotas/disk-full-protection-missing.js'
import listenerConnectionLimitsMissing from './quotas/listener-connection-limits-missing.js'
import compressionTypeInvalid from './compression/compression-type-invalid.js'
import producerCompressionDisabled from './compression/producer-compression-disabled.js'
import topicCompressionRecompression from './compression/topic-compression-recompression.js'
import topicCompressionDisabled from './compression/topic-compression-disabled.js'
import compressionCodecDiscouraged from './compression/compression-codec-discouraged.js'
import compressionLevelWithoutCodec from './compression/compression-level-without-codec.js'
import mirrorMakerProducerCompressionMissing from './compression/mirror-maker-producer-compression-missing.js'
import prefixAclWithoutSeparator from './tenancy/prefix-acl-without-separator.js'
import tenantTopicPrefixMissing from './tenancy/tenant-topic-prefix-missing.js'
import tenantAclOutsidePrefix from './tenancy/tenant-acl-outside-prefix.js'
import prefixAclStar from './tenancy/prefix-acl-star.js'
import tenantAclOverlap from './tenancy/tenant-acl-overlap.js'
import tenantPrefixAmbiguous from './tenancy/tenant-prefix-ambiguous.js'
import connectSharedAcrossTenants from './tenancy/connect-shared-across-tenants.js'
import tenantTopicUnbounded from './tenancy/tenant-topic-unbounded.js'
import topicNamingConvention from './tenancy/topic-naming-convention.js'

/** Every rule, by area. A new rule is one file and one line here. */
export const rules: readonly Rule[] = [
  yamlSyntax,
  yamlDuplicateKey,
  yamlLimit,
  yamlTextAfterEnd,
  suppressionInvalid,
  suppressionUnused,
  suppressionExpired,
  unknownField,
  missingField,
  wrongType,
  invalidValue,
  invalidCombination,
  invalidMetadata,
  unservedApiVersion,
  unknownKind,
  invalidDefinition,
  deprecatedApiVersion,
  kafkaVersionUnsupported,
  noFittingRelease,
  deprecatedField,
  clusterLabelMissing,
  unknownKafkaOption,
  misplacedKafkaOption,
  kafkaOptionWrongType,
  kafkaOptionOutOfRange,
  kafkaOptionInvalidValue,
  kafkaOptionWithoutValue,
  kafkaOptionChangedByYaml,
  kafkaOptionNotYetKnown,
  removedKafkaOption,
  deprecatedKafkaOption,
  forbiddenKafkaOption,
  overriddenKafkaOption,
  missingConnectorOption,
  redundantKafkaOption,
  flushIntervalConfigured,
  ineffectiveTopicOption,
  logCleanerDisabled,
  segmentExceedsRetention,
  tieredStorageInconsistent,
  topicLimitsInverted,
  uncleanLeaderElectionEnabled,
  brokerLimitsInverted,
  internalTopicMinIsrInconsistent,
  messageSizeInconsistent,
  clientSizesInverted,
  clientTimeoutsInverted,
  consumerGroupProtocolConflict,
  cruiseControlGoalListsInconsistent,
  idempotenceConflict,
  rebalanceGoalsMissingHardGoals,
  transactionTimeoutExceedsMaximum,
  clientOverrideRefused,
  connectExactlyOnceInconsistent,
  connectStorageTopicsShared,
  connectorErrorsSwallowed,
  deadLetterQueueIneffective,
  mirrorMakerConnectorSettingsMismatch,
  mirrorMakerOptionIneffective,
  sinkTopicsInconsistent,
  topicCreationIncomplete,
  transformationPredicateInconsistent,
  topicReplicasExceedBrokers,
  defaultReplicationFactorMissing,
  defaultReplicationFactorTooLow,
  topicReplicationFactorTooLow,
  brokerReplicationConfigExceedsBrokers,
  internalTopicDefaultExceedsBrokers,
  offsetsTopicReplicationFactorTooLow,
  transactionStateLogReplicationTooLow,
  connectStorageReplicationTooLow,
  mirrorMakerReplicationFactorUnset,
  mirrorMakerInternalTopicReplication,
  minInsyncReplicasExceedsReplicationFactor,
  minInsyncReplicasEqualsReplicationFactor,
  rackNotConfigured,
  rackWithoutTopologySpread,
  topologySpreadSelectorMismatch,
  rackTopologyKeyMismatch,
  brokerCountNotMultipleOfRacks,
  rackFailureBreaksMinIsr,
  controllersNotSpread,
  followerFetchInconsistent,
  cruiseControlRackGoalMismatch,
  userWithoutQuota,
  clusterDefaultQuotaMissing,
  userQuotasIgnoredByPlugin,
  quotaIncomplete,
  quotaOversubscription,
  defaultQuotaThrottlesInternals,
  quotaBelowMessageSize,
  diskFullProtectionMissing,
  listenerConnectionLimitsMissing,
  compressionTypeInvalid,
  producerCompressionDisabled,
  topicCompressionRecompression,
  topicCompressionDisabled,
  compressionCodecDiscouraged,
  compressionLevelWithoutCodec,
  mirrorMakerProducerCompressionMissing,
  prefixAclWithoutSeparator,
  tenantTopicPrefixMissing,
  tenantAclOutsidePrefix,
  prefixAclStar,
  tenantAclOverlap,
  tenantPrefixAmbiguous,
  connectSharedAcrossTenants,
  tenantTopicUnbounded,
  topicNamingConvention,
]
