import { relative } from 'node:path'
import { problem } from '../../messages/message.ts'
import type { Gate } from './gate.ts'

/**
 * Looks at what a file exports before it counts. `false`, or a text that says why, refuses it; so does an error.
 *
 * @example
 * const commandsHaveVerbs: Validator = (file, exports) => Object.values(exports).every(each => 'verbs' in Object(each)) || 'a command needs verbs'
 */
export type Validator = (file: string, exports: Record<string, unknown>) => unknown

export const validating = (validate: Validator): Gate => ({
  name: validate.name || 'validate',
  moment: 'placed',
  async ask({ world, texts, exports }) {
    const found = []
    for (const path of texts.keys()) {
      const names = exports(path)
      const file = relative(world.root, path)
      const said: unknown = names && await validate(path, names)
      if (said === false || typeof said === 'string') found.push(problem('LC1301', { gate: this.name, detail: said === false ? `${file} is not valid` : said }, { file }))
    }
    return found
  },
})
