import type { Command } from 'commander'
import { templates, type Code } from '../messages/messages.ts'
import { sections } from '../messages/sections.ts'
import { nearest } from '../messages/nearest.ts'
import { say } from './say.ts'

/** `livecoding explain LC1102`: the section of the documentation; without a code, a list of all. */
export function explain(topic: string | undefined, command: Command): void {
  const codes = Object.keys(templates) as Code[]
  if (topic === undefined) {
    say(codes.map(code => `${code}  ${templates[code].title}\n`).join(''))
    return
  }
  const wanted = /^\d{4}$/.test(topic) ? `LC${topic}` : topic.toUpperCase()
  const code = codes.find(each => each === wanted)
  if (code) {
    say(`${code}: ${templates[code].title} (${templates[code].severity})\n\n${sections[code]}\n`)
    return
  }
  const near = nearest(wanted, [...codes, ...(command.parent?.commands ?? []).map(each => each.name())])
  command.error(`error: nothing is known about '${topic}'${near ? `\n(Did you mean ${near}?)` : ''}`)
}
