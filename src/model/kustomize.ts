import type { Resource } from './resource.js'
import { asList, asString, entry } from './value.js'
import type { Workspace } from './workspace.js'

const kustomization = 'kustomize.config.k8s.io/Kustomization'

/**
 * Whether Kustomize may give a resource a label that its manifest lacks: some kustomization in sight sets it (`commonLabels`, `labels`), or the
 * manifest stands in a folder of overlays whose kustomizations are not in sight.
 */
export function mayGetLabel(resource: Resource, label: string, workspace: Workspace): boolean {
  const kustomizations = workspace.ofKind(kustomization)
  if (kustomizations.length === 0) return /(^|\/)overlays?\//.test(resource.file.path)
  return kustomizations.some(({ value }) =>
    [entry(value, 'commonLabels'), ...asList(entry(value, 'labels')).map((item) => entry(item, 'pairs'))].some((labels) => asString(entry(labels, label)) !== undefined),
  )
}
