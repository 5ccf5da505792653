import { analysisOf } from '../saves/ahead.ts'
import type { Files } from './attempt.ts'
import { jsonChange, type JsonChange } from '../4-diff/json.ts'
import { syntaxProblem } from '../6-verify/syntax.ts'
import type { Problem } from '../8-report/report.ts'
import { isInDirectory } from '../namespaces/members.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { settingsByFolder } from '../3-analyse/settings.ts'
import type { Model } from '../3-analyse/shapes.ts'

/** What saved files are, for the program that runs. */
export interface Saved {
  /** Models of modules whose text is another now. */
  models: Map<LiveModule, Model>
  json: JsonChange[]
  problems: Problem[]
}

export function analyseSaved(world: World, files: Files): Saved {
  const saved: Saved = { models: new Map(), json: [], problems: [] }
  const settingsOf = settingsByFolder()
  for (const [path, text] of files) {
    const module = world.modules.get(path)
    if (!module || text === undefined || (module.dormant && !isInDirectory(world, path))) continue
    if (module.kind === 'json') {
      const change = jsonChange(world, module, text)
      if ('problem' in change) saved.problems.push(change.problem)
      else if (change.change) saved.json.push(change.change)
      continue
    }
    if (module.current.text === text) continue
    const analysis = analysisOf(module, text, settingsOf)
    if ('errors' in analysis) saved.problems.push(syntaxProblem(world, path, text, analysis.errors[0]!))
    else if (!module.threw) saved.models.set(module, analysis.model)
  }
  return saved
}
