import { literally } from '../word.ts'
const always: ReadonlySet<string> = new Set(['require'])

/** Of an ES module: what is called like `require`, and what `createRequire` has given under another name, for the file itself. */
export function requirersIn(text: string): ReadonlySet<string> {
  if (!text.includes('createRequire')) return always
  const aliases = [...text.matchAll(/\bcreateRequire\s*(?:\bas\b|:)\s*([\w$]+)/g)].map(([, name]) => literally(name!))
  const makers = String.raw`(?:(?:[\w$]+\s*\.\s*)?createRequire|${aliases.length > 0 ? aliases.join('|') : 'createRequire'})`
  const given = new RegExp(String.raw`^(?:export\s+)?(?:const|let|var)\s+([\w$]+)(?:\s*:\s*[\w$.]+)?\s*=\s*${makers}\s*\(\s*import\s*\.\s*meta\s*\.\s*(?:url|filename)\s*\)`, 'gm')
  return new Set([...always, ...[...text.matchAll(given)].map(([, name]) => name!)])
}

export const sameRequirers = (one: string, other: string): boolean => requirersIn(one).symmetricDifference(requirersIn(other)).size === 0
