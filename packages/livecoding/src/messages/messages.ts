// Made by generate.mjs from the Markdown files in this folder; edit those.

/** What each problem's message is told about; of several forms, the one whose values are given is used. */
export interface Values {
  LC1001: { detail: string } | { detail: string, format: string }
  LC1002: { file: string, reason: string } | { file: string, reason: string, command: string }
  LC1101: { specifier: string, module: string } | { specifier: string, module: string, suggestion: string }
  LC1102: { module: string, name: string } | { module: string, name: string, suggestion: string } | { module: string, name: string, why: string } | { module: string, name: string, importer: string } | { module: string, names: string } | { module: string, names: string, why: string } | { module: string, names: string, importer: string } | { module: string, name: string, importer: string, format: string } | { module: string, names: string, importer: string, format: string }
  LC1103: { module: string, importer: string } | { module: string }
  LC1104: { phase: string, specifier: string }
  LC1201: { name: string } | { name: string, suggestion: string }
  LC1301: { gate: string, detail: string }
  LC1401: { item: string, error: string } | { item: string, error: string, format: string }
  LC1402: { module: string, error: string }
  LC1403: { detail: string }
  LC1404: { code: string }
  LC1405: { name: string }
  LC1406: { detail: string }
  LC1407: {  }
  LC2101: { name: string, variable: string } | { loop: string, variable: string }
  LC2102: { name: string, before: string, after: string } | { place: string, before: string, after: string }
  LC2103: { name: string, before: string, after: string, holders: string } | { place: string, before: string, after: string } | { site: string, from: string, to: string }
  LC2104: { name: string }
  LC2201: { field: string, count: number, class: string, error: string }
  LC2202: { count: number, class: string, property: string } | { count: number, class: string, value: string, property: string }
  LC2203: { count: number, class: string, field: string } | { count: number, class: string, lost: string }
  LC2204: { class: string, error: string }
  LC2205: { count: number, class: string, parent: string }
  LC2207: { property: string, class: string }
  LC2301: { name: string, source: string }
  LC2302: { name: string, how: string, count: number }
  LC2303: { name: string, count: number }
  LC2304: { name: string, callers: string, count: number, others: number } | { name: string, source: string, callers: string, count: number } | { name: string, running: string, place: string, others: number } | { loop: string, others: number }
  LC2401: { module: string, error: string }
  LC2402: { thing: string }
  LC2410: { class: string }
  LC3001: { version: string }
  LC3002: { root: string }
  LC3003: {  }
  LC3101: { folder: string, reason: string, every: number } | { folder: string, reason: string, every: number, command: string }
  LC3102: { file: string, reason: string }
  LC3103: { module: string, url: string }
  LC3104: { folder: string, reason: string }
  LC3105: { entry: string, globs: string } | { entry: string } | { stream: string }
  LC3106: { count: number, file: string, include: string } | { file: string, include: string }
  LC3107: { error: string }
  LC3108: { tsconfig: string, reason: string }
  LC3201: { namespace: string, package: string }
  LC3202: { second: string, name: string, namespace: string, first: string }
  LC3203: { cycle: string }
  LC3204: { namespace: string }
  LC3205: { folder: string, reason: string }
  LC3206: { folder: string, namespace: string }
  LC3207: { folder: string, known: string }
  LC3208: { module: string, error: string }
  LC3209: { folder: string, reason: string }
  LC3210: { namespace: string, known: string } | { namespace: string, suggestion: string } | { namespace: string }
  LC3211: { file: string, reason: string }
  LC3212: { gate: string, error: string }
  LC3213: { gate: string, every: number }
  LC3214: { root: string }
  LC3215: { call: string, value: string, name: string, wanted: string }
  LC3301: { class: string, member: string, known: string }
  LC3302: { name: string }
  LC3303: { name: string }
  LC3304: { member: string, error: string }
  LC3401: { who: string, error: string }
  LC3402: { method: string, subscriber: string, error: string }
  LC3403: { event: string, count: number }
  LC3404: { event: string, count: number }
  LC3405: { method: string, given: string, wanted: string }
}

export type Code = keyof Values

export interface Template {
  severity: 'error' | 'warning'
  title: string
  forms: { message: string, hint: string }[]
}

