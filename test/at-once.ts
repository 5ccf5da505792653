/** Does work for each thing in their order, for as many of them at once as there may be. @throws what work throws first */
export async function atOnce<Thing>(most: number, things: readonly Thing[], work: (thing: Thing) => Promise<void>): Promise<void> {
  const waiting = things.values()
  await Promise.all(Array.from({ length: most }, async () => {
    for (const thing of waiting) await work(thing)
  }))
}
