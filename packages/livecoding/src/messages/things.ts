const irregular: Record<string, string> = {
  child: 'children', elf: 'elves', knife: 'knives', leaf: 'leaves', man: 'men', mouse: 'mice',
  person: 'people', shelf: 'shelves', thief: 'thieves', wife: 'wives', wolf: 'wolves', woman: 'women',
}

/**
 * Instances as a person counts them: `12 doors`, `1 story`, `3 player characters`.
 * Where English cannot be guessed from the name of the class (`T`, `Stats`, `$x`), `12 instances of Stats`.
 */
export function things(count: number, className: string): string {
  const words = /^[A-Za-z]+$/.test(className) ? className.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [] : []
  const last = words.at(-1) ?? ''
  if (last.length < 3 || /[^s]s$/i.test(last)) {
    const instances = count === 1 ? '1 instance' : `${count} instances`
    return className ? `${instances} of ${className}` : instances
  }
  const spoken = words.map(word => (word.length > 1 && word === word.toUpperCase() ? word : word.toLowerCase()))
  if (count !== 1) spoken.push(plural(spoken.pop() ?? ''))
  return `${count} ${spoken.join(' ')}`
}

function plural(word: string): string {
  if (irregular[word]) return irregular[word]
  if (word === word.toUpperCase()) return `${word}s`
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`
}

export const firstWords = (text: string): string => text.length > 40 ? `${text.slice(0, 39)}…` : text
