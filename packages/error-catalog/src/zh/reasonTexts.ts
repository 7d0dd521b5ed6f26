import type { ChineseText } from "./text.ts"

/** By the first text of the reason. */
export const reasonTexts: Readonly<Record<string, Omit<ChineseText, "title">>> = {
  "verify aksk signature fail": {
    meaning: "签名与到达的请求不符，或秘密访问密钥不属于该访问密钥。",
    action:
      "把消息中回显的规范请求与您自己的逐行对比；如果两者相同，则秘密访问密钥有误。如果不同，检查是否有代理改动了路径、查询、已签名的请求头或请求体。",
    reason: "连续五次错误的签名会锁定访问密钥。"
  },
  "signature expired": {
    meaning: "X-Sdk-Date 与服务器时钟相差超过 15 分钟。",
    action: "用 NTP 同步本机时钟，每次尝试都重新签名，不要重复使用请求头。",
    reason: "响应头 Date 给出了正确的时间。"
  },
  "ak … not exist": {
    meaning: "访问密钥不存在：输错了、已删除，或属于另一个云。",
    action: "把访问密钥与控制台“我的凭证 > 访问密钥”对比；临时密钥还需要 X-Security-Token。",
    reason: "不存在的密钥一直不存在。"
  },
  "AK access failed to reach the limit": {
    meaning: "用该访问密钥连续发送了太多错误的签名，因此它被锁定。",
    action: "停止所有使用该密钥的程序，等待五分钟，更正秘密访问密钥或时钟，然后只用一个请求尝试。",
    reason: "其间的请求会继续失败。"
  },
  "decrypt token fail": {
    meaning: "Token 无法读取：被截断、被改动，或由另一个环境签发。",
    action:
      "从同一个云和区域的 IAM 终端节点获取 Token，并把 X-Subject-Token 的完整值作为 X-Auth-Token 发送。",
    reason: "如果新 Token 也失败，则 IAM 终端节点不对。"
  },
  "x-auth-token not found": {
    meaning: "请求到达时既没有 Token 也没有签名。",
    action: "发送 X-Auth-Token，或对请求签名；如果已经这样做，检查是否有代理去掉了该请求头。",
    reason: "请求中没有可供检查的内容。"
  },
  "token expires": {
    meaning: "Token 已过期；它最多有效 24 小时。",
    action: "重新获取 Token，并在 expires_at 的时间之前更新。",
    reason: "只缺一个新的 Token。"
  }
}
