import { literally } from '../word.ts'
const always: ReadonlySet<string> = new Set(['require'])

/** Of an ES module: what is called like `require`, what `createRequire` has given under another name, for the file itself, and `createRequire()` for what it gives in place. */
export function requirersIn(text: string): ReadonlySet<string> {
  if (!text.includes('createRequire')) return always
  const makers = ['createRequire', ...[...text.matchAll(/\bcreateRequire\s*(?:\bas\b|:)\s*([\w$]+)/g)].map(([, name]) => name!)]
  const making = String.raw`(?:[\w$]+\s*\.\s*)?(?:${makers.map(literally).join('|')})`
  const given = new RegExp(String.raw`^(?:export\s+)?(?:const|let|var)\s+([\w$]+)(?:\s*:\s*[\w$.]+)?\s*=\s*${making}\s*\(\s*import\s*\.\s*meta\s*\.\s*(?:url|filename)\s*\)`, 'gm')
  return new Set([...always, ...makers.map(maker => `${maker}()`), ...[...text.matchAll(given)].map(([, name]) => name!)])
}

export const sameRequirers = (one: string, other: string): boolean => requirersIn(one).symmetricDifference(requirersIn(other)).size === 0
