// What a fresh start of a release does: `node fresh.mjs NAME FOLDER` prints it as JSON behind an `@`.
import { packages } from '../packages.mjs'
import { loaded } from './load.mjs'

const [name, folder] = process.argv.slice(2)
const library = await loaded(packages[name], folder)
console.log(`@${JSON.stringify(await packages[name].work(library))}`)
process.exit()
