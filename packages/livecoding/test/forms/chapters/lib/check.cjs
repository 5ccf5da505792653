// Says what a form evaluates to, and whether that is what the language says.
const { inspect, isDeepStrictEqual } = require('node:util')

let count = 0
let without = []
exports.leaveOut = forms => { without = forms }
exports.check = (form, value, expected) => {
  count++
  if (without.includes(form)) return
  if (!isDeepStrictEqual(value, expected)) console.log(`WRONG ${form}: ${inspect(value, { depth: 5 })}, not ${inspect(expected, { depth: 5 })}`)
}
exports.throws = (form, run, name, message) => {
  count++
  try {
    console.log(`WRONG ${form}: no error but ${inspect(run())}`)
  } catch (error) {
    if (error?.constructor?.name !== name || (message && !message.test(error.message))) console.log(`WRONG ${form}: ${inspect(error)}`)
  }
}
process.on('exit', () => { console.log(`${count} forms`) })
