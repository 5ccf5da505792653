import { existsSync, statSync, type Stats } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * Where the code of a program is kept: `node_modules/.cache/livecoding` of its nearest `node_modules`, as other tools do
 * it; where that is not there, or is somebody else's, in the user's own folder for caches.
 */
export function cacheFolder(root: string, env: NodeJS.ProcessEnv = process.env): string {
  for (let folder = root; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules')
    if (existsSync(modules)) return isOwn(statSync(modules)) ? join(modules, '.cache', 'livecoding') : usersFolder(env)
    if (folder === dirname(folder)) return usersFolder(env)
  }
}

function usersFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'livecoding', 'cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'livecoding')
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'livecoding')
}

/** Only this user can write it: what is in there is run. */
export const isOwn = ({ uid, mode }: Stats): boolean => process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
