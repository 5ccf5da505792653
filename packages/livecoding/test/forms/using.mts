const out: string[] = []
const say = (name: string, value: unknown) => { out.push(`${name}: ${JSON.stringify(value)}`) }
const tick = () => Promise.resolve()
async function usingLoop() { const r: any[] = []; for (const n of [1, 2]) { using u = { n, [Symbol.dispose]() { r.push('d' + n) } }; await tick(); r.push('b' + u.n) } return r } say('using', await usingLoop())
async function usingHead() { const r: any[] = []; for (using u of [{ [Symbol.dispose]() { r.push('d') } }]) { await tick(); r.push('b') } return r } say('using head', await usingHead())
async function awaitUsing() { const r: any[] = []; { await using u = { async [Symbol.asyncDispose]() { await tick(); r.push('ad') } }; r.push('x') } return r } say('await using', await awaitUsing())
console.log(out.join('\n'))
