import { embedded, remote } from "./gatewayDoors.ts"
import { attackSuite } from "./suite.ts"

attackSuite("the gateway", embedded, "strict")

attackSuite("the gateway, in front of a remote upstream", remote, "strict")
