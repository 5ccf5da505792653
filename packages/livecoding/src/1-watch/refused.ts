import type { Problem } from '../8-report/report.ts'

/** The system refused to watch a folder; it is polled instead, and a person may want to know why. */
export function refusal(folder: string, error: NodeJS.ErrnoException, poll: number): Problem {
  return {
    severity: 'warning',
    code: 'LC3101',
    message: `The system does not tell changes in ${folder} (${error.code ?? error.message}), so it is looked at every ${poll} ms.`,
    hint: hint(folder, error.code),
    file: folder,
  }
}

function hint(folder: string, code: string | undefined): string {
  switch (code) {
    case 'ENOSPC':
      return 'Allow more watched folders: sudo sysctl fs.inotify.max_user_watches=524288'
    case 'EMFILE':
      return 'Allow more watchers (sudo sysctl fs.inotify.max_user_instances=1024) or more open files (ulimit -n 65536).'
    case 'EACCES':
      return `Allow reading the folder: chmod u+rx ${folder}`
    default:
      return 'Changes are still seen, only a little later. Polling can be chosen for all folders.'
  }
}
