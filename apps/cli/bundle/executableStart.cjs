// Comes before what an executable starts: that finds what it loads within the executable, with what V8
// compiled of it when the executable was made.
const { createRequire } = require("node:module")
const { getAsset, getRawAsset } = require("node:sea")

/** Libraries of the system's own kind may stand beside the executable. */
const own = createRequire(process.execPath)

const load = (id) => {
  if (!id.startsWith("./")) return own(id)
  const { Script } = require("node:vm")
  const script = new Script(getAsset(id, "utf8"), {
    filename: process.execPath,
    cachedData: Buffer.from(getRawAsset(`${id}.cache`))
  })
  const module = { exports: {} }
  script.runInThisContext()(own, module, module.exports, process.execPath)
  return module.exports
}

module.exports = load // what follows takes it for its `require`
