import type { Entry, EnumItem, NamespaceItem } from './program.ts'

interface Member { key: string, said: string | undefined, value: number | string }

/** What the members of a block of an enum say, and what that gives. */
function membersOf(entries: readonly Entry[]): Member[] {
  const members: Member[] = []
  for (const { key, value, as } of entries) {
    const before = members.at(-1)
    const said = (text: string | undefined, gives: number | string): unknown => members.push({ key, said: text, value: gives })
    if (as === 'text') said(`'v${value}'`, `v${value}`)
    else if (as === 'shift') said(`${value} << 1`, value * 2)
    else if (as === 'next' && typeof before?.value === 'number') said(undefined, before.value + 1)
    else if (as === 'before' && typeof before?.value === 'number') said(`${before.key} | ${value}`, before.value | value)
    else said(String(value), value)
  }
  return members
}

/** One block, or two of one name. */
export function enumText({ name, entries, constant, split = entries.length }: EnumItem, plain: boolean): string {
  const blocks = [entries.slice(0, split), entries.slice(split)].map(membersOf).filter((each, index) => index === 0 || each.length > 0)
  if (plain) return `const ${name} = { ${blocks.flat().map(({ key, value }) => `${key}: ${JSON.stringify(value)}${typeof value === 'number' ? `, ${value}: '${key}'` : ''}`).join(', ')} };\n`
  return blocks.map(members => `${constant ? 'const ' : ''}enum ${name} { ${members.map(({ key, said }) => said === undefined ? key : `${key} = ${said}`).join(', ')} }\n`).join('')
}

/** What the code of a block may say. */
export const spaceNames = ({ entries, count, hidden, inner, deep }: NamespaceItem): string[] => [
  ...count === undefined ? [] : ['count'], ...entries.map(({ key }) => key), ...hidden === undefined ? [] : ['hidden', 'help(2)'],
  ...inner === undefined ? [] : ['new Inner().go(2)'], ...deep === undefined ? [] : ['Deep.d', 'Deep.look(2)'],
]

export function spaceText(item: NamespaceItem, said: string, plain: boolean): string {
  const { name, entries, count, hidden, inner, deep, parts } = item
  const out = plain ? '' : 'export '
  const constants = entries.map(({ key, value }) => `${out}const ${key} = ${value};`)
  const counts = count === undefined ? '' : 'count = (count + 1) % 1000; '
  const others = [
    ...count === undefined ? [] : [`${out}let count = ${count};`],
    ...hidden === undefined ? [] : [`const hidden = ${hidden}; function help(x§number) { return x + hidden; }`],
    ...inner === undefined ? [] : [`${out}class Inner { f = ${inner}; #p = ${inner}; go(x§number) { return this.f + this.#p + x + ${inner}; } }`],
    ...deep === undefined ? [] : [plain ? `const Deep = { d: ${deep}, look: (x) => x + ${deep} };` : `export namespace Deep { const own = ${deep}; export const d = own; export const look = (x§number) => x + own; }`],
    `${out}function go(x§number) { ${counts}return ${said}; }`,
  ]
  if (!plain) return (parts ? [constants, others] : [[...constants, ...others]]).map(each => `namespace ${name} { ${each.join(' ')} }\n`).join('')
  const counter = count === undefined ? '' : 'get count() { return count; }, set count(v) { count = v; }, '
  return `var ${name} = (() => { ${[...constants, ...others].join(' ')} return { ${counter}${[...entries.map(({ key }) => key), ...inner === undefined ? [] : ['Inner'], ...deep === undefined ? [] : ['Deep'], 'go'].join(', ')} }; })();\n`
}
