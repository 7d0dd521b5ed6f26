import type { StatusClass } from "../statusText.ts"
import type { ChineseText } from "./text.ts"

export const statusTexts: Readonly<Record<number, ChineseText>> = {
  100: {
    title: "继续",
    meaning: "服务器已收到请求头，正在等待请求体。",
    action: "发送请求体，最终的回答随后到达。",
    reason: "请求仍在进行中。"
  },
  101: {
    title: "切换协议",
    meaning: "服务器改用请求所提议的协议。",
    action: "去掉 Upgrade 请求头，此处没有操作使用其他协议。",
    reason: "请求仍在进行中。"
  },
  200: {
    title: "成功",
    meaning: "服务器完成了请求，响应体就是回答。",
    action: "读取响应体。",
    reason: "已经完成，更改不应做两次。"
  },
  201: {
    title: "已创建",
    meaning: "服务器创建了所要求的东西，例如 Token。",
    action: "读取响应体，以及说明所创建内容的响应头。",
    reason: "已经完成，重复会创建两次。"
  },
  202: {
    title: "已接受",
    meaning: "服务器接受了请求，但尚未完成。",
    action: "读取状态，直到出现结果。",
    reason: "工作可能仍在进行。"
  },
  203: {
    title: "非权威信息",
    meaning: "服务器完成了请求，但途中有东西改动了回答。",
    action: "找出改写回答的代理，并绕过它。",
    reason: "已经完成，更改不应做两次。"
  },
  204: {
    title: "无内容",
    meaning: "服务器完成了请求，没有内容可说；OPTIONS 的回答就是如此。",
    action: "无需响应体，继续即可。",
    reason: "已经完成，更改不应做两次。"
  },
  205: {
    title: "重置内容",
    meaning: "服务器完成了请求，并希望清空发送它的表单。",
    action: "如果有表单，清空它。",
    reason: "已经完成，更改不应做两次。"
  },
  206: {
    title: "部分内容",
    meaning: "响应体是 Range 请求头所要求的那一部分。",
    action: "去掉 Range 请求头以获得全部内容。",
    reason: "同样的范围得到同样的部分。"
  },
  300: {
    title: "多种选择",
    meaning: "资源有多个地址，响应体列出了它们。",
    action: "选择其中一个地址并配置它。",
    reason: "必须先选择地址。"
  },
  301: {
    title: "永久移动",
    meaning: "资源已永久改用另一个地址，见 Location。",
    action: "核实新地址后再配置；凭证不能不经查看就跟随过去。",
    reason: "必须先更改地址。"
  },
  302: {
    title: "临时移动",
    meaning: "资源暂时在另一个地址，见 Location。",
    action: "找出代替服务作答的代理或登录页面。",
    reason: "必须先更改地址。"
  },
  303: {
    title: "查看其他位置",
    meaning: "回答在另一个地址，见 Location，应以 GET 读取。",
    action: "核实该地址，然后以 GET 读取。",
    reason: "请求已被接受，回答在别处。"
  },
  304: {
    title: "未修改",
    meaning: "资源与请求所说的副本一致。",
    action: "使用该副本，或去掉 If-None-Match 和 If-Modified-Since 请求头。",
    reason: "副本是最新的。"
  },
  305: {
    title: "使用代理",
    meaning: "必须经由代理请求该资源。",
    action: "向网络管理者询问该代理，并设置 HTTPS_PROXY；不要采用回答中的地址。",
    reason: "必须先改变路径。"
  },
  306: {
    title: "未使用",
    meaning: "该状态码已不再使用，此处没有服务器发送它。",
    action: "检查回答是否来自您与服务之间的代理。",
    reason: "请求本身没有什么可以改变它。"
  },
  400: {
    title: "请求错误",
    meaning: "服务器发现请求有误。",
    action: "阅读服务器的消息，更正所指的参数，发送新的请求。",
    reason: "同样的请求有同样的错误。"
  },
  401: {
    title: "未认证",
    meaning: "凭证被拒绝，或不足以访问该资源。",
    action: "检查 Token 或密钥、时钟、终端节点的区域，以及用户是否拥有 Tenant Administrator 角色。",
    reason: "用签名时不要重试：连续五次失败会锁定访问密钥。"
  },
  402: {
    title: "需要付费",
    meaning: "该状态码为保留状态，文档中没有操作以它作答。",
    action: "检查回答是否来自您与服务之间的代理。",
    reason: "请求本身没有什么可以改变它。"
  },
  403: {
    title: "禁止",
    meaning: "服务器理解请求，但拒绝执行。",
    action: "向账号或网关的所有者申请权限，或更改请求。",
    reason: "在权限改变之前一直被拒绝。"
  },
  404: {
    title: "未找到",
    meaning: "该地址或其中某个 ID 下没有任何东西。",
    action: "对照新的列表检查主机、路径和 ID。",
    reason: "不存在的东西不会因为再次请求而出现。"
  },
  405: {
    title: "方法不允许",
    meaning: "地址存在，但不接受该方法。",
    action: "使用响应头 Allow 或参考文档中列出的方法。",
    reason: "该方法每次都会被拒绝。"
  },
  406: {
    title: "不可接受",
    meaning: "服务器无法以 Accept 请求头允许的形式作答。",
    action: "发送 Accept: application/json，或不发送 Accept。",
    reason: "必须先更改请求头。"
  },
  407: {
    title: "需要代理认证",
    meaning: "途中的代理需要它自己的凭证。",
    action: "为代理提供用户和密码，或用 NO_PROXY 排除该主机。",
    reason: "没有凭证，代理什么都不放行。"
  },
  408: {
    title: "请求超时",
    meaning: "服务器等不到完整的请求。",
    action: "检查连接，然后原样重新发送请求。",
    reason: "请求从未完整，因此什么都没有执行。"
  },
  409: {
    title: "冲突",
    meaning: "请求与现有数据或正在进行的另一个更改冲突。",
    action: "读取当前状态，据此重新构造请求。",
    reason: "状态与请求所假定的不同。"
  },
  410: {
    title: "已删除",
    meaning: "资源曾经存在，已被永久移除。",
    action: "从您的配置中去掉该 ID 或地址。",
    reason: "它不会再回来。"
  },
  411: {
    title: "需要长度",
    meaning: "请求带有请求体，但没有说明长度。",
    action: "发送 Content-Length，并检查是否有代理去掉了它。",
    reason: "必须先有该请求头。"
  },
  412: {
    title: "前提条件不满足",
    meaning: "请求所设的条件不成立。",
    action: "读取当前状态，然后用合适的条件发送请求。",
    reason: "必须先更改条件。"
  },
  413: {
    title: "内容过大",
    meaning: "请求体超过服务器的上限；签名请求最多 12 MB。",
    action: "把请求拆成更小的几个。",
    reason: "同样的请求体每次都过大。"
  },
  414: {
    title: "URI 过长",
    meaning: "地址连同查询超过服务器的上限。",
    action: "一次少查询一些 ID：vpcep_ids 最多 30 个。",
    reason: "同样的地址每次都过长。"
  },
  415: {
    title: "不支持的媒体类型",
    meaning: "服务器不读取这种内容类型的请求体。",
    action: "发送 Content-Type: application/json 和 JSON 请求体。",
    reason: "必须先更改请求头。"
  },
  416: {
    title: "范围无法满足",
    meaning: "请求要的部分并不存在。",
    action: "去掉 Range 请求头。",
    reason: "必须先更改请求头。"
  },
  417: {
    title: "期望失败",
    meaning: "服务器不做 Expect 请求头所要求的事。",
    action: "去掉 Expect 请求头。",
    reason: "必须先更改请求头。"
  },
  422: {
    title: "内容无法处理",
    meaning: "请求格式正确，但各个值合在一起没有意义。",
    action: "更正服务器消息所指的值。",
    reason: "同样的值每次都会被拒绝。"
  },
  424: {
    title: "依赖失败",
    meaning: "请求所依赖的另一个服务失败。",
    action: "读取状态，稍后再试；如果一直失败，把请求 ID 提供给技术支持。",
    reason: "可能已经完成一部分更改。"
  },
  429: {
    title: "请求过多",
    meaning: "这段时间内的请求数超过服务器允许的数量。",
    action: "按 Retry-After 的时间等待，然后一次少发一些请求。",
    reason: "限制按一段时间内的请求数计算。"
  },
  494: {
    title: "请求头过大",
    meaning: "请求头超过服务器的上限。",
    action: "去掉不需要的请求头和 Cookie。",
    reason: "同样的请求头每次都过大。"
  },
  500: {
    title: "内部服务器错误",
    meaning: "服务器在处理请求时失败。",
    action: "读取状态，稍后再试；如果一直失败，把请求 ID 提供给技术支持。",
    reason: "失败之前可能已经作出更改。"
  },
  501: {
    title: "未实现",
    meaning: "服务器没有请求所要求的功能。",
    action: "使用另一个操作；检查方法和区域。",
    reason: "服务器不会在此期间学会它。"
  },
  502: {
    title: "网关错误",
    meaning: "网关没有从其后的服务器得到可用的回答。",
    action: "读取状态，然后再试；如果一直失败，检查网关。",
    reason: "后端服务器可能已经作出更改。"
  },
  503: {
    title: "服务不可用",
    meaning: "服务暂时不能接受请求。",
    action: "等待，每次更久一些，并至少等到 Retry-After 的时间，然后重新发送。",
    reason: "此处与表 6-1 不同，该表禁止重试：故障会过去，而且请求没有被接受。"
  },
  504: {
    title: "网关超时",
    meaning: "网关之后的服务器没有及时回答。",
    action: "读取状态，然后再试；如果一直失败，使用更小的分页。",
    reason: "后端服务器可能仍会完成更改。"
  },
  505: {
    title: "不支持的 HTTP 版本",
    meaning: "服务器不支持该 HTTP 版本。",
    action: "使用 HTTP/1.1。",
    reason: "必须先更换版本。"
  }
}

