import { esWordIn } from '../6-verify/es-words.ts'
import { syntaxProblem } from '../6-verify/syntax.ts'
import { jsonChange, type JsonChange } from '../4-diff/json.ts'
import { settingsByFolder } from '../3-analyse/settings.ts'
import type { Model } from '../3-analyse/shapes.ts'
import type { Problem } from '../8-report/report.ts'
import { joinSpaces, type Joining } from '../namespaces/join.ts'
import { isInDirectory } from '../namespaces/members.ts'
import type { Overwriting } from '../namespaces/overwrite.ts'
import { analysisOf } from '../saves/ahead.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Files } from './files.ts'

/** What saved files are, for the program that runs. */
export interface Saved {
  /** Models of modules whose text is another now, and of their namespaces. */
  models: Map<LiveModule, Model>
  json: JsonChange[]
  /** JSON modules of which Node has given importers the value: another one is said in another way. */
  replaced: LiveModule[]
  joining: Joining
  /** Modules that the save brings to namespaces, entered and not loaded. */
  fresh: LiveModule[]
  problems: Problem[]
}

export function analyseSaved(world: World, files: Files, overwriting: Overwriting): Saved {
  const models: Saved['models'] = new Map()
  const json: JsonChange[] = []
  const problems: Problem[] = []
  const settingsOf = settingsByFolder()
  for (const [path, text] of files) {
    const module = world.modules.get(path)
    if (!module || text === undefined || (module.dormant && !isInDirectory(world, path))) continue
    if (module.kind === 'json') {
      const found = jsonChange(world, module, text)
      if ('problem' in found) problems.push(found.problem)
      else if (found.change) json.push(found.change)
      continue
    }
    if (module.current.text === text) continue
    const analysis = analysisOf(module, text, settingsOf)
    if ('errors' in analysis) problems.push(syntaxProblem(world, path, text, analysis.errors[0]!))
    else {
      const word = module.kind === 'cjs' ? esWordIn(module.current, analysis.model) : undefined
      if (word) problems.push(syntaxProblem(world, path, text, word))
      else if (!module.threw) models.set(module, analysis.model)
    }
  }
  const joining = joinSpaces(world, files, models)
  return {
    models, json, joining,
    replaced: json.flatMap(change => 'value' in change ? change.module : []),
    fresh: [...joining.fresh, ...overwriting.fresh],
    problems: [...problems, ...joining.refused, ...overwriting.problems],
  }
}
