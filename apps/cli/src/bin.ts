#!/usr/bin/env node
// What is published as `codearts`. What Node compiled is kept for the next start, where nobody else may write.
import { enableCompileCache } from "node:module"
import { homedir } from "node:os"
import { join } from "node:path"

const { XDG_CACHE_HOME = "" } = process.env
const caches = XDG_CACHE_HOME === "" ? join(homedir(), ".cache") : XDG_CACHE_HOME

enableCompileCache(join(caches, "codearts"))
void import("./main.ts")
