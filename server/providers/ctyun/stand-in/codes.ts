import type { CapabilityId } from '../limits.ts'

/** What can be wrong with a request, whatever number the API has for it. */
export type Fault =
  | 'empty-body'
  | 'body-not-json'
  | 'body-not-object'
  | 'missing-parameter'
  | 'unknown-parameter'
  | 'wrong-field-type'
  | 'wrong-action'
  | 'empty-list-or-value'
  | 'too-many-images'
  | 'bad-base64'
  | 'unsupported-format'
  | 'file-too-large'
  | 'undecodable-picture'
  | 'bad-dimensions'
  | 'wrong-path'
  | 'wrong-method'
  | 'service-failure'

/** Number, message column and description column of the document's code tables (seed-facts/ctyun/errors.json, `perApi`). */
export type Code = readonly [number: number, message: string, description: string]

export const codesOf: Readonly<Record<CapabilityId, Readonly<Partial<Record<Fault, Code>>>>> = {
  'ctyun.ocr.general': {
    'wrong-path': [400001, '请求路径错误', '请求路径错误'],
    'wrong-method': [400002, '请求方法错误', '请求方法错误，请使用 POST 请求'],
    'empty-body': [400003, '请求体内容为空', '请求体请求数据为空，没有包含内容'],
    'body-not-json': [400004, '请求体非 json 格式', '请求体内容需要符合 json 要求'],
    'body-not-object': [400005, '请求体类型错误', '请求体需为字典，不能为其他类型'],
    'missing-parameter': [400006, '必传的参数未传', '必须的参数 (data) 未传'],
    'wrong-field-type': [400008, '请求体的参数字段类型错误', 'data 字段应该是 list 类型'],
    'empty-list-or-value': [400009, '请求体的参数字段值为空', 'data 列表为空'],
    'bad-base64': [400011, 'base64 数据处理异常', 'data 字段的 base64 字符串转换字节码异常'],
    'unsupported-format': [400012, '文件格式不合法', '仅支持 jpeg/png/jpg/bmp 格式'],
    'file-too-large': [400013, '文件大小不符合要求', '该文件大小不符合要求，图片要求小于 10M'],
    'too-many-images': [400018, '超过个数限制', 'data 超过个数限制，最多传 50 张图片'],
    'undecodable-picture': [410001, '图片解码错误', '字节码解码为图片错误'],
    'bad-dimensions': [410002, '图片尺寸不符合要求', '分辨率长宽尺寸应不高于 5000 不低于 32'],
    'service-failure': [500001, 'OCR服务接口异常，请联系管理员', '需要联系管理员处理'],
  },
  'ctyun.ocr.idcard': {
    'body-not-json': [4001, '请求JSON处理异常', '请求JSON处理异常'],
    'body-not-object': [4002, 'body传入的不是字典', 'body传入的不是字典'],
    'missing-parameter': [4003, '请求中未包data字段', '请求中未包data字段'],
    'wrong-field-type': [4004, 'data字段图片数据不是list格式', 'data字段图片数据不是list格式'],
    'empty-list-or-value': [4005, '图片list内图片数量为0', '图片list内图片数量为0'],
    'too-many-images': [4006, '图片list内图片数量超过50张', '图片list内图片数量超过50张'],
    'bad-base64': [4008, 'base64数据处理异常', 'base64数据处理异常'],
    'unsupported-format': [
      4009,
      '请求文件格式不合法, 仅支持 jpeg/png/jpg/bmp 格式',
      '请求文件格式不合法, 仅支持 jpeg/png/jpg/bmp 格式',
    ],
    'file-too-large': [4010, '单张图片大小超过10M', '单张图片大小超过10M'],
    'bad-dimensions': [
      4011,
      '图片尺寸不符合要求，分辨率长宽尺寸应小于5000大于32',
      '图片尺寸不符合要求，分辨率长宽尺寸应小于5000大于32',
    ],
    'wrong-method': [4012, '请求方法错误，请使用POST请求', '请求方法错误，请使用POST请求'],
    'wrong-path': [4013, '无效的请求路径，请确保请求路径正确', '无效的请求路径，请确保请求路径正确'],
    'service-failure': [5000, 'OCR服务接口异常，请联系管理员', 'OCR服务接口异常，请联系管理员'],
  },
  'ctyun.ocr.plate': {
    'body-not-json': [4001, '请求JSON处理异常', '请求JSON处理异常'],
    'body-not-object': [4002, 'body传入不是字典', 'body传入不是字典'],
    'missing-parameter': [4003, '请求中未包data字段', '请求中未包data字段'],
    'wrong-field-type': [4004, 'data字段图片数据不是list格式', 'data字段图片数据不是list格式'],
    'empty-list-or-value': [4005, '图片list内图片数量为0', '图片list内图片数量为0'],
    'too-many-images': [4006, '图片list内图片数量超过50张', '图片list内图片数量超过50张'],
    'bad-base64': [4008, 'base64数据处理异常', 'base64数据处理异常'],
    'unsupported-format': [
      4009,
      '请求文件格式不合法，仅支持 jpeg/png/jpg/bmp 格式',
      '请求文件格式不合法，仅支持 jpeg/png/jpg/bmp 格式',
    ],
    'file-too-large': [4010, '单张图片大小超过10M', '单张图片大小超过10M'],
    'bad-dimensions': [
      4011,
      '图片尺寸不符合要求,分辨率长宽尺寸应不高于5000不低于32',
      '图片尺寸不符合要求,分辨率长宽尺寸应不高于5000不低于32',
    ],
    'service-failure': [5000, 'OCR服务接口异常，请联系管理员', 'OCR服务接口异常，请联系管理员'],
  },
  'ctyun.ocr.business-license': {
    'empty-body': [400003, 'body内容为空', 'Body请求数据为空，没有包含内容'],
    'body-not-json': [400004, 'body请求体非json格式', 'body内容需要符合json要求'],
    'body-not-object': [400005, '请求体类型错误', '请求体需为字典，不能为其他类型'],
    'missing-parameter': [400006, '必传的参数未传', "必须的参数 ('Action'、 'ImageData') 未传"],
    'unknown-parameter': [400007, '传递非法参数', "body字典内有除 ('Action'、 'ImageData') 外的参数"],
    'wrong-field-type': [
      400008,
      '请求体的字段类型错误',
      "请求体的字段 ('Action'、 'ImageData') 类型错误，类型只能为字符串，不能为其他类型",
    ],
    'wrong-action': [400009, 'Action值设置错误', 'Action值设置错误'],
    'empty-list-or-value': [400010, "'ImageData'字段值为空字符", "'ImageData'字段的base64字符串转换字节码异常"],
    'bad-base64': [400011, "'ImageData'字段base64数据处理异常", "'ImageData'字段base64数据处理异常"],
    'unsupported-format': [400012, '请求文件格式不合法', '仅支持 jpeg/png/jpg/bmp 格式'],
    'file-too-large': [400013, '图片文件大小不符合要求', '该文件大小不符合要求,静态图片要求小于7M'],
    'undecodable-picture': [400014, '图片解码错误', '字节码解码为图片错误'],
    'bad-dimensions': [400015, '图片尺寸不符合要求', '分辨率长宽尺寸应不高于5000不低于32'],
    'service-failure': [500001, '服务接口异常,请联系管理员', '需要联系管理员处理'],
  },
}

