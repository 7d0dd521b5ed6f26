import type { ChineseText } from "./text.ts"

export const kit: Readonly<Record<string, ChineseText>> = {
  "KIT.0001 403": {
    title: "删除被防护规则拒绝。",
    meaning:
      "本工具包的防护规则在请求发出之前阻止了删除，因为它会移除受保护、必需或最后一个条目，或一次移除过多。",
    action: "查看是哪条规则因哪个 vpcep_id 拒绝；从列表中去掉该 ID，或请规则的所有者更改设置。",
    reason: "在列表或规则改变之前一直被拒绝。"
  },
  "KIT.0002 409": {
    title: "删除需要审批。",
    meaning: "这次删除超出一个人可以决定的范围，而且没有找到恰好针对该列表的有效审批。",
    action: "先制定删除计划，由另一个人审批，然后原样执行。",
    reason: "等待的是人，不是时间。"
  },
  "KIT.0003 503": {
    title: "存储不可用。",
    meaning: "服务器背后的存储无法读写：被锁定、已满、只读、损坏，或无法连接。",
    action:
      "至少等待 Retry-After 指定的时间；重新发送删除之前先查询条目列表。如果一直如此，请查看服务器的日志，其中写明原因。",
    reason: "文件存储拒绝的变更没有执行；如果数据库在完成变更时断开，变更可能已经执行。"
  },
  "KIT.0010 503": {
    title: "删除之前无法读取列表。",
    meaning:
      "网关在删除之前读取整个列表，防护规则据此判断，但没有读到：上游没有给出完整的回答，列表在此期间改变，或防护规则自身的设置无法读取。",
    action: "在 Retry-After 之后重新发送删除。如果一直如此，请查看网关的日志，其中写明原因。",
    reason: "什么都没有发送，因此什么都没有删除。"
  },
  "KIT.0011 409": {
    title: "无法使用该计划。",
    meaning:
      "请求指定的计划没有存放在网关处，已不再符合列表或允许列表，或其中没有恰好针对这些条目的请求。",
    action: "读取列表，重新制定计划，由他人审批并存放，然后原样发送其中一批。",
    reason: "同一计划每次都会被拒绝。"
  },
  "KIT.0101 0": {
    title: "用法错误。",
    meaning: "命令行只能理解一部分，或要求了互相排斥的事情。",
    action: "更正消息所指之处；在命令后加 --help 可列出其参数和选项。",
    reason: "同样的命令行每次都会被拒绝。"
  },
  "KIT.0102 0": {
    title: "请求无效。",
    meaning: "某个值违反 API 的规则，因此没有发送请求。",
    action: "按消息给出的规则更正消息所指的字段。",
    reason: "同样的值每次都会被拒绝。"
  },
  "KIT.0103 0": {
    title: "终端节点无效。",
    meaning: "凭证不能发送到该地址，因此没有发送请求。",
    action: "使用 https:// 加主机，其后不带任何内容；明文 http 只用于本机。",
    reason: "必须先更改地址。"
  },
  "KIT.0104 0": {
    title: "没有凭证。",
    meaning: "没有说明由谁调用，或说明无法使用，因此什么都没有发送。",
    action:
      "设置 HUAWEICLOUD_SDK_AK 和 HUAWEICLOUD_SDK_SK（两个都要），或设置 HW_AUTH_TOKEN；也可以填写一个 profile。",
    reason: "必须先提供凭证。"
  },
  "KIT.0105 0": {
    title: "未确认。",
    meaning: "删除没有得到同意，因此没有发送。",
    action: "按提问输入所要求的内容；在无人可问之处，先查看列表，再加 --yes。",
    reason: "等待的是人，不是时间。"
  },
  "KIT.0106 0": {
    title: "不在列表中。",
    meaning: "指定的条目至少有一个不存在；如果是要删除它们，则什么都没有删除。",
    action: "运行 codearts vpcep list 查看列表内容。",
    reason: "只有更正 ID 列表才会得到不同的回答。"
  },
  "KIT.0107 0": {
    title: "没有回答。",
    meaning: "网络没有给出回答：连接被拒绝、被切断，或等待过久。",
    action: "检查网络、区域和终端节点。",
    reason: "已经发出的请求可能已被执行。"
  },
  "KIT.0108 0": {
    title: "回答无法读取。",
    meaning: "回答报告成功，但不是该 API 的回答。",
    action: "检查终端节点是否提供该 API：这个回答不是它的。",
    reason: "所要求的可能已经执行。"
  },
  "KIT.0109 0": {
    title: "回答中没有 Token。",
    meaning: "身份服务报告成功，但没有发送 X-Subject-Token。",
    action: "检查身份服务的终端节点是否属于您的云，以及是否有代理去掉了该响应头。",
    reason: "申请 Token 不会改变任何东西。"
  },
  "KIT.0110 0": {
    title: "列表不完整。",
    meaning: "列表在读取过程中改变了，或超出可读取的数量，因此不完整。",
    action: "重新运行该命令。",
    reason: "读取不会改变任何东西。"
  },
  "KIT.0111 0": {
    title: "结果未知。",
    meaning: "删除已经发出，但没有回答说明结果。",
    action: "删除可能已经执行：运行 codearts vpcep list 查看剩余条目。",
    reason: "删除可能已经完成。"
  },
  "KIT.0112 0": {
    title: "部分删除。",
    meaning: "API 报告的删除数量与请求的数量不同。",
    action: "运行 codearts vpcep list 查看剩余条目。",
    reason: "已经完成一部分删除。"
  },
  "KIT.0113 0": {
    title: "程序自身的故障。",
    meaning: "程序遇到了没有考虑到的情况，因此结束。",
    action: "把消息和命令报告给作者；如果是删除操作，运行 codearts vpcep list 查看剩余条目。",
    reason: "已经发出的请求可能已被执行。"
  },
  "KIT.0114 0": {
    title: "无法写出结果。",
    meaning: "命令的结果无法写到其输出的去处。",
    action:
      "在磁盘上腾出空间，或把输出送往别处；如果是删除操作，运行 codearts vpcep list 查看剩余条目。",
    reason: "命令可能在此之前已经完成工作。"
  },
  "KIT.0115 0": {
    title: "管理令牌被拒绝。",
    meaning: "模拟器的管理 API 需要的令牌与发送的不同。",
    action: "将 CODEARTS_ADMIN_TOKEN 设置为 codearts emulator start 打印的值。",
    reason: "只有换用其他令牌才会得到不同的结果。"
  },
  "KIT.0116 0": {
    title: "模拟器没有应答。",
    meaning: "模拟器管理 API 的地址上没有程序应答。",
    action: "运行 codearts emulator start 启动模拟器，或将 CODEARTS_ADMIN_URL 设置为其监听地址。",
    reason: "已发出的更改可能已经生效。"
  },
  "KIT.0117 0": {
    title: "无法使用存储。",
    meaning: "模拟器无法打开其存储：文件或数据库被占用、损坏、版本较新或无法访问。",
    action: "按消息中的说明处理该存储，或用 --data 指定其他存储。",
    reason: "只有更换或修复存储，模拟器才能启动。"
  },
  "KIT.0118 0": {
    title: "无法监听该地址。",
    meaning: "该端口已被其他程序使用，或系统不允许本程序使用。",
    action: "用 --port 或 --admin-port 指定其他端口；0 表示任选空闲端口。",
    reason: "只有换用其他端口，模拟器才能启动。"
  },
  "KIT.0119 0": {
    title: "计划只执行了一部分。",
    meaning: "计划中的一些删除已经完成，另一些没有完成或结果未知。",
    action: "再次运行同一命令：它会根据日志继续。",
    reason: "日志记录了已完成的部分，继续之前会先读取列表。"
  },
  "KIT.0120 0": {
    title: "无法使用配置档。",
    meaning: "配置档文件已损坏、对其他用户开放、是符号链接，或无法写入；文件保持原样。",
    action: "按消息所述处理其指出的行，然后再次运行命令。",
    reason: "只有修复文件，或使用可写的目录，才有帮助。"
  },
  "KIT.0121 0": {
    title: "无法使用密钥环。",
    meaning:
      "系统没有供该用户使用的密钥环，或密钥环已锁定，因此没有保存或读取任何密钥，也绝不会改为明文保存。",
    action:
      "解锁或启动密钥环（Secret Service、Keychain、Credential Manager）；如果没有，请用环境变量设置凭证，或用 --insecure-storage 接受明文保存。",
    reason: "需要密钥环可用，或另作决定。"
  },
  "KIT.0140 0": {
    title: "查询与应答不符。",
    meaning: "JMESPath 表达式本身可以读取，但要求应答中没有的内容，例如对非列表取元素。",
    action:
      "用 -o json 且不带 --query 查看应答；如果执行的是删除，请运行 codearts vpcep list 查看剩余的条目。",
    reason: "应答已经返回，说明命令已经执行完毕。"
  },
  "KIT.0141 0": {
    title: "只读取了一部分列表。",
    meaning: "所请求的列表中有一些无法读取；其余的已经显示。",
    action: "按每个失败列表的说明处理，然后针对它再次运行命令。",
    reason: "每个失败的列表都有各自的原因，已随之说明。"
  }
}
