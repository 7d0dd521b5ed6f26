import type { ChineseText } from "./text.ts"

export const apigw: Readonly<Record<string, ChineseText>> = {
  "APIGW.0101 404": {
    title: "API 不存在或未在该环境中发布。",
    meaning: "没有已发布的 API 与主机、方法和路径相符；这并不说明任何条目是否存在。",
    action: "核对主机与区域，逐字核对路径（/v2/vpceps 末尾没有斜杠），并核对方法。",
    reason: "错的是地址，不是时机。"
  },
  "APIGW.0103 404": {
    title: "后端不存在。",
    meaning: "网关认识该 API，但其后没有服务器。",
    action: "把主机、路径和请求 ID 提供给技术支持。",
    reason: "必须先由服务方配置。"
  },
  "APIGW.0104 400": {
    title: "插件不存在。",
    meaning: "网关缺少该 API 所用插件的配置。",
    action: "把路径和请求 ID 提供给技术支持。",
    reason: "必须先由服务方配置。"
  },
  "APIGW.0105 400": {
    title: "后端配置不存在。",
    meaning: "网关缺少通往该 API 后端服务器的配置。",
    action: "把路径和请求 ID 提供给技术支持。",
    reason: "必须先由服务方配置。"
  },
  "APIGW.0106 400": {
    title: "编排错误。",
    meaning: "网关无法把请求参数转换成后端的参数。",
    action: "发送文档中的每个参数，各一次，并放在正确的位置：路径、查询、请求头或请求体。",
    reason: "同样的参数每次都会失败。"
  },
  "APIGW.0201 400": {
    title: "API 请求错误。",
    meaning: "网关无法解析该请求。",
    action:
      "发送合法的 HTTP/1.1 请求：只有一个 Host，路径中没有空段或点段，百分号编码正确，请求体与声明的长度一致。",
    reason: "同样的请求有同样的错误。"
  },
  "APIGW.0201 413": {
    title: "请求体过大。",
    meaning: "请求体超过 12 MB，即签名请求的上限。",
    action: "拆分请求：每次删除约 30 个 ID。",
    reason: "同样的请求体每次都过大。"
  },
  "APIGW.0201 414": {
    title: "请求 URI 过长。",
    meaning: "地址连同查询超过网关的上限，约 32 KB。",
    action: "vpcep_ids 每次最多 30 个 ID，必要时分成多个请求。",
    reason: "同样的地址每次都过长。"
  },
  "APIGW.0201 494": {
    title: "请求头过大。",
    meaning: "单个请求头超过 32 KB，或全部请求头超过 128 KB。",
    action: "去掉不需要的请求头和 Cookie，并获取不含目录的 Token（nocatalog=true）。",
    reason: "同样的请求头每次都过大。"
  },
  "APIGW.0201 502": {
    title: "后端不可用。",
    meaning: "网关与其后的服务器失去联系，或从未连上。",
    action: "如果是删除操作，先列出条目确认是否已删除，然后再试。",
    reason: "后端服务器可能已经作出更改。"
  },
  "APIGW.0201 504": {
    title: "后端超时。",
    meaning: "后端服务器没有及时回答，可能仍在处理。",
    action: "如果是删除操作，等待后列出条目确认是否已删除；如果查询太慢，使用更小的分页。",
    reason: "后端服务器可能仍会完成更改。"
  },
  "APIGW.0301 401": {
    title: "IAM 认证信息错误。",
    meaning: "Token 或签名未被接受，消息后面的文字说明原因。",
    action:
      "阅读该原因。如果没有，依次检查：时钟（最多相差 15 分钟）、访问密钥及其秘密访问密钥、Token 的有效期和区域，以及是否有代理改动了已签名的内容。",
    reason: "用签名时不要重试：连续五次失败会锁定访问密钥。"
  },
  "APIGW.0302 403": {
    title: "IAM 用户无权访问该 API。",
    meaning: "用户已确认，但网关的名单或策略不允许其访问该 API。",
    action: "请网关管理员允许该用户执行该操作，并指明 enterprise_id、region 和 vpcep_id。",
    reason: "在策略改变之前一直被拒绝。"
  },
  "APIGW.0303 401": {
    title: "APP 认证信息错误。",
    meaning: "APP 密钥、其签名或 AppCode 未被接受。",
    action:
      "访问 CodeArts 请使用 IAM 凭证。如果确实要用 APP 密钥，核对方法、路径、查询和请求体是否与签名时一致，并检查时钟。",
    reason: "同样的凭证每次都会被拒绝。"
  },
  "APIGW.0304 403": {
    title: "APP 无权访问该 API。",
    meaning: "APP 已确认，但没有获得该 API 的授权。",
    action: "请 API 所有者为该 APP 授权此环境。",
    reason: "必须先获得授权。"
  },
  "APIGW.0305 401": {
    title: "认证信息错误。",
    meaning: "请求没有恰好使用一种认证方式。",
    action:
      "只发送 Authorization 中的签名或 X-Auth-Token 中的 Token 之一：不能同时发送，也不能重复发送。",
    reason: "必须先更改请求头。"
  },
  "APIGW.0306 403": {
    title: "拒绝访问 API。",
    meaning: "调用者对该 API 没有权限。",
    action: "请账号管理员授权访问该 API，并指明 API 和用户。",
    reason: "必须先获得权限。"
  },
  "APIGW.0307 401": {
    title: "Token 需要更新。",
    meaning: "Token 已过时，或是为另一个区域签发的。",
    action:
      "重新获取 Token，其项目名应与终端节点的区域一致，并把该区域与主机和 region 请求头对比。",
    reason: "如果新 Token 也失败，则区域不对。"
  },
  "APIGW.0308 429": {
    title: "已达到流控阈值。",
    meaning: "调用次数超过限制，默认每个 API 每秒 200 次。",
    action:
      "按 Retry-After 的时间等待，然后降低频率：每页 100 条，每次 30 个 ID，所有进程共用一个限额。",
    reason: "限制按一段时间内的调用次数计算。"
  },
  "APIGW.0310 403": {
    title: "项目不可用。",
    meaning: "请求的 IAM 项目已停用或正在删除，不能使用。",
    action: "使用该区域的另一个项目，或请管理员恢复该项目。",
    reason: "项目必须先恢复可用。"
  },
  "APIGW.0311 401": {
    title: "调试认证信息错误。",
    meaning: "网关自身调试页面的凭证未被接受。",
    action: "直接调用 API 而不是调试页面，或把请求 ID 提供给技术支持。",
    reason: "同样的凭证每次都会被拒绝。"
  },
  "APIGW.0401 403": {
    title: "无法识别客户端 IP 地址。",
    meaning: "网关无法判断请求来自哪个地址。",
    action: "把您的出口地址和请求 ID 提供给技术支持。",
    reason: "同样的路径得到同样的回答。"
  },
  "APIGW.0402 403": {
    title: "该 IP 地址无权访问 API。",
    meaning: "请求的来源地址在黑名单上，或不在白名单上。",
    action:
      "请对方允许您的出口地址，或从已允许的网络调用；经 VPC 终端节点的地址与经互联网的地址不同。",
    reason: "在名单改变之前，该地址一直被拒绝。"
  },
  "APIGW.0404 403": {
    title: "禁止访问后端 IP 地址。",
    meaning: "网关不被允许访问该 API 后端服务器的地址。",
    action: "请 API 的管理者检查后端地址的黑白名单。",
    reason: "在名单改变之前，该地址一直被拒绝。"
  },
  "APIGW.0501 405": {
    title: "APP 配额已用完。",
    meaning: "APP 已用完其配额允许的全部调用。",
    action: "提高 APP 的配额，或等到下一个周期。",
    reason: "必须先提高配额。"
  },
  "APIGW.0502 405": {
    title: "APP 已冻结。",
    meaning: "账号余额不足，APP 被冻结。",
    action: "请账号所有者充值。",
    reason: "必须先充值。"
  },
  "APIGW.0601 500": {
    title: "内部服务器错误。",
    meaning: "网关自身出现故障。",
    action:
      "如果是删除操作，先列出条目确认是否已删除，然后再试；如果一直失败，把请求 ID 提供给技术支持。",
    reason: "请求可能在此之前已被转发。"
  },
  "APIGW.0602 400": {
    title: "请求错误。",
    meaning: "网关发现请求有误。",
    action: "把方法、路径、查询、请求头和请求体逐一与参考文档核对。",
    reason: "同样的请求有同样的错误。"
  },
  "APIGW.0605 500": {
    title: "域名解析失败。",
    meaning: "网关无法解析该 API 后端服务器的域名。",
    action: "请网关管理者检查该域名和网关的 DNS。",
    reason: "必须先修复域名或 DNS。"
  },
  "APIGW.0606 500": {
    title: "加载 API 配置失败。",
    meaning: "网关无法加载该 API 的配置。",
    action: "把路径和请求 ID 提供给技术支持。",
    reason: "必须先由服务方修复。"
  },
  "APIGW.0607 400": {
    title: "只支持以下协议：{xxx}",
    meaning: "请求使用了该 API 不接受的协议，消息中给出了正确的协议。",
    action: "使用消息中给出的协议；CodeArts 使用 HTTPS。",
    reason: "必须先更换协议。"
  },
  "APIGW.0608 500": {
    title: "获取管理员 Token 失败。",
    meaning: "网关无法取得自身使用的 Token。",
    action: "稍后再试。如果网关由您运行，检查它自己的 IAM 凭证；否则把请求 ID 提供给技术支持。",
    reason: "请求没有被转发。"
  },
  "APIGW.0609 500": {
    title: "VPC 后端不存在。",
    meaning: "通往该 API 后端服务器的 VPC 通道不存在。",
    action: "把路径和请求 ID 提供给技术支持。",
    reason: "必须先由服务方配置。"
  },
  "APIGW.0610 502": {
    title: "没有可用的后端。",
    meaning: "网关连不上其后的任何服务器。",
    action: "稍等再试；如果一直失败，请网关管理者检查这些服务器。",
    reason: "请求没有被转发。"
  },
  "APIGW.0611 500": {
    title: "后端端口不存在。",
    meaning: "该 API 后端服务器的配置中没有可用的端口。",
    action: "把路径和请求 ID 提供给技术支持。",
    reason: "必须先由服务方配置。"
  },
  "APIGW.0612 500": {
    title: "API 不能调用自身。",
    meaning: "请求绕了一圈又回到发出它的网关。",
    action: "让网关的上游指向服务，而不是指向网关自己。",
    reason: "必须先断开循环。"
  },
  "APIGW.0613 503": {
    title: "IAM 服务当前不可用。",
    meaning: "无法询问 IAM，因此请求既未认证也未转发。",
    action: "等待，每次更久一些；保留未过期的 Token，不要再申请新的。",
    reason: "此处与表 6-1 不同，该表禁止重试 503：故障会过去，而且请求没有被转发。"
  },
  "APIGW.0705 500": {
    title: "后端签名计算失败。",
    meaning: "网关无法为后端服务器签名该请求。",
    action: "把路径和请求 ID 提供给技术支持。",
    reason: "必须先由服务方配置。"
  },
  "APIGW.0801 403": {
    title: "当前区域不提供该服务。",
    meaning: "终端节点所在的区域不提供该服务。",
    action: "使用提供该服务的区域的终端节点。",
    reason: "必须换一个区域。"
  },
  "APIGW.0802 403": {
    title: "禁止该 IAM 用户访问当前区域。",
    meaning: "该用户不能在终端节点所在的区域工作。",
    action: "请管理员把该区域的项目授权给用户，或使用另一个区域。",
    reason: "必须先获得权限。"
  }
}
