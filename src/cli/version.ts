import packageJson from '../../package.json' with { type: 'json' }

/** The version of strimzi-lint. */
export const version: string = packageJson.version