export const templates: Record<Code, Template> = {
  LC1001: {
    severity: 'error',
    title: 'The file does not parse',
    forms: [
      { message: '%detail%', hint: 'The program runs on as it was; mend the line and save again.' },
      { message: '%detail%', hint: 'The file was loaded as %format%: write it as that again, or restart the program.' },
    ],
  },
  LC1002: {
    severity: 'error',
    title: 'The file cannot be read',
    forms: [
      { message: '%file% cannot be read: %reason%.', hint: 'The program runs on with the text it has; save the file again once it can be read.' },
      { message: '%file% cannot be read: %reason%.', hint: 'Allow reading it: %command%' },
    ],
  },
  LC1101: {
    severity: 'error',
    title: 'An import leads nowhere',
    forms: [
      { message: '"%specifier%" cannot be resolved from %module%.', hint: 'Check the path, or save the file that is missing: both are then applied together.' },
      { message: '"%specifier%" cannot be resolved from %module%.', hint: 'Did you mean "%suggestion%"?' },
    ],
  },
  LC1102: {
    severity: 'error',
    title: 'A name is imported that its module does not export',
    forms: [
      { message: '%module% does not export "%name%".', hint: 'Export it there, or import another name; until then the program runs on as it was.' },
      { message: '%module% does not export "%name%".', hint: 'Did you mean "%suggestion%"?' },
      { message: '%module% does not export "%name%" as it runs: its last save waits, refused for %why%.', hint: 'Mend that: both saves are then applied together.' },
      { message: '%module% no longer exports "%name%", but %importer% still imports it.', hint: 'Keep the export, or take the import out of %importer%: both saves are then applied together.' },
      { message: '%module% does not export %names%.', hint: 'Export them there, or import other names; until then the program runs on as it was.' },
      { message: '%module% does not export %names% as it runs: its last save waits, refused for %why%.', hint: 'Mend that: both saves are then applied together.' },
      { message: '%module% no longer exports %names%, but %importer% still imports them.', hint: 'Keep the exports, or take the imports out of %importer%: both saves are then applied together.' },
      { message: '%module% no longer exports "%name%", but %importer% still imports it.', hint: 'The file was loaded as %format%: write it as that again, or restart the program.' },
      { message: '%module% no longer exports %names%, but %importer% still imports them.', hint: 'The file was loaded as %format%: write it as that again, or restart the program.' },
    ],
  },
  LC1103: {
    severity: 'error',
    title: 'A file was deleted that is still imported',
    forms: [
      { message: '%module% was deleted, but %importer% still imports it.', hint: 'Bring the file back, or take the import out of %importer%; until then its old code runs.' },
      { message: '%module% was deleted, but the program starts with it.', hint: 'Bring the file back; until then its old code runs.' },
    ],
  },
  LC1104: {
    severity: 'error',
    title: 'An import with a phase cannot be added while the program runs',
    forms: [
      { message: '`import %phase%` of "%specifier%" cannot be added to a module that runs.', hint: 'Start the program anew, or use `import.%phase%("%specifier%")` where it is needed.' },
    ],
  },
  LC1201: {
    severity: 'warning',
    title: 'A name is used that nothing declares',
    forms: [
      { message: '"%name%" is used but declared nowhere.', hint: 'This code will throw a ReferenceError when it runs; declare or import the name.' },
      { message: '"%name%" is used but declared nowhere.', hint: 'Did you mean "%suggestion%"?' },
    ],
  },
  LC1301: {
    severity: 'error',
    title: 'A gate said no',
    forms: [
      { message: '%gate% said no: %detail%', hint: 'The program runs on as it was; mend what the gate found and save again.' },
    ],
  },
  LC1401: {
    severity: 'error',
    title: 'The new code threw while it was applied',
    forms: [
      { message: '%item% threw %error%', hint: 'All of this save was put back and the program runs on as it was; mend the line and save again, or restart where it can run only once.' },
      { message: '%item% threw %error%', hint: 'All of this save was put back. The file was loaded as %format%: write it as that again, or restart the program.' },
    ],
  },
  LC1402: {
    severity: 'warning',
    title: 'Something could not be put back',
    forms: [
      { message: 'A timer, listener or server of %module% could not be put back: %error%', hint: 'Restart (r) if the program misses it; all else of the save was put back.' },
    ],
  },
  LC1403: {
    severity: 'error',
    title: 'The engine could not work out the update',
    forms: [
      { message: 'The engine failed at %detail%', hint: 'The program runs on as it was. Please report this with the two texts of the file; a restart (r) takes the new one.' },
    ],
  },
  LC1404: {
    severity: 'error',
    title: 'The program ended while a save was applied',
    forms: [
      { message: 'The program ended with code %code% before this save was in place.', hint: 'Where the new code calls process.exit, take the call out, then start the program again.' },
    ],
  },
  LC1405: {
    severity: 'error',
    title: 'A module waits in front of what the save changes',
    forms: [
      { message: '"%name%" is not there yet: its module still waits at an `await` above it, as it is loaded for the first time.', hint: 'The save is tried again with the next one; or restart (r).' },
    ],
  },
  LC1406: {
    severity: 'warning',
    title: 'Code that only moved could not be made anew for the debugger',
    forms: [
      { message: 'Code that only moved stays where the debugger knows it: the engine failed at %detail%', hint: 'The save is in place. A breakpoint in that code stops at the line before the move; a restart (r) brings all code to its lines.' },
    ],
  },
  LC1407: {
    severity: 'error',
    title: 'An await of a save did not end',
    forms: [
      { message: 'The new code still waits at an `await` here, and a newer save is there: all of this save was put back.', hint: 'Save it again once what it waits for is there; or let a function wait for it instead of the module.' },
    ],
  },
  LC2101: {
    severity: 'warning',
    title: 'A closure cannot reach a variable',
    forms: [
      { message: '%name% was made before this save and cannot reach "%variable%", so it keeps its old code.', hint: 'Those made from now on are new. Let the code use a variable that it used before, or one of the module.' },
      { message: 'The loop in %loop% cannot reach "%variable%", so it goes on with its old code.', hint: 'The next call of %loop% runs the new loop. Let it use a variable that it used before, or one of the module.' },
    ],
  },
  LC2102: {
    severity: 'warning',
    title: 'An object cannot become another kind of function',
    forms: [
      { message: 'A held %name% stays %before%: its calls run the new code, but it does not become %after%.', hint: 'Take it anew from its name where the difference matters.' },
      { message: 'A held closure in %place% stays %before%: its calls run the new code, but it does not become %after%.', hint: 'Restart, or edit what it is given to, where the difference matters.' },
    ],
  },
  LC2103: {
    severity: 'warning',
    title: 'A name became another kind of thing',
    forms: [
      { message: '"%name%" was %before% and is %after% now; %holders%.', hint: 'Old holders run the old code until they read the name again.' },
      { message: '"%place%" was %before% and is %after% now; objects made before this save keep the old one.', hint: 'Make them anew where that matters: only new objects have what the source says.' },
      { message: 'In %site%, %from% is %to% now, with other parameters: those made before this save keep their old code.', hint: 'Those made from now on are new. Restart where the old ones matter: who has one calls it as before.' },
    ],
  },
  LC2104: {
    severity: 'warning',
    title: 'A property that was defined for good stays what it is',
    forms: [
      { message: '"%name%" was defined before, and cannot be defined anew; the object keeps it as it is.', hint: 'Restart, or let the statement say "configurable: true".' },
    ],
  },
  LC2201: {
    severity: 'warning',
    title: 'The initialiser of a new field threw',
    forms: [
      { message: 'The initialiser of "%field%" threw for %things%: %error%', hint: 'The field is undefined there. Undo the save (u), let the initialiser cope with those too, and save again.' },
    ],
  },
  LC2202: {
    severity: 'warning',
    title: 'Instances lack what the constructor assigns now',
    forms: [
      { message: '%things% made before this save %count:has|have% no "%property%".', hint: 'Give "%property%" an initialiser in class %class%, or set it in a static [live.migrate].' },
      { message: '%things% made before this save may lack %value% in "%property%": when it is assigned, only the constructor\'s call knew.', hint: 'They have what the constructor assigns in any case. Set "%property%" in a static [live.migrate] where that matters.' },
    ],
  },
  LC2203: {
    severity: 'warning',
    title: 'Frozen instances cannot gain or lose fields',
    forms: [
      { message: '%things% %count:is|are% frozen and cannot gain "%field%".', hint: 'Make %class% anew where the field is needed; code that reads it finds undefined until then.' },
      { message: '%things% %count:is|are% frozen and cannot lose "%lost%".', hint: 'Make %class% anew where it is in the way; who lists the properties finds it until then.' },
    ],
  },
  LC2204: {
    severity: 'warning',
    title: 'A migration hook threw',
    forms: [
      { message: '[live.migrate] of %class% threw %error%', hint: 'The other instances were migrated; this one has its new fields, but the hook\'s work on it is not done.' },
    ],
  },
  LC2205: {
    severity: 'warning',
    title: 'Instances were not made by the new parent',
    forms: [
      { message: '%things% made before this save %count:was|were% not made by %parent%, whose code livecoding does not follow.', hint: 'They have its methods, but not what its constructor sets up. Make them anew where that matters.' },
    ],
  },
  LC2207: {
    severity: 'warning',
    title: 'A method reads an attribute that nothing sets',
    forms: [
      { message: '"this.%property%" is read in class %class%, but nothing sets it.', hint: 'Is the name right? Else declare "%property%" in the class, or assign it in the constructor.' },
    ],
  },
  LC2301: {
    severity: 'warning',
    title: 'A value is kept though what it was made from changed',
    forms: [
      { message: '"%name%" is kept though "%source%" changed, because a call made it.', hint: 'Edit its initialiser, or restart, to make it anew; "// livecoding: rerun" at the top of the file does so on each save.' },
    ],
  },
  LC2302: {
    severity: 'warning',
    title: 'A statement that completes a variable was not run again',
    forms: [
      { message: '"%name%" was %how%, and lacks what %count% %count:statement that did not change gives|statements that did not change give% to it.', hint: 'Edit such a statement too, or let the initialiser do it; "// livecoding: rerun" at the top of the file runs all on each save.' },
    ],
  },
  LC2303: {
    severity: 'warning',
    title: 'A statement ran with what has another value now',
    forms: [
      { message: '"%name%" changed, and %count% %count:statement that ran with it before is|statements that ran with it before are% not run again.', hint: 'Edit such a statement too, or restart, to run it again; "// livecoding: rerun" at the top of the file runs all on each save.' },
    ],
  },
  LC2304: {
    severity: 'warning',
    title: 'Nothing calls the function again',
    forms: [
      { message: '"%name%" was changed, but only %callers% %count:calls|call% it, when the program starts.', hint: '%others:Other functions|Functions% in it have their new code at once. Restart to run the rest, or edit what calls it too.' },
      { message: '"%name%" ran with "%source%" as it was, and only %callers% %count:calls|call% it, when the program starts.', hint: 'Restart to run it again, or edit what calls it too.' },
      { message: '"%name%" was changed, but only "%running%" (%place%) calls it, which is under way since the program started.', hint: '%others:Other functions|Functions% in it have their new code at once, and so has what is still to be called. Restart to run the rest.' },
      { message: '"%loop%" was changed, but its last round is over.', hint: '%others:Other functions|Functions% in it have their new code at once. Restart to run the rest, or edit what stands in front of its body too.' },
    ],
  },
  LC2401: {
    severity: 'warning',
    title: 'A dispose callback threw',
    forms: [
      { message: 'A dispose callback of %module% threw %error%', hint: 'The rest of the update went on; what the callback should have given back may still be in use.' },
    ],
  },
  LC2402: {
    severity: 'warning',
    title: 'Something goes on without its statement',
    forms: [
      { message: 'The %thing% that this statement made goes on.', hint: 'Only the program can end it: give import.meta.hot.dispose a function that does.' },
    ],
  },
  LC2410: {
    severity: 'warning',
    title: 'The name of a decorated class in a function still leads to the old one',
    forms: [
      { message: 'The decorators of %class% gave another class; what its name led to before this save goes on there.', hint: 'The next call of the function around it makes a class with the new decorators.' },
    ],
  },
  LC3001: {
    severity: 'error',
    title: 'Node.js is too old',
    forms: [
      { message: 'livecoding needs Node.js 22.15 or later; this is %version%.', hint: 'Install a newer Node.js: https://nodejs.org' },
    ],
  },
  LC3002: {
    severity: 'error',
    title: 'An engine is already at work in this process',
    forms: [
      { message: 'An engine already follows %root% in this process.', hint: 'Use that one, or stop it first: engine.stop().' },
    ],
  },
  LC3003: {
    severity: 'error',
    title: 'The engine was stopped',
    forms: [
      { message: 'The engine was stopped: it applies nothing any more.', hint: 'Ask before engine.stop(), or start a new one and import the files then.' },
    ],
  },
  LC3101: {
    severity: 'warning',
    title: 'The system does not tell changes in a folder',
    forms: [
      { message: 'The system does not tell changes in %folder% (%reason%), so it is looked at every %every% ms.', hint: 'Changes are still seen, only a little later. Polling can be chosen for all folders with --poll.' },
      { message: 'The system does not tell changes in %folder% (%reason%), so it is looked at every %every% ms.', hint: 'To be told at once: %command%' },
    ],
  },
  LC3102: {
    severity: 'warning',
    title: 'The report file cannot be written',
    forms: [
      { message: 'The report file %file% cannot be written: %reason%.', hint: 'The program is not affected. Each later report is tried again; this is told once.' },
    ],
  },
  LC3103: {
    severity: 'warning',
    title: 'A second copy of a module is run as it is',
    forms: [
      { message: '%module% is loaded once more, as %url%: an edit of the file reaches the first module only.', hint: 'Import the file without "?" and "#": all who import it then have one module, which follows.' },
    ],
  },
  LC3104: {
    severity: 'warning',
    title: 'The cache cannot be written',
    forms: [
      { message: 'The code that was made of the files cannot be kept in %folder%: %reason%.', hint: 'The program is not affected; its next start takes as long as this one. To be rid of this: start it with --no-cache.' },
    ],
  },
  LC3105: {
    severity: 'warning',
    title: 'The file that the program starts with is not followed',
    forms: [
      { message: '%entry% is left out by "exclude" (%globs%), so its edits do not reach the program; files that it imports are followed.', hint: 'Restart (r) after an edit of it, or take it out of "exclude".' },
      { message: '%entry% is in node_modules, or its name does not end as source files do, so its edits do not reach the program; files that it imports are followed.', hint: 'Restart (r) after an edit of it; --include takes a file in that is in node_modules.' },
      { message: '%stream% is a pipe or a device and no file that is saved, so there are no edits of it; files that it imports are followed.', hint: 'Put the program into a file to edit it while it runs.' },
    ],
  },
  LC3106: {
    severity: 'warning',
    title: 'Files outside the folder are not followed',
    forms: [
      { message: '%count% files outside this folder, such as %file%, run as they are: their edits do not reach the program.', hint: 'Follow them with --include %include%, or start the program in a folder around all; --exclude %include% says that they are to stay so.' },
      { message: '%file% is outside this folder, so its edits do not reach the program.', hint: 'Follow it with --include %include%, or start the program in a folder around both; --exclude %include% says that it is to stay so.' },
    ],
  },
  LC3107: {
    severity: 'warning',
    title: 'A load hook threw for a saved file',
    forms: [
      { message: 'A load hook of the program threw: %error%', hint: 'The file is taken as it is written. Save it once more when the hook can read it.' },
    ],
  },
  LC3108: {
    severity: 'warning',
    title: 'tsconfig.json cannot be read',
    forms: [
      { message: '%tsconfig% cannot be read, so files are taken as without it: %reason%.', hint: 'Mend it, or install what it extends, and start again.' },
    ],
  },
  LC3201: {
    severity: 'error',
    title: 'A namespace has the name of a package',
    forms: [
      { message: '"%namespace%" is a package already: %package%.', hint: 'Add the directory under another name.' },
    ],
  },
  LC3202: {
    severity: 'error',
    title: 'Two files give one name',
    forms: [
      { message: '%second% gives "%name%" to %namespace%, which has it from %first%.', hint: 'The first in the order of paths keeps it; rename one of the two.' },
    ],
  },
  LC3203: {
    severity: 'error',
    title: 'Files need each other while they are loaded',
    forms: [
      { message: 'These files cannot be loaded in any order: %cycle%.', hint: 'Let one of them use the other inside a function, or move what both need to a third file.' },
    ],
  },
  LC3204: {
    severity: 'error',
    title: 'A namespace needs another name',
    forms: [
      { message: '"%namespace%" cannot be the name of a namespace.', hint: 'It is an identifier, or several with / between them: applib, game/world.' },
    ],
  },
  LC3205: {
    severity: 'error',
    title: 'A directory cannot be added',
    forms: [
      { message: '%folder% cannot be added: %reason%.', hint: 'Nothing has changed; add it once it can be read.' },
    ],
  },
  LC3206: {
    severity: 'error',
    title: 'A directory is there already',
    forms: [
      { message: '%folder% is in the namespace %namespace% already.', hint: 'Remove it first, or add it under another name.' },
    ],
  },
  LC3207: {
    severity: 'error',
    title: 'A directory was not added',
    forms: [
      { message: '%folder% is no directory of a namespace.', hint: 'These are: %known%.' },
    ],
  },
  LC3208: {
    severity: 'error',
    title: 'A file of a directory could not be loaded',
    forms: [
      { message: '%module% threw while it was loaded: %error%.', hint: 'The other files are loaded. It is tried again with the next save.' },
    ],
  },
  LC3209: {
    severity: 'error',
    title: 'A directory is still in use',
    forms: [
      { message: '%folder% cannot be removed: %reason%', hint: 'The program goes on with it.' },
    ],
  },
  LC3210: {
    severity: 'error',
    title: 'There is no such namespace',
    forms: [
      { message: 'There is no namespace %namespace%.', hint: 'These are: %known%.' },
      { message: 'There is no namespace %namespace%.', hint: 'Did you mean "%suggestion%"?' },
      { message: 'There is no namespace %namespace%.', hint: 'There are none yet: add a directory first.' },
    ],
  },
  LC3211: {
    severity: 'error',
    title: 'The configuration cannot be used',
    forms: [
      { message: '%file% cannot be used: %reason%.', hint: 'Its default export is an object: { namespaces: { applib: \'./server\' } }.' },
    ],
  },
  LC3212: {
    severity: 'error',
    title: 'A gate threw',
    forms: [
      { message: 'The gate %gate% gave no answer: %error%.', hint: 'The program runs on as it was. Mend the gate, or start without it.' },
    ],
  },
  LC3213: {
    severity: 'error',
    title: 'A gate took too long',
    forms: [
      { message: 'The gate %gate% gave no answer within %every% ms.', hint: 'The program runs on as it was. Mend what hangs, or give gates more time.' },
    ],
  },
  LC3214: {
    severity: 'error',
    title: 'Types cannot be checked',
    forms: [
      { message: 'There is no TypeScript in %root%.', hint: 'Install it: npm install --save-dev typescript' },
    ],
  },
  LC3215: {
    severity: 'error',
    title: 'An argument cannot be used',
    forms: [
      { message: '%call% cannot use %value% as %name%.', hint: 'It takes %wanted%.' },
    ],
  },
  LC3301: {
    severity: 'error',
    title: 'A class has no such member',
    forms: [
      { message: '%class% itself has no "%member%". It has: %known%.', hint: 'Name a member that the class declares; inherited ones are overridden in the class that has them.' },
    ],
  },
  LC3302: {
    severity: 'error',
    title: 'Nothing can stand in front of this code',
    forms: [
      { message: 'Nothing can stand in front of %name%.', hint: 'It is made anew with each call of a function around it, or its constructor cannot be split at super().' },
    ],
  },
  LC3303: {
    severity: 'error',
    title: 'This is nothing that the engine follows',
    forms: [
      { message: '%name% is not at the top level of a file that is followed.', hint: 'Override functions and classes of the program\'s own files, once they are loaded.' },
    ],
  },
  LC3304: {
    severity: 'error',
    title: 'Injected code threw',
    forms: [
      { message: 'What was injected into %member% threw: %error%', hint: 'The call goes on as if nothing had been injected.' },
    ],
  },
  LC3401: {
    severity: 'error',
    title: 'A listener for changes of the code threw',
    forms: [
      { message: '%who% for what becomes of the code threw: %error%', hint: 'The update is in place, and the other listeners were told. Mend the listener.' },
    ],
  },
  LC3402: {
    severity: 'error',
    title: 'A subscriber of an event threw',
    forms: [
      { message: '%method% of %subscriber% threw: %error%', hint: 'The other subscribers got the event all the same.' },
    ],
  },
  LC3403: {
    severity: 'error',
    title: 'An event broadcasts itself without end',
    forms: [
      { message: '%event% was broadcast inside itself %count% times.', hint: 'A subscriber of it broadcasts it again: say when to stop, or use events.noblock.' },
    ],
  },
  LC3404: {
    severity: 'error',
    title: 'An event was waited for and did not come',
    forms: [
      { message: '%event% was not broadcast within %count% ms.', hint: 'Wait longer, or broadcast it.' },
    ],
  },
  LC3405: {
    severity: 'error',
    title: 'Something cannot be registered',
    forms: [
      { message: '%method% was given %given%: it takes %wanted%.', hint: 'Nothing was changed.' },
    ],
  },
}
