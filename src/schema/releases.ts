/** Which releases know what: the questions that the rest of the program asks about releases and API versions. */
export * from '../facts/served.js'
export { fieldReleases } from './history.js'
