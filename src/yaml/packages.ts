import { createRequire } from 'node:module'

type JsYaml = typeof import('js-yaml')
type Yaml = typeof import('yaml')

let loadedJsYaml: JsYaml | undefined
let loadedYaml: Yaml | undefined

// Both are loaded on first use: most runs meet only documents in plain YAML and need neither. The build puts them beside the bundle.

/** The `js-yaml` package. */
export function jsYaml(): JsYaml {
  return (loadedJsYaml ??= createRequire(import.meta.url)('js-yaml') as JsYaml)
}

/** The `yaml` package. */
export function yamlPackage(): Yaml {
  return (loadedYaml ??= createRequire(import.meta.url)('yaml') as Yaml)
}
