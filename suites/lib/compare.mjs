/** The tests whose outcome differs, or that only one run has. */
export const differences = (plain, live) => [...new Set([...plain.keys(), ...live.keys()])]
  .filter(name => plain.get(name) !== live.get(name))
  .map(name => `${name}: ${plain.get(name) ?? 'not run'} without, ${live.get(name) ?? 'not run'} with livecoding`)

export const passed = outcomes => [...outcomes.values()].filter(each => each === 'passed').length
