import type { Story } from './run.ts'

/** The saves of a failing run as a scenario; who keeps it adds the probe that shows the failure. `> undo` stands for `engine.undo()`, which no scenario has. */
export function toScenario(title: string, story: Story): string {
  const saves = story.map(({ files, expected, by }, index) => {
    if (by) return `> ${by}\n`
    const written = [...files].map(([name, text]) => text === undefined ? `=== ${name} deleted\n` : `=== ${name}\n${text.trimEnd()}\n`)
    return `${written.join('')}${index === 0 ? '> start\n' : `> save\n> update ${expected}\n`}`
  })
  return `title: ${title}\n${saves.join('')}`
}
