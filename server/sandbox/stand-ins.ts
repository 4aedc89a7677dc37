import { createAliyunDysmsStandIn } from '../providers/aliyun-dysms/stand-in.ts'
import { createAliyunOssStandIn } from '../providers/aliyun-oss/stand-in.ts'
import { createAliyunViapiStandIn } from '../providers/aliyun-viapi/stand-in.ts'
import { createCtyunStandIn } from '../providers/ctyun/stand-in.ts'
import { createHuaweiOcrStandIn } from '../providers/huawei-ocr/stand-in.ts'
import type { StandIn, StandInDependencies } from '../providers/stand-in.ts'
import { createTencentCiStandIn } from '../providers/tencent-ci/stand-in.ts'

/** Every stand-in, in the order in which they are asked whether a request is theirs: the most particular dialect first. */
export function standInsOf(dependencies: StandInDependencies): readonly StandIn[] {
  return [
    createCtyunStandIn(dependencies),
    createHuaweiOcrStandIn(dependencies),
    createTencentCiStandIn(dependencies),
    createAliyunDysmsStandIn(dependencies),
    createAliyunViapiStandIn(dependencies),
    createAliyunOssStandIn(dependencies),
  ]
}
