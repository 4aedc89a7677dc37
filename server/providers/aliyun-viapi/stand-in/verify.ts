/** Aliyun's gateway is one for all its services: what it checks stands where the stand-ins of viapi and dysms both reach it. */
export { verifyAcs3, verifyRpc } from '../../aliyun-signature/gateway/verify.ts'
