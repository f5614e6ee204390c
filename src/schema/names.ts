/** Kubernetes' rules for names (apimachinery `validation.go`), each as the end of a sentence, or undefined when the name is fine. */

const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/
const qualifiedPart = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/

/** The name of a resource: an RFC 1123 subdomain. */
export function subdomainFault(name: string): string | undefined {
  if (name.length > 253) return 'is longer than 253 characters'
  if (subdomain.test(name)) return undefined
  return 'is invalid: only lower case letters, digits, `-` and `.`, beginning and ending with a letter or digit'
}

/** The key of a label or annotation, or a finalizer: `name` or `prefix/name`. */
export function qualifiedNameFaults(name: string): string[] {
  const parts = name.split('/')
  if (parts.length > 2) return ['has more than one `/`; only a prefix such as `example.com/` may stand before the name']
  const faults: string[] = []
  const [prefix, own] = parts.length === 2 ? parts : [undefined, parts[0]]
  if (prefix === '') faults.push('begins with `/`; the prefix before it must not be empty')
  else if (prefix !== undefined && prefix.length > 253) faults.push('has a prefix of more than 253 characters')
  else if (prefix !== undefined && !subdomain.test(prefix)) {
    faults.push('has an invalid prefix: only lower case letters, digits, `-` and `.` may stand before `/`')
  }
  if (own === undefined || own === '') faults.push('is empty')
  else if (own.length > 63) faults.push('is longer than 63 characters')
  else if (!qualifiedPart.test(own)) {
    faults.push('is invalid: only letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit')
  }
  return faults
}

/** The value of a label. */
export function labelValueFault(value: string): string | undefined {
  if (value === '') return undefined
  if (value.length > 63) return 'is longer than 63 characters'
  if (qualifiedPart.test(value)) return undefined
  return 'is invalid: only letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit'
}
