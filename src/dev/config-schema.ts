/** Writes `schemas/config.schema.json`, by which editors complete and check `strimzi-lint.yaml`, from the rules. `npx tsx src/dev/config-schema.ts` */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rules } from '../../rules/index.js'
import { presetNames } from '../config/config.js'
import { presetSetting, severityOf } from '../rule/levels.js'
import type { OptionSchema, Rule } from '../rule/rule.js'

type Schema = Readonly<Record<string, unknown>>

/** The generated file. */
export const configSchemaFile = fileURLToPath(new URL('../../schemas/config.schema.json', import.meta.url))

const severities = {
  description: 'How much a finding matters; off: the rule does not run. A bare `off` is false for YAML 1.1, and is taken as off.',
  enum: ['error', 'warning', 'info', 'off', false],
}

/** A list of strings, or one. */
function strings(description: string): Schema {
  return { description, anyOf: [{ type: 'string', minLength: 1 }, { type: 'array', items: { type: 'string', minLength: 1 } }] }
}

function version(description: string): Schema {
  return { description, type: ['string', 'number', 'null'] }
}

/** The text of the file: JSON Schema draft-07, which every editor understands. */
export function configSchemaText(list: readonly Rule[]): string {
  const sorted = [...list].sort((a, b) => (a.id < b.id ? -1 : 1))
  const schema: Schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'strimzi-lint.yaml',
    description: 'The configuration of strimzi-lint, in the nearest strimzi-lint.yaml upward from what is linted.',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      extends: {
        description: 'Presets and other configuration files (relative to this one), later ones over earlier ones and this file over all.',
        anyOf: [{ $ref: '#/definitions/extended' }, { type: 'array', items: { $ref: '#/definitions/extended' } }, { type: 'null' }],
      },
      strimzi: { ...version('What judges: auto (the newest release that fits the manifests), a release (1.2.0, 1.2, latest), or all of a range (0.45..1.2).'), default: 'auto' },
      kafka: version('The Kafka version to assume; default: what the manifest says, else the default of the Strimzi release.'),
      rules: { $ref: '#/definitions/rules' },
      overrides: {
        description: 'Other settings of rules for a part of the resources; later ones over earlier ones.',
        type: ['array', 'null'],
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['rules'],
          minProperties: 2,
          properties: {
            files: strings('Globs as in .gitignore, relative to the folder of this file.'),
            kinds: strings('Kinds; * stands for any characters.'),
            namespaces: strings('Namespaces; * stands for any characters. A resource without a namespace fits none.'),
            names: strings('Names of resources; * stands for any characters.'),
            labels: { description: 'Labels that a resource must have, all of them; in values * stands for any characters.', type: 'object', additionalProperties: { type: 'string' } },
            rules: { $ref: '#/definitions/rules' },
          },
        },
      },
      tenants: {
        description: 'Groups of people or applications that share a cluster, with the names they may use.',
        type: ['array', 'null'],
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          properties: {
            name: { description: 'The name of the tenant.', type: 'string', minLength: 1 },
            prefixes: strings('Prefixes of topics, groups and transactional ids that belong to the tenant, separator included (team-a.).'),
            namespaces: strings('Namespaces whose resources belong to the tenant.'),
          },
        },
      },
      ignore: strings('Files that are not linted: globs as in .gitignore, relative to the folder of this file.'),
      crds: {
        description: 'Files, folders and globs with CustomResourceDefinitions, relative to the folder of this file: the kinds that they define are judged by them.',
        anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
      },
      baseline: { description: 'The file with known findings, which do not fail a run, relative to this one; strimzi-lint baseline makes it.', type: ['string', 'null'], minLength: 1 },
    },
    definitions: {
      extended: {
        anyOf: [
          { description: 'A preset; recommended when none is named.', enum: presetNames },
          { description: 'A configuration file, relative to this one.', type: 'string', pattern: '[/\\\\]|\\.([yY][aA]?[mM][lL]|[jJ][sS][oO][nN])$' },
        ],
      },
      severity: severities,
      rules: {
        description: 'Rules by their ids, set to a severity, or to a severity and options.',
        type: ['object', 'null'],
        additionalProperties: false,
        properties: Object.fromEntries(sorted.map((rule) => [rule.id, ruleSchema(rule)])),
      },
    },
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

function ruleSchema(rule: Rule): Schema {
  const presets = (['recommended', 'production', 'dev'] as const).map((preset) => `${preset}: ${severityOf(presetSetting(rule, preset))}`)
  const options = Object.entries(rule.options ?? {})
  const severity = { $ref: '#/definitions/severity' }
  return {
    description: `${rule.summary.replaceAll('`', '')} (${rule.area}; ${presets.join(', ')})`,
    anyOf: [
      severity,
      {
        type: 'array',
        minItems: 1,
        maxItems: 2,
        items: [severity, { type: 'object', additionalProperties: false, properties: Object.fromEntries(options.map(([name, schema]) => [name, optionSchema(schema)])) }],
      },
    ],
  }
}

/** Options are pieces of JSON Schema already. */
function optionSchema(schema: OptionSchema): Schema {
  return { ...schema, description: schema.description.replaceAll('`', '') }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(configSchemaFile, configSchemaText(rules))