export const classTexts: Readonly<Record<StatusClass, ChineseText>> = {
  interim: {
    title: "临时回答",
    meaning: "服务器以文档中没有的状态码表示请求正在进行。",
    action: "等待最终的回答。",
    reason: "请求仍在进行中。"
  },
  success: {
    title: "成功",
    meaning: "服务器以文档中没有的状态码报告成功。",
    action: "读取状态，查看完成了什么。",
    reason: "所要求的可能已经执行。"
  },
  redirect: {
    title: "重定向",
    meaning: "服务器指向另一个地址，凭证不能不经查看就发送过去。",
    action: "检查终端节点；如果新地址正确，配置它。",
    reason: "必须先更改地址。"
  },
  clientError: {
    title: "被拒绝",
    meaning: "服务器以文档中没有的状态码拒绝了请求。",
    action: "阅读服务器的消息并更正请求。",
    reason: "服务器认为请求有误。"
  },
  serverError: {
    title: "服务器故障",
    meaning: "服务器失败，状态码不在文档中。",
    action: "读取状态，稍后再试；如果一直失败，把请求 ID 提供给技术支持。",
    reason: "失败之前可能已经作出更改。"
  },
  unknown: {
    title: "未知错误",
    meaning: "错误码和状态码都没有说明发生了什么。",
    action: "阅读服务器的消息；如果没有帮助，把请求 ID 提供给技术支持。",
    reason: "不知道是否作出了更改。"
  }
}
