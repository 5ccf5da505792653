// Entry of each scenario's program: answers the questions of the test with what `probe` gives.
import { probe } from './main.ts'

process.on('message', async ({ input }) => {
  try {
    process.send({ value: await probe(input) ?? null })
  } catch (error) {
    process.send({ error: `${error?.name}: ${error?.message}` })
  }
})
