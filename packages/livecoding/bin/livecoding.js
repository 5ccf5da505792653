#!/usr/bin/env node
// Plain JavaScript that an old Node can still read: its one job is to say clearly that Node is too old.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 15)) {
  await import('../dist/cli/main.js')
} else {
  console.error(`livecoding needs Node.js 22.15 or later; this is ${process.version} (${process.execPath}).`)
  process.exitCode = 1
}
