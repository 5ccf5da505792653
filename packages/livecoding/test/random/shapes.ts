/** What the body of a function may look like: around one expression, and a number of its own; `give` returns or yields. */
export interface Body { said: string, id: number, give(value: string): string }

/** No statement begins with a bracket, for layouts without semicolons. */
export const bodies = {
  return: ({ said, id, give }) => give(`${said} + ${id}`),
  local: ({ said, id, give }) => `const t = ${said} * 2; ${give(`t + ${id}`)}`,
  loop: ({ said, id, give }) => `let sum = ${id}; for (const v of [1, 2]) { sum += v * (${said}); } ${give('sum')}`,
  labelled: ({ said, id, give }) => `let sum = ${id}; rows: for (const v of [1, 2, 3]) { for (const w of [1, 2, 3]) { if (w > v) { continue rows; } if (v + w > 4) { break rows; } sum += w * (${said}); } } ${give('sum')}`,
  inner: ({ said, id, give }) => `const inner = (z§number) => z + ${said}; ${give(`inner(${id}) + inner(x)`)}`,
  switch: ({ said, id, give }) => `let sum = ${id}; switch (x % 3) { case 1: sum += ${said}; case 2: { sum *= 2; break; } default: sum -= 1; } ${give('sum')}`,
  try: ({ said, id, give }) => `let sum = ${id}; try { if (x > 3) { throw new Error('much'); } sum += ${said}; } catch (error§any) { sum += error.message.length; } finally { sum *= 3; } ${give('sum')}`,
  chain: ({ said, id, give }) => `const t§any = { deep: { go: (v§number) => v + ${said} } }; ${give(`(t?.deep?.go?.(x) ?? 0) + (t.none?.deep.go(x) ?? ${id})`)}`,
  tag: ({ said, id, give }) => `const tag = (parts§any, ...all§any) => parts.join('-').length + all.reduce((p§number, q§number) => p + q, 0); ${give(`tag\`a\${${said}}b\${${id}}\``)}`,
  patterns: ({ said, id, give }) => `const { p = ${id}, q: [first = 2, ...others], ...rest }§any = { q: [${said}, 4, 5], r: 1 }; ${give('p + first + others.length + Object.keys(rest).length')}`,
  closures: ({ said, id, give }) => `const all§any = []; for (let i = 0;i < 3;i++) { all.push(() => i * (${said})); } ${give(`all.reduce((sum§number, go§any) => sum + go(), ${id})`)}`,
  object: ({ said, id, give }) => `const key = 'k'; const base = { get a() { return ${said}; }, [key + 1]: 2, [Symbol.iterator]: undefined }; const t§any = { ...base, set b(v§number) { this.c = v + ${id}; } }; t.b = x; ${give('t.a + t.k1 + t.c')}`,
  super: ({ said, id, give }) => `const above = { go(v§number) { return v + ${said}; } }; const t§any = { __proto__: above, go(v§number) { return super.go(v) * 2; } }; ${give(`t.go(${id})`)}`,
} satisfies Record<string, (body: Body) => string>

export type Shape = keyof typeof bodies
export const shapes = Object.keys(bodies) as Shape[]
