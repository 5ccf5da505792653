import type { World } from '../world.ts'
import { formatOf } from './format.ts'

/** What a file runs as, where nothing but its syntax says that and the text says the words of the other kind. */
export function loadedAs(world: World, path: string, text: string): 'CommonJS' | 'an ES module' | undefined {
  const kind = world.modules.get(path)?.kind
  if (kind === 'cjs') return formatOf(path, text) === 'module' ? 'CommonJS' : undefined
  return kind === 'esm' && givenWord.test(text) && formatOf(path, text) === 'commonjs' ? 'an ES module' : undefined
}

const givenWord = /\b(?:require|module|exports|__filename|__dirname)\b/
