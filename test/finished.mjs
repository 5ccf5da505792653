/** What a process printed, and its exit code. */
export async function finished(child) {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => { output += text })
  const code = await new Promise((resolve, reject) => { child.on('error', reject).on('close', resolve) })
  return { code, output }
}
