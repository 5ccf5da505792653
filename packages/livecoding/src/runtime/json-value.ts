import { createRequire } from 'node:module'
import type { LiveModule } from '../live-module.ts'

const require = createRequire(import.meta.url)

/** What importers of a JSON file and `require` share. */
export const jsonValue = ({ path }: LiveModule): unknown => require(path)
