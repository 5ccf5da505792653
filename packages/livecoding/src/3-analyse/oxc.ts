import type * as Oxc from 'oxc-parser'
import { library } from '../library.ts'

export const oxc = library<typeof Oxc>('oxc-parser')
