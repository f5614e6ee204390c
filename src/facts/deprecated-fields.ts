import facts from '../../schemas/strimzi/deprecated-fields.json' with { type: 'json' }

/** A field that v1beta2 calls deprecated and v1 no longer has. Read from the API classes of Strimzi 0.51.0. */
export interface DeprecatedField {
  /** The steps to the field; `[]` stands for every item of a list. */
  readonly steps: readonly string[]
  /** The steps to the field that took its place. */
  readonly replacement: readonly string[] | undefined
}

const byKind: ReadonlyMap<string, readonly DeprecatedField[]> = new Map(
  Object.entries(facts as Readonly<Record<string, Readonly<Record<string, string | null>>>>).map(([kind, fields]) => [
    kind,
    Object.entries(fields).map(([path, replacement]) => ({ steps: stepsOf(path), replacement: replacement === null ? undefined : stepsOf(replacement) })),
  ]),
)

export function deprecatedFields(kind: string): readonly DeprecatedField[] {
  return byKind.get(kind) ?? []
}

function stepsOf(path: string): readonly string[] {
  return path.replaceAll('[]', '.[]').split('.')
}
