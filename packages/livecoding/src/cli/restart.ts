import { spawnSync } from 'node:child_process'

/** How this process was started, remembered before the program can change anything of it. */
export interface Launch {
  words: string[]
  env: NodeJS.ProcessEnv
  folder: string
}

export function launch(): Launch {
  return { words: [...process.execArgv, ...process.argv.slice(1)], env: { ...process.env }, folder: process.cwd() }
}

/**
 * Starts the program anew. It says goodbye as after `process.exit()` (its 'exit' listeners run), and then this process
 * becomes the new one: same process id, same terminal.
 */
export function restart({ words, env, folder }: Launch): void {
  process.once('exit', () => {
    process.chdir(folder)
    // Does not return. Its warning of being experimental would be printed a tick later, so never.
    process.execve?.(process.execPath, [process.argv0, ...words], env)
    runInstead(words, env)
  })
  process.exit()
}

/** Where a process cannot become another (Windows): let go of what the new one needs, wait for it, end as it ends. */
function runInstead(words: string[], env: NodeJS.ProcessEnv): void {
  const { _getActiveHandles: handles } = process as typeof process & { _getActiveHandles?: () => { close?: () => void }[] }
  for (const handle of handles?.call(process) ?? []) handle.close?.() // ports above all
  process.on('SIGINT', () => {}) // Ctrl-C goes to both; the new one decides
  const { status, signal } = spawnSync(process.execPath, words, { env, stdio: 'inherit' })
  process.exitCode = status ?? (signal ? 1 : 0)
}
