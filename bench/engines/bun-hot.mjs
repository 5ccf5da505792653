import { packageFile } from '../lib/packages.mjs'

export default {
  name: 'bun --hot',
  command: () => [packageFile('.bin', 'bun'), ['--hot', '--no-clear-screen', 'main.ts']],
}
