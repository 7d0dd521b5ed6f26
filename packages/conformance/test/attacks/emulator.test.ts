import { emulator } from "./doors.ts"
import { attackSuite } from "./suite.ts"

attackSuite("the emulator", emulator, "strict")

attackSuite("the emulator, with SDK compatibility", emulator, "compat")
