import { parseArgs } from 'node:util'

/** What a command of this project was given; `usage` is shown for `--help`, with exit code 0, and where an option is wrong, with 2. */
export function optionsOf(usage, config) {
  try {
    const given = parseArgs({ ...config, options: { ...config.options, help: { type: 'boolean', short: 'h' } } })
    if (!given.values.help) return given
    console.log(usage)
    process.exit(0)
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`)
    process.exit(2)
  }
}
