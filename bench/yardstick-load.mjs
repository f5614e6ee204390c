// The yardstick of throughput: start Node and load every document of the file with js-yaml, without places, schema or rules.
import { readFileSync } from 'node:fs'
import { loadAll } from 'js-yaml'

loadAll(readFileSync(process.argv[2], 'utf8'))
