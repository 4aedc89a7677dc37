import { ProblemError, type ProblemInput } from '../contract/problem.ts'

interface Words {
  status: number
  title: string
  titleZh: string
  detail: string
  detailZh: string
  action: string
  actionZh: string
  whoseFault: ProblemInput['whoseFault']
  retryable: boolean
}

const caller = { status: 422, whoseFault: 'caller', retryable: false } as const
const askForFile = { action: 'Upload the file itself.', actionZh: '请直接上传文件。' }

/** What a caller reads who gave an address in place of a file. `{name}` is put in from the parameters. */
const words = {
  'image-url-invalid': {
    ...caller,
    title: 'The address is not one',
    titleZh: '图片地址无效',
    detail: 'What was given as the address of the picture is not an absolute URL of at most {mostLength} characters.',
    detailZh: '给出的图片地址不是有效的绝对 URL（最长 {mostLength} 个字符）。',
    action: 'Give the whole address, beginning with https://.',
    actionZh: '请给出以 https:// 开头的完整地址。',
  },
  'image-url-not-https': {
    ...caller,
    title: 'The address is not https',
    titleZh: '图片地址不是 https',
    detail: 'Pictures are fetched from https addresses only; {host} was asked for otherwise.',
    detailZh: '只能通过 https 获取图片，而 {host} 的地址不是 https。',
    ...askForFile,
  },
  'image-url-credentials': {
    ...caller,
    title: 'The address holds a password',
    titleZh: '图片地址中含有密码',
    detail: 'An address with a user name or a password in it is not fetched.',
    detailZh: '不会获取含有用户名或密码的地址。',
    action: 'Give an address without them, or upload the file itself.',
    actionZh: '请去掉用户名和密码，或直接上传文件。',
  },
  'image-url-port': {
    ...caller,
    title: 'The address names a port',
    titleZh: '图片地址指定了端口',
    detail: 'Pictures are fetched from the usual port of https (443) only.',
    detailZh: '只能从 https 的默认端口（443）获取图片。',
    ...askForFile,
  },
  'image-url-not-public': {
    ...caller,
    title: 'The address is not public',
    titleZh: '图片地址不在公网上',
    detail: '{host} does not lead to the public internet, so nothing was fetched from it.',
    detailZh: '{host} 不在公共互联网上，因此没有获取。',
    ...askForFile,
  },
  'image-url-not-found': {
    ...caller,
    title: 'The address does not exist',
    titleZh: '图片地址不存在',
    detail: 'The name {host} has no address.',
    detailZh: '域名 {host} 没有对应的地址。',
    action: 'Check the address.',
    actionZh: '请检查地址。',
  },
  'image-url-unreachable': {
    status: 502,
    whoseFault: 'caller',
    retryable: true,
    title: 'The picture cannot be fetched',
    titleZh: '无法获取图片',
    detail: 'The connection to {host} failed ({reason}).',
    detailZh: '与 {host} 的连接失败（{reason}）。',
    action: 'Check the address, try again, or upload the file itself.',
    actionZh: '请检查地址后重试，或直接上传文件。',
  },
  'image-url-redirects': {
    ...caller,
    title: 'The address leads from one to the next',
    titleZh: '图片地址多次重定向',
    detail: 'More than {mostRedirects} redirects were met on the way to the picture.',
    detailZh: '获取图片时重定向超过 {mostRedirects} 次。',
    action: 'Give the last address, or upload the file itself.',
    actionZh: '请给出最终的地址，或直接上传文件。',
  },
  'image-url-refused': {
    ...caller,
    title: 'The address gives no picture',
    titleZh: '该地址没有返回图片',
    detail: '{host} answered {httpStatus}.',
    detailZh: '{host} 返回 {httpStatus}。',
    action: 'Check whether the address can be opened without signing in and has not expired.',
    actionZh: '请检查该地址是否无需登录即可打开，且尚未过期。',
  },
  'image-url-compressed': {
    ...caller,
    title: 'The picture came compressed',
    titleZh: '图片被压缩传输',
    detail: '{host} sent the picture in a compressed form ({encoding}), which was not asked for and is not unpacked.',
    detailZh: '{host} 以压缩形式（{encoding}）发送图片，不予解压。',
    ...askForFile,
  },
  'image-url-too-large': {
    status: 413,
    whoseFault: 'document',
    retryable: false,
    title: 'The picture is too large',
    titleZh: '图片过大',
    detail: 'The picture at {host} has more than {maxBytes} bytes.',
    detailZh: '{host} 上的图片超过 {maxBytes} 字节。',
    action: 'Save it with a lower resolution or as JPEG.',
    actionZh: '请降低分辨率或另存为 JPEG。',
  },
  'image-url-truncated': {
    status: 502,
    whoseFault: 'caller',
    retryable: true,
    title: 'The picture did not arrive whole',
    titleZh: '图片没有完整到达',
    detail: '{host} broke off after {received} bytes.',
    detailZh: '{host} 在发送 {received} 字节后中断。',
    action: 'Try again, or upload the file itself.',
    actionZh: '请重试，或直接上传文件。',
  },
  'image-url-timeout': {
    status: 504,
    whoseFault: 'caller',
    retryable: true,
    title: 'The picture did not arrive in time',
    titleZh: '图片未能及时到达',
    detail: '{host} did not give the picture within {timeoutMs} ms.',
    detailZh: '{host} 未能在 {timeoutMs} 毫秒内返回图片。',
    action: 'Try again, or upload the file itself.',
    actionZh: '请重试，或直接上传文件。',
  },
} satisfies Record<string, Words>

export type UrlProblem = keyof typeof words

/** Only the host is named: path and query of an address may hold what lets others fetch it. */
export function urlProblem(
  code: UrlProblem,
  parameters: Record<string, string | number>,
  cause?: unknown,
): ProblemError {
  const { titleZh, detailZh, actionZh, ...rest }: Words = words[code]
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''))
  return new ProblemError(
    {
      ...rest,
      code,
      detail: filled(rest.detail),
      parameters: { ...parameters, titleZh, detailZh: filled(detailZh), actionZh },
    },
    { cause },
  )
}
