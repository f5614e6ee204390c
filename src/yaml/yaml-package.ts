import { createRequire } from 'node:module'

type YamlPackage = typeof import('yaml')

let loaded: YamlPackage | undefined

/**
 * The `yaml` package, loaded on first use: it takes longer to load than js-yaml takes for most files, and most files never need it.
 * A bundle that must stand alone replaces this module by one that says `require('yaml')`.
 */
export function yamlPackage(): YamlPackage {
  loaded ??= createRequire(import.meta.url)('yaml') as YamlPackage
  return loaded
}
