/**
 * True when a text is, or holds, a variable that something else fills in before the manifest is applied: `${REPLICAS}`, `${VERSION:-1}`,
 * `$(NAME)`, `$NAME` alone, `{{ .Values.replicas }}`, `{% … %}`, `<% … %>`, `@name@`. What the variable becomes cannot be known, so nothing is
 * said about the value's type, choice or form. References that Kafka itself resolves, `${file:…}`, `${secrets:…}`, `${env:…}`, are values.
 */
export function isPlaceholder(text: string): boolean {
  if (!/[$%@{]/.test(text)) return false
  if (text.length > longest) return false
  for (const [, inside = ''] of text.matchAll(braced)) if (!configProvider.test(inside)) return true
  return others.test(text)
}

/** Nobody writes a placeholder into a longer text where a number, a choice or a name belongs. */
const longest = 10_000

const braced = /\$\{([^{}]*)\}/g
/** A provider has a name in lower case, and what follows its colon is not the operator of a shell default (`:-`, `:=`, `:+`, `:?`). */
const configProvider = /^[a-z][\w-]*:(?![-=+?])/
const others = /\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\([A-Za-z_][\w.-]*\)|^\$[A-Za-z_]\w*$|^@[A-Za-z_][\w.-]*@$/s
