import type { Path } from '../yaml/document.js'
import { entry, isMapping, type Fault } from './fault.js'
import { article } from './wording.js'

/**
 * The mistakes in Kubernetes' own kinds beside Strimzi resources that an API server refuses and people make: a value of a ConfigMap or
 * Secret that is not text, and a Deployment with nothing in its `spec` (with something in it, it may be a patch). All else about these kinds
 * is left to other tools.
 */
export function builtinFaults(value: unknown): readonly Fault[] {
  const kind = entry(value, 'kind')
  switch (entry(value, 'apiVersion')) {
    case 'v1':
      if (kind === 'ConfigMap') return [...notText(value, 'data'), ...notText(value, 'binaryData')]
      if (kind === 'Secret') return [...notText(value, 'data'), ...notText(value, 'stringData')]
      return []
    case 'apps/v1':
      return kind === 'Deployment' ? [...deploymentFaults(value)] : []
    default:
      return []
  }
}

function* notText(value: unknown, field: string): Generator<Fault> {
  const data = entry(value, field)
  if (data === undefined) return
  const wrong = (path: Path, part: unknown, expected: string): Fault => {
    const quote = typeof part === 'number' || typeof part === 'boolean' ? '; write it in quotes' : ''
    const message = `${path.length > 1 ? `\`${String(path.at(-1))}\`` : `\`${field}\``} must be ${expected}, but this is ${article(part)}${quote}`
    return { type: 'DecodeError', path, field, problem: { rule: 'wrong-type', message } }
  }
  if (!isMapping(data)) yield wrong([field], data, 'a mapping of strings')
  else for (const [key, part] of Object.entries(data)) if (part !== null && typeof part !== 'string') yield wrong([field, key], part, 'a string')
}

function* deploymentFaults(value: unknown): Generator<Fault> {
  const spec = entry(value, 'spec') ?? {}
  if (!isMapping(spec) || Object.keys(spec).length > 0) return
  const missing = (path: Path, what: string): Fault => ({
    type: 'FieldValueRequired',
    path,
    missing: true,
    problem: { rule: 'missing-field', message: `a Deployment needs \`${path.join('.')}\`, ${what}` },
  })
  yield missing(['spec', 'selector'], 'which says what pods belong to it')
  yield { ...missing(['spec', 'template', 'metadata', 'labels'], 'by which its selector finds the pods'), type: 'FieldValueInvalid' }
  yield missing(['spec', 'template', 'spec', 'containers'], 'at least one')
}
