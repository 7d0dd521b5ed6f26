import type { ChineseText } from "./text.ts"

export const iam: Readonly<Record<string, ChineseText>> = {
  "1100 400": {
    title: "缺少必选参数。",
    meaning: "发往 IAM 的请求缺少必须有的成员。",
    action: "把请求体与该操作的参考文档对比，补上标为必选的成员。",
    reason: "必须先补上该成员。"
  },
  "1101 400": {
    title: "用户名无效。",
    meaning: "IAM 用户名不符合命名规则。",
    action: "用 1 到 64 个字母、数字、空格、连字符、下划线或句点，不能以数字或空格开头。",
    reason: "同样的名称每次都会被拒绝。"
  },
  "1102 400": {
    title: "邮箱地址无效。",
    meaning: "邮箱地址格式有误。",
    action: "更正地址，或不填。",
    reason: "同样的地址每次都会被拒绝。"
  },
  "1103 400": {
    title: "密码不正确。",
    meaning: "密码不符合账号的密码策略。",
    action: "在 IAM 的账号设置中查看策略，选择符合策略的密码。",
    reason: "同样的密码每次都会被拒绝。"
  },
  "1104 400": {
    title: "手机号无效。",
    meaning: "手机号格式有误。",
    action: "只填数字，国家码填在单独的成员中。",
    reason: "同样的号码每次都会被拒绝。"
  },
  "1105 400": {
    title: "xuser_type 必须与 xdomain_type 一致。",
    meaning: "外部用户与外部账号的类型不同。",
    action: "让 xuser_type 与 xdomain_type 取相同的值，或两者都不填。",
    reason: "两个值必须先一致。"
  },
  "1106 400": {
    title: "国家码和手机号必须同时填写。",
    meaning: "国家码和手机号只填了一个。",
    action: "两者都填，或都不填。",
    reason: "必须先补上另一个。"
  },
  "1107 400": {
    title: "不能删除账号管理员。",
    meaning: "要删除的用户是账号管理员。",
    action: "保留该用户；管理员只随账号一起消失。",
    reason: "管理员受保护。"
  },
  "1108 400": {
    title: "新密码不能与旧密码相同。",
    meaning: "新密码就是当前的密码。",
    action: "选择另一个密码。",
    reason: "同样的密码每次都会被拒绝。"
  },
  "1109 400": {
    title: "用户名已存在。",
    meaning: "账号的另一个用户已使用该名称。",
    action: "列出账号的用户并选择未用的名称，或使用已有用户。",
    reason: "名称在释放之前一直被占用。"
  },
  "1110 400": {
    title: "邮箱地址已被使用。",
    meaning: "另一个用户已使用该邮箱地址。",
    action: "填写另一个地址，或不填。",
    reason: "地址在释放之前一直被占用。"
  },
  "1111 400": {
    title: "手机号已被使用。",
    meaning: "另一个用户已使用该手机号。",
    action: "填写另一个号码，或不填。",
    reason: "号码在释放之前一直被占用。"
  },
  "1113 400": {
    title: "xuser_id 与 xuser_type 的组合已存在。",
    meaning: "另一个用户已关联该外部身份。",
    action: "更正 xuser_id 和 xuser_type，或先解除另一个用户的关联。",
    reason: "该身份在释放之前一直被占用。"
  },
  "1115 400": {
    title: "IAM 用户数已达上限。",
    meaning: "账号的 IAM 用户数已达配额。",
    action: "删除不再需要的用户，或请账号所有者申请更大的配额。",
    reason: "必须先删除用户或增加配额。"
  },
  "1117 400": {
    title: "IAM 用户描述无效。",
    meaning: "用户描述过长，或含有不允许的字符。",
    action: "缩短描述，并去掉特殊字符。",
    reason: "同样的描述每次都会被拒绝。"
  },
  "1118 400": {
    title: "密码强度太弱。",
    meaning: "该密码属于最先被猜到的密码。",
    action: "选择更长的随机密码。",
    reason: "同样的密码每次都会被拒绝。"
  },
  "400 400": {
    title: "请求体无效。",
    meaning: "IAM 无法读取获取 Token 请求的请求体。",
    action:
      "把 scope 放在 auth 之内，写明 methods，并按 Token API 的示例填写 user、domain 和 password；与 auth 并列的 scope 是错误的。",
    reason: "同样的请求体每次都会被拒绝。"
  },
  "401 401": {
    title: "用户名或密码错误。",
    meaning: "IAM 拒绝了获取 Token 请求中的账号名、用户名或密码。",
    action: "检查这三项：domain 是账号名，不是用户名。使用允许编程访问且密码未过期的 IAM 用户。",
    reason: "反复使用错误的密码会锁定用户。"
  },
  "IAM.0011 400": {
    title: "请求体无效。",
    meaning: "发往 IAM 的请求体不是合法的 JSON，或缺少必须有的成员。",
    action: "把请求体与该操作的示例逐项对比。",
    reason: "同样的请求体每次都会被拒绝。"
  }
}
