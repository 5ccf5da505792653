import { packageFile } from '../lib/packages.mjs'

export default {
  name: 'deno run --watch-hmr',
  command: () => [packageFile('.bin', 'deno'), ['run', '--watch-hmr', '--no-clear-screen', '--allow-all', 'main.ts']],
}
