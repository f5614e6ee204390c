/** A line that belongs to a template language and not to YAML: control blocks of Go templates and Jinja, and `{{ include … }}` on a line of its own. */
const controlLine = /^\s*(?:\{\{-?\s*(?:if|else|end|range|with|define|block|template|include|toYaml|tpl|\/\*|\$\w+\s*:?=|-?\s*\.)[^\n]*|\{%[-+]?[^\n]*%\}\s*|\{#[^\n]*#\}\s*)$/m
const anyAction = /\{\{[^\n]*?\}\}|\{%[^\n]*?%\}/

/** Why a file is a template that cannot be judged before it is rendered; undefined for plain YAML, also when values hold placeholders. */
export function templateReason(path: string, text: string): string | undefined {
  if (!text.includes('{{') && !text.includes('{%')) return undefined
  if (controlLine.test(text)) return kindOfTemplate(path, text)
  return undefined
}

/** Why a document that does not parse is no broken YAML but a template; undefined when nothing in it looks like one. */
export function brokenTemplateReason(path: string, text: string): string | undefined {
  return anyAction.test(text) ? kindOfTemplate(path, text) : undefined
}

function kindOfTemplate(path: string, text: string): string {
  if (/\.j2$|\.jinja2?$/.test(path) || text.includes('{%')) return 'Jinja template: render it first'
  if (/(^|\/)templates\//.test(path) || /\.(Values|Release|Chart)\b/.test(text)) return 'Helm template: render it first'
  return 'template: render it first'
}
