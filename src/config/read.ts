import { isMapping, type Mapping } from '../model/value.js'
import type { Rule, Severity } from '../rule/rule.js'
import type { Tenant } from '../rule/settings.js'
import { closest } from '../text/closest.js'
import type { Path, YamlDocument } from '../yaml/document.js'
import { formatPath } from '../yaml/path.js'
import { parseStream } from '../yaml/stream.js'
import { emptyConfig, presetNames, type Config, type ConfigProblem, type Override, type PresetName, type RuleChoice } from './config.js'
import { found } from './found.js'
import { checkOptions } from './options.js'
import { kafkaComplaint, strimziComplaint } from './versions.js'

const keys = ['strimzi', 'kafka', 'extends', 'rules', 'overrides', 'tenants', 'ignore', 'baseline', 'crds'] as const
const overrideKeys = ['files', 'kinds', 'namespaces', 'names', 'labels', 'rules'] as const
const tenantKeys = ['name', 'prefixes', 'namespaces'] as const
const severities = ['error', 'warning', 'info', 'off'] as const

/** Gives the configuration that a file extends, by the name that stands there, or says why it cannot. */
export type OpenConfig = (name: string) => Config | string

/** Reads the text of a configuration file. With problems the config holds what was right; it should not be used then. */
export function readConfig(text: string, rules: readonly Rule[], open: OpenConfig = () => 'no files can be extended here'): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const [document, ...others] = parseStream(text).filter(({ empty }) => !empty)
  if (document === undefined) return { config: emptyConfig, problems: [] }
  const reader = new Reader(document, text, rules, open)
  const config = reader.config()
  for (const other of others) reader.problems.push({ span: { start: other.span.start, end: other.span.start }, path: '', message: 'a configuration file is one document' })
  return { config, problems: reader.problems.sort((a, b) => a.span.start - b.span.start) }
}

class Reader {
  readonly problems: ConfigProblem[]
  private readonly document: YamlDocument
  private readonly text: string
  private readonly rules: ReadonlyMap<string, Rule>
  private readonly open: OpenConfig

  constructor(document: YamlDocument, text: string, rules: readonly Rule[], open: OpenConfig) {
    this.open = open
    this.document = document
    this.text = text
    this.rules = new Map(rules.map((rule) => [rule.id, rule]))
    this.problems = document.problems.map(({ span, message }) => ({ span, path: '', message }))
  }

  config(): Config {
    const { value } = this.document
    if (value === undefined && this.problems.length > 0) return emptyConfig
    if (!this.mapping(value, [], 'the configuration')) return emptyConfig
    this.knownKeys(value, [], keys, '')
    const strimzi = this.version(value.strimzi, ['strimzi'], strimziComplaint)
    const kafka = this.version(value.kafka, ['kafka'], kafkaComplaint)
    return {
      ...(strimzi !== undefined && { strimzi }),
      ...(kafka !== undefined && { kafka }),
      extends: this.extended(value.extends),
      rules: this.ruleChoices(value.rules, ['rules']),
      overrides: this.overrides(value.overrides),
      tenants: this.tenants(value.tenants),
      ignore: this.strings(value.ignore, ['ignore']),
      ...this.baseline(value.baseline),
      ...(value.crds !== undefined && value.crds !== null && { crds: this.strings(typeof value.crds === 'string' ? [value.crds] : value.crds, ['crds']) }),
    }
  }

  private say(path: Path, message: string, on: 'key' | 'value' = 'value'): void {
    const place = this.document.place(path)
    const span = (on === 'key' ? place?.key : undefined) ?? place?.value ?? { start: this.document.span.start, end: this.document.span.start }
    this.problems.push({ span, path: formatPath(path), message })
  }

  private mapping(value: unknown, path: Path, name: string): value is Mapping {
    if (isMapping(value)) return true
    this.say(path, `${name} must be a mapping, not ${found(value)}`)
    return false
  }

