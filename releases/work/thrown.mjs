/** What a function gives, or the first line of what it throws. */
export function result(work) {
  try {
    return work()
  } catch (error) {
    return `${error.name}: ${error.message.split('\n')[0]}`
  }
}
