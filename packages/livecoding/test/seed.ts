/** Property tests try the same cases on each run, so that a failure is due to what was edited; `SEED=7` tries others. */
export const seed = Number(process.env['SEED'] ?? 1)
