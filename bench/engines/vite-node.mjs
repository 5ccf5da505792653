import { packageFile } from '../lib/packages.mjs'

export default {
  name: 'vite-node --watch',
  command: () => [process.execPath, [packageFile('vite-node', 'dist/cli.mjs'), '--watch', 'main.ts']],
}
