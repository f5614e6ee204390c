import type { Resource } from '../model/resource.js'
import { bootstrapAddress, clusterLabel, parentKind } from '../model/links.js'
import { ownerOf, sketchOf } from './cursor.js'
import { nodeAt, outlineOf, pathOf } from './outline.js'
import { documentAround, resourceFor, type Page } from './page.js'

/** The resources that the text at a place names: the cluster of a label, of bootstrap servers, or of a user's or connector's cluster. */
export function targetsAt(page: Page, offset: number): readonly Resource[] {
  const { file: { text }, revision } = page
  const node = nodeAt(outlineOf(text, documentAround(text, offset)), offset)
  if (node?.key === undefined || revision === undefined) return []
  const resource = resourceFor(page, sketchOf(ownerOf(node), text))
  const path = pathOf(node)
  if (resource === undefined) return []
  if (node.key === clusterLabel && path.at(-2) === 'labels' && parentKind(resource) !== undefined) return revision.workspace.parents(resource)
  if (node.key !== 'bootstrapServers') return []
  const servers = text.slice(node.valueSpan.start, node.valueSpan.end)
  const cluster = bootstrapAddress(servers) === undefined ? undefined : revision.workspace.clusterAt(resource, servers)
  return cluster === undefined ? [] : [cluster.resource]
}
