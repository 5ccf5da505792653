export default {
  name: 'node --watch',
  command: () => [process.execPath, ['--watch', '--watch-preserve-output', 'main.ts']],
}
