import { main } from './program.ts'

await main(process.argv.slice(2), async () => (await import('../engine/engine.ts')).start)
