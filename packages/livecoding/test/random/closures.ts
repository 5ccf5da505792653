/** What a factory's code is made of: `said`, an expression of `x` and its variables; `reach`, which gives `get` and `set` of the variable `n`. */
export interface Makes { said: string, reach: string }

/** How a factory gives `act`, which runs over its variables. No statement begins with a bracket, for layouts without semicolons. */
export const closures = {
  object: ({ said, reach }) => `return { ${reach}, act: (x§number) => ${said} };`,
  method: ({ said, reach }) => `return { ${reach}, act(x§number) { return ${said} } };`,
  nested: ({ said, reach }) => `return { ${reach}, act: (x§number) => [x].map(v => v + ${said})[0] };`,
  async: ({ said, reach }) => `return { ${reach}, act: async (x§number) => ${said} };`,
  accessor: ({ said, reach }) => `return { ${reach}, get act() { return (x§number) => ${said}; } };`,
  bound: ({ said, reach }) => `return { ${reach}, act: (function (‹this: any, ›k§number, x§number) { return this.w + k + ${said}; }).bind({ w: 1 }, 2) };`,
  default: ({ said, reach }) => `return { ${reach}, act: (x§number, y = ${said}) => y };`,
  table: ({ said, reach }) => `const table = new Map‹<string, any>›([['act', (x§number) => ${said}]]); return { ${reach}, act: table.get('act') };`,
  self: ({ said, reach }) => `return { ${reach}, act: function down(x§number)§any { return x > 3 ? down(x - 1) : ${said}; } };`,
  setter: ({ said, reach }) => `const t§any = { told: 0, set ask(x§number) { this.told = ${said}; }, get ask() { return this.told; } }; return { ${reach}, act: (x§number) => { t.ask = x; return t.ask; } };`,
  symbol: ({ said, reach }) => `const t§any = { [Symbol.for('act')](x§number) { return ${said}; } }; return { ${reach}, act: t[Symbol.for('act')] };`,
  iterable: ({ said, reach }) => `const t§any = (x§number) => ({ *[Symbol.iterator]() { yield ${said}; yield x; } }); return { ${reach}, act: (x§number) => [...t(x)].length + [...t(x)][0] };`,
  tag: ({ said, reach }) => `const tag = (parts§any, x§number) => parts.raw.join('-').length + ${said}; return { ${reach}, act: (x§number) => tag\`a\${x}b\\n\` };`,
  proxy: ({ said, reach }) => `return new Proxy‹<any>›({ ${reach} }, { get: (t§any, key) => key === 'act' ? (x§number) => ${said} : t[key] });`,
  applied: ({ said, reach }) => `return { ${reach}, act: new Proxy((x§number) => ${said}, { apply: (go§any, me, all) => go(...all) }) };`,
  promised: ({ said, reach }) => `return { ${reach}, act: (x§number) => Promise.resolve(x).then(x => ${said}) };`,
  function: ({ said, reach }) => `function Made(‹this: any›) { Object.assign(this, { ${reach} }); } Made.prototype.act = function (x§number) { return ${said}; }; return new (Made‹ as any›)();`,
  expression: ({ said, reach }) => `return new class { held§any = { ${reach} }; get get() { return this.held.get; } get set() { return this.held.set; } act(x§number) { return ${said}; } }();`,
  hidden: ({ said, reach }) => `const Made = class { static #all = 1; static { this.#all += 1; } #go(x§number) { return Made.#all + ${said}; } act = (x§number)§any => this.#go(x); held§any = { ${reach} }; get = this.held.get; set = this.held.set; }; return new Made();`,
  mixin: ({ said, reach }) => `const mixed = (Base§any)§any => class extends Base { act(x§number) { return super.act(x) + ${said}; } }; return Object.assign(new (mixed(class { act(x§number) { return x; } }))(), { ${reach} });`,
  suspended: ({ said, reach }) => `function* rounds(x§number)§any { for (;;) { x = yield ${said}; } } const going = rounds(0); going.next(); return { ${reach}, act: (x§number) => going.next(x).value };`,
  waiting: ({ said, reach }) => `async function* rounds(x§number)§any { for (;;) { x = yield ${said}; } } const going = rounds(0); void going.next(); return { ${reach}, act: async (x§number) => (await going.next(x)).value };`,
  jumping: ({ said, reach }) => `return { ${reach}, act: (x§number) => { let sum = 0; rows: for (const v of [1, 2, 3]) { for (const w of [1, 2, 3]) { if (w > v) { continue rows; } if (v + w > 4) { break rows; } sum += w * (${said}); } } return sum; } };`,
  pausing: ({ said, reach }) => `return { ${reach}, act: async (x§number) => { let sum = 0; rows: for (const v of [1, 2, 3]) { for (const w of [1, 2]) { await null; if (w > v) { continue rows; } if (v > 2) { break rows; } sum += ${said}; } } return sum; } };`,
  continuing: ({ said, reach }) => `function* rounds(x§number)§any { outer: for (;;) { for (const v of [1, 2]) { x = yield ${said}; if (v > 0) { continue outer; } } } } const going = rounds(0); going.next(); return { ${reach}, act: (x§number) => going.next(x).value };`,
  breaking: ({ said, reach }) => `const rounds = async function* (x§number)§any { for (;;) { inner: for (;;) { for (const v of [1, 2]) { x = yield ${said}; if (v > 0) { break inner; } } } } }; const going = rounds(0); void going.next(); return { ${reach}, act: async (x§number) => (await going.next(x)).value };`,
} satisfies Record<string, (makes: Makes) => string>

export type Closure = keyof typeof closures
/** Those that follow when one becomes another. */
export const open: readonly Closure[] = ['object', 'method', 'nested', 'async']
/** Their `act` gives a promise. */
export const promising: readonly Closure[] = ['async', 'promised', 'waiting', 'pausing', 'breaking']
export const allClosures = Object.keys(closures) as Closure[]
