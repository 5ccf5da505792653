import type { LoopItem } from './program.ts'

/** A round gives `[n, value]` and waits; a loop that is made for `n` goes on as one that has come that far. */
export function loopText(item: LoopItem, said: string): string {
  const { name, form, around } = item
  const loop = loopIn(item, said)
  const list = `n§number${form === 'async' ? ', io§any' : ''}`
  const [async, star] = [form === 'generator' ? '' : 'async ', form === 'async' ? '' : '*']
  switch (around) {
    case undefined: return `${async}function${star} ${name}(${list}) { ${loop} }\n`
    case 'function': return `function ${name}(${list}) { const go = ${async}function${star} () { ${loop} }; return go(); }\n`
    // No arrow function is a generator.
    case 'arrow': return `function ${name}(${list}) { const go = ${star === '' ? `${async}() => { ${loop} }` : `(${async}function${star} (k§number) { n += k; ${loop} }).bind(null, 0)`}; return go(); }\n`
    case 'method': return `function ${name}(${list}) { return { ${async}${star}go() { ${loop} } }.go(); }\n`
  }
}

function loopIn({ form, head, labelled }: LoopItem, said: string): string {
  const counts = { while: 'n += 1; ', for: '', do: 'n += 1; ', of: 'n = k; ', each: 'n = k; ' }[head]
  const give = form === 'async' ? `io.tell([n, ${said}]); await io.turn();` : `yield [n, ${said}];`
  const round = `{ ${counts}${roundOf(labelled, give)} }`
  const named = labelled === 'continue' || labelled === 'both' ? 'rounds: ' : ''
  return named + { while: `while (n < 1e6) ${round}`, for: `for (n += 1;n < 1e6;n++) ${round}`, do: `do ${round} while (n < 1e6);`, of: `for (const k of bus.rounds(n)) ${round}`, each: form === 'generator' ? `for (let [k] of bus.pairs(n)) ${round}` : `for await (const k of bus.rounds(n)) ${round}` }[head]
}

function roundOf(labelled: LoopItem['labelled'], give: string): string {
  switch (labelled) {
    case undefined: return give
    case 'continue': return `for (const v of [1, 2]) { if (v > 1) { continue rounds; } ${give} }`
    case 'break': return `inner: for (;;) { for (const v of [1, 2]) { ${give} if (v > 0) { break inner; } } }`
    case 'block': return `inner: { ${give} if (n > 0) { break inner; } n = 0; }`
    case 'both': return `inner: do { for (const v of [1, 2, 3]) { if (v > 2) { continue rounds; } if (v > 1) { break inner; } ${give} if (n % 2 > 0) { continue rounds; } } } while (n > 1e6);`
  }
}
