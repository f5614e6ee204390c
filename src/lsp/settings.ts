import { noEditorSettings, type EditorSettings } from './folder.js'

/** The section of the editor's settings. */
export const section = 'strimzi-lint'

/**
 * The settings of the editor out of what a client sends: the section itself, or a mapping that holds it. What has another type than expected is
 * left out; wrong names and versions are complained about when the settings are used.
 */
export function settingsOf(sent: unknown): EditorSettings {
  const outer = mapping(sent)
  const given = mapping(outer[section] ?? outer.strimziLint ?? sent)
  const { strimzi, kafka, preset, config, markdown } = given
  return {
    ...noEditorSettings,
    ...(isName(strimzi) && { strimzi }),
    ...(isName(kafka) && { kafka }),
    ...(isName(preset) && { preset }),
    ...((isName(config) || config === false) && { config }),
    only: names(given.only),
    skip: names(given.skip),
    markdown: markdown === true,
  }
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function names(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isName) : []
}
