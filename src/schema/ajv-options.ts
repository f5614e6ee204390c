import type { Options } from 'ajv'

/** How ajv judges, at build time and at run time alike. Messages are ours; every problem of a document is wanted; nothing is changed in it. */
export const ajvOptions: Options = {
  allErrors: true,
  messages: false,
  inlineRefs: false,
  strict: false,
  validateSchema: false,
  validateFormats: false,
  ownProperties: false,
  unicodeRegExp: true,
}
