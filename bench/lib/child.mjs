import { spawn } from 'node:child_process'

/** A process of ours, and all that it starts: what it prints can be waited for, and `stop` ends the whole family. */
export function startChild(command, args, { cwd, env = {} } = {}) {
  const started = performance.now()
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const waiting = new Set()
  const lines = []
  let errors = ''
  let rest = ''
  let over = false
  child.stdout.setEncoding('utf8').on('data', chunk => {
    const now = performance.now()
    const parts = (rest + chunk).split('\n')
    rest = parts.pop()
    for (const text of parts) hear({ text, now })
  })
  child.stderr.setEncoding('utf8').on('data', chunk => { errors = (errors + chunk).slice(-4000) })
  const ended = new Promise(resolve => {
    const end = () => {
      over = true
      for (const each of waiting) each({ text: undefined, now: performance.now() })
      resolve()
    }
    child.on('close', end).on('error', error => {
      errors += error.message
      end()
    })
  })

  function hear(line) {
    lines.push(line)
    for (const each of waiting) each(line)
  }

  return {
    started,
    pid: child.pid,
    ended,
    errors: () => errors,
    /** The first line from now on of which `wanted` makes something. @throws when it does not come */
    line(wanted, ms = 15_000) {
      return new Promise((resolve, reject) => {
        const done = (settle, value) => {
          clearTimeout(timer)
          waiting.delete(look)
          settle(value)
        }
        const look = ({ text, now }) => {
          if (text === undefined) return done(reject, new Error(`ended early\n${errors}`))
          const value = wanted(text)
          if (value !== undefined) done(resolve, { value, now })
        }
        const timer = setTimeout(() => done(reject, new Error(`nothing came in ${ms} ms\n${errors}`)), ms)
        waiting.add(look)
        if (over) look({ text: undefined })
      })
    },
    async stop() {
      try { process.kill(-child.pid, 'SIGKILL') } catch { /* all of them have ended */ }
      await ended
    },
  }
}

/** Runs a program to its end. @throws with what it complained of, when it fails */
export async function runChild(command, args, options) {
  const child = spawn(command, args, { ...options, env: { ...process.env, ...options?.env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', chunk => { output += chunk })
  child.stderr.on('data', chunk => { errors += chunk })
  const code = await new Promise((resolve, reject) => { child.on('close', resolve).on('error', reject) })
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code}\n${errors.slice(-4000)}`)
  return output
}
