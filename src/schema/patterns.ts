/** The patterns of Strimzi's CRDs in words, as the end of "must be ...". */
const words: Readonly<Record<string, string>> = {
  '^([0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$': 'a quantity such as `1Gi` or `500Mi`',
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$':
    'a quantity such as `2`, `500m` or `1Gi`',
  '^(https?|ftp)://[-a-zA-Z0-9+&@#/%?=~_|!:,.;]*[-a-zA-Z0-9+&@#/%=~_|]$': 'a URL that begins with `https://`, `http://` or `ftp://`',
  '^[0-9]+([.][0-9]*)?([KMGTPE]i?|e[0-9]+)?$': 'a size such as `100G` or `100Gi`',
  '^[0-9]+([.][0-9]{0,3}|[m]?)$': 'a number of CPUs such as `2`, `1.5` or `1500m`',
  '^[0-9]+([KMG]i?)?B/s$': 'a throughput such as `10MiB/s` or `10000KB/s`',
  '^[0-9]+[mMgG]?$': 'a memory size as Java takes it, such as `512m` or `2g`',
  '^[a-z0-9][-_a-z0-9]*[a-z0-9]$': 'lower case letters, digits, `-` and `_`, two or more, beginning and ending with a letter or digit',
  '^[a-z0-9]{1,11}$': 'one to eleven lower case letters and digits',
  '^[a-zA-Z0-9\\._\\-]{1,100}$': 'one to a hundred letters, digits, `.`, `_` and `-`',
}

/** A pattern in words, or itself when it is not one of Strimzi's. */
export function describePattern(pattern: string): string {
  return words[pattern] ?? `text that matches \`${pattern}\``
}
