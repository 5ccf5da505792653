// Made by generate.mjs from the Markdown files in this folder; edit those.
import type { Code } from './messages.ts'

/** What each problem means, an example, and what to do: Markdown. */
export const sections: Record<Code, string> = {
  LC1001: `> <detail>
>
> The program runs on as it was; mend the line and save again.

> <detail>
>
> The file was loaded as <format>: write it as that again, or restart the program.

The saved text is not a program yet: a bracket is missing, a string does not end. Nothing of the save is applied, not
even the parts before the error, and the program goes on with the code it has. You are told once; a second save of the
same text is silent.

\`\`\`diff
 export function knock() {
-  return \`knock \${++knocks}\`
+  return (\`KNOCK \${++knocks}\`
 }
\`\`\`

\`\`\`
✗ rejected door.ts  1.2 ms
  ✗ door.ts:5:1 LC1001 Expected \`,\` or \`)\` but found \`}\`
    The program runs on as it was; mend the line and save again.

    3 | export function knock() {
    4 |   return (\`KNOCK \${++knocks}\`
  > 5 | }
      | ^
\`\`\`

Where neither the name of a file nor \`package.json\` says what it is, its syntax does, as it is loaded: one that runs as CommonJS and says \`import\` or \`export\`
now is an ES module on the next start, and not before. The other way round, what says \`require\` or \`module.exports\` fails as an ES module (LC1401, LC1102).

Some errors only V8 finds, such as \`[([b])] = c\`, or a word that this Node does not know: then the message is V8's.

**What to do.** Mend the line and save. The place is where the parser gave up, which may be after the mistake itself.`,
  LC1002: `> <file> cannot be read: <reason>.
>
> The program runs on with the text it has; save the file again once it can be read.

> <file> cannot be read: <reason>.
>
> Allow reading it: <command>

The file is there and was saved, but the system does not let this process read it. The program runs on with the text it has.

\`\`\`
✗ rejected door.ts  0.8 ms
  ✗ door.ts LC1002 door.ts cannot be read: EACCES: permission denied.
    Allow reading it: chmod u+r door.ts
\`\`\`

**What to do.** Give the file back its permissions, or undo the loop of links, and save it again.`,
  LC1101: `> "<specifier>" cannot be resolved from <module>.
>
> Check the path, or save the file that is missing: both are then applied together.

> "<specifier>" cannot be resolved from <module>.
>
> Did you mean "<suggestion>"?

The file imports something that is neither a file nor an installed package. A fresh start would fail here, so the save
is not applied, and no line of it runs.

\`\`\`diff
+import { storm } from './weather.ts'
-export function motto() { return 'All is well.' }
+export function motto() { return \`Beware of the \${storm}.\` }
\`\`\`

\`\`\`
✗ rejected world.ts  1.4 ms
  ✗ world.ts:1:23 LC1101 "./weather.ts" cannot be resolved from world.ts.
    Check the path, or save the file that is missing: both are then applied together.
\`\`\`

**What to do.** Correct the path, create \`weather.ts\`, or install the package. As soon as the file is there, the
waiting save is applied with it.`,
  LC1102: `> <module> does not export "<name>".
>
> Export it there, or import another name; until then the program runs on as it was.

> <module> does not export "<name>".
>
> Did you mean "<suggestion>"?

> <module> does not export "<name>" as it runs: its last save waits, refused for <why>.
>
> Mend that: both saves are then applied together.

> <module> no longer exports "<name>", but <importer> still imports it.
>
> Keep the export, or take the import out of <importer>: both saves are then applied together.

> <module> does not export <names>.
>
> Export them there, or import other names; until then the program runs on as it was.

> <module> does not export <names> as it runs: its last save waits, refused for <why>.
>
> Mend that: both saves are then applied together.

> <module> no longer exports <names>, but <importer> still imports them.
>
> Keep the exports, or take the imports out of <importer>: both saves are then applied together.

> <module> no longer exports "<name>", but <importer> still imports it.
>
> The file was loaded as <format>: write it as that again, or restart the program.

> <module> no longer exports <names>, but <importer> still imports them.
>
> The file was loaded as <format>: write it as that again, or restart the program.

There are two ways to get here. Either the saved file imports a name that its module does not have:

\`\`\`diff
-import { look } from './commands.ts'
+import { examine } from './commands.ts'
\`\`\`

\`\`\`
✗ rejected main.ts  1.1 ms
  ✗ main.ts:1:10 LC1102 commands.ts does not export "examine".
    Export it there, or import another name; until then the program runs on as it was.
\`\`\`

or it takes away an export that a loaded module still needs:

\`\`\`diff
-export function look() { return 'You see a hall.' }
+function look() { return 'You see a hall.' }
\`\`\`

\`\`\`
✗ rejected commands.ts  1.1 ms
  ✗ main.ts:1:10 LC1102 commands.ts no longer exports "look", but main.ts still imports it.
    Keep the export, or take the import out of main.ts: both saves are then applied together.
\`\`\`

A fresh start would fail in both cases, so nothing is applied.

Where a save of the other file brings the name but was refused itself, it waits, and the message says what for:

\`\`\`
✗ rejected main.ts  1.1 ms
  ✗ main.ts:1:10 LC1102 commands.ts does not export "examine" as it runs: its last save waits, refused for LC1001 at commands.ts:2.
    Mend that: both saves are then applied together.
\`\`\`

**What to do.** Save the other file too. While you rename an export, this is the usual state between two saves: the
first one waits, and both are applied with the second.`,
  LC1103: `> <module> was deleted, but <importer> still imports it.
>
> Bring the file back, or take the import out of <importer>; until then its old code runs.

> <module> was deleted, but the program starts with it.
>
> Bring the file back; until then its old code runs.

The file is gone, and at least one loaded module imports it, or it is the file that the program was started with. Its code stays in the running program.

\`\`\`
✗ rejected visitors.ts  0.6 ms
  ✗ main.ts:1:26 LC1103 visitors.ts was deleted, but main.ts still imports it.
    Bring the file back, or take the import out of main.ts; until then its old code runs.
\`\`\`

**What to do.** Remove the imports and save; or restore the file. When it comes back, its functions and classes are the
same objects again. A file that was only moved is in order as soon as its importers are saved with the new path.`,
  LC1104: `> \`import <phase>\` of "<specifier>" cannot be added to a module that runs.
>
> Start the program anew, or use \`import.<phase>("<specifier>")\` where it is needed.

\`import source\` and \`import defer\` say what Node does before a module begins. A module that runs is past that, so nothing of the save
is applied; it is tried again with the next one.

\`\`\`
✗ rejected game.ts  1.2 ms
  ✗ game.ts:1:15 LC1104 \`import source\` of "./rules.wasm" cannot be added to a module that runs.
    Start the program anew, or use \`import.source("./rules.wasm")\` where it is needed.
\`\`\`

**What to do.** Restart (\`r\`), or ask when it is needed: \`const rules = await import.source('./rules.wasm')\`. Such an import that was there from the
start stays as it is while the rest of its file is edited.`,
  LC1201: `> "<name>" is used but declared nowhere.
>
> This code will throw a ReferenceError when it runs; declare or import the name.

> "<name>" is used but declared nowhere.
>
> Did you mean "<suggestion>"?

The save is applied, since JavaScript finds out only when the line runs, and the name may be a global that comes later.

\`\`\`diff
-function forecast() { return 'rain' }
+function forecast() { return tomorrow.weather }
\`\`\`

\`\`\`
✓ applied main.ts  1.9 ms
  patched  function  forecast  live
  ! main.ts:1:30 LC1201 "tomorrow" is used but declared nowhere.
    This code will throw a ReferenceError when it runs; declare or import the name.
\`\`\`

A name that the same statement asks for (\`typeof define === 'function' && define.amd\`) is not told.

**What to do.** Declare the name, import it, or write \`globalThis.tomorrow\` where a global is meant.`,
  LC1301: `> <gate> said no: <detail>
>
> The program runs on as it was; mend what the gate found and save again.

A gate is a question that is asked before a save is applied: do the types check, do the tests pass, does your own
validator agree? One of them refused this save.

\`\`\`
✗ rejected prices.ts  312 ms
  ✗ prices.ts:4:3 LC1301 typecheck said no: Type 'string' is not assignable to type 'number'.
    The program runs on as it was; mend what the gate found and save again.
\`\`\`

**What to do.** Mend what the gate names. The gates that a program has are the ones that it was started with.`,
  LC1401: `> <item> threw <error>
>
> All of this save was put back and the program runs on as it was; mend the line and save again, or restart where it can run only once.

> <item> threw <error>
>
> All of this save was put back. The file was loaded as <format>: write it as that again, or restart the program.

A changed initialiser, statement, static block or decorator ran and threw. An update is applied as a whole or not at
all: functions, bindings, prototypes, fields and entries are as they were before the save, and timers, listeners and
servers that the new statements started are stopped.

\`\`\`diff
-const map = { rooms: [] }
+const map = JSON.parse('{ "rooms": ')
\`\`\`

\`\`\`
✗ failed world.ts  3.1 ms
  ✗ world.ts:8:18 LC1401 The initialiser of map threw SyntaxError: Unexpected end of JSON input
    All of this save was put back and the program runs on as it was; mend the line and save again, or restart where it can run only once.
\`\`\`

**What to do.** The frame shows the line that threw. What the code did to the world outside before it threw (a file
written, a request sent) cannot be taken back. A library may refuse what a start does once, such as a second job of one name, or a route
behind the first request: a restart (\`r\`) takes the save in.`,
  LC1402: `> A timer, listener or server of <module> could not be put back: <error>
>
> Restart (r) if the program misses it; all else of the save was put back.

A failed save gives back what it had taken: the same timers, listeners and listening servers. A server listens at
its port again, and in the meantime another program may have taken the port.

\`\`\`
✗ failed world.ts  4.0 ms
  ! world.ts:8 LC1402 A timer, listener or server of world.ts could not be put back: Error: listen EADDRINUSE: address already in use :::4000
    Restart (r) if the program misses it; all else of the save was put back.
\`\`\`

**What to do.** Stop the other program, mend the save, and restart.`,
  LC1403: `> The engine failed at <detail>
>
> The program runs on as it was. Please report this with the two texts of the file; a restart (r) takes the new one.

This is a mistake of the engine, not of your code. Nothing of the save was applied.

\`\`\`
✗ failed world.ts  1.2 ms
  ✗ LC1403 The engine failed at TypeError: Cannot read properties of undefined (reading 'start')
    The program runs on as it was. Please report this with the two texts of the file; a restart (r) takes the new one.
\`\`\`

**What to do.** Save the edit in smaller steps, or restart.`,
  LC1404: `> The program ended with code <code> before this save was in place.
>
> Where the new code calls process.exit, take the call out, then start the program again.

An initialiser, a statement or a callback called \`process.exit\`, or the program was ended in another way, after the save had come and before
it was in place.

\`\`\`
✗ failed world.ts  1.2 ms
  ✗ world.ts:4:3 LC1404 The program ended with code 1 before this save was in place.
    Where the new code calls process.exit, take the call out, then start the program again.
\`\`\`

**What to do.** Throw an error instead: then all of the save is put back, and the program runs on.`,
  LC1405: `> "<name>" is not there yet: its module still waits at an \`await\` above it, as it is loaded for the first time.
>
> The save is tried again with the next one; or restart (r).

Node evaluates a module once, from the first line to the last. As long as it waits at the top level, what stands below has no value that could be
changed; a save of it waits two seconds for the module, and is refused where that never goes on.

\`\`\`diff
 await server.closed
-const summary = 'bye'
+const summary = 'good night'
\`\`\`

\`\`\`
✗ rejected server.ts  2000 ms
  ✗ server.ts:9:7 LC1405 "summary" is not there yet: its module still waits at an \`await\` above it, as it is loaded for the first time.
    The save is tried again with the next one; or restart (r).
\`\`\`

**What to do.** Nothing, where the program goes on: save once more then. Else put above the \`await\` what you want to edit.`,
  LC1406: `> Code that only moved stays where the debugger knows it: the engine failed at <detail>
>
> The save is in place. A breakpoint in that code stops at the line before the move; a restart (r) brings all code to its lines.

While an inspector is open, functions that a save only moved are compiled anew at their new lines, so that breakpoints stop there. This is a
mistake of the engine, not of your code; the save itself was applied.

\`\`\`
✓ world.ts  1.2 ms
  ! LC1406 Code that only moved stays where the debugger knows it: the engine failed at TypeError: Cannot read properties of undefined (reading 'start')
    The save is in place. A breakpoint in that code stops at the line before the move; a restart (r) brings all code to its lines.
\`\`\`

**What to do.** Edit the function in which you want to stop, or restart.`,
  LC1407: `> The new code still waits at an \`await\` here, and a newer save is there: all of this save was put back.
>
> Save it again once what it waits for is there; or let a function wait for it instead of the module.

An update is applied when what its initialisers and statements wait for is there, and saves that come meanwhile wait for the update. So it goes on for two
seconds once the same file is saved again, ten once another file is. Then it counts as failed, waits, and holds up no more saves: it is tried again behind each,
for two seconds or until the next one.

\`\`\`ts
export const db = await connect()     // nobody answers
\`\`\`

\`\`\`
✗ failed db.ts  4100 ms
  ✗ db.ts:1 LC1407 The new code still waits at an \`await\` here, and a newer save is there: all of this save was put back.
    Save it again once what it waits for is there; or let a function wait for it instead of the module.
\`\`\`

**What to do.** Mend what it waits for, or give it a limit: \`AbortSignal.timeout(5000)\`.`,
  LC2101: `> <name> was made before this save and cannot reach "<variable>", so it keeps its old code.
>
> Those made from now on are new. Let the code use a variable that it used before, or one of the module.

> The loop in <loop> cannot reach "<variable>", so it goes on with its old code.
>
> The next call of <loop> runs the new loop. Let it use a variable that it used before, or one of the module.

A closure carries the variables that its code used when it was made. The new code wants one more, and for the closures
that exist there is none: it did not exist when they were made, or nothing kept it.

\`\`\`diff
 function build(name: string) {
-  return () => \`the \${name}\`
+  const windows = name.length
+  return () => \`the \${name} with \${windows} windows\`
 }
\`\`\`

\`\`\`
✓ applied main.ts  2.2 ms
  patched  closure  build  new-only
  ! main.ts:4:37 LC2101 The closure in build was made before this save and cannot reach "windows", so it keeps its old code.
    Those made from now on are new. Let the code use a variable that it used before, or one of the module.
\`\`\`

**What to do.** Often nothing: handlers that are made for each request are new with the next request. Else compute the value
from what the closure has (\`name.length\` inside it), or keep it at the top level of the module, which every closure reaches.
An awaiting loop that is under way is in the same position.`,
  LC2102: `> A held <name> stays <before>: its calls run the new code, but it does not become <after>.
>
> Take it anew from its name where the difference matters.

> A held closure in <place> stays <before>: its calls run the new code, but it does not become <after>.
>
> Restart, or edit what it is given to, where the difference matters.

The body of a function follows everywhere, but some things are fixed in the object itself when it is made: an arrow
function can never be used with \`new\`, an async function always gives a promise.

\`\`\`diff
-const makeTorch = (fuel: number) => ({ fuel })
+const makeTorch = function (fuel: number) { return { fuel } }
\`\`\`

\`\`\`
✓ applied main.ts  1.8 ms
  patched  function  makeTorch  live
  ! main.ts:1:19 LC2102 A held makeTorch stays an arrow function: its calls run the new code, but it does not become a function.
    Take it anew from its name where the difference matters.
\`\`\`

**What to do.** Code that reads the name has the new object. Only who stored the old one and wants to use it in the new
way must fetch it again. A callback without a name, as that of \`app.get('/hall', async (req, res) => {…})\`, is another object once what it is given to is edited too, or with the next start.`,
  LC2103: `> "<name>" was <before> and is <after> now; <holders>.
>
> Old holders run the old code until they read the name again.

> "<place>" was <before> and is <after> now; objects made before this save keep the old one.
>
> Make them anew where that matters: only new objects have what the source says.

> In <site>, <from> is <to> now, with other parameters: those made before this save keep their old code.
>
> Those made from now on are new. Restart where the old ones matter: who has one calls it as before.

A function turned into a class, a class into a variable, a variable into a function. The name has the new thing; no object can
turn into the other. Where a class was the old thing, the message counts the instances that live: they keep its methods.
So it is told of an object literal in a function that has an accessor where it had a method, and of a callback that gets a wrapper and other
parameters, as \`on('open', door => …)\` that became \`on('open', wrap((key, door) => …))\`: who was given the callback has no wrapper.

\`\`\`diff
-function Banner() { return 'welcome' }
+const Banner = { text: 'welcome, traveller' }
\`\`\`

\`\`\`
✓ applied main.ts  1.7 ms
  added  variable  Banner  live
  ! main.ts:1:1 LC2103 "Banner" was a function and is a variable now; who holds the old one keeps it.
    Old holders run the old code until they read the name again.
\`\`\`

**What to do.** Look for places that stored the old thing (a Map, a listener, a field) and fill them again, or restart.`,
  LC2104: `> "<name>" was defined before, and cannot be defined anew; the object keeps it as it is.
>
> Restart, or let the statement say "configurable: true".

\`Object.defineProperty\` makes properties that nobody can change or take away, unless it is told otherwise. On a fresh start the object
would not have the property yet; in a running program it has, from the statement's earlier run, so a changed statement cannot say it in
another way; nor can \`exports.version = …\` in its place. All else that the statement does is done. An accessor whose code alone was edited follows like any function, and nothing is
told.

\`\`\`diff
-Object.defineProperty(exports, 'version', { value: '1.0' })
+Object.defineProperty(exports, 'version', { value: '1.1' })
\`\`\`

\`\`\`
✓ applied main.cjs  1.3 ms
  rerun  statement  Object.defineProperty(exports, 'version'…  live
  ! main.cjs:1:1 LC2104 "version" was defined before, and cannot be defined anew; the object keeps it as it is.
    Restart, or let the statement say "configurable: true".
\`\`\`

**What to do.** Restart where the new value matters; \`configurable: true\` lets later edits through.`,
  LC2201: `> The initialiser of "<field>" threw for <count> <class>: <error>
>
> The field is undefined there. Undo the save (u), let the initialiser cope with those too, and save again.

A field was added to a class. Its initialiser ran for each existing instance, and for some of them it threw; those have
\`undefined\` in the field. The rest of the update stands.

\`\`\`diff
 export class Room {
   exits = ['north']
+  way = this.exits[0].toUpperCase()
 }
\`\`\`

\`\`\`
✓ applied room.ts  4.0 ms
  added  field  Room.way  live, 20 instances
  ! room.ts:3:3 LC2201 The initialiser of "way" threw for 13 rooms: TypeError: Cannot read properties of undefined (reading 'toUpperCase')
    The field is undefined there. Undo the save (u), let the initialiser cope with those too, and save again.
\`\`\`

**What to do.** Undo the save (the key \`u\`, or take the field out and save), write an initialiser that holds for all of them
(\`this.exits[0]?.toUpperCase()\`), and save again: the field is new once more, and every instance gets it. Or fill it in a
migration, in the save that adds the field:

\`\`\`ts
static [live.migrate](room: Room) { room.way ??= 'NOWHERE' }
\`\`\``,
  LC2202: `> <count> <class> made before this save have no "<property>".
>
> Give "<property>" an initialiser in class <class>, or set it in a static [live.migrate].

> <count> <class> made before this save may lack <value> in "<property>": when it is assigned, only the constructor's call knew.
>
> They have what the constructor assigns in any case. Set "<property>" in a static [live.migrate] where that matters.

The constructor assigns one property more, by itself or in a method that it calls. Where its value follows from the instance and the module, existing instances
get it; here it needs the constructor's arguments, which are long gone. The same is told of the \`#private\` fields of a class that became
a parent: only its own constructor can put them on an object.

\`\`\`diff
   constructor(key: string) {
+    this.lock = key
   }
\`\`\`

\`\`\`
✓ applied door.ts  3.1 ms
  patched  constructor  Door  new-only
  ! door.ts:6:5 LC2202 12 doors made before this save have no "lock".
    Give "lock" an initialiser in class Door, or set it in a static [live.migrate].
\`\`\`

**What to do.** Give the field an initialiser in the class body; with the next save, existing instances get it. Or say in a
migration where the value comes from; it runs in an update that adds, removes or renames a field:

\`\`\`ts
lock = ''
static [live.migrate](door: Door) { door.lock ||= 'brass key' }
\`\`\``,
  LC2203: `> <count> <class> are frozen and cannot gain "<field>".
>
> Make <class> anew where the field is needed; code that reads it finds undefined until then.

> <count> <class> are frozen and cannot lose "<lost>".
>
> Make <class> anew where it is in the way; who lists the properties finds it until then.

\`Object.freeze\`, \`Object.seal\` and \`Object.preventExtensions\` forbid new properties, also to us; the first two keep those that are there. Each field is told by itself.

\`\`\`diff
 export class Rune {
   sign = 'ᚠ'
+  power = 1
   constructor() { Object.freeze(this) }
 }
\`\`\`

\`\`\`
✓ applied rune.ts  2.9 ms
  added  field  Rune.power  live
  ! rune.ts:3:3 LC2203 24 runes are frozen and cannot gain "power".
    Make Rune anew where the field is needed; code that reads it finds undefined until then.
\`\`\`

**What to do.** Make those objects again, or let the methods cope: \`this.power ?? 1\`.`,
  LC2204: `> [live.migrate] of <class> threw <error>
>
> The other instances were migrated; this one has its new fields, but the hook's work on it is not done.

\`static [live.migrate]\` is called once for each instance that exists when an update adds, removes or renames fields. One call
threw; the others went on.

\`\`\`
✓ applied player.ts  3.1 ms
  ! player.ts:9:5 LC2204 [live.migrate] of Player threw TypeError: Cannot read properties of undefined
    The other instances were migrated; this one has its new fields, but the hook's work on it is not done.
\`\`\`

**What to do.** Mend the hook: let it expect instances that lack what it reads. It runs again with the next change of fields.`,
  LC2205: `> <count> <class> made before this save were not made by <parent>, whose code livecoding does not follow.
>
> They have its methods, but not what its constructor sets up. Make them anew where that matters.

A class got another parent. Instances that exist follow: \`instanceof\`, inherited methods, \`super\`, and the fields of every
parent whose source is followed. A parent from \`node_modules\` or from Node itself sets up its instances in a constructor
that only runs for a new object; what it does inside (slots of a \`Map\`, private names, connections) cannot be added later.

\`\`\`diff
-class Register {
+class Register extends Map {
   opened = Date.now()
 }
\`\`\`

\`\`\`
✓ applied register.ts  5.2 ms
  patched  class  Register  live, extends Map
  ! register.ts:1:1 LC2205 3 registers made before this save were not made by Map, whose code livecoding does not follow.
    They have its methods, but not what its constructor sets up. Make them anew where that matters.
\`\`\`

**What to do.** New instances are complete. Make the few old ones anew, or keep the other object in a field
(\`entries = new Map()\`), which existing instances do get.`,
  LC2207: `> "this.<property>" is read in class <class>, but nothing sets it.
>
> Is the name right? Else declare "<property>" in the class, or assign it in the constructor.

The edit brings a method or an initialiser that reads the attribute, or takes away the last line that set it. No field, method or accessor of the
class, its parents or its subclasses has that name, and no line of the program assigns to it, so the read gives \`undefined\`. Nothing is said
where something out of sight may set it: a parent from \`node_modules\`, a computed key, \`Object.assign(this, …)\`, a constructor that hands
\`this\` to others, a decorator, an interface of the same name.

\`\`\`diff
 export class Door {
   lock = 'brass'
-  look() { return \`a \${this.lock} lock\` }
+  look() { return \`a \${this.lokc} lock\` }
 }
\`\`\`

\`\`\`
✓ applied door.ts  1.9 ms
  patched  method  Door.look  live
  ! door.ts:3:28 LC2207 "this.lokc" is read in class Door, but nothing sets it.
    Is the name right? Else declare "lokc" in the class, or assign it in the constructor.
\`\`\`

**What to do.** Correct the name, or give the attribute a place: a field without a value (\`lokc\`, or \`declare lokc: string\` in TypeScript) is
enough. Code that reckons with its absence (\`this.lokc?.size\`, \`this.lokc ?? 1\`, \`this.lokc === undefined\`) is not warned of.`,
  LC2301: `> "<name>" is kept though "<source>" changed, because a call made it.
>
> Edit its initialiser, or restart, to make it anew; "// livecoding: rerun" at the top of the file does so on each save.

A constant that is computed without calls follows by itself. A call may do anything (open a port, draw a number), so it
is made only when its own text changes.

\`\`\`diff
-const width = 3
+const width = 6
 const outerWidth = width + 2
 const wall = draw(width)
\`\`\`

\`\`\`
✓ applied main.ts  1.6 ms
  rerun  variable  width       live
  rerun  variable  outerWidth  live
  kept   variable  wall        stale
  ! main.ts:8:7 LC2301 "wall" is kept though "width" changed, because a call made it.
    Edit its initialiser, or restart, to make it anew; "// livecoding: rerun" at the top of the file does so on each save.
\`\`\`

**What to do.** Often the old value is what you want: a server goes on listening. Else touch the initialiser, or press \`r\`.`,
  LC2302: `> "<name>" was <how>, and lacks what <count> statements that did not change give to it.
>
> Edit such a statement too, or let the initialiser do it; "// livecoding: rerun" at the top of the file runs all on each save.

A statement is run when it comes or changes. Where it completes a variable, it belongs to its initialiser, but nobody can know that it may be
run twice: it may count, or ask a server.

\`\`\`diff
-const app = express()
+const app = express({ strict: true })
 app.use(log)
\`\`\`

\`\`\`
✓ applied main.ts  1.6 ms
  rerun  variable  app  live
  ! main.ts:2:1 LC2302 "app" was made anew, and lacks what 1 statement that did not change gives to it.
    Edit such a statement too, or let the initialiser do it; "// livecoding: rerun" at the top of the file runs all on each save.
\`\`\`

The place is that of the first such statement. **What to do.** Edit the statement in the same save, or take both into a function: \`const app = makeApp()\`. A restart (\`r\`) runs all.`,
  LC2303: `> "<name>" changed, and <count> statements that ran with it before are not run again.
>
> Edit such a statement too, or restart, to run it again; "// livecoding: rerun" at the top of the file runs all on each save.

A statement, or a static block, is run when it comes or changes. What it gave to a library (a port, a schema, a router) is there as it was.

\`\`\`diff
-const port = 4000
+const port = 5000
 app.listen(port)
\`\`\`

\`\`\`
✓ applied main.ts  1.6 ms
  rerun  variable  port  live
  ! main.ts:2:1 LC2303 "port" changed, and 1 statement that ran with it before is not run again.
    Edit such a statement too, or restart, to run it again; "// livecoding: rerun" at the top of the file runs all on each save.
\`\`\`

The same is told where a statement gave something to what it has from a whole module: \`lib.app.use(log)\`. The place is that of the first such statement of the file. Nothing is told of statements that print, nor of an object of which
the statement read another entry. **What to do.** Edit the statement in the same save, or let code read the name when it needs it: \`setTimeout(tick, pause)\` in a function that plans
its next call. A restart (\`r\`) runs all.`,
  LC2304: `> "<name>" was changed, but only <callers> call it, when the program starts.
>
> Functions in it have their new code at once. Restart to run the rest, or edit what calls it too.

> "<name>" ran with "<source>" as it was, and only <callers> call it, when the program starts.
>
> Restart to run it again, or edit what calls it too.

> "<name>" was changed, but only "<running>" (<place>) calls it, which is under way since the program started.
>
> Functions in it have their new code at once, and so has what is still to be called. Restart to run the rest.

> "<loop>" was changed, but its last round is over.
>
> Functions in it have their new code at once. Restart to run the rest, or edit what stands in front of its body too.

A function has its new code from its next call on. One that only the top level of a file calls, or a function that is called only there, has had its call.

\`\`\`diff
 function createApp() {
   const app = express()
+  app.use(log)                                        // with the next start
-  app.get('/', (req, res) => res.send('hello'))
+  app.get('/', (req, res) => res.send('welcome'))     // at once
   return app
 }
 const app = createApp()
\`\`\`

\`\`\`
✓ applied main.ts  1.6 ms
  patched  function  createApp  next-call
  patched  closure   createApp  next-call
  ! main.ts:1:1 LC2304 "createApp" was changed, but only "app" (main.ts:7) calls it, when the program starts.
    Functions in it have their new code at once. Restart to run the rest, or edit what calls it too.
\`\`\`

Where a function in it cannot follow, which [LC2101](#lc2101) or [LC2103](#lc2103) tells, it is the other functions that have their new code.

The same is told of a function that has read what has another value now: \`app.listen(config.port)\` in \`main()\`. Nothing is told where the function is given to something, as a middleware or a callback, or where a closure or a loop calls it: it may be called again any time.

The same is told of a loop of the top level that has ended, as \`for (const file of files) { await load(file) }\`: its body takes edits while it goes round, so it is no part of the statement that would run again.

The same is told of a constructor, a static method or a method, as far as it is certain: of a constructor where the class is only constructed at the start; of a method that is not private where no code of the program has its name
but to declare and call it, and its class has no parent, no \`implements\` and no decorators. Where what the class assigns is edited, nothing is told, as instances may have it. What a CommonJS module exports is looked at where others
take it once, by \`const { createApp } = require('./app')\`, \`const app = require('./app')\` or an \`import\` of its name. **What to do.** Press \`r\`,
if the program is to have all of it now; or go on, as what is made from now on has it.`,
  LC2401: `> A dispose callback of <module> threw <error>
>
> The rest of the update went on; what the callback should have given back may still be in use.

Code that gave a callback to \`import.meta.hot.dispose\` was changed or removed, its callback ran, and threw.

\`\`\`
✓ applied bells.ts  1.9 ms
  rerun  statement  setInterval  live
  ! bells.ts:3:1 LC2401 A dispose callback of bells.ts threw Error: the rope is stuck
    The rest of the update went on; what the callback should have given back may still be in use.
\`\`\`

**What to do.** Mend the callback; restart if something it should have closed stays open.`,
  LC2402: `> The <thing> that this statement made goes on.
>
> Only the program can end it: give import.meta.hot.dispose a function that does.

A statement or an initialiser was changed or removed, and it had made something that livecoding does not end: closing it would tell the
program that it was closed, or would end what somebody still reads. A \`call\` is that of an async function which has not ended, as \`void serve('hall')\` with an endless loop: with the new
statement there are two. It is not told where the call waited for a timer or a listener that ended with the statement, and the call with it.

\`\`\`ts
const lines = createInterface({ input: process.stdin })   // removed
import.meta.hot.dispose(() => lines.close())              // so that it ends with it
\`\`\`

\`\`\`
✓ applied keys.ts  2.1 ms
  removed  variable  lines  live
  ! keys.ts:3 LC2402 The readline interface that this statement made goes on.
    Only the program can end it: give import.meta.hot.dispose a function that does.
\`\`\`

**What to do.** Give it to \`import.meta.hot.dispose\`, or restart.`,
  LC2410: `> The decorators of <class> gave another class; what its name led to before this save goes on there.
>
> The next call of the function around it makes a class with the new decorators.

A class that is made in a function has its name in that call, and the call is over. The class itself is decorated anew,
and whoever asks the decorators' result for it (a registry, a container) has the new one.

\`\`\`diff
 function shop(): Stall {
-  @priced(1) class Stall {}
+  @priced(2) class Stall {}
   return new Stall()
 }
\`\`\`

\`\`\`
✓ applied shop.ts  2.0 ms
  patched  class  shop.Stall  live  decorated anew
  ! shop.ts:2:3 LC2410 The decorators of shop.Stall gave another class; what its name led to before this save goes on there.
    The next call of the function around it makes a class with the new decorators.
\`\`\`

**What to do.** Often nothing. Declare the class at the top level of the module where its name has to follow.`,
  LC3001: `> livecoding needs Node.js 22.15 or later; this is <version>.
>
> Install a newer Node.js: https://nodejs.org

Following a program needs \`module.registerHooks\`, which came with Node.js 22.15.

\`\`\`
$ npx livecoding run server.ts
livecoding needs Node.js 22.15 or later; this is v20.20.2 (/usr/bin/node).
\`\`\`

**What to do.** Install a newer Node.js, or make the package \`node\` a development dependency of the project:
\`npm install --save-dev node\`; npm scripts then run on it.`,
  LC3002: `> An engine already follows <root> in this process.
>
> Use that one, or stop it first: engine.stop().

Each managed module belongs to one engine. \`start\` was called twice, or it was called in a program that runs under
\`livecoding run\` or with \`--import livecoding/register\`, which have started one already.

\`\`\`ts
const engine = start({ root: 'src' })
start({ root: 'lib' }) // LC3002 An engine already follows src in this process.
\`\`\`

**What to do.** Start it in one place. \`include\` takes files outside the root.`,
  LC3003: `> The engine was stopped: it applies nothing any more.
>
> Ask before engine.stop(), or start a new one and import the files then.

\`stop\` ends what the engine does for good: files are not followed, and what runs goes on as it is. What would need the engine rejects.

\`\`\`ts
const engine = start()
engine.stop()
await engine.update(['door.ts']) // LC3003 The engine was stopped: it applies nothing any more.
\`\`\`

**What to do.** Call \`stop\` last.`,
  LC3101: `> The system does not tell changes in <folder> (<reason>), so it is looked at every <every> ms.
>
> Changes are still seen, only a little later. Polling can be chosen for all folders with --poll.

> The system does not tell changes in <folder> (<reason>), so it is looked at every <every> ms.
>
> To be told at once: <command>

Operating systems limit how many folders a user may watch. When the limit is reached (\`ENOSPC\` or \`EMFILE\` on Linux), folders
that cannot be watched are polled, so no save is lost.

\`\`\`
  ! src/world LC3101 The system does not tell changes in src/world (ENOSPC), so it is looked at every 300 ms.
    To be told at once: sudo sysctl fs.inotify.max_user_watches=524288
\`\`\`

**What to do.** Raise the limit, leave folders out with \`--exclude\`, or choose polling with \`--poll\`, which is
also the way on network file systems that tell nothing.`,
  LC3102: `> The report file <file> cannot be written: <reason>.
>
> The program is not affected. Each later report is tried again; this is told once.

The disk is full, the folder is not there, or the file belongs to someone else.

\`\`\`
  ! LC3102 The report file /srv/world/logs/live.jsonl cannot be written: ENOENT: no such file or directory.
    The program is not affected. Each later report is tried again; this is told once.
\`\`\`

**What to do.** Make the folder or make room; the next report is written as soon as it can be. Lines are whole or absent.`,
  LC3103: `> <module> is loaded once more, as <url>: an edit of the file reaches the first module only.
>
> Import the file without "?" and "#": all who import it then have one module, which follows.

Node makes a module of its own for each url, and \`./door.ts?2\` is another url than \`./door.ts\`. The first one that was loaded follows its
file; the others run as they are, with a state of their own, as they would without livecoding.

\`\`\`ts
const fresh = await import(\`./door.ts?\${Date.now()}\`) // to get the newest code: no longer needed
\`\`\`

\`\`\`
  ! door.ts LC3103 door.ts is loaded once more, as door.ts?1764189000: an edit of the file reaches the first module only.
    Import the file without "?" and "#": all who import it then have one module, which follows.
\`\`\`

**What to do.** Leave the query out. Where you need a second state, make it with a function or a class instead of a second module.`,
  LC3104: `> The code that was made of the files cannot be kept in <folder>: <reason>.
>
> The program is not affected; its next start takes as long as this one. To be rid of this: start it with --no-cache.

What a start makes of the program's files is kept on disk, so that the next start need not make it again. The disk is full,
or the folder cannot be written.

\`\`\`
  ! LC3104 The code that was made of the files cannot be kept in /srv/world/node_modules/.cache/livecoding: ENOSPC: no space left on device.
    The program is not affected; its next start takes as long as this one. To be rid of this: start it with --no-cache.
\`\`\`

**What to do.** Make room, or make the folder writable for the user who runs the program; or start with \`--no-cache\`.`,
  LC3105: `> <entry> is left out by "exclude" (<globs>), so its edits do not reach the program; files that it imports are followed.
>
> Restart (r) after an edit of it, or take it out of "exclude".

> <entry> is in node_modules, or its name does not end as source files do, so its edits do not reach the program; files that it imports are followed.
>
> Restart (r) after an edit of it; --include takes a file in that is in node_modules.

> <stream> is a pipe or a device and no file that is saved, so there are no edits of it; files that it imports are followed.
>
> Put the program into a file to edit it while it runs.

Node runs the file as it is. What it imports is followed, as far as that is source of this folder and not left out as well.

\`\`\`
$ livecoding run --exclude '*.ts' server.ts
  ! server.ts LC3105 server.ts is left out by "exclude" (*.ts), so its edits do not reach the program; files that it imports are followed.
    Restart (r) after an edit of it, or take it out of "exclude".
\`\`\`

**What to do.** Nothing, if that is what you want. Else make the glob of \`--exclude\`, or of \`exclude\` in \`livecoding.config.ts\`, narrower.`,
  LC3106: `> <count> files outside this folder, such as <file>, run as they are: their edits do not reach the program.
>
> Follow them with --include <include>, or start the program in a folder around all; --exclude <include> says that they are to stay so.

> <file> is outside this folder, so its edits do not reach the program.
>
> Follow it with --include <include>, or start the program in a folder around both; --exclude <include> says that it is to stay so.

What is followed is the source in the folder where the program was started, and where its entry is. Packages of a workspace are often started in
their own folder (\`npm start --workspace app\`), and then what they import of the other packages is outside.

\`\`\`
livecoding follows 2 modules
  ! LC3106 4 files outside this folder, such as ../lib/src/index.ts, run as they are: their edits do not reach the program.
    Follow them with --include ../lib,../util, or start the program in a folder around all; --exclude ../lib,../util says that they are to stay so.
\`\`\`

**What to do.** Start it with the \`--include\` that is named, or write \`include\` into \`livecoding.config.ts\`. A folder stands for all source in it, but for \`node_modules\`.`,
  LC3107: `> A load hook of the program threw: <error>
>
> The file is taken as it is written. Save it once more when the hook can read it.

Load hooks that others have registered (\`module.registerHooks\`, \`module.register\`) are asked for a saved file, as they were when it was loaded, and
what they make of it is applied. What such a hook throws is told, and the text of the file counts: what does not parse is told with [LC1001](#lc1001) then.

\`\`\`
door.ts LC3107 A load hook of the program threw: SyntaxError: Unexpected token (3:7)
\`\`\`

**What to do.** Mend the file, or the hook.`,
  LC3108: `> <tsconfig> cannot be read, so files are taken as without it: <reason>.
>
> Mend it, or install what it extends, and start again.

Node does not look at tsconfig.json, so the program runs. What it says of decorators, fields, JSX and \`paths\` does not count as long as it cannot be read.

\`\`\`
  ! tsconfig.json LC3108 tsconfig.json cannot be read, so files are taken as without it: File '@tsconfig/node24/tsconfig.json' not found.
    Mend it, or install what it extends, and start again.
\`\`\`

**What to do.** Install the package that it extends (\`npm install\`), or mend the path or the JSON.`,
  LC3201: `> "<namespace>" is a package already: <package>.
>
> Add the directory under another name.

Inside the program, \`import … from '%namespace%'\` would lead to two things. The folder is not added, and what ran goes on.

\`\`\`ts
await code.addDirectory('./server', 'express') // LC3201 "express" is a package already: /srv/world/node_modules/express/index.js.
\`\`\`

**What to do.** Choose a name that no dependency and no module of Node has.`,
  LC3202: `> <second> gives "<name>" to <namespace>, which has it from <first>.
>
> The first in the order of paths keeps it; rename one of the two.

All files of a folder share its namespace, and the names of files are no part of it. The program goes on with the name of the first file;
the other file is loaded all the same.

\`\`\`
✓ applied server/services/post.ts  3.1 ms
  ✗ server/services/post.ts:1 LC3202 server/services/post.ts gives "Mail" to applib/services, which has it from server/services/mail.ts.
\`\`\`

**What to do.** Rename one of them, or take the \`export\` away. Mending either heals it.`,
  LC3203: `> These files cannot be loaded in any order: <cycle>.
>
> Let one of them use the other inside a function, or move what both need to a third file.

Files of a namespace may use each other in functions and methods as they like. What a file reads while it is loaded, a parent class or
the value of a variable, has to be loaded before it, and here that goes round in a circle.

\`\`\`
✗ rejected server/objects/room.ts  1.9 ms
  ✗ server/objects/room.ts:3 LC3203 These files cannot be loaded in any order: server/objects/room.ts (Room needs Thing) -> server/objects/thing.ts (Thing needs Room) -> server/objects/room.ts.
\`\`\`

**What to do.** Break the circle at the place that needs it least.`,
  LC3204: `> "<namespace>" cannot be the name of a namespace.
>
> It is an identifier, or several with / between them: applib, game/world.

\`\`\`ts
await code.addDirectory('./server', 'app lib') // LC3204 "app lib" cannot be the name of a namespace.
\`\`\`

**What to do.** Use letters, digits, \`_\` and \`$\`.`,
  LC3205: `> <folder> cannot be added: <reason>.
>
> Nothing has changed; add it once it can be read.

The path leads to nothing, to a file, or to a folder that this process may not read. Paths are relative to the folder in which the program
was started.

\`\`\`ts
await code.addDirectory('./servre', 'applib') // LC3205 /srv/world/servre cannot be added: there is no such folder.
\`\`\`

**What to do.** Mend the path or the permissions.`,
  LC3206: `> <folder> is in the namespace <namespace> already.
>
> Remove it first, or add it under another name.

\`\`\`ts
await code.addDirectory('./server', 'applib')
await code.addDirectory('server', 'applib') // LC3206 server is in the namespace applib already.
\`\`\`

**What to do.** Add it once. One folder may stand in two namespaces, and two folders in one.`,
  LC3207: `> <folder> is no directory of a namespace.
>
> These are: <known>.

\`\`\`ts
await code.removeDirectory('./services') // LC3207 ./services is no directory of a namespace.
\`\`\`

**What to do.** Give \`removeDirectory\` the path that \`addDirectory\` got.`,
  LC3208: `> <module> threw while it was loaded: <error>.
>
> The other files are loaded. It is tried again with the next save.

Each file of a directory is loaded by itself: one that throws, or needs one that throws, leaves the others alone.

\`\`\`
  ✗ server/services/mail.ts:7:9 LC3208 server/services/mail.ts threw while it was loaded: Error: no port.
    The other files are loaded. It is tried again with the next save.
\`\`\`

**What to do.** Mend the file and save it: its names are then in the namespace.`,
  LC3209: `> <folder> cannot be removed: <reason>
>
> The program goes on with it.

Something outside imports a name that only this directory has, so it stays, and the program goes on as it was.

\`\`\`ts
await code.removeDirectory('./server') // LC3209 server cannot be removed: applib no longer exports "Mail", but main.ts still imports it.
\`\`\`

**What to do.** Take the import away first, or remove both in one save.`,
  LC3210: `> There is no namespace <namespace>.
>
> These are: <known>.

> There is no namespace <namespace>.
>
> Did you mean "<suggestion>"?

> There is no namespace <namespace>.
>
> There are none yet: add a directory first.

\`\`\`ts
code.namespace('applib/service') // LC3210 There is no namespace applib/service. Did you mean "applib/services"?
\`\`\`

**What to do.** Add a directory under that name first. The folders of a directory are namespaces below its own: \`applib/services\`.`,
  LC3211: `> <file> cannot be used: <reason>.
>
> Its default export is an object: { namespaces: { applib: './server' } }.

\`livecoding run\` and \`node --import livecoding/register\` read \`livecoding.config.ts\` (or \`.mts\`, \`.js\`, \`.mjs\`) of the folder in which they are started.

\`\`\`ts
import type { Config } from 'livecoding'
export default { namespaces: { applib: './server' }, exclude: ['fixtures/**'] } satisfies Config
\`\`\`

\`\`\`
livecoding: LC3211 livecoding.config.ts cannot be used: it has "namespace", and there are namespaces, include, exclude, poll, tests, types, validate, gateLimit, declarations.
\`\`\`

**What to do.** Mend the file. Without it, everything can be said on the command line.`,
  LC3212: `> The gate <gate> gave no answer: <error>.
>
> The program runs on as it was. Mend the gate, or start without it.

A gate that throws has not agreed, so the save is refused.

\`\`\`
✗ rejected server/services/mail.ts  4.0 ms
  ✗ server/services/mail.ts LC3212 The gate hasVerbs gave no answer: TypeError: Cannot read properties of null (reading 'verbs').
\`\`\`

**What to do.** The error is the gate's own. A validator says no by giving \`false\` or a text.`,
  LC3213: `> The gate <gate> gave no answer within <every> ms.
>
> The program runs on as it was. Mend what hangs, or give gates more time.

Tests that never end, or a type check of a project that is larger than the limit allows.

\`\`\`
✗ rejected server/services/mail.ts  30.0 s
  ✗ server/services/mail.ts LC3213 The gate tests gave no answer within 30000 ms.
\`\`\`

**What to do.** Look for the test that waits for something. \`gateLimit\` (\`--gate-limit\`) gives more time.`,
  LC3214: `> There is no TypeScript in <root>.
>
> Install it: npm install --save-dev typescript

Types are checked with the TypeScript that the project has.

\`\`\`
livecoding: LC3214 There is no TypeScript in /srv/world.
\`\`\`

**What to do.** Install it, or start without the type check.`,
  LC3215: `> <call> cannot use <value> as <name>.
>
> It takes <wanted>.

\`\`\`ts
await code.addDirectory('./server', 'applib', { mode: 'replace' }) // LC3215 addDirectory cannot use 'replace' as mode.
\`\`\`

**What to do.** Give what it takes; nothing has changed.`,
  LC3301: `> <class> itself has no "<member>". It has: <known>.
>
> Name a member that the class declares; inherited ones are overridden in the class that has them.

\`\`\`ts
await code.override(Player, 'sya', original => original) // LC3301 Player itself has no "sya". It has: say, look.
\`\`\`

**What to do.** Mend the name, or name the class that declares it.`,
  LC3302: `> Nothing can stand in front of <name>.
>
> It is made anew with each call of a function around it, or its constructor cannot be split at super().

A class or function that is made inside a function exists many times, each time with other variables.

\`\`\`ts
await code.override(made, original => original) // LC3302 Nothing can stand in front of made.
\`\`\`

**What to do.** Move the code to the top level of its module.`,
  LC3303: `> <name> is not at the top level of a file that is followed.
>
> Override functions and classes of the program's own files, once they are loaded.

\`\`\`ts
await code.override(Array, 'push', original => original) // LC3303 Array is not at the top level of a file that is followed.
\`\`\`

**What to do.** Packages in \`node_modules\` are followed when \`include\` names them.`,
  LC3304: `> What was injected into <member> threw: <error>
>
> The call goes on as if nothing had been injected.

\`\`\`
  ✗ LC3304 What was injected into Player.say threw: TypeError: no key
\`\`\`

**What to do.** Mend the injected code, or take it away: \`remove()\`.`,
  LC3401: `> <who> for what becomes of the code threw: <error>
>
> The update is in place, and the other listeners were told. Mend the listener.

Whoever asks to be told of classes, functions, instances or updates runs beside the program's own code. What it throws, now or
later as a rejected promise, is told with this code and stops nothing.

\`\`\`
LC3401 An observer for what becomes of the code threw: TypeError: rooms is not iterable
\`\`\`

**What to do.** Mend the listener and save it. It is told of the next update; it is not told of this one again.`,
  LC3402: `> <method> of <subscriber> threw: <error>
>
> The other subscribers got the event all the same.

A broadcast calls one subscriber after the other. What one of them throws, now or later as a rejected promise, is told with this
code, and the next one is called. \`events.send.X()\` gathers such errors and throws them; \`new EventHandler({ onError })\` takes
them instead of this report.

\`\`\`
greeter.ts:3:40 LC3402 event_PlayerLogin of Greeter threw: TypeError: Cannot read properties of undefined (reading 'tell')
\`\`\`

**What to do.** Mend the method and save it. The next broadcast calls the new code.`,
  LC3403: `> <event> was broadcast inside itself <count> times.
>
> A subscriber of it broadcasts it again: say when to stop, or use events.noblock.

Broadcasting inside a subscriber is fine, the same event too. Here it does not come to an end, so all broadcasts of it that are
under way are given up, and the outermost one throws this error.

\`\`\`ts
class Echo { event_Shout(text: string) { events.Shout(text) } } // LC3403 Shout was broadcast inside itself 500 times.
\`\`\`

**What to do.** Let the subscriber broadcast another event, or only under a condition.`,
  LC3404: `> <event> was not broadcast within <count> ms.
>
> Wait longer, or broadcast it.

\`\`\`ts
const [user] = await events.PlayerLogin.wait({ timeout: 500 }) // LC3404 PlayerLogin was not broadcast within 500 ms.
\`\`\`

**What to do.** Catch the error where it may happen; its \`code\` is \`LC3404\`.`,
  LC3405: `> <method> was given <given>: it takes <wanted>.
>
> Nothing was changed.

\`\`\`ts
events.PlayerLogin.register('welcome') // LC3405 events.PlayerLogin.register was given welcome: it takes a function.
\`\`\`

**What to do.** Objects with methods named for events go to \`events.register\`, functions to \`events.X.register\`.`,
}
