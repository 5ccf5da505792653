import type { parseArgs, ParseArgsConfig } from 'node:util'

export declare function optionsOf<const Config extends ParseArgsConfig>(usage: string, config: Config): ReturnType<typeof parseArgs<Config>>