  private knownKeys(value: Mapping, path: Path, known: readonly string[], of: string): void {
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue
      const near = closest(key, known)
      this.say([...path, key], `unknown key "${key}"${of}${near === undefined ? `: known are ${known.join(', ')}` : `: did you mean ${near}?`}`, 'key')
    }
  }

  /** A version as it is written: YAML would read 4.10 as the number 4.1. */
  private version(value: unknown, path: Path, complaint: (name: string) => string | undefined): string | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string' && typeof value !== 'number') {
      this.say(path, `${formatPath(path)} must be a version, not ${found(value)}`)
      return undefined
    }
    const span = this.document.place(path)?.value
    const name = typeof value === 'string' || span === undefined ? String(value) : this.text.slice(span.start, span.end)
    const wrong = complaint(name)
    if (wrong !== undefined) this.say(path, wrong)
    return wrong === undefined ? name : undefined
  }

  private extended(value: unknown): (PresetName | Config)[] {
    if (value === undefined || value === null) return []
    const names: readonly unknown[] = Array.isArray(value) ? value : [value]
    return names.flatMap((name, index): (PresetName | Config)[] => {
      const path = Array.isArray(value) ? ['extends', index] : ['extends']
      const known = presetNames.find((preset) => preset === name)
      if (known !== undefined) return [known]
      if (typeof name === 'string' && /[/\\]|\.(ya?ml|json)$/i.test(name)) {
        const config = this.open(name)
        if (typeof config !== 'string') return [config]
        this.say(path, config)
        return []
      }
      const near = typeof name === 'string' ? closest(name, presetNames) : undefined
      const hint = near === undefined ? ` (${presetNames.join(', ')}, or a file such as ./base.yaml)` : `: did you mean ${near}?`
      this.say(path, `unknown preset ${found(name)}${hint}`)
      return []
    })
  }

  private overrides(value: unknown): Override[] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) {
      this.say(['overrides'], `overrides must be a list, not ${found(value)}`)
      return []
    }
    return value.flatMap((override: unknown, index): Override[] => {
      const path = ['overrides', index]
      if (!this.mapping(override, path, 'an override')) return []
      this.knownKeys(override, path, overrideKeys, ' of an override')
      const { files, kinds, namespaces, names, labels, rules } = override
      const selectors = [files, kinds, namespaces, names, labels]
      if (selectors.every((selector) => selector === undefined || selector === null)) {
        this.say(path, 'an override selects by files, kinds, namespaces, names or labels; for everything, set the rule under rules')
      }
      if (rules === undefined) this.say(path, 'an override needs rules')
      return [{
        files: this.strings(files, [...path, 'files']),
        kinds: this.strings(kinds, [...path, 'kinds']),
        namespaces: this.strings(namespaces, [...path, 'namespaces']),
        names: this.strings(names, [...path, 'names']),
        labels: this.labels(labels, [...path, 'labels']),
        rules: this.ruleChoices(rules, [...path, 'rules']),
      }]
    })
  }

  private labels(value: unknown, path: Path): Record<string, string> {
    if (value === undefined || value === null || !this.mapping(value, path, formatPath(path))) return {}
    return Object.fromEntries(Object.keys(value).flatMap((name) => {
      const pattern: unknown = value[name]
      if (typeof pattern === 'string') return [[name, pattern] as const]
      this.say([...path, name], `the value of a label is a string, not ${found(pattern)}; quote it`)
      return []
    }))
  }

  private baseline(value: unknown): { baseline?: string } {
    if (value === undefined || value === null) return {}
    if (typeof value === 'string' && value !== '') return { baseline: value }
    this.say(['baseline'], `baseline must be the name of a file, not ${found(value)}`)
    return {}
  }

  private ruleChoices(value: unknown, path: Path): Map<string, RuleChoice> {
    const choices = new Map<string, RuleChoice>()
    if (value === undefined || value === null || !this.mapping(value, path, formatPath(path))) return choices
    for (const id of Object.keys(value)) {
      const rule = this.rules.get(id)
      if (rule === undefined) {
        const near = closest(id, this.rules.keys())
        this.say([...path, id], `unknown rule "${id}"${near === undefined ? '' : `: did you mean ${near}?`}`, 'key')
        continue
      }
      const choice = this.ruleChoice(rule, value[id], [...path, id])
      if (choice !== undefined) choices.set(id, choice)
    }
    return choices
  }

  private ruleChoice(rule: Rule, value: unknown, path: Path): RuleChoice | undefined {
    if (!Array.isArray(value)) {
      const severity = this.severity(value, path)
      return severity && { severity, options: {} }
    }
    const severity = this.severity(value[0], value.length === 0 ? path : [...path, 0])
    if (value.length > 2) this.say([...path, 2], 'a rule is set to a severity, or to [severity, options]')
    const options: unknown = value[1] ?? {}
    if (!this.mapping(options, [...path, 1], `the options of ${rule.id}`)) return undefined
    for (const { name, on, item, message } of checkOptions(rule, options)) {
      this.say([...path, 1, name, ...(item === undefined ? [] : [item])], message, on)
    }
    return severity && { severity, options }
  }

  /** YAML 1.1, which Kubernetes speaks, reads a bare `off` as false. */
  private severity(value: unknown, path: Path): Severity | 'off' | undefined {
    const known = value === false ? 'off' : severities.find((severity) => severity === value)
    if (known !== undefined) return known
    const near = typeof value === 'string' ? closest(value, severities) : undefined
    this.say(path, `a severity is one of ${severities.join(', ')}, not ${found(value)}${near === undefined ? '' : `: did you mean ${near}?`}`)
    return undefined
  }

  private tenants(value: unknown): Tenant[] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) {
      this.say(['tenants'], `tenants must be a list, not ${found(value)}`)
      return []
    }
    const names = new Set<string>()
    return value.flatMap((tenant: unknown, index): Tenant[] => {
      const path = ['tenants', index]
      if (!this.mapping(tenant, path, 'a tenant')) return []
      this.knownKeys(tenant, path, tenantKeys, ' of a tenant')
      const { name } = tenant
      const prefixes = this.strings(tenant.prefixes, [...path, 'prefixes'])
      const namespaces = this.strings(tenant.namespaces, [...path, 'namespaces'])
      if (typeof name !== 'string' || name === '') {
        this.say(name === undefined ? path : [...path, 'name'], `a tenant needs a name, a string${name === undefined ? '' : `, not ${found(name)}`}`)
        return []
      }
      if (names.has(name)) this.say([...path, 'name'], `there are two tenants "${name}"`)
      names.add(name)
      return [{ name, prefixes, namespaces }]
    })
  }

  private strings(value: unknown, path: Path): string[] {
    if (value === undefined || value === null) return []
    const name = formatPath(path)
    if (typeof value === 'string') return [value]
    if (!Array.isArray(value)) {
      this.say(path, `${name} must be a list of strings, not ${found(value)}`)
      return []
    }
    return value.flatMap((item: unknown, index): string[] => {
      if (typeof item === 'string' && item !== '') return [item]
      this.say([...path, index], `${name} must be a list of strings, and this is ${item === '' ? 'empty' : found(item)}`)
      return []
    })
  }
}
