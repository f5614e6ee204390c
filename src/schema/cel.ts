/**
 * The CEL rules of Strimzi's CRDs (`x-kubernetes-validations`), each in our own code. A rule is judged only when the schema holds.
 * Reading a key that is absent is an error in CEL and therefore a refusal, but `||` and `&&` absorb an error when the other side decides.
 */
export interface CelRule {
  /** The rule as it stands in the CRDs; how the generator recognises it. */
  readonly text: string
  /** Undefined when the rule holds, else what is wrong: the fields to name and a message in our own words. */
  judge(self: Readonly<Record<string, unknown>>): CelRefusal | undefined
}

export interface CelRefusal {
  /** The key inside the object that is at fault: wrong, or missing. */
  readonly key: string
  readonly message: string
  /** True when the key is refused because something is absent. */
  readonly missing?: boolean
}

const has = (self: Readonly<Record<string, unknown>>, key: string): boolean => self[key] !== undefined

export const celRules: Readonly<Record<string, CelRule>> = {
  'rack-topology-key': {
    text: '(has(self.type) && self.type != "topology-label") || self.topologyKey != ""',
    judge: (self) =>
      (has(self, 'type') && self.type !== 'topology-label') || (has(self, 'topologyKey') && self.topologyKey !== '')
        ? undefined
        : {
            key: 'topologyKey',
            message: `a rack of type \`topology-label\` needs \`topologyKey\`, the node label that names the zone, such as \`topology.kubernetes.io/zone\``,
            missing: true,
          },
  },
  'rack-environment-variable': {
    text: 'has(self.type) == false || self.type != "environment-variable" || self.envVarName != ""',
    judge: (self) =>
      !has(self, 'type') || self.type !== 'environment-variable' || (has(self, 'envVarName') && self.envVarName !== '')
        ? undefined
        : { key: 'envVarName', message: 'a rack of type `environment-variable` needs `envVarName`, the variable that holds the rack', missing: true },
  },
  'metrics-value-from': {
    text: "self.type != 'jmxPrometheusExporter' || has(self.valueFrom)",
    judge: (self) =>
      self.type !== 'jmxPrometheusExporter' || has(self, 'valueFrom')
        ? undefined
        : {
            key: 'valueFrom',
            message: 'metrics of type `jmxPrometheusExporter` need `valueFrom`, which names the ConfigMap with the exporter configuration',
            missing: true,
          },
  },
  'metrics-reporter-not-here': {
    text: "self.type != 'strimziMetricsReporter'",
    judge: (self) =>
      self.type !== 'strimziMetricsReporter'
        ? undefined
        : { key: 'type', message: '`strimziMetricsReporter` does not work for this component; use `jmxPrometheusExporter`' },
  },
  'certificate-days-only-tls': {
    text: "self.type == 'tls' || (!has(self.validityDays) && !has(self.renewalDays))",
    judge: (self) =>
      self.type === 'tls' || (!has(self, 'validityDays') && !has(self, 'renewalDays'))
        ? undefined
        : {
            key: has(self, 'validityDays') ? 'validityDays' : 'renewalDays',
            message: `\`validityDays\` and \`renewalDays\` belong to certificates, but \`type\` is \`${String(self.type)}\`; remove them, or use \`tls\``,
          },
  },
  'certificate-days-both': {
    text: "self.type != 'tls' || (has(self.renewalDays) == has(self.validityDays))",
    judge: (self) => {
      if (self.type !== 'tls' || has(self, 'renewalDays') === has(self, 'validityDays')) return undefined
      const [present, absent] = has(self, 'renewalDays') ? ['renewalDays', 'validityDays'] : ['validityDays', 'renewalDays']
      return { key: present, message: `\`${present}\` is set without \`${absent}\`; set both or neither`, missing: true }
    },
  },
  'certificate-days-order': {
    text: "self.type != 'tls' || !has(self.renewalDays) || !has(self.validityDays) || self.renewalDays < self.validityDays",
    judge: (self) =>
      self.type !== 'tls' || !has(self, 'renewalDays') || !has(self, 'validityDays') || isLess(self.renewalDays, self.validityDays)
        ? undefined
        : {
            key: 'renewalDays',
            message: `\`renewalDays\` is ${String(self.renewalDays)}, but must be less than \`validityDays\`, which is ${String(self.validityDays)}`,
          },
  },
}

/** Beyond 2^53 neighbours look alike as doubles; then nobody can say that the first is not less. */
function isLess(a: unknown, b: unknown): boolean {
  return Number(a) < Number(b) || (a === b && !Number.isSafeInteger(a))
}
