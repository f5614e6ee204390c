/** The text is judged while it is read, before there is a resource: the engine reports these problems under the ids of the rules in this folder. */
export function* foundByTheParser(): Generator<never> {
  // Nothing to look for in a resource.
}
