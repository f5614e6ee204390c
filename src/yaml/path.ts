import type { Path } from './document.js'

/** A path as people write it: `spec.config["min.insync.replicas"]`, `spec.listeners[0].port`; empty for the root. */
export function formatPath(path: Path): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (!plainKey.test(step)) text += `[${JSON.stringify(step)}]`
    else text += text === '' ? step : `.${step}`
  }
  return text
}

const plainKey = /^[A-Za-z_$][\w$-]*$/
