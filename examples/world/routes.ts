import { commands } from './commands.ts'
import { hourOfDay } from './clock.ts'
import { visitors, visitorNamed } from './visitors.ts'

export interface Answer {
  status: number
  text: string
}

/** `/ann/go/north`: who, which command, and the rest of what she says. `/` tells who is here. */
export function answer(path: string): Answer {
  const [name = '', command = 'look', ...words] = path.slice(1).split('/')
  if (name === '' || name === 'favicon.ico') return { status: 200, text: lobby() }
  const run = commands[command]
  if (!run) return { status: 404, text: `You cannot "${command}" here. You can: ${Object.keys(commands).join(', ')}.` }
  const visitor = visitorNamed(name)
  const text = run(visitor, words.join(' '))
  return { status: 200, text: [...visitor.hears(), text].join('\n') }
}

function lobby(): string {
  const here = [...visitors.values()].map(({ name, room, steps }) => `  ${name} is in the ${room}, after ${steps} steps`)
  return [`${hourOfDay()} in a small world.`, ...here, 'Come in: /your-name/look'].join('\n')
}
