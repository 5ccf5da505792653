import { packageFile } from '../lib/packages.mjs'

export const tsx = packageFile('tsx', 'dist/cli.mjs')

export default {
  name: 'tsx watch',
  command: () => [process.execPath, [tsx, 'watch', '--clear-screen=false', 'main.ts']],
}