/** Codes of the gateway (section 6.1.3): code and text. */
export const gatewayCodes = {
  unknownAccessKey: ['10002', '生成签名时官网 ak 信息错误'],
  badSignature: ['10020', '签名错误'],
  missingAppKey: ['40002', '缺少 appkey 头'],
  badAppKey: ['40006', '无效的 appkey'],
  badMethod: ['40008', '不支持的请求类型'],
  internal: ['50000', '服务内部错误'],
  badUrl: ['50003', 'API 中无效的 URL 请求'],
  expired: ['51001', '购买服务已过期'],
  notBought: ['51002', '收费 API 未购买'],
  usedUp: ['51003', 'API 可用次数已不足'],
  notJson: ['CTAPI_0009', '传入的body不符合json格式'],
  // Invention: the document warns of throttling above 10 requests per second and names no code for it.
  tooManyRequests: ['CTAPI_0429', '请求频率超过限制，默认每秒 10 次'],
} as const satisfies Record<string, readonly [string, string]>

export type GatewayCode = keyof typeof gatewayCodes

/** Codes of the body encryption (section 6.2.4, 2.7): number, message, description. */
export const encryptionCodes = {
  AI_OP_40017: [40017, '加密参数不符合要求', '入参格式不符合加密功能要求'],
  AI_OP_40018: [40018, 'ciphertextBlob哈希值不匹配 /encryptedBody哈希值不匹配', '相关字段哈希值不匹配，存在被篡改可能'],
  AI_OP_40019: [40019, 'SM2解密失败', 'SM2非对称解密出现异常'],
  AI_OP_40020: [40020, 'SM4解密失败', 'SM4对称密钥加解密出现异常'],
} as const satisfies Record<string, Code>

export type EncryptionCode = keyof typeof encryptionCodes
