function* numbers(limit) {
  for (let number = 0; number < limit; number++) yield number
}

async function* paged(limit, size) {
  let page = []
  for (const number of numbers(limit)) {
    page.push(number)
    if (page.length < size) continue
    yield page
    page = []
  }
  yield page
}

const double = async number => number * 2

async function worker(queue, results) {
  while (queue.length > 0) {
    const job = queue.pop()
    results.push(await double(job))
  }
}

export async function work(limit) {
  let sum = 0
  for await (const page of paged(limit, 10)) for (const number of page) sum += number
  const queue = [...numbers(limit)]
  const results = []
  await Promise.all(Array.from({ length: 4 }, () => worker(queue, results)))
  for (const number of numbers(limit)) {
    if (number % 3 === 0) sum += await double(number)
    else sum += number
  }
  return sum + results.length
}
