// Runs a script as an executable does, and keeps what V8 compiled of it: FILE, then its arguments.
const { readFileSync, writeFileSync } = require("node:fs")
const { Script } = require("node:vm")

const [node, , file, ...args] = process.argv
const script = new Script(readFileSync(file, "utf8"), { filename: file })
process.argv = [node, file, ...args]
process.once("exit", () => writeFileSync(`${file}.cache`, script.createCachedData()))
const module_ = { exports: {} }
script.runInThisContext()(require, module_, module_.exports, file)
