const space = /[ \t\n\r]*/y
const token = /[{}[\],:]|"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/yu

/** What may stand at a place: `first` is that behind an opening bracket, which may be closed at once. */
type Wanted = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'end'

/** Where a text stops to be JSON: the first place at which something cannot stand, or its end. For where V8 does not say it. */
export function jsonFault(text: string): number {
  const open: string[] = []
  let wanted: Wanted = 'value'
  for (let at = skip(space, text, 0); at < text.length; at = skip(space, text, at)) {
    const end = skip(token, text, at)
    const next: Wanted | undefined = end > at ? after(text.slice(at, end), wanted, open) : undefined
    if (next === undefined) return at
    wanted = next
    at = end
  }
  return text.length
}

function skip(what: RegExp, text: string, at: number): number {
  what.lastIndex = at
  return at + (what.exec(text)?.[0].length ?? 0)
}

/** What may stand behind a token; undefined: it cannot stand there itself. */
function after(said: string, wanted: Wanted, open: string[]): Wanted | undefined {
  const inside = open.at(-1)
  if (said === ':') return wanted === 'colon' ? 'value' : undefined
  if (said === ',') return wanted !== 'end' || inside === undefined ? undefined : inside === '{' ? 'key' : 'value'
  if (said === '}' || said === ']') {
    const closes = said === '}' ? inside === '{' && (wanted === 'end' || wanted === 'first key') : inside === '[' && (wanted === 'end' || wanted === 'first value')
    if (closes) open.pop()
    return closes ? 'end' : undefined
  }
  if (wanted === 'key' || wanted === 'first key') return said.startsWith('"') ? 'colon' : undefined
  if (wanted !== 'value' && wanted !== 'first value') return undefined
  if (said !== '{' && said !== '[') return 'end'
  open.push(said)
  return said === '{' ? 'first key' : 'first value'
}
